/** A step at work in its repositories: what each of its git commands is guarded by and told. */
import type { Log } from '../../base/log.ts';
import { behind, moveFence } from '../../fetch/fencing/move.ts';
import { type Guard, runAt, type Visit, visit, type Work } from '../../fetch/guarded.ts';
import { type Git, isThere } from '../../fetch/mirror.ts';
import type { Moment } from '../../fetch/sharing/ledger.ts';
import type { Outlook } from '../../fetch/sharing/outlook.ts';
import type { Wants } from '../../fetch/sharing/wants.ts';
import type { Site } from '../../git/isolation/isolation.ts';
import type { Credential } from '../../git/isolation/token.ts';
import type { Scope } from '../../git/scope.ts';
import type { Lock } from '../../lock/acquire.ts';
import { canSeeCarriers, tokenVariable, witnessOf } from '../../lock/host/liveness.ts';
import type { Grant, Task } from '../ask.ts';
import type { Target } from '../plan.ts';

/** How what was to be fetched was had. */
type Fetch = 'none' | 'present' | 'joined' | 'fetched';

export interface Step extends Task {
  /** One for each path. */
  scopes: Scope[];
  /** One for each lock, in the order in which they are asked for. */
  targets: Target[];
  credential?: Credential;
  /** The keeper's bundle, and the courier's. */
  keeper: string;
  courier: string;
  /** The directory of git's hook, for a fleet. */
  hooks: string;
  wants: Wants;
  /** When it asked, before it was given a number. */
  askedAt: Moment;
  fetched: Fetch;
  /** Repositories that it has made, or made anew: what is there, it has fetched itself. */
  made: Set<string>;
  /** By the directory where git runs. */
  outlooks: Map<string, Outlook>;
  /** Lines that the log has already, and need not have again. */
  told: Set<string>;
}

const ranks: readonly Fetch[] = ['none', 'present', 'joined', 'fetched'];

/** Of several fetches, the one that cost most is told. */
export function noteFetch(step: Step, how: Fetch): void {
  if (ranks.indexOf(how) > ranks.indexOf(step.fetched)) step.fetched = how;
}

export const grantOf = (scope: Scope, grants: readonly Grant[]): Grant | undefined =>
  grants.find((it) => it.target.place.dir === scope.lock.dir);

export function guardOf({ clock }: Step, grant: Grant | undefined): Guard {
  if (!grant?.lock) return { mode: 'shared', isHeld: () => true };
  const { lock, target, sinceMs, barrier } = grant;
  // Of another host all that is known is that it has lost the lock.
  const since = (isElsewhere: boolean) =>
    Math.max(0, ...lock.dirty.flatMap((it) => ((it.host !== undefined) === isElsewhere ? it.heldMs : [])));
  const [deadMs, lostMs] = [since(false), since(true)];
  const agoMs = clock.now() - sinceMs;
  return {
    ...{ token: lock.token, mode: target.mode, isHeld: lock.isHeld, whyLost: lock.whyLost },
    ...(canSeeCarriers() ? {} : { admit: (pid: number, signal: AbortSignal) => admit(lock, pid, signal) }),
    ...(deadMs > 0 ? { deadForMs: deadMs + agoMs } : {}),
    ...(lostMs > 0 ? { lostForMs: lostMs + agoMs } : {}),
    ...(barrier ? { barrier } : {}),
  };
}

/** One that is gone by now needs nobody to see it. */
async function admit({ sign }: Lock, pid: number, signal: AbortSignal): Promise<boolean> {
  const it = witnessOf(pid);
  return it === undefined || sign(it, signal);
}

/** Before the first git of a grant that may write: in a fleet, whoever had it before can do nothing to refs from then on. */
export async function fence(step: Step, scope: Scope, grant: Grant | undefined): Promise<void> {
  if (!grant?.lock?.fleet || grant.target.mode === 'shared' || !isThere(scope.guards)) return;
  const { barrier: _, ...guard } = guardOf(step, grant);
  const barrier = await moveFence(scope, guard, workOf(step, grant), { lock: grant.lock, party: step.party, hooks: step.hooks });
  if (barrier) grant.barrier = barrier;
}

/** What moves the repository itself away. A damaged one may have no fence that can be read; then the lock alone is asked. */
export async function behindFence(step: Step, scope: Scope, grant: Grant, act: () => string): Promise<void> {
  const { barrier } = grant;
  if (barrier) return behind(scope.guards, barrier, { ...step, isHeld: guardOf(step, grant).isHeld }, act);
  act();
}

export const workOf = (step: Step, grant: Grant | undefined): Work => ({
  ...{ env: step.runner.env, clock: step.clock, signal: step.signal, log: step.runner.log, policy: step.policy },
  ...{ limitMs: step.inputs.gitTimeoutMs, attempts: step.inputs.attempts },
  ...(step.credential ? { credential: step.credential } : {}),
  report: (event, detail) => grant?.report(event, detail),
  onNotice: (text) => {
    if (!step.told.has(text)) step.runner.log.info(text);
    step.told.add(text);
  },
});

/** Looks and small writes of ours in a repository, of which nobody is told. */
export const visitOf = <T>(step: Step, scope: Scope, grant: Grant | undefined, act: (visit: Visit) => Promise<T>): Promise<T> =>
  visit(scope, guardOf(step, grant), workOf(step, grant), act);

/** Git in the directories of a mirror, under that grant. */
export function gitOf(step: Step, scope: Scope, grant: Grant): Git {
  const guard = guardOf(step, grant);
  const siteOf = (dir: string): Site => (dir === scope.guards ? scope : { path: scope.path, kind: 'directory', guards: dir, workDir: dir });
  const work = workOf(step, grant);
  const { log } = work;
  const quiet: Log = { ...log, info: log.debug, group: (_, act) => act() };
  const { barrier: _, ...aside } = guard;
  return (argv, dir, isNetwork = false) =>
    runAt(
      siteOf(dir),
      { argv, isNetwork },
      dir === scope.guards ? guard : aside,
      isNetwork || argv[0] === 'fsck' ? work : { ...work, log: quiet },
    );
}

/** The environment of what works under the grant without git. */
export const environmentUnder = ({ runner }: Step, { lock }: Grant) => (lock ? { ...runner.env, [tokenVariable]: lock.token } : runner.env);
