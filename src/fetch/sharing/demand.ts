/**
 * What a fetch asks of one remote, and when one fetch may do for another. Pure: whether refs exist is for the caller to see.
 *
 * G1 `covers`: had the narrow one been run right after the wide one, it would have changed nothing and not failed.
 * G2 `keeps`: what the earlier one has written is still as it left it, or as it would write it now. So an earlier fetch covers
 *    others only as long as every fetch since keeps it.
 * G3 `merge`: the one fetch does what both do, one after the other, and covers each.
 * G4 each says yes only where it is so whatever the remote and the repository look like.
 *
 * Of what git does, these rest on: two sources for one target fail a fetch. Of two refspecs for one target the first one says
 * whether it is forced. `--tags` comes after all refspecs and is not pruned by. Following creates tags and never changes one.
 * A ref is pruned if no refspec finds its source, and never if the source that one of them finds is left out by a negative one.
 */
import {
  contains,
  formatRefspec,
  includes,
  isDefinite,
  isPattern,
  leavesOut,
  mayLeaveOut,
  mayMeet,
  parseRefspec,
  type Refspec,
  remoteNameFor,
} from '../../git/refspec.ts';

export interface Demand {
  /** The address, the same text for the same remote. */
  remote: string;
  /** All but the negative ones have a target. */
  refspecs: string[];
  isPruning: boolean;
  /** Followed: those that point at what is here or arrives. */
  tags: 'none' | 'followed' | 'all';
  /** As given to git; absent for a whole history. */
  depth?: string;
}

const maxRefspecs = 256;
const maxRefspecLength = 1000;
const maxRemoteLength = 2000;
const keys = ['remote', 'refspecs', 'isPruning', 'tags', 'depth'];

/** Read from a file that anybody may have written. */
export function isDemand(read: unknown): read is Demand {
  if (typeof read !== 'object' || read === null || Array.isArray(read) || Object.keys(read).some((it) => !keys.includes(it))) return false;
  const { remote, refspecs, isPruning, tags, depth } = read as Record<string, unknown>;
  return (
    typeof remote === 'string' &&
    remote.length <= maxRemoteLength &&
    /^[^-\p{Cc}][^\p{Cc}]*$/u.test(remote) &&
    Array.isArray(refspecs) &&
    refspecs.length <= maxRefspecs &&
    refspecs.every(isDemanded) &&
    refspecs.some((it) => !it.startsWith('^')) &&
    typeof isPruning === 'boolean' &&
    (tags === 'none' || tags === 'followed' || tags === 'all') &&
    (depth === undefined || (typeof depth === 'string' && /^[\w.:+][\w.:+-]{0,99}$/.test(depth)))
  );
}

function isDemanded(text: unknown): boolean {
  if (typeof text !== 'string' || text.length > maxRefspecLength) return false;
  const it = parseRefspec(text);
  return it !== undefined && (it.isNegative || it.to.startsWith('refs/'));
}

const everyTag: Refspec = { isForced: false, isNegative: false, from: 'refs/tags/*', to: 'refs/tags/*' };

interface Parts {
  /** Those that write, without those that an earlier one leaves nothing to do. */
  writing: Refspec[];
  negative: Refspec[];
  /** What `--tags` or following may write beside them. */
  tags: Refspec[];
}

function partsOf({ refspecs, tags }: Demand): Parts {
  const parsed = refspecs.flatMap((it) => parseRefspec(it) ?? []);
  const writing: Refspec[] = [];
  // A literal one fails where the remote does not have its source, so no pattern makes up for it.
  for (const it of parsed.filter(({ isNegative }) => !isNegative))
    if (!writing.some((earlier) => includes(earlier, it) && isPattern(earlier) === isPattern(it))) writing.push(it);
  const isExtra = tags === 'followed' || (tags === 'all' && !writing.some((it) => includes(it, everyTag)));
  return { writing, negative: parsed.filter((it) => it.isNegative), tags: isExtra ? [everyTag] : [] };
}

/**
 * Git takes away what it has just found to be up to date: when it prunes by a source that is not in full, and when it prunes by
 * one that a negative refspec leaves out.
 */
const isContrary = ({ isPruning }: Demand, { writing, negative }: Parts): boolean =>
  writing.some((it) => !isPattern(it) && ((isPruning && !isDefinite(it)) || negative.some((not) => leavesOut(not, it.from))));

/** These never have two sources for one target. */
const doAgree = (one: Refspec, other: Refspec): boolean => !mayMeet(one, other) || includes(one, other) || includes(other, one);

/** What the first one would write or prune there, its own negative refspecs leave out. One that is no pattern still prunes. */
function sparesTargets(one: Refspec, negative: readonly Refspec[], of: Refspec): boolean {
  if (!isPattern(one)) return false;
  const source = remoteNameFor(one, of.to);
  return source !== undefined && negative.some((it) => leavesOut(it, source));
}

