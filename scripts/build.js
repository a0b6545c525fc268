// Bundles every entry of lib/src into dist/<entry>/index.js. `npm run build` compiles lib/ first.
// What an entry imports statically is read at each start and has a budget, in kB; what is imported when needed has a file of its own.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ncc from '@vercel/ncc';

const root = join(import.meta.dirname, '..');
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

process.chdir(root);
rmSync('dist', { recursive: true, force: true });
const staged = stage();
try {
  for (const [entry, budget] of Object.entries(readJson(join('scripts', 'budgets.json')))) write(entry, budget, await bundle(entry));
} finally {
  rmSync(staged, { recursive: true });
}
// Git runs it as it is, with its mode.
cpSync(join('src', 'git', 'isolation', 'hooks'), join('dist', 'hooks'), { recursive: true });
writeFileSync(join('dist', 'licenses.txt'), licenses());

/**
 * Copies beside lib/src of what would cost each start more than it gives.
 *
 * @actions/core does not say that it has no side effects when it is loaded. So a bundler keeps all of it, and with it a client of HTTP
 * that only its `getIDToken` calls: a megabyte. The copy says so, and loses what nobody calls.
 * proper-lockfile has signal-exit listen to all signals, so as to let go of what it holds when the process ends. Our latch needs none of
 * that: a process ended by SIGKILL lets go of nothing, so whoever finds a latch judges whether its owner lives.
 */
function stage() {
  const copies = join('lib', 'node_modules');
  for (const name of ['@actions/core', 'proper-lockfile', 'signal-exit'])
    cpSync(join('node_modules', name), join(copies, name), { recursive: true });
  const manifest = join(copies, '@actions', 'core', 'package.json');
  writeFileSync(manifest, JSON.stringify({ ...readJson(manifest), sideEffects: false }));
  writeFileSync(join(copies, 'signal-exit', 'index.js'), 'module.exports = () => {};\n');
  return copies;
}

/** The files of a bundle, by their names. */
async function bundle(entry) {
  const { code, assets } = await ncc(join(root, 'lib', 'src', `${entry}.js`), {
    ...{ cache: false, quiet: true },
    // proper-lockfile is given our own verbs (src/lock/host/latch.ts); graceful-fs would be loaded, and would patch Node's, for nothing.
    externals: { 'graceful-fs': 'fs' },
  });
  const files = [['index.js', code], ...Object.entries(assets).map(([name, { source }]) => [name, String(source)])];
  return Object.fromEntries(files.map(([name, text]) => [name, inAscii(text, `${entry}/${name}`)]));
}

function write(entry, budget, files) {
  const out = join('dist', entry);
  mkdirSync(out, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(out, name), text, { mode: text.startsWith('#!') ? 0o755 : 0o644 });
  const bundles = Object.entries(files).filter(([name]) => name.endsWith('.js'));
  // ncc leaves a stub that throws at run time where it finds no module.
  if (bundles.some(([, text]) => text.includes('Cannot find module'))) throw new Error(`${out} misses a module`);
  const [size, ...late] = bundles.map(([, text]) => Math.ceil(Buffer.byteLength(text) / 1000));
  console.log(`${out} ${size} of ${budget} kB${late.length > 0 ? `, and when needed ${late.join(' + ')} kB` : ''}`);
  if (size > budget)
    throw new Error(`${out} is over its budget: import late what not every start needs, or raise it in scripts/budgets.json and say why.`);
}

/** One character beyond Latin-1 doubles what V8 reads. Throws for one that may mean something else when it is escaped. */
function inAscii(text, file) {
  const [wrong] = /.{0,20}(\\[^\0-\x7f]|String\.raw).{0,20}/.exec(text) ?? [];
  if (wrong !== undefined) throw new Error(`dist/${file} has a character behind a backslash, or a raw template: ${wrong}`);
  return text.replace(/[^\0-\x7f]/g, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Of all that is installed beside our users' programs. ncc's own file has only what one of a bundle's files needs. */
function licenses() {
  const installed = Object.entries(readJson('package-lock.json').packages).filter(([path, it]) => path !== '' && !it.dev);
  return installed
    .map(([path, { version, license }]) => `${path.replace(/^.*node_modules\//, '')} ${version} (${license})\n\n${termsOf(path)}`)
    .join('\n');
}

function termsOf(path) {
  const names = readdirSync(path).filter((name) => /^(licen[cs]e|notice|copying)/i.test(name));
  const texts = names.map((name) => readFileSync(join(path, name), 'utf8').replaceAll('\r', '').trim());
  return `${(texts.length > 0 ? texts : [usualTerms(path)]).join('\n\n')}\n`;
}

/** Some packages name their licence and ship no text of it. */
function usualTerms(path) {
  const { name, author, license } = readJson(join(path, 'package.json'));
  if (license !== 'MIT') throw new Error(`${path} has no licence text`);
  const holder = author?.name ?? author ?? `the authors of ${name}`;
  return readFileSync('LICENSE', 'utf8')
    .replace(/^Copyright.*$/m, `Copyright (c) ${holder}`)
    .trim();
}
