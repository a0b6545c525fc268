/**
 * What a refspec of a fetch writes, and from where. Pure.
 *
 * G1 a refspec that is read means to us what it means to git-fetch(1); what git gives no meaning to is not read.
 * G2 `includes` and `contains` say yes only where it is so for every remote; `mayMeet` says no only where it is so for every remote.
 */
import { isRefspec } from './operands.ts';

export interface Refspec {
  /** With a `+`: what is no fast-forward is written, too. */
  isForced: boolean;
  /** With a `^`: what it matches is left out. */
  isNegative: boolean;
  /** Of the remote. Empty, or not in full: the remote's refs decide what is meant. */
  from: string;
  /** Local and in full. Empty: it writes no ref. */
  to: string;
}

const isCommitId = (text: string): boolean => /^([\da-f]{40}|[\da-f]{64})$/.test(text);

/** No two remotes understand it differently: a ref in full, `HEAD`, a commit, or a pattern. */
export const isDefinite = ({ from }: Refspec): boolean => /^refs\/|\*/.test(from) || from === 'HEAD' || isCommitId(from);

export const isPattern = ({ from }: Refspec): boolean => from.includes('*');

/** As a fetch reads it; nothing, if it is none. */
export function parseRefspec(text: string): Refspec | undefined {
  if (!isRefspec(text)) return undefined;
  const [, sign, body = ''] = /^([+^]?)(.*)$/.exec(text) ?? [];
  const [source = '', target = ''] = body.split(':');
  const from = source === '@' ? 'HEAD' : source;
  if (sign === '^') return isCommitId(from) ? undefined : { isForced: false, isNegative: true, from, to: '' };
  if (source.includes('*') !== target.includes('*')) return undefined;
  return { isForced: sign === '+', isNegative: false, from, to: source.includes('*') ? target : inFull(target) };
}

function inFull(target: string): string {
  if (target === '' || target.startsWith('refs/')) return target;
  return /^(heads|tags|remotes)\//.test(target) ? `refs/${target}` : `refs/heads/${target}`;
}

export function formatRefspec({ isForced, isNegative, from, to }: Refspec): string {
  if (isNegative) return `^${from}`;
  return `${isForced ? '+' : ''}${from}${to === '' && from !== '' ? '' : `:${to}`}`;
}

/** Whatever the narrow one writes, the wide one writes from the same source. Whether they are forced is not looked at. */
export function includes(wide: Refspec, narrow: Refspec): boolean {
  if (narrow.to === '' || wide.isNegative || narrow.isNegative) return false;
  if (wide.from === narrow.from && wide.to === narrow.to) return true;
  if (!isPattern(wide) || !isDefinite(narrow)) return false;
  const matched = starOf(wide.from, narrow.from);
  return matched !== undefined && wide.to.replace('*', () => matched) === narrow.to;
}

/**
 * As `includes`, and who asked for the narrow one hears what it would have told: one that is not forced fails where history was
 * rewritten, so no forced one stands in for it.
 */
export const contains = (wide: Refspec, narrow: Refspec): boolean => includes(wide, narrow) && (narrow.isForced || !wide.isForced);

/** Both may write one local ref. */
export const mayMeet = (one: Refspec, other: Refspec): boolean => one.to !== '' && other.to !== '' && doOverlap(one.to, other.to);

/** The negative one may leave out something that the other one fetches. */
export const mayLeaveOut = (negative: Refspec, of: Refspec): boolean => !isDefinite(of) || doOverlap(negative.from, of.from);

/** The negative one leaves out all that this names: a ref of the remote, or a pattern. */
export const leavesOut = (negative: Refspec, remoteName: string): boolean =>
  negative.from === remoteName || starOf(negative.from, remoteName) !== undefined;

/** Where a local ref would come from, or the refs of a pattern that is within the target; nothing, if it is not the target. */
export function remoteNameFor({ from, to }: Refspec, localName: string): string | undefined {
  if (to === '') return undefined;
  const matched = starOf(to, localName);
  if (matched !== undefined) return from.replace('*', () => matched);
  return to === localName ? from : undefined;
}

/** What the `*` of the pattern stands for in a name, or in a narrower pattern, whose own `*` is then a part of it. */
function starOf(pattern: string, name: string): string | undefined {
  const [before, after] = pattern.split('*');
  if (before === undefined || after === undefined || name.length < before.length + after.length) return undefined;
  return name.startsWith(before) && name.endsWith(after) ? name.slice(before.length, name.length - after.length) : undefined;
}

/** Two names or patterns: there may be a name that is both. */
function doOverlap(one: string, other: string): boolean {
  const [before = '', after] = one.split('*');
  const [otherBefore = '', otherAfter] = other.split('*');
  if (after === undefined) return one === other || starOf(other, one) !== undefined;
  if (otherAfter === undefined) return starOf(one, other) !== undefined;
  return (before.startsWith(otherBefore) || otherBefore.startsWith(before)) && (after.endsWith(otherAfter) || otherAfter.endsWith(after));
}
