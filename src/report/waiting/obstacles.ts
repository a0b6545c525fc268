/**
 * Who stood in the way of a request while it waited: what held meanwhile, and for that kept it waiting, itself or one in front of it
 * that it may not pass. Told from the spans, which decide nothing. Pure.
 */
import { doConflict, type Span } from '../timeline.ts';
import { holdsOf, type Mode, overlapMs, type Stretch, waitedMs, waitOf } from './spans.ts';

export interface Obstacle {
  span: Span;
  /** How much of the wait it was held; 0 for one who only stood in front. */
  ms: number;
}

// Less of a wait than this is how long letting go takes.
const leastPart = 0.02;
// As many as anybody reads; a line of thousands would have millions.
const mostObstacles = 20;
// A journal is a file in which others write: of thousands that overlap each would be looked at for each.
const mostLooked = 500;

/** Of each that waited; as many as people read. */
export function inTheWay(spans: readonly Span[]): Map<Span, Obstacle[]> {
  const found = new Map<Span, Obstacle[]>();
  const granted = spans.filter((it) => it.isGranted).sort(byGrant);
  let seen = 0;
  let holding: Span[] = [];
  let waiting: Span[] = [];
  for (const span of spans) {
    for (; granted[seen] && (granted[seen]?.waitedUntil ?? 0) <= span.askedAt; seen += 1) holding.push(granted[seen] as Span);
    holding = holding.filter((it) => it.endsAt > span.askedAt).slice(-mostLooked);
    waiting = waiting.filter((it) => it.waitedUntil > span.askedAt).slice(-mostLooked);
    if (waitedMs(span) > 0) {
      const obstacles = choose(span, [...holding, ...grantedWithin(granted, seen, span)], waiting).slice(0, mostObstacles);
      if (obstacles.length > 0) found.set(span, obstacles);
      waiting.push(span);
    }
  }
  return found;
}

/** Of this one of the spans. */
export function obstaclesOf(spans: readonly Span[], mine: Span): Obstacle[] {
  const before = spans.slice(0, spans.indexOf(mine));
  return choose(
    mine,
    spans.filter((it) => it.isGranted).sort(byGrant),
    before.filter((it) => it.waitedUntil > mine.askedAt),
  );
}

const byGrant = (a: Span, b: Span): number => a.waitedUntil - b.waitedUntil;

function grantedWithin(granted: readonly Span[], from: number, span: Span): Span[] {
  let end = from;
  while (end < granted.length && end < from + mostLooked && (granted[end]?.waitedUntil ?? 0) < span.waitedUntil) end += 1;
  return granted.slice(from, end);
}

/**
 * Of those that held and those that waited in front: who held for a part of the wait that is worth telling, the longest first; if
 * nobody did, who stood in front.
 */
function choose(mine: Span, holding: readonly Span[], waiting: readonly Span[]): Obstacle[] {
  const inFront = waiting.filter((it) => doConflict(it.row.mode, mine.row.mode));
  const kept = keptBy(mine, inFront);
  const held = holding
    .filter((it) => it !== mine)
    .map((span) => ({ span, ms: holdsOf(span).reduce((sum, it) => sum + overlapMs(it, kept[it.mode]), 0) }))
    .filter(({ ms }) => ms > 0 && ms >= waitedMs(mine) * leastPart)
    .sort((a, b) => b.ms - a.ms);
  return held.length > 0 ? held : inFront.map((span) => ({ span, ms: 0 }));
}

/** While a hold of each mode keeps it waiting, itself or one in front of it. */
function keptBy(mine: Span, inFront: readonly Span[]): Record<Mode, Stretch> {
  const { fromAt, toAt } = waitOf(mine);
  // Who tries once has somebody in the way too.
  const last = { fromAt, toAt: Math.max(toAt, fromAt + 1) };
  const lastOf = (mode: Mode): Stretch => {
    if (doConflict(mode, mine.row.mode)) return last;
    const kept = inFront.filter((it) => doConflict(mode, it.row.mode));
    return {
      fromAt,
      toAt: Math.min(
        last.toAt,
        kept.reduce((most, it) => Math.max(most, it.waitedUntil), fromAt),
      ),
    };
  };
  return { exclusive: lastOf('exclusive'), update: lastOf('update'), shared: lastOf('shared') };
}

const leastMs = 1000;

/** Those that had to do with the wait of `mine`, the weightiest first: its obstacles, and who waited at the same time. */
export function concerned(spans: readonly Span[], mine: Span): Span[] {
  const noticedMs = Math.min(leastMs, waitedMs(mine) / 20);
  const waiters = spans
    .filter((it) => it !== mine && overlapMs(waitOf(it), waitOf(mine)) > noticedMs)
    .sort((a, b) => Math.abs(a.askedAt - mine.askedAt) - Math.abs(b.askedAt - mine.askedAt));
  // Those that only stood in front are among the waiters.
  const obstacles = obstaclesOf(spans, mine).filter((it) => it.ms > 0);
  return [...new Set([...obstacles.map((it) => it.span), ...waiters])];
}
