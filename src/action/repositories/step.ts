/** A step at work in its repositories: what each of its git commands is guarded by and told. */
import type { Log } from '../../base/log.ts';
import { type Guard, runAt, type Visit, visit, type Work } from '../../fetch/guarded.ts';
import type { Git } from '../../fetch/mirror.ts';
import type { Moment } from '../../fetch/sharing/ledger.ts';
import type { Outlook } from '../../fetch/sharing/outlook.ts';
import type { Wants } from '../../fetch/sharing/wants.ts';
import type { Site } from '../../git/isolation/isolation.ts';
import type { Credential } from '../../git/isolation/token.ts';
import type { Scope } from '../../git/scope.ts';
import { tokenVariable } from '../../lock/host/liveness.ts';
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
  wants: Wants;
  /** When it asked, before it was given a number. */
  askedAt: Moment;
  fetched: Fetch;
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
  const { lock, target, sinceMs } = grant;
  const deadMs = Math.max(0, ...lock.dirty.map((it) => it.heldMs));
  return {
    ...{ token: lock.token, mode: target.mode, isHeld: lock.isHeld, whyLost: lock.whyLost },
    ...(deadMs > 0 ? { deadForMs: deadMs + clock.now() - sinceMs } : {}),
  };
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
  return (argv, dir, isNetwork = false) =>
    runAt(siteOf(dir), { argv, isNetwork }, guard, isNetwork || argv[0] === 'fsck' ? work : { ...work, log: quiet });
}

/** The environment of what works under the grant without git. */
export const environmentUnder = ({ runner }: Step, { lock }: Grant) => (lock ? { ...runner.env, [tokenVariable]: lock.token } : runner.env);
