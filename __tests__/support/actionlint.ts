/**
 * actionlint, as the package has compiled it to wasm. The package's own loader is passed by: what it has for import() calls require, and what
 * it has for require loads packages that are made for import() alone.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './workflows.ts';

interface Finding {
  line: number;
  kind: string;
  message: string;
}

interface Wasm {
  Go: new () => { importObject: object; run(instance: object): Promise<void> };
  throwError(message: string): never;
  runActionlint(text: string, path: string): Finding[];
}

declare const WebAssembly: { instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: object }> };

const home = join(root, 'node_modules', '@tktco', 'node-actionlint');
const wasm = globalThis as unknown as Wasm;

let started: Promise<void> | undefined;

async function start(): Promise<void> {
  wasm.throwError = (message) => {
    throw new Error(message);
  };
  createRequire(import.meta.url)(join(home, 'wasm_exec.js'));
  const go = new wasm.Go();
  const { instance } = await WebAssembly.instantiate(readFileSync(join(home, 'main.wasm')), go.importObject);
  // It runs, waiting to be called, for as long as we do.
  void go.run(instance);
}

/** What it has to say of a workflow: a line each. */
export async function lint(text: string, path: string): Promise<string[]> {
  started ??= start();
  await started;
  return wasm.runActionlint(text, path).map((it) => `${it.line}: ${it.message}`);
}
