/** Who stood in the way of a request while it waited. Told from the rows, which decide nothing. Pure. */
import type { Row } from './timeline.ts';

export interface Span {
  /** Milliseconds since 1970. */
  fromAt: number;
  toAt: number;
}

export interface Stretch extends Span {
  mode: string;
}

export interface Obstacle {
  row: Row;
  /** How much of the wait it was held, in milliseconds. */
  blockedMs: number;
}

/** From asking to being granted, or giving up. */
export const waitOf = ({ askedAt, grantedAt, endedAt }: Row, nowAt: number): Span => ({
  fromAt: askedAt,
  toAt: Math.max(askedAt, grantedAt ?? endedAt ?? nowAt),
});

/** As it said itself, by a clock that does not jump; else by the times. */
export function waitedOf(row: Row, nowAt: number): number {
  const { fromAt, toAt } = waitOf(row, nowAt);
  return row.waitedMs ?? toAt - fromAt;
}

/** From being granted to letting go, by mode; nothing of one that was never granted. */
export function holdsOf(row: Row, nowAt: number): Stretch[] {
  const { mode, grantedAt, downgradedAt, endedAt } = row;
  if (grantedAt === undefined) return [];
  const whole = { mode, fromAt: grantedAt, toAt: Math.max(grantedAt, endedAt ?? nowAt) };
  if (downgradedAt === undefined || mode === 'shared') return [whole];
  const sharedAt = Math.min(whole.toAt, Math.max(grantedAt, downgradedAt));
  return [
    { ...whole, toAt: sharedAt },
    { ...whole, mode: 'shared', fromAt: sharedAt },
  ];
}

export const overlapMs = (a: Span, b: Span): number => Math.max(0, Math.min(a.toAt, b.toAt) - Math.max(a.fromAt, b.fromAt));

/** Exclusive is alone, and two updates never meet. */
const doConflict = (one: string, other: string): boolean => [one, other].includes('exclusive') || (one !== 'shared' && other !== 'shared');

/**
 * Those that held while `mine` waited, and for that kept it waiting: itself, or one that waits in front of it and that it may not
 * pass. The worst first.
 */
export function obstaclesOf(rows: readonly Row[], mine: Row, nowAt: number): Obstacle[] {
  const wait = waitOf(mine, nowAt);
  // Who tries once has somebody in the way too.
  if (wait.toAt === wait.fromAt) wait.toAt += 1;
  const kept = [mine, ...rows.filter((row) => isInFront(row, mine, nowAt) && doConflict(row.mode, mine.mode))];
  return rows
    .filter((row) => row.ticket !== mine.ticket)
    .map((row) => {
      const against = holdsOf(row, nowAt).filter((hold) =>
        kept.some((it) => it !== row && doConflict(hold.mode, it.mode) && overlapMs(hold, it === mine ? wait : waitOf(it, nowAt)) > 0),
      );
      return { row, blockedMs: against.reduce((sum, hold) => sum + overlapMs(hold, wait), 0) };
    })
    .filter((it) => it.blockedMs > 0)
    .sort((a, b) => b.blockedMs - a.blockedMs);
}

const isInFront = (row: Row, mine: Row, nowAt: number): boolean =>
  row.ticket !== mine.ticket && row.askedAt <= mine.askedAt && waitOf(row, nowAt).toAt > mine.askedAt;

const leastMs = 1000;

/** Those that had to do with the wait of `mine`, the weightiest first: its obstacles, and who waited at the same time. */
export function concerned(rows: readonly Row[], mine: Row, nowAt: number): Row[] {
  const wait = waitOf(mine, nowAt);
  const noticedMs = Math.min(leastMs, (wait.toAt - wait.fromAt) / 20);
  const obstacles = obstaclesOf(rows, mine, nowAt).map((it) => it.row);
  const waiters = rows
    .filter((row) => row.ticket !== mine.ticket && overlapMs(waitOf(row, nowAt), wait) > noticedMs)
    .sort((a, b) => Math.abs(a.askedAt - mine.askedAt) - Math.abs(b.askedAt - mine.askedAt));
  return [...new Set([...obstacles, ...waiters])];
}
