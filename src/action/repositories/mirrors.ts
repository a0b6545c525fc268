/** Makes the mirror that is not there, and mends what a crash or a bad disk left. */
import { FetchLockError } from '../../base/errors.ts';
import { inert } from '../../base/text.ts';
import { type GitFailed, isStillRunning } from '../../fetch/guarded.ts';
import { hintsAtDamage, isDamaged, rebuild, sourceOf } from '../../fetch/mending/rebuild.ts';
import { isStaged, isThere, publish, type Source, sourceAt, stage } from '../../fetch/mirror.ts';
import { dropBrokenRefs } from '../../fetch/refs.ts';
import type { Scope } from '../../git/scope.ts';
import { newId } from '../../lock/ticket.ts';
import { askBeside, caught, type Grant, letGo } from '../ask.ts';
import { type CacheWork, restoreMirror, snapshotMirror } from '../cache/cache.ts';
import { hasRepository, needsGit, stagingTarget } from '../plan.ts';
import { saveSnapshot } from '../state.ts';
import { behindFence, environmentUnder, fence, gitOf, grantOf, noteFetch, type Step } from './step.ts';

/** A mirror that was made and is not published yet. */
export interface Made {
  scope: Scope;
  how: 'found' | 'restored' | 'cloned';
  durationMs: number;
}

/**
 * Makes the mirrors that are not there, each once for all the jobs that want it, under a lock of their own: who has the lock of a
 * mirror waits for no network. What was made is published under that lock; until then the grants are to be kept.
 */
export async function makeMirrors(step: Step, stagings: Grant[]): Promise<Made[]> {
  const { clock, runner, inputs } = step;
  const made: Made[] = [];
  for (const scope of step.scopes.filter((it) => hasRepository(it) && !isThere(it.guards))) {
    // Another job may take for its clone what ours may take.
    const waitMs = inputs.lockTimeoutMs === 0 ? 0 : inputs.lockTimeoutMs + inputs.gitTimeoutMs;
    const grant = await askBeside(stagings, step, stagingTarget(scope, inputs, runner.workspace), waitMs, true);
    stagings.push(grant);
    if (isThere(scope.guards)) {
      // Others wait for it only to see the same.
      await letGo(step, [grant]);
      grant.close();
      stagings.pop();
      continue;
    }
    const startedMs = clock.now();
    runner.log.info(`Making the mirror ${inert(scope.path)}, which is not there yet.`);
    const { cacheKey } = inputs;
    const lend = cacheKey === undefined ? undefined : (into: string) => restoreMirror(cacheKey, into, cacheWorkOf(step, grant));
    const how = await stage(scope.guards, inputs.url === undefined ? [] : sourceAt(inputs.url), gitOf(step, scope, grant), lend);
    made.push({ scope, how, durationMs: Math.round(clock.now() - startedMs) });
    noteMade(step, scope);
  }
  return made;
}

/** Sets in their places what was made, under the locks. Throws FL_GIT if a repository went away while we waited for its lock. */
export function publishMirrors({ scopes, inputs }: Step, made: readonly Made[], grants: readonly Grant[]): void {
  for (const { scope, how, durationMs } of made) {
    if (!publish(scope.guards)) continue;
    const event = how === 'restored' ? 'mirror_restored' : 'mirror_created';
    grantOf(scope, grants)?.report(event, { duration_ms: durationMs, reason: how });
  }
  for (const { path, guards, workDir } of scopes.filter((it) => hasRepository(it) && needsGit(inputs))) {
    // Whoever made it anew may have died between taking the old one away and setting the new one in its place.
    if (!isThere(guards) && isStaged(guards)) publish(guards);
    if (!isThere(guards) || !isThere(workDir))
      throw new FetchLockError('FL_GIT', {
        what: `'${inert(path)}' was there when this step began, and is not there any more.`,
        why: 'Somebody took it away while this step waited for its lock.',
        fix: 'Run the job again; with `url`, a mirror that is not there is made.',
      });
  }
}

