import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomHex } from '../../src/base/system/random.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'random-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

it('has two digits for each byte', () => {
  expect(randomHex(0)).toBe('');
  for (const bytes of [1, 5, 8]) expect(randomHex(bytes)).toMatch(new RegExp(`^[0-9a-f]{${2 * bytes}}$`));
});

it('is never the same twice', () => {
  expect(new Set(Array.from({ length: 1000 }, () => randomHex(8))).size).toBe(1000);
});

it.each([
  ['is not there', () => join(dir, 'none')],
  ['is another one', () => '/dev/zero'],
  ['has nothing in it', () => '/dev/null'],
  ['is a file', () => write('plain', '\0'.repeat(64))],
  ['is a file that is too short', () => write('short', 'x')],
])('does without a device that %s', (_, makeDevice) => {
  const device = makeDevice();
  const seen = Array.from({ length: 10 }, () => randomHex(8, device));
  expect(new Set(seen).size).toBe(10);
  for (const it of seen) expect(it).toMatch(/^[0-9a-f]{16}$/);
});

it('waits for nobody where the device is a pipe', () => {
  const pipe = join(dir, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const module = pathToFileURL(join(import.meta.dirname, '..', '..', 'src', 'base', 'system', 'random.js'));
  const script = `import { randomHex } from '${module}'; console.log(randomHex(8, process.argv[1]))`;
  // In a process of its own: one that waits there hears nothing, not even a time-out.
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script, pipe], { encoding: 'utf8', timeout: 30_000 });
  expect(said).toMatch(/^[0-9a-f]{16}\n$/);
});

function write(name: string, text: string): string {
  const path = join(dir, name);
  writeFileSync(path, text);
  return path;
}
