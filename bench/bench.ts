/**
 * `npm run bench [-- locks | burst]`: what the lock costs, and what it saves, beside what a user would do instead, on this machine
 * and in this run. `locks`: the lock alone and a whole job around it. `burst`: many jobs that want one push. Without a word: both.
 *
 * Everything is made in one directory, which is the TMPDIR of all who are started; at the end, and on an interrupt, whoever still
 * runs there is ended and the directory is gone.
 */
import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { benchBurst } from './burst.ts';
import { benchLocks } from './locks.ts';
import { clear } from './process-table.ts';

const parts: Record<string, () => Promise<void>> = { locks: benchLocks, burst: benchBurst };
const asked = process.argv.slice(2);

if (asked.length > 1 || asked.some((it) => !Object.hasOwn(parts, it))) {
  console.error(`Usage: npm run bench [-- ${Object.keys(parts).join(' | ')}]`);
  process.exit(64);
}

const home = realpathSync(mkdtempSync(join(tmpdir(), 'fetch-lock-bench-')));
process.env.TMPDIR = home;
for (const [signal, exitCode] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.on(signal, () => {
    clear(home);
    console.error('\nStopped; everything it made is gone.');
    process.exit(exitCode);
  });

try {
  for (const name of asked.length > 0 ? asked : Object.keys(parts)) await parts[name]?.();
} catch (error) {
  // An interrupt from the terminal ends our children too: then it has the first word.
  await setTimeout(100);
  throw error;
} finally {
  clear(home);
}
