/** A program that looks who works in a repository, for tests that have it run as somebody else, or somewhere else. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Occupancy } from '../../src/fetch/mending/leftovers.ts';
import { takeCensus } from '../../src/fetch/mending/occupants.ts';

interface Question {
  roots: string[];
  file: string;
}

/** Asks in a process of its own. */
export function askElsewhere(question: Question, through: readonly string[] = [], user: { uid?: number; gid?: number } = {}): Occupancy {
  const [command = '', ...rest] = [...through, process.execPath, import.meta.filename, JSON.stringify(question)];
  return JSON.parse(String(execFileSync(command, rest, user)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { roots, file } = JSON.parse(process.argv[2] ?? '') as Question;
  process.stdout.write(JSON.stringify(takeCensus(roots, [file], () => false)(file)));
}
