/** What a step locks, in which order, and where its git runs. */
import { isStaged, stagingOf } from '../fetch/mirror.ts';
import type { Errand } from '../fetch/sharing/errand.ts';
import { lockOf, resolveScope, type Scope } from '../git/scope.ts';
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

/** Throws what `resolveScope` throws. */
export function planStep({ paths, lockDir, ...inputs }: Inputs, workspace: string): Plan {
  const hasGit = needsGit(inputs);
  // Whoever was killed while it set a new mirror in place may have left it beside.
  const isMade = (path: string) => inputs.url !== undefined || isStaged(path);
  const find = (path: string, needs?: 'repository' | 'existence') =>
    resolveScope({ path, workspace, isMade, ...(needs ? { needs } : {}), ...(lockDir === undefined ? {} : { lockDir }) });
  const scopes = paths.map((path) => find(path, hasGit ? 'existence' : undefined));
  if (hasGit && !scopes.some(hasRepository)) find(paths[0] ?? '.', 'repository');
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
  return { scopes, targets: [...targets.values()].sort((a, b) => (a.place.dir < b.place.dir ? -1 : 1)) };
}

/** The lock of a mirror's making. */
export const stagingTarget = ({ path, guards }: Scope, { lockDir }: Inputs, workspace: string): Target => ({
  id: newId(),
  place: lockOf(stagingOf(guards), { workspace, ...(lockDir === undefined ? {} : { lockDir }) }),
  path: `${path} (being made)`,
  mode: 'exclusive',
  endsShared: false,
  startsAfresh: true,
});

/** It has something to do in a repository. */
export const needsGit = ({ commands, wants }: Pick<Inputs, 'commands' | 'wants'>): boolean => commands.length + wants.length > 0;

export const hasRepository = (scope: Scope): boolean => scope.kind !== 'directory';
