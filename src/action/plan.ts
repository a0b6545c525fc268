/** What a step locks, in which order, and where its git runs. */
import { FetchLockError } from '../base/errors.ts';
import type { Environment } from '../base/exec.ts';
import { joinFleet } from '../fetch/fleet.ts';
import { isStaged, stagingOf } from '../fetch/mirror.ts';
import type { Errand } from '../fetch/sharing/errand.ts';
import { lockOf, resolveScope, type Scope } from '../git/scope.ts';
import { makingOf } from '../lock/fleet/name.ts';
import { inOrder, placeInFleet } from '../lock/fleet/place.ts';
import type { Place } from '../lock/host/lock-dir.ts';
import { type Mode, newId } from '../lock/ticket.ts';
import type { Inputs } from './inputs/inputs.ts';

/** One lock of the step. */
export interface Target {
  /** Of its ticket. */
  id: string;
  place: Place;
  /** The path as typed. */
  path: string;
  mode: Mode;
  /** When git has ended, others may read. */
  endsShared: boolean;
  /** For those in front who may do it on the way. */
  errand?: Errand;
  /** For a fleet: what its writes do. */
  purpose?: string;
  /** The step may pin in its repository what it wants. */
  hasPins?: true;
  /** What a dead writer left there is thrown away. */
  startsAfresh?: true;
}

interface Plan {
  /** One for each path, in the order typed. */
  scopes: Scope[];
  /** One for each lock, in an order that is the same for all jobs: two of them cannot wait for each other. */
  targets: Target[];
}

/** Throws what `resolveScope` and `joinFleet` throw. */
export async function planStep({ paths, lockDir, ...inputs }: Inputs, workspace: string, env: Environment): Promise<Plan> {
  const hasGit = needsGit(inputs);
  // Whoever was killed while it set a new mirror in place may have left it beside.
  const isMade = (path: string) => inputs.url !== undefined || isStaged(path);
  const find = (path: string, needs?: 'repository' | 'existence') =>
    resolveScope({ path, workspace, isMade, ...(needs ? { needs } : {}), ...(lockDir === undefined ? {} : { lockDir }) });
  const found = paths.map((path) => find(path, hasGit ? 'existence' : undefined));
  if (hasGit && !found.some(hasRepository)) find(paths[0] ?? '.', 'repository');
  const scopes: Scope[] = [];
  for (const it of found) scopes.push(await inFleet(it, inputs, env));
  const targets = new Map<string, Target>();
  for (const it of scopes) {
    const runsGit = hasGit && hasRepository(it);
    targets.set(it.lock.dir, {
      ...{ id: newId(), place: it.lock, path: it.path },
      // Git does not run in a plain directory, so what it needs tells nothing about that.
      mode: inputs.isAuto && hasGit && !runsGit ? 'exclusive' : inputs.mode,
      endsShared: inputs.isAuto && inputs.hold === 'job' && runsGit,
      ...(runsGit && inputs.wants.length > 0 ? { hasPins: true } : {}),
    });
  }
  if (inputs.lockName !== undefined && targets.size > 1)
    throw new FetchLockError('FL_INPUT', {
      what: `Input \`lock-name\` is set, and \`path\` has ${targets.size} locks: which of them has that name?`,
      fix: 'Use a step for each.',
    });
  return { scopes, targets: [...targets.values()].sort((a, b) => inOrder(a.place, b.place)) };
}

/** A scope as the step's fleet has it, if it has one. Throws FL_INPUT. */
export const inFleet = async (scope: Scope, { redis, lockName, url }: Pick<Inputs, 'redis' | 'lockName' | 'url'>, env: Environment) =>
  redis === undefined ? scope : joinFleet(scope, { env, lockName, url });

function stagingPlace({ guards, lock: { fleet } }: Scope, lockDir: string | undefined, workspace: string): Place {
  const place = lockOf(stagingOf(guards), { workspace, ...(lockDir === undefined ? {} : { lockDir }) });
  return fleet === undefined ? place : placeInFleet(place, makingOf(fleet));
}

/** The lock of a mirror's making. */
export const stagingTarget = (scope: Scope, { lockDir }: Inputs, workspace: string): Target => ({
  id: newId(),
  place: stagingPlace(scope, lockDir, workspace),
  path: `${scope.path} (being made)`,
  mode: 'exclusive',
  endsShared: false,
  startsAfresh: true,
});

/** It has something to do in a repository. */
export const needsGit = ({ commands, wants }: Pick<Inputs, 'commands' | 'wants'>): boolean => commands.length + wants.length > 0;

export const hasRepository = (scope: Scope): boolean => scope.kind !== 'directory';
