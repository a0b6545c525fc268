/**
 * Who waited, when, and who was in the way: what every picture of a lock's past is drawn from. Pure.
 * G1 A span never ends before it begins, whatever the clocks said. G2 A request whose end nobody recorded is over where the
 * journal proves it: when one that asked later and conflicts with it was granted.
 */
import type { Row } from '../timeline.ts';

/** A request from asking to its end, in milliseconds since 1970. */
export interface Span {
  row: Row;
  askedAt: number;
  /** When it was granted, or gave up; now, if neither. */
  waitedUntil: number;
  isGranted: boolean;
  /** Shared from then on. */
  downgradedAt: number;
  endsAt: number;
  /** It still waits or holds. */
  isOpen: boolean;
}

/** Somebody who held while another waited. */
export interface Obstacle {
  span: Span;
  /** How much of the wait it held for; 0 for one who only stood in front. */
  ms: number;
}

// Less of a wait than this is how long letting go takes.
const leastPart = 0.02;
// As many as anybody reads; a line of thousands would have millions.
const mostObstacles = 20;

const conflict = (one: string, other: string): boolean =>
  one === 'exclusive' || other === 'exclusive' || (one === 'update' && other === 'update');

// No request waits longer than the longest time-out there is; a record that says so is wrong.
const longestMs = 2 ** 31;

/** One span a row, in the order of asking. */
export function spansOf(rows: readonly Row[], nowAt: number): Span[] {
  const granted = new Map<string, number>();
  const spans = rows.toReversed().map((row) => {
    const span = settle(row, nowAt, granted);
    const mode = plainMode(row.mode);
    if (span.isGranted) granted.set(mode, Math.min(span.waitedUntil, granted.get(mode) ?? Number.POSITIVE_INFINITY));
    return span;
  });
  return spans.reverse().sort((a, b) => a.askedAt - b.askedAt);
}

/** A mode that nobody knows shares, as far as the pictures go. */
export const plainMode = (mode: string): 'exclusive' | 'update' | 'shared' => (mode === 'exclusive' || mode === 'update' ? mode : 'shared');

/** `granted`: when a request that asked later was first granted, by mode. */
function settle(row: Row, nowAt: number, granted: ReadonlyMap<string, number>): Span {
  const isOpen = row.endedAt === undefined && (row.outcome === 'waiting' || row.outcome === 'holding');
  const mode = row.downgradedAt === undefined ? row.mode : 'shared';
  const overtakenAt = [...granted]
    .filter(([later, at]) => at > (row.grantedAt ?? row.askedAt) && conflict(mode, later))
    .map(([, at]) => at);
  const until = Math.min(nowAt, ...overtakenAt);
  const askedAt = Math.max(row.askedAt, (row.grantedAt ?? row.endedAt ?? row.askedAt) - longestMs);
  const endsAt = Math.max(askedAt, row.endedAt ?? (isOpen ? until : askedAt + (row.waitedMs ?? 0)));
  const waitedUntil = Math.min(endsAt, Math.max(askedAt, row.grantedAt ?? endsAt));
  return {
    ...{ row, askedAt, waitedUntil, endsAt, isGranted: row.grantedAt !== undefined, isOpen: isOpen && overtakenAt.length === 0 },
    downgradedAt: Math.min(endsAt, Math.max(waitedUntil, row.downgradedAt ?? endsAt)),
  };
}

export const waitedMs = (span: Span): number => span.waitedUntil - span.askedAt;
export const heldMs = (span: Span): number => span.endsAt - span.waitedUntil;

/**
 * Of each that waited: who held what it could not share, for a part of the wait that is worth telling, the longest first; if nobody
 * did, who stood in front of it. As many as people read.
 */
export function inTheWay(spans: readonly Span[]): Map<Span, Obstacle[]> {
  const found = new Map<Span, Obstacle[]>();
  const byGrant = spans.filter((it) => it.isGranted).sort((a, b) => a.waitedUntil - b.waitedUntil);
  let seen = 0;
  let holding: Span[] = [];
  let waiting: Span[] = [];
  for (const span of spans) {
    for (; byGrant[seen] && (byGrant[seen]?.waitedUntil ?? 0) <= span.askedAt; seen += 1) holding.push(byGrant[seen] as Span);
    holding = holding.filter((it) => it.endsAt > span.askedAt);
    waiting = waiting.filter((it) => it.waitedUntil > span.askedAt);
    if (waitedMs(span) > 0) {
      const held = [...holding, ...grantedWithin(byGrant, seen, span)]
        .map((it) => ({ span: it, ms: it === span ? 0 : blockedMs(it, span) }))
        .filter(({ ms }) => ms >= waitedMs(span) * leastPart)
        .sort((a, b) => b.ms - a.ms);
      const inFront = () => waiting.filter((it) => conflict(it.row.mode, span.row.mode)).map((it) => ({ span: it, ms: 0 }));
      const obstacles = (held.length > 0 ? held : inFront()).slice(0, mostObstacles);
      if (obstacles.length > 0) found.set(span, obstacles);
      waiting.push(span);
    }
  }
  return found;
}

function grantedWithin(byGrant: readonly Span[], from: number, span: Span): Span[] {
  const found: Span[] = [];
  for (let index = from; index < byGrant.length; index += 1) {
    const it = byGrant[index];
    if (!it || it.waitedUntil >= span.waitedUntil) break;
    found.push(it);
  }
  return found;
}

/** For how long `holder` held what `waiter` could not share. */
function blockedMs(holder: Span, waiter: Span): number {
  const own = conflict(holder.row.mode, waiter.row.mode) ? holder.downgradedAt : holder.waitedUntil;
  const until = conflict('shared', waiter.row.mode) ? holder.endsAt : own;
  return Math.max(0, Math.min(until, waiter.waitedUntil) - Math.max(holder.waitedUntil, waiter.askedAt));
}
