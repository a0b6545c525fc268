import { join } from 'node:path';
import type { Bounds } from '../../src/report/archive.ts';
import { makeEvent } from './events.ts';

const journal = JSON.stringify(join(import.meta.dirname, '..', '..', 'src', 'report', 'journal.js'));

/** The arguments of a Node that runs this with the journal at hand. */
export const program = (code: string, ...args: string[]): string[] => [
  '--input-type=module',
  '-e',
  `import { appendEvent, readEvents } from ${journal}; ${code}`,
  ...args,
];

/** The arguments of a Node that appends so many events, as writer `pid`. */
export const writer = (dir: string, pid: number, count: number, bounds: Bounds, reason = 'x'): string[] =>
  program(
    `const [, dir, pid, count, bounds, reason] = process.argv;
     for (let ahead = 0; ahead < Number(count); ahead++)
       appendEvent(dir, { ...${JSON.stringify(makeEvent('lock_acquired', 0))}, pid: Number(pid), ahead, reason }, JSON.parse(bounds));`,
    ...[dir, String(pid), String(count), JSON.stringify(bounds), reason],
  );
