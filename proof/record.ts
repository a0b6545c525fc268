/** How a process writes down what it did: one line a fact, in a file of its own, so that what was written survives its death. */
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry, Fact } from './history.ts';

/** Milliseconds of CLOCK_MONOTONIC, which all processes of the host share. */
export const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6;

export const recordIn =
  <F extends object = Fact>(dir: string, who: string) =>
  (fact: F, at = nowMs()): void =>
    appendFileSync(join(dir, who), `${JSON.stringify({ ...fact, at, who })}\n`);

/** Everything that was written; a line that a death cut off is left out. */
export const readRecords = <E = Entry>(dir: string): E[] =>
  readdirSync(dir).flatMap((name) =>
    readFileSync(join(dir, name), 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as E),
  );
