/**
 * actionlint, as the package has compiled it to wasm. The package's own loader is passed by: what it has for import() calls require, and what
 * it has for require loads packages that are made for import() alone. It runs in a process of its own, since Go leaves timers behind, and
 * without a file system: what it asks that for is answered too late for it, which is a deadlock to Go.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './workflows.ts';

const script = `
  const { readFileSync } = require('node:fs');
  const [home, files] = JSON.parse(readFileSync(0, 'utf8'));
  Object.defineProperty(globalThis, 'fs', { value: undefined, writable: true });
  require(home + '/wasm_exec.js');
  globalThis.throwError = (message) => { throw new Error(message); };
  const go = new Go();
  WebAssembly.instantiate(readFileSync(home + '/main.wasm'), go.importObject).then(async ({ instance }) => {
    go.run(instance);
    const found = [];
    for (const { text, path } of files) found.push((await runActionlint(text, path)).map((it) => it.line + ': ' + it.message));
    process.stdout.write(JSON.stringify(found), () => process.exit());
  });
`;

/** What it has to say of each workflow: a line each. */
export function lint(files: readonly { text: string; path: string }[]): string[][] {
  const input = JSON.stringify([join(root, 'node_modules', '@tktco', 'node-actionlint'), files]);
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=commonjs', '-e', script], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
