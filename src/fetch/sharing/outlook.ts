/** What a step is to do in one repository, as far as that can be told without its lock. Pure. */
import { createHash } from 'node:crypto';
import type { Command } from '../../git/command.ts';
import type { Entry } from '../../git/isolation/configuration.ts';
import type { Scope } from '../../git/scope.ts';
import type { Task } from '../guarded.ts';
import { type Demand, keeps } from './demand.ts';
import { describe, describeWants, fetchOf } from './describe.ts';
import type { Errand } from './errand.ts';
import { leavesRefs } from './share.ts';
import type { Wants } from './wants.ts';

export interface Piece {
  task: Task;
  /** What it asks of each remote; absent for what is no fetch, and for a fetch that nobody shares. */
  demands?: Demand[];
  /** It only fetches, so that it is not run when all that is wanted is there. */
  isFetch: boolean;
}

export interface Outlook {
  pieces: Piece[];
  /** The repository's configuration, and the user's. */
  entries: readonly Entry[];
  /** Of the wanted commits, those that were not there. */
  missing: string[];
}

export const outlookOf = (
  commands: readonly Command[],
  { entries, missing }: Pick<Outlook, 'entries' | 'missing'>,
  { workDir }: Pick<Scope, 'workDir'>,
): Outlook => ({
  entries,
  missing,
  pieces: commands.map((command) => {
    const demands = describe(command, entries, workDir);
    return { task: command, isFetch: command.verb === 'fetch' || command.verb === 'remote update', ...(demands ? { demands } : {}) };
  }),
});

/** What is left to do when these commits are not there. Throws FL_WANT where what is wanted cannot be had without `git`. */
export function piecesLeft(
  { pieces, entries }: Outlook,
  { commits, refs }: Wants,
  missing: readonly string[],
  ticket: string,
  scope: Pick<Scope, 'path' | 'workDir'>,
): Piece[] {
  if (commits.length + refs.length === 0) return pieces;
  if (missing.length + refs.length === 0) return pieces.filter((it) => !it.isFetch);
  if (pieces.length > 0) return pieces;
  const demand = describeWants({ commits: missing, refs }, ticket, entries, scope);
  return [{ task: { argv: fetchOf(demand, 'origin'), isNetwork: true }, demands: [demand], isFetch: true }];
}

/** For those who may do it on the way. */
export const errandOf = (pieces: readonly Piece[], { commits }: Wants): Errand => ({
  demands: pieces.flatMap((it) => it.demands ?? []),
  commits: [...commits],
});

/**
 * The same for steps that undo nothing of one another, whichever of them comes first: what was fetched before one of them still counts
 * after it. Undefined where that is not known. `all` are the pieces of each repository, before anything was found to be there.
 */
export function purposeOf(all: readonly (readonly Piece[] | undefined)[], { refs }: Wants): string | undefined {
  if (!all.every((it) => it !== undefined)) return undefined;
  const pieces = all.flat();
  // What a ref is fetched by is for the configuration to say, and pins are nobody else's.
  if (pieces.length === 0 && refs.length > 0) return undefined;
  if (!pieces.every((it) => it.demands || leavesRefs(it.task))) return undefined;
  const demands = pieces.flatMap((it) => it.demands ?? []);
  if (!demands.every((one) => demands.every((other) => keeps(one, other)))) return undefined;
  const texts = demands.map((it) => JSON.stringify([it.remote, [...new Set(it.refspecs)].sort(), it.isPruning, it.tags]));
  return createHash('sha256')
    .update([...new Set(texts)].sort().join('\n'))
    .digest('hex');
}