/** Each leaves out no more than it should: the others know it, too, or it has nothing to do with what they fetch. */
const areHarmless = (negative: readonly Refspec[], to: Parts): boolean =>
  negative.every(
    (it) => to.negative.some((own) => own.from === it.from) || ![...to.writing, ...to.tags].some((other) => mayLeaveOut(it, other)),
  );

/**
 * Whether the wide one, if it succeeded, did what the narrow one wants. `refs`: the local ones that must exist now, and be no
 * symbolic refs, for that to be so; where one does not, the narrow one would have failed, or was undone since.
 */
export function covers(wide: Demand, narrow: Demand): { refs: string[] } | undefined {
  if (wide.remote !== narrow.remote || wide.depth !== narrow.depth || (narrow.isPruning && !wide.isPruning)) return undefined;
  const [done, wanted] = [partsOf(wide), partsOf(narrow)];
  if (isContrary(wide, done) || isContrary(narrow, wanted) || !areHarmless(done.negative, wanted)) return undefined;
  const isDone = (it: Refspec, by: readonly Refspec[]): boolean => {
    const all = [...done.writing, ...done.tags];
    const isSilenced = all.some((other) => other.isForced && mayMeet(other, it) && !sparesTargets(other, done.negative, it));
    if (isSilenced && !it.isForced) return false;
    if (!isPattern(it) && done.writing.some((other) => other.from === it.from && other.to === it.to)) return true;
    // That a ref is there says that the remote has it only if it would have been pruned.
    const isWritten = (isPattern(it) || wide.isPruning) && by.some((other) => contains(other, it));
    return isWritten && all.every((other) => doAgree(other, it) || sparesTargets(it, wanted.negative, other));
  };
  const everything = wide.tags === 'all' ? [...done.writing, ...done.tags] : done.writing;
  const areRefsDone = wanted.writing.every((it) => isDone(it, narrow.isPruning || !isPattern(it) ? done.writing : everything));
  const areTagsDone = wanted.tags.every((it) => (narrow.tags === 'all' ? isDone(it, everything) : areFollowed(wide, done)));
  return areRefsDone && areTagsDone ? { refs: wanted.writing.filter((it) => !isPattern(it)).map((it) => it.to) } : undefined;
}

function areFollowed({ tags }: Demand, { writing, negative }: Parts): boolean {
  if (tags === 'followed') return true;
  // A tag that is of another source may have been pruned when its turn came.
  if (!writing.every((it) => doAgree(it, everyTag))) return false;
  // Git follows a second time after the fetch, and then minds no negative refspec.
  if (negative.some((it) => mayLeaveOut(it, everyTag))) return false;
  return tags === 'all' || writing.some((it) => includes(it, everyTag));
}

/** Whether the later one, be it that it succeeded or not, leaves what the earlier one has fetched, or brings it up to date. */
export function keeps(later: Demand, earlier: Demand): boolean {
  // A limit of depth cuts off history that others have.
  if (later.depth !== undefined) return false;
  const [now, then] = [partsOf(later), partsOf(earlier)];
  const isAlike = later.remote === earlier.remote && !isContrary(later, now);
  const isKept = (it: Refspec, by: Refspec): boolean =>
    !mayMeet(by, it) || sparesTargets(by, now.negative, it) || (isAlike && (includes(by, it) || includes(it, by)));
  // Tags beside the refspecs are only created.
  return (
    then.writing.every((it) => [...now.writing, ...now.tags].every((by) => isKept(it, by))) &&
    then.tags.every((it) => now.writing.every((by) => isKept(it, by)))
  );
}

const tagsOrder = ['none', 'followed', 'all'] as const;

/** One fetch for both, or nothing, where it would do to one of them what that did not ask for, or where git would refuse it. */
export function merge(one: Demand, other: Demand): Demand | undefined {
  if (one.remote !== other.remote || one.depth !== other.depth) return undefined;
  const [mine, theirs] = [partsOf(one), partsOf(other)];
  const areApart = mine.writing.every((it) =>
    theirs.writing.every(
      (that) =>
        (doAgree(it, that) && (!mayMeet(it, that) || it.isForced === that.isForced)) ||
        sparesTargets(it, mine.negative, that) ||
        sparesTargets(that, theirs.negative, it),
    ),
  );
  if (!areApart) return undefined;
  if (one.isPruning !== other.isPruning) {
    const [pruning, not] = one.isPruning ? [mine, theirs] : [theirs, mine];
    if (!not.writing.every((it) => !isPattern(it) || pruning.writing.some((by) => includes(by, it)))) return undefined;
  }
  const refspecs = new Map([...one.refspecs, ...other.refspecs].map((it) => [nameOf(it), it]));
  const merged: Demand = {
    ...one,
    refspecs: [...refspecs.values()],
    isPruning: one.isPruning || other.isPruning,
    tags: tagsOrder[Math.max(tagsOrder.indexOf(one.tags), tagsOrder.indexOf(other.tags))] ?? 'none',
  };
  return refspecs.size <= maxRefspecs && covers(merged, one) && covers(merged, other) ? merged : undefined;
}

function nameOf(text: string): string {
  const it = parseRefspec(text);
  return it === undefined ? text : formatRefspec(it);
}
