import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..');
const bundle = (entry: string) => join(root, 'dist', entry, 'index.js');
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');

const entries = ['pre', 'main', 'post', 'keeper', 'cli'];

/** What of Node a bundle has loaded when it finds that it has nothing to do. */
function loadedBy(entry: string): string[] {
  const tell = `process.once('exit', () => { process.exitCode = 0; require('node:fs').writeSync(1, '\\n=' + process.moduleLoadList.join()) })`;
  const preload = `data:text/javascript,import { createRequire } from 'node:module'; const require = createRequire('file:///'); ${tell}`;
  const args = ['--import', preload, bundle(entry), '--version'];
  // Without what a runner tells, a stage stops at its inputs, and a keeper without its main has no charge.
  const said = execFileSync(process.execPath, args, { env: {}, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 30_000 });
  return (said.split('\n=').at(-1) ?? '').split(',').map((it) => it.replace('NativeModule ', ''));
}

describe('a start', () => {
  it.each(entries)('loads nothing of a network beyond sockets: %s', (entry) => {
    const loaded = loadedBy(entry);
    expect(loaded).toContain('fs');
    for (const name of ['http', 'https', 'http2', 'tls', 'dns', 'zlib', 'worker_threads']) expect(loaded).not.toContain(name);
  });

  it.each(entries)('loads neither what signal-exit needs nor what `performance` does: %s', (entry) => {
    const loaded = loadedBy(entry);
    for (const name of ['assert', 'perf_hooks']) expect(loaded).not.toContain(name);
  });

  it('loads no cryptography: keeper', () => {
    expect(loadedBy('keeper')).not.toContain('crypto');
  });

  it.each(['post', 'keeper'])('loads nothing that starts processes: %s', (entry) => {
    expect(loadedBy(entry)).not.toContain('child_process');
  });

  it.each(entries)('reads no client of a service: %s', (entry) => {
    const text = readFileSync(bundle(entry), 'utf8');
    for (const name of ['undici', 'azure', '@actions/cache', 'ioredis', '@redis/', 'class HttpClient', 'class OidcClient'])
      expect(text).not.toContain(name);
  });

  it('reads no more than its budget', () => {
    const budgets = Object.entries<number>(JSON.parse(read('scripts', 'budgets.json')));
    expect(budgets.filter(([entry, kB]) => readFileSync(bundle(entry)).length > kB * 1000)).toEqual([]);
  });
});
