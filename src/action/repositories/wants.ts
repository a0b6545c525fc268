/** What a step wants to be in its repositories: whether it is there, and that it stays there while the job holds. */
import { type FetchLockError, messageOf } from '../../base/errors.ts';
import type { GitFailed, Visit } from '../../fetch/guarded.ts';
import { fenceName, hasRef } from '../../fetch/refs.ts';
import { readErrands } from '../../fetch/sharing/errand.ts';
import { type Lack, lacking } from '../../fetch/sharing/lack.ts';
import { drop, hasPins, hasRoom, type Pin, pin, pinName, sweepPins, unpin } from '../../fetch/sharing/pins.ts';
import { missingCommits, targetsOf, type Wants } from '../../fetch/sharing/wants.ts';
import type { Scope } from '../../git/scope.ts';
import type { Lock } from '../../lock/acquire.ts';
import { caught, type Grant } from '../ask.ts';
import { hasRepository } from '../plan.ts';
import { grantOf, type Step, visitOf } from './step.ts';

/** Commits alone, and none of them missing. A ref may be stale. */
export const isAllThere = ({ commits, refs }: Wants, missing: readonly string[]): boolean =>
  commits.length > 0 && refs.length + missing.length === 0;

/** Of the wanted commits, those that are not there under the lock; the others are pinned. */
export async function missingUnder(step: Step, scope: Scope, grant: Grant | undefined): Promise<string[]> {
  const ticket = mayPin(scope, grant) ? grant?.target.id : undefined;
  // A writer that died may have pinned it before it was looked at.
  const isTold = ticket !== undefined && grant?.lock?.dirty.length === 0;
  const isPinned = (commit: string) => isTold && hasRef(scope.guards, pinName(ticket, commit));
  const loose = step.wants.commits.filter((it) => !isPinned(it));
  if (loose.length === 0) return [];
  return visitOf(step, scope, grant, async ({ git }) => {
    const missing = await missingCommits(loose, git);
    const found = loose.filter((it) => !missing.includes(it));
    if (ticket !== undefined)
      await pin(
        found.map((commit) => ({ ticket, commit })),
        git,
      );
    return missing;
  });
}

/** Who only reads may have no right to write. Then the shared lock alone keeps what is there: nobody of ours takes objects away under it. */
const mayPin = (scope: Scope, grant: Grant | undefined): boolean =>
  grant?.lock !== undefined && (grant.target.mode !== 'shared' || hasRoom(scope));

/** Throws FL_WANT unless all that is wanted is there; from then on it is pinned. */
export async function checkWants(step: Step, grants: readonly Grant[]): Promise<void> {
  const { wants, inputs } = step;
  if (wants.commits.length + wants.refs.length === 0) return;
  const repositories = new Map(step.scopes.filter(hasRepository).map((it) => [it.guards, it]));
  for (const scope of repositories.values()) {
    const grant = grantOf(scope, grants);
    const ticket = mayPin(scope, grant) ? grant?.target.id : undefined;
    const commits = await missingUnder(step, scope, grant);
    const pinned = async ({ git }: Visit) => {
      const found = await targetsOf(wants.refs, git);
      if (ticket !== undefined)
        await pin(
          [...new Set(found.values())].map((commit) => ({ ticket, commit })),
          git,
        );
      return found;
    };
    const targets = wants.refs.length > 0 ? await visitOf(step, scope, grant, pinned) : new Map<string, string>();
    const missing = [...commits.map((commit) => ({ commit })), ...wants.refs.filter((it) => !targets.has(it)).map((ref) => ({ ref }))];
    if (missing.length > 0) throw lacking(scope.path, missing, lackOf(inputs));
  }
}

const lackOf = ({ mode, isAuto, commands }: Step['inputs']): Lack => {
  if (mode === 'shared' && !isAuto) return 'shared';
  if (commands.length === 0) return 'not there';
  return commands.some((it) => it.isNetwork) ? 'not brought' : 'no fetch';
};

/** What a fetch of ours could not bring, as git tells it. */
export function notBrought({ wants }: Step, scope: Scope, { complaint }: GitFailed): FetchLockError {
  const lost = [...wants.commits.map((commit) => ({ commit })), ...wants.refs.map((ref) => ({ ref }))];
  const named = lost.filter((it) => complaint.includes('commit' in it ? it.commit : it.ref));
  return lacking(scope.path, named.length > 0 ? named : lost, complaint.includes('unadvertised') ? 'by id' : 'not there');
}

// Whoever is behind them looks for itself.
const mostLooked = 500;

/**
 * After a fetch: what we and those in line want is pinned where it is a commit, and only there, since by its id git brings a tree into a
 * pin as well; and the pins of those who are gone go. So who finds its own pin under the lock need not look further.
 */
export async function tidyPins(step: Step, scope: Scope, grant: Grant, lock: Lock): Promise<void> {
  const asked = [{ id: grant.target.id, commits: step.wants.commits }, ...readErrands(await lock.errands())].filter(
    (it) => it.commits.length > 0,
  );
  if (asked.length === 0 && !hasPins(scope)) return;
  const pins = asked.flatMap(({ id, commits }) => commits.map((commit) => ({ ticket: id, commit })));
  const isPinned = ({ ticket, commit }: Pin) => hasRef(scope.guards, pinName(ticket, commit));
  const trouble = await caught(
    visitOf(step, scope, grant, async ({ git }) => {
      const commits = [...new Set(pins.map((it) => it.commit))].slice(0, mostLooked);
      const missing = new Set(await missingCommits(commits, git));
      const found = new Set(commits.filter((it) => !missing.has(it)));
      await drop(
        pins.filter((it) => !found.has(it.commit) && isPinned(it)),
        git,
      );
      await pin(
        pins.filter((it) => found.has(it.commit) && !isPinned(it)),
        git,
      );
      // What other hosts of a fleet have pinned, only who asks the fleet can tell.
      if (lock.fleet || !hasRef(scope.guards, fenceName)) await sweepPins(lock.ids, git);
    }),
  );
  if (trouble === undefined) return;
  for (const { id } of asked) unpin(id, scope);
  step.signal.throwIfAborted();
  step.runner.log.debug(`The pins were not looked through: ${messageOf(trouble)}`);
}

/** What the step has pinned is not held any longer. */
export function unpinAll(grants: readonly Grant[]): void {
  for (const { target } of grants) if (target.hasPins) unpin(target.id, target.place);
}