/** Has post save what was cloned, when others may read it again. */
export async function snapshotMirrors(step: Step, made: readonly Made[], grants: readonly Grant[]): Promise<void> {
  const { inputs, runner } = step;
  for (const { scope, how } of made) {
    const grant = grantOf(scope, grants);
    if (inputs.cacheKey === undefined || how !== 'cloned' || !grant?.lock) continue;
    const snapshot = await snapshotMirror(scope.guards, cacheWorkOf(step, grant));
    if (snapshot !== undefined) saveSnapshot(runner, { key: inputs.cacheKey, snapshot, ticket: grant.target.id });
  }
}

const cacheWorkOf = (step: Step, grant: Grant): CacheWork => ({
  ...{ clock: step.clock, signal: step.signal, log: step.runner.log, courier: step.courier },
  env: environmentUnder(step, grant),
});

/** What was mended, so that what failed may succeed now. Throws what tells the user how to mend it. */
export async function mend(step: Step, scope: Scope, grant: Grant, failure: unknown): Promise<'sound' | 'refs' | undefined> {
  const { log } = step.runner;
  if (!hintsAtDamage(failure, scope)) return undefined;
  const dropped = dropBrokenRefs(scope);
  if (dropped.length === 0) return makeAnew(step, scope, grant, failure);
  log.warning(`Removed from ${inert(scope.path)}, since they said nothing: ${inert(dropped.join(', '))}.`);
  return 'refs';
}

async function makeAnew(step: Step, scope: Scope, grant: Grant, failure: GitFailed): Promise<'sound'> {
  // Where git can do nothing at all, as with a broken configuration of the user's, that says nothing of this repository.
  await gitOf(step, scope, grant)(['version'], '/');
  const source = await sourceOf(scope, step.runner.env, failure, step.inputs.url);
  const extra: Grant[] = [];
  const trouble = await caught(makeAnewAlone(step, scope, grant, failure, source, extra));
  if (!isStillRunning(trouble)) await caught(letGo(step, extra));
  for (const it of extra) it.close();
  if (trouble !== undefined) throw trouble;
  return 'sound';
}

async function makeAnewAlone(step: Step, scope: Scope, grant: Grant, failure: GitFailed, source: Source, extra: Grant[]): Promise<void> {
  const { clock, runner, inputs } = step;
  runner.log.warning(`${inert(scope.path)} seems to be damaged, and is looked at alone: ${failure.complaint}.`);
  const target = { ...grant.target, id: newId(), mode: 'exclusive', endsShared: false } as const;
  if (grant.target.mode !== 'exclusive') extra.push(await askBeside([grant], step, target, inputs.lockTimeoutMs, true));
  const alone = extra[0] ?? grant;
  // What is damaged may not let its fence be moved.
  const trouble = await caught(fence(step, scope, alone));
  if (trouble !== undefined && !hintsAtDamage(trouble, scope)) throw trouble;
  const git = gitOf(step, scope, alone);
  // Another job may have made it anew while we waited.
  if (!(await isDamaged(scope, git))) return;
  // Nobody makes a mirror that is there, unless it was not there a moment ago.
  extra.push(await askBeside([grant, ...extra], step, stagingTarget(scope, inputs, runner.workspace), 0, true));
  const startedMs = clock.now();
  const aside = await rebuild({ scope, source, clock, git, move: (act) => behindFence(step, scope, alone, act) });
  grant.report('mirror_rebuilt', { duration_ms: Math.round(clock.now() - startedMs), reason: failure.complaint });
  runner.log.warning(`The mirror ${inert(scope.path)} was damaged and has been made anew. The damaged one is ${inert(aside)}.`);
  noteMade(step, scope);
}

function noteMade(step: Step, { guards }: Scope): void {
  noteFetch(step, 'fetched');
  step.made.add(guards);
}
