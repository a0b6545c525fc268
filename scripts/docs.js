// Writes the tables of the README from action.yml, between their markers. A test says when they are out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
const cell = (text) =>
  String(text ?? '')
    .replaceAll('|', '\\|')
    .replaceAll('\n', ' ')
    .trim();
const code = (text) => (text === '' ? '' : `\`${text}\``);

const tables = {
  inputs: [
    ['input', 'default', 'meaning'],
    ...Object.entries(action.inputs).map(([name, it]) => [code(name), code(cell(it.default)), cell(it.description)]),
  ],
  outputs: [['output', 'value'], ...Object.entries(action.outputs).map(([name, it]) => [code(name), cell(it.description)])],
};

const path = join(root, 'README.md');
let text = readFileSync(path, 'utf8');
for (const [name, [head, ...rows]] of Object.entries(tables)) {
  const lines = [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
  const marked = new RegExp(`(<!-- ${name} -->\n).*?(<!-- /${name} -->)`, 's');
  if (!marked.test(text)) throw new Error(`README.md has no place for ${name}`);
  text = text.replace(marked, (_, begin, end) => `${begin}${lines.join('\n')}\n${end}`);
}
writeFileSync(path, text);
