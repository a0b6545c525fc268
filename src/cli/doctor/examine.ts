/**
 * The looking itself, in a process of its own: a file system that does not answer keeps a process for as long as it likes, and nothing
 * in that process could tell. Whoever started it hears before each check which one it is, and after it what it found.
 */

import { FetchLockError } from '../../base/errors.ts';
import { joinFleet } from '../../fetch/fleet.ts';
import type { Host } from '../command.ts';
import { addressFrom } from '../fleet.ts';
import { locate } from '../locate.ts';
import { type Check, hostChecks, lockChecks, make } from './checks.ts';
import { type Finding, ofTrouble, type Sight, shell, worst } from './finding.ts';

/** What is to be looked at: a path, or without one the host. */
export interface Question {
  path?: string;
  lockDir?: string;
  /** In the fleet whose address is in the environment. */
  lockName?: string;
  /** Begin after the check of this name: it was made, or did not end. */
  after?: string;
}

/** What is told, a JSON text a line. */
export type News =
  | { news: 'began'; id: string }
  | { news: 'found'; finding: Finding }
  | { news: 'located'; guards: string; lockDir: string; workDir: string }
  | { news: 'ended' };

/** Where a path is resolved, which is a look, too. */
export const locating = 'path';

export async function examine(
  { path, lockDir, lockName, after }: Question,
  { env, clock, signal, cwd }: Host,
  tell: (news: News) => void,
): Promise<void> {
  const sight = { env, clock, signal };
  if (path === undefined) await makeAll(hostChecks, sight, after, tell);
  else {
    tell({ news: 'began', id: locating });
    try {
      const [found] = locate([path], { cwd, lockDir });
      const address = addressFrom(env);
      const scope = found && address ? await joinFleet(found, { env, lockName, naming: 'Option `--lock-name`' }) : found;
      if (scope) {
        const { guards, workDir, lock } = scope;
        tell({ news: 'located', guards, workDir, lockDir: lock.dir });
        const given = lockDir === undefined ? {} : { lockDir };
        const where = lockDir === undefined ? '' : shell`--lock-dir ${lockDir} `;
        await makeAll(
          lockChecks,
          { ...sight, scope, ...given, ...(address ? { address } : {}) },
          after,
          tell,
          `${where}${shell`-- ${path}`}`,
        );
      }
    } catch (error) {
      if (!(error instanceof FetchLockError)) throw error;
      tell({ news: 'found', finding: { id: locating, ...ofTrouble(error.trouble) } });
    }
  }
  tell({ news: 'ended' });
}

async function makeAll<Seen extends Sight>(
  checks: readonly Check<Seen>[],
  seen: Seen,
  after: string | undefined,
  tell: (news: News) => void,
  /** What the doctor was asked about, for a shell. */
  words?: string,
): Promise<void> {
  for (const it of checks.slice(checks.findIndex(({ id }) => id === after) + 1)) {
    tell({ news: 'began', id: it.id });
    const found = await make(it, seen, words);
    for (const finding of found) tell({ news: 'found', finding });
    if (it.isFirst && worst(found) === 'fail') return;
  }
}
