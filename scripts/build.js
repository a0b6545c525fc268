// Bundles every entry of lib/src into dist/<entry>/index.js. `npm run build` compiles lib/ first.
import { execFile } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const entries = ['pre', 'main', 'post', 'keeper', 'courier', 'cli'];
const root = join(import.meta.dirname, '..');
const ncc = join(root, 'node_modules', '@vercel', 'ncc', 'dist', 'ncc', 'cli.js');

rmSync(join(root, 'dist'), { recursive: true, force: true });
for (const entry of entries) {
  const out = join('dist', entry);
  await promisify(execFile)(
    process.execPath,
    [ncc, 'build', join('lib', 'src', `${entry}.js`), '--out', out, '--license', 'licenses.txt', '--no-cache'],
    { cwd: root },
  );
  // What is imported when it is needed has a file of its own.
  const files = readdirSync(join(root, out)).filter((it) => it.endsWith('index.js'));
  const bundles = files.map((it) => readFileSync(join(root, out, it), 'utf8'));
  // ncc leaves a stub that throws at run time where it finds no module.
  if (bundles.some((it) => it.includes('Cannot find module'))) throw new Error(`${out} misses a module`);
  console.log(`${out} ${bundles.map((it) => Math.round(it.length / 1024)).join(' + ')} kB`);
}
// Git runs it as it is, with its mode.
cpSync(join(root, 'src', 'git', 'isolation', 'hooks'), join(root, 'dist', 'hooks'), { recursive: true });
