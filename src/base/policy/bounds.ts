/** The bounds that a host's policy sets to every lock, whoever asks for it: the action and the host helper call the same. */
import { realpathSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import { formatDuration } from '../duration.ts';
import { FetchLockError, orNothing } from '../errors.ts';
import { inert } from '../text.ts';
import { ownRoom } from './own-room.ts';
import { type Policy, policyPath } from './policy.ts';

/** A lock as the policy looks at it: both paths canonical. */
interface Bounded {
  /** As typed. */
  path: string;
  guards: string;
  lock: { dir: string; fleet?: string };
}

/** Throws FL_POLICY for a lock that guards, or lives, outside of the directories that the policy allows. Nothing is touched. */
export function refuseOutside({ allowedRoots }: Policy, { path, guards, lock }: Bounded): void {
  if (allowedRoots === undefined) return;
  // A root that is not there has nothing in it.
  const roots = allowedRoots.flatMap((it) => orNothing(() => realpathSync.native(it)) ?? []);
  const isInside = (it: string) => roots.some((root) => contains(root, it));
  // Where a host keeps its part of a fleet's locks is not for a workflow to choose.
  const isOwnRoom = lock.fleet !== undefined && dirname(lock.dir) === ownRoom();
  const outside = [guards, ...(isOwnRoom ? [] : [lock.dir])].find((it) => !isInside(it));
  if (outside === undefined) return;
  const what = outside === guards ? `'${inert(outside)}'` : `The lock directory '${inert(outside)}'`;
  throw new FetchLockError('FL_POLICY', {
    what: `${what} is outside of what the policy of this host allows (path '${inert(path)}').`,
    why: `\`allowedRoots\` in '${policyPath}' has: ${allowedRoots.map((it) => inert(it)).join(', ')}.`,
    fix: 'Use a path inside one of them, or let the admin of this host add its directory.',
  });
}

/** Whole names only: /srv/git has nothing of /srv/git2 in it. */
function contains(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || /^[a-z]:|^\\\\/i.test(way));
}

/** Says in the journal who ended a holder. */
export const heldTooLongReason = 'maxHold of the host policy';

/** What a holder is told whom the policy ends. */
export const heldTooLong = (path: string, maxHoldMs: number): FetchLockError =>
  new FetchLockError('FL_POLICY', {
    what: `The lock on '${inert(path)}' was held for ${formatDuration(maxHoldMs)}, and what worked under it was stopped.`,
    why: `That is \`maxHold\` in '${policyPath}'.`,
    fix: 'Hold it for less, as with `hold: step`; or let the admin of this host raise it.',
  });
