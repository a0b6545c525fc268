/** Moving the fence of a repository, by whoever was granted its lock in a fleet, before the first command there that may write. */

import { lstatSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { FetchLockError, orNothing } from '../../base/errors.ts';
import { inert, quoteForShell } from '../../base/text.ts';
import type { Barrier, Site } from '../../git/isolation/isolation.ts';
import type { Lock } from '../../lock/acquire.ts';
import { takenAway } from '../../lock/store.ts';
import { decodeToken } from '../../lock/ticket.ts';
import { type Guard, type Visit, visit, type Work } from '../guarded.ts';
import { dropBroken, fenceName, readPacked } from '../refs.ts';
import { decodeMark, demandHook, digestOf, encodeMark, fenceInFile, type Mark, overtaken } from './fence.ts';
import { takeTurn, thisHost } from './turn.ts';

export interface Mover {
  lock: Pick<Lock, 'token' | 'fleet' | 'raise' | 'ids'>;
  party: string;
  /** The directory of the hook; without it no git of ours is run there. */
  hooks?: string;
}

/**
 * Answers what git is to be started behind; undefined for a lock of this host alone. Throws FL_LOST if another has moved it since, FL_BACKEND where nobody can move it
 * now, and what `visit` throws.
 */
export async function moveFence(site: Site, guard: Guard, work: Work, mover: Mover): Promise<Barrier | undefined> {
  const { fleet, token } = mover.lock;
  const { id } = decodeToken(token) ?? {};
  if (!fleet || id === undefined) return undefined;
  const { hooks = '' } = mover;
  if (hooks !== '') demandHook(hooks);
  return visit(site, guard, work, async (visit) => {
    const giveBack = await takeTurn(site.guards, work.clock, work.signal);
    try {
      const object = await settleOn({ fence: fleet.fence, id, party: digestOf(mover.party) }, site, visit, mover);
      return { hooks, dir: site.guards, by: thisHost(), object };
    } finally {
      giveBack();
    }
  });
}

/** The object at which the fence is then. */
async function settleOn(mark: Mark, site: Site, { git }: Visit, { lock }: Mover): Promise<string> {
  const found = await look(site, git);
  // Two steps of one job may be at work beside each other: who came first has moved it for both.
  if (found?.mark.party === mark.party && (found.mark.id === mark.id || (await lock.ids()).includes(found.mark.id))) return found.object;
  const isLow = found !== undefined && found.mark.fence >= mark.fence;
  const fence = isLow ? await lock.raise(found.mark.fence) : mark.fence;
  if (fence === undefined) throw takenAway(`The lock on '${inert(site.path)}' was lost before anything was done under it.`);
  const [object = ''] = await git(
    ['hash-object', '-w', '--stdin'],
    encodeMark({ ...mark, fence, ...(found ? { before: found.object } : {}) }),
  );
  await past(join(site.guards, `${fenceName}.lock`), () =>
    git([...quietly, 'update-ref', '--no-deref', fenceName, object, found?.object ?? '']),
  );
  if (found?.mark.before !== undefined) await forget(found.mark.before, site.guards, git);
  return object;
}

const quietly = ['-c', 'core.logAllRefUpdates=false', '-c', 'core.filesRefLockTimeout=3000'];

/**
 * Git's own lock of the fence. Of ours who makes it has the turn, so that what is there now was left by one that was killed. But a git
 * that somebody runs by hand, and packs refs, has it for a moment without: only what stays as long as git waits is taken away.
 */
async function past(lock: string, write: () => Promise<unknown>): Promise<void> {
  const look = () => orNothing(() => lstatSync(lock, { bigint: true }));
  const left = look();
  try {
    await write();
  } catch (error) {
    const now = look();
    if (!left || left.ino !== now?.ino || left.ctimeNs !== now.ctimeNs) throw error;
    orNothing(() => unlinkSync(lock));
    await write();
  }
}

async function look({ guards, path }: Site, git: Visit['git']): Promise<{ object: string; mark: Mark } | undefined> {
  // A host that lost its power may have left the file empty. Nobody's git can write behind it then, and the next one begins anew.
  dropBroken(guards, fenceName);
  const [head = '', line = ''] = await git(['cat-file', '--batch'], `${fenceName}\n`);
  const [object = '', type] = head.split(' ');
  const mark = type === 'blob' ? decodeMark(line) : undefined;
  if (mark) return { object, mark };
  if ((await git(['for-each-ref', '--format=%(objectname)', fenceName])).length === 0) return undefined;
  throw new FetchLockError('FL_BACKEND', {
    what: `'${fenceName}' in '${inert(path)}' says nothing that this version of fetch-lock understands.`,
    why: 'Whoever moves it there may not mean the same by it.',
    fix: `Use one version on all hosts. If nothing else does, take it away: \`git -C ${quoteForShell(guards)} update-ref -d ${fenceName}\`.`,
  });
}

/**
 * Each grant has an object of its own, and thousands of them a day would have git collect. Not the last one: who reads beside us, or
 * clones, has read the refs, and asks for what they were at. Anybody may name an object there; only a mark is taken away.
 */
async function forget(object: string, dir: string, git: Visit['git']): Promise<void> {
  const [head = '', line = ''] = await git(['cat-file', '--batch'], `${object}\n`);
  if (head.split(' ')[1] !== 'blob' || !decodeMark(line)) return;
  orNothing(() => unlinkSync(join(dir, 'objects', object.slice(0, 2), object.slice(2))) ?? true);
}

/** Does what moves the repository itself away, while the fence stands and nobody can move it; `act` says where it is then. Throws FL_LOST. */
export async function behind(
  dir: string,
  { object }: Barrier,
  { clock, signal, isHeld }: Pick<Work, 'clock' | 'signal'> & Pick<Guard, 'isHeld'>,
  act: () => string,
): Promise<void> {
  const giveBack = await takeTurn(dir, clock, signal);
  let now = dir;
  try {
    // No git is asked, since the repository is damaged. Of a reftable nothing can be read; then the lock alone is asked.
    const found = fenceInFile(dir) ?? readPacked(dir, fenceName);
    if (!isHeld() || (found !== undefined && found !== object)) throw overtaken(dir, 'making it anew');
    now = act();
  } finally {
    giveBack(now);
  }
}
