/**
 * The fence of a repository that several hosts write: one ref of ours, which says in git itself who has the lock. Who is granted moves
 * it, and from then on git refuses whatever an earlier holder still does to refs, be it that it does not know yet that it has lost.
 *
 *   refs/fetch-lock/fence  ->  a blob, `NUMBER ID PARTY [BEFORE]`: the fencing number of a grant, its id, a digest of whose it is, and
 *                              the object at which the fence was before, which is still there
 *
 * G1 a git under a fence changes refs only while the fence is the one it was started under, and nobody moves it in between.
 * G2 it is moved by compare and set, and to a greater number, unless it is already that of another grant that our own party still has.
 * G3 what was done while it did not stand is not told as done.
 * Not promised: anything about files that are no refs (FETCH_HEAD, the shallow file, a working tree, objects that a gc takes away).
 */
import { createHash } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { FetchLockError, messageOf } from '../../base/errors.ts';
import { inert } from '../../base/text.ts';
import type { Barrier, Isolation } from '../../git/isolation/isolation.ts';
import { isCommitId as isObjectId } from '../../git/operands.ts';
import { type GitRun, runGit } from '../../git/run.ts';
import { isId } from '../../lock/ticket.ts';
import { fenceName, readLoose } from '../refs.ts';

/** What the fence says. */
export interface Mark {
  fence: number;
  /** Of the request. */
  id: string;
  /** See `digestOf`. */
  party: string;
  /** Who has read the refs before it was moved may ask for it yet. */
  before?: string;
}

/** Parties are known to their jobs alone. */
export const digestOf = (party: string): string => createHash('sha256').update(party).digest('hex').slice(0, 16);

export const encodeMark = ({ fence, id, party, before }: Mark): string =>
  `${fence} ${id} ${party}${before === undefined ? '' : ` ${before}`}\n`;

export function decodeMark(line: string): Mark | undefined {
  const [fence = '', id = '', party = '', before, ...more] = line.split(' ');
  if (!/^[1-9]\d{0,14}$/.test(fence) || !isId(id) || !isId(party) || more.length > 0) return undefined;
  if (before === undefined) return { fence: Number(fence), id, party };
  return isObjectId(before) ? { fence: Number(fence), id, party, before } : undefined;
}

/** The object that the fence is at, as far as a file tells: undefined where it is packed, or in a table, or not there. */
export function fenceInFile(commonDir: string): string | undefined {
  const text = readLoose(commonDir, fenceName)?.trim();
  return text !== undefined && isObjectId(text) ? text : undefined;
}

const limitMs = 30_000;

/** True if the fence is where it was when git was first started behind it. Throws FL_GIT if git cannot be started. */
export async function isStanding({ dir, object }: Barrier, isolation: Isolation, work: Pick<GitRun, 'clock' | 'signal'>): Promise<boolean> {
  const inFile = fenceInFile(dir);
  if (inFile !== undefined) return inFile === object;
  const lines: string[] = [];
  const argv = [`--git-dir=${dir}`, 'rev-parse', '--quiet', '--verify', fenceName];
  const { exitCode } = await runGit(argv, isolation, { ...work, limitMs, onLine: (line) => lines.push(line) });
  return exitCode === 0 && lines.join() === object;
}

/** What runs `command` there has lost the lock without having heard of it. */
export const overtaken = (path: string, command: string): FetchLockError =>
  new FetchLockError('FL_LOST', {
    what: `The lock on '${inert(path)}' is somebody else's by now, so \`${command}\` is not trusted.`,
    why: 'It ran out while this host, or its way to Redis, stood still, and another job has moved the fence since. What this one wrote later was refused by git.',
    fix: 'Run the job again.',
  });

/** Throws FL_BACKEND if git would pass over the hook without a word. */
export function demandHook(hooks: string): void {
  const file = join(hooks, 'reference-transaction');
  try {
    accessSync(file, constants.X_OK);
  } catch (error) {
    throw new FetchLockError(
      'FL_BACKEND',
      {
        what: `'${inert(file)}' cannot be run, so nothing would stop a holder that has lost the lock.`,
        why: `${messageOf(error)}.`,
        fix: 'Let the action be checked out with its modes, on a file system that is not mounted `noexec`.',
      },
      error,
    );
  }
}
