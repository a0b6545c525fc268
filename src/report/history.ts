/** What a lock has cost those who asked for it lately. Pure. */
import type { Row } from './timeline.ts';

/** What requests have cost. */
export interface Cost {
  /** How many were granted, or gave up. */
  waits: number;
  /** Of those waits, in milliseconds; undefined without any. */
  p50Ms?: number;
  p95Ms?: number;
  timeouts: number;
  /** Requests that were removed because whoever made them had died. */
  recoveries: number;
}

export function costOf(rows: readonly Row[]): Cost {
  const waits = rows.flatMap((it) => it.waitedMs ?? []);
  return {
    waits: waits.length,
    ...middleOf(waits),
    timeouts: rows.filter(hasTimedOut).length,
    recoveries: rows.filter((it) => it.outcome === 'died').length,
  };
}

/** Half of the numbers are at most p50, and 95 % at most p95: the nearest ranks. */
export function middleOf(numbers: readonly number[]): { p50Ms?: number; p95Ms?: number } {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [p50Ms, p95Ms] = [percentile(sorted, 50), percentile(sorted, 95)];
  return p50Ms === undefined || p95Ms === undefined ? {} : { p50Ms, p95Ms };
}

const percentile = (sorted: readonly number[], percent: number): number | undefined =>
  sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];

interface History extends Cost {
  /** Milliseconds since 1970: where the look begins. */
  sinceAt: number;
}

export const weekMs = 7 * 24 * 3_600_000;

/** It may have gone on without the lock. */
const hasTimedOut = ({ outcome, refusal }: Row): boolean => (refusal ?? outcome) === 'timeout';

/** Of the requests of the last seven days. */
export function recentHistory(rows: readonly Row[], nowAt: number): History {
  const sinceAt = nowAt - weekMs;
  return { sinceAt, ...costOf(rows.filter((it) => it.askedAt >= sinceAt)) };
}

/** Why a limit is too short for a queue: of the requests that had to wait there, so many waited longer, or gave up at it. */
export interface Shortness {
  waits: number;
  longer: number;
  p50Ms: number;
  p95Ms: number;
}

const [fewestWaits, fewestLonger] = [5, 2]; // one that hung says nothing about a queue

/**
 * Undefined unless more than one in twenty of the last seven days' requests that had to wait did so for longer than `limitMs`. Who gave
 * up before that says nothing; who gave up at it, or later, waited for longer.
 */
export function whyIsShort(rows: readonly Row[], limitMs: number, nowAt: number): Shortness | undefined {
  const told = rows
    .filter((it) => it.askedAt >= nowAt - weekMs && it.ahead > 0)
    .flatMap(({ waitedMs, grantedAt }) => (waitedMs === undefined ? [] : { waitedMs, isGranted: grantedAt !== undefined }))
    .filter((it) => it.isGranted || it.waitedMs >= limitMs);
  const waits = told.map((it) => it.waitedMs);
  const longer = told.filter((it) => it.waitedMs > limitMs || !it.isGranted).length;
  const { p50Ms, p95Ms } = middleOf(waits);
  if (p50Ms === undefined || p95Ms === undefined || waits.length < fewestWaits || longer < fewestLonger) return undefined;
  return longer > waits.length / 20 ? { waits: waits.length, longer, p50Ms, p95Ms } : undefined;
}
