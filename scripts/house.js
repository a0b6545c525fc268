// The numbers of the house: `npm run house`, or with `--json`. Files and lines of each room, who imports in a circle, and what is
// exported and used in no other file; what only a test uses is listed apart.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..');
const homes = ['src', 'proof', 'bench', '__tests__'];

const files = homes.flatMap((home) =>
  readdirSync(join(root, home), { recursive: true, encoding: 'utf8' })
    .filter((it) => it.endsWith('.ts'))
    .map((it) => join(home, it)),
);

/** What a file exports, and what it takes from which other file of ours. */
function read(file) {
  const text = readFileSync(join(root, file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const taken = [];
  const given = [];
  const take = (from, names) => from.startsWith('.') && taken.push({ from: relative(root, resolve(root, dirname(file), from)), names });
  const visit = (node) => {
    if (ts.isImportDeclaration(node)) {
      const { namedBindings } = node.importClause ?? {};
      take(node.moduleSpecifier.text, namedBindings?.elements?.map((it) => (it.propertyName ?? it.name).text) ?? ['*']);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword && ts.isStringLiteral(node.arguments[0])) {
      take(node.arguments[0].text, ['*']);
    } else if (node.modifiers?.some((it) => it.kind === ts.SyntaxKind.ExportKeyword)) {
      given.push(...(node.declarationList?.declarations.map((it) => it.name) ?? [node.name]).map((it) => it.getText(source)));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { file, lines: text.split('\n').length - 1, given, taken };
}

const all = files.map(read);
const byFile = new Map(all.map((it) => [it.file, it]));

function circles() {
  const found = [];
  const done = new Set();
  const walk = (file, path) => {
    if (path.includes(file)) found.push([...path.slice(path.indexOf(file)), file]);
    if (path.includes(file) || done.has(file)) return;
    for (const { from } of byFile.get(file)?.taken ?? []) walk(from, [...path, file]);
    done.add(file);
  };
  for (const it of files) walk(it, []);
  return found;
}

/** Exports that none of these files takes. */
const unused = (takers) => {
  const taken = new Set(takers.flatMap((it) => it.taken.flatMap(({ from, names }) => names.map((name) => `${from} ${name}`))));
  return all
    .filter((it) => !it.file.startsWith('__tests__'))
    .flatMap(({ file, given }) =>
      given.filter((name) => !taken.has(`${file} ${name}`) && !taken.has(`${file} *`)).map((name) => `${file} ${name}`),
    );
};

const roomOf = (file) =>
  file
    .split('/')
    .slice(0, file.startsWith('src') ? 2 : 1)
    .join('/')
    .replace(/^src\/[^/]*\.ts$/, 'src');
const rooms = [...new Set(files.map(roomOf))].map((room) => {
  const lines = all.filter((it) => roomOf(it.file) === room).map((it) => it.lines);
  return { room, files: lines.length, lines: lines.reduce((sum, it) => sum + it, 0), longest: Math.max(...lines) };
});

const nobody = unused(all);
const report = {
  rooms,
  longest: all.filter((it) => it.file.startsWith('src')).reduce((one, it) => (it.lines > one.lines ? it : one)).file,
  circles: circles(),
  unused: nobody,
  tested_only: unused(all.filter((it) => !it.file.startsWith('__tests__'))).filter((it) => !nobody.includes(it)),
};

if (process.argv.includes('--json')) console.log(JSON.stringify(report, undefined, 2));
else {
  console.log('| room | files | lines | longest |\n| --- | --: | --: | --: |');
  for (const { room, files: count, lines, longest } of rooms) console.log(`| \`${room}\` | ${count} | ${lines} | ${longest} |`);
  console.log(
    `\nLongest file of src: ${report.longest}. Circles: ${report.circles.length}. Exported and used by nobody: ${nobody.length}.`,
  );
  for (const it of [...report.circles.map((one) => one.join(' -> ')), ...nobody, ...report.tested_only.map((one) => `(tests only) ${one}`)])
    console.log(it);
}
