/**
 * Events in, totals out: what has happened under a lock so far, in numbers that only grow. Pure.
 * Each event is counted by itself, without a look at earlier ones, since the journal forgets those and a total must not.
 */
import type { Event } from '../../base/event.ts';
import { believe } from '../timeline.ts';

/** The modes of a lock; the journal is a file that others write too, so that anything else is only `unknown`. */
export const modes = ['shared', 'update', 'exclusive', 'unknown'] as const;
export const outcomes = ['released', 'died', 'broken', 'timeout', 'cancelled', 'unavailable', 'deadlock'] as const;
export const fetchOutcomes = ['fetched', 'joined', 'present'] as const;

export type Mode = (typeof modes)[number];
type Outcome = (typeof outcomes)[number];

/** Upper limits of the buckets, in milliseconds: from a lock that is free to a job that holds it for an hour. */
export const limitsMs = [
  10, 50, 100, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000,
] as const;

export interface Histogram {
  /** How many fell into each bucket alone; the last one has no limit. */
  counts: number[];
  sumMs: number;
}

export interface Tally {
  /** From asking to being granted or giving up. */
  waits: Record<Mode, Histogram>;
  /** From being granted to the end. */
  holds: Record<Mode, Histogram>;
  /** Requests that ended. */
  requests: Record<Mode, Record<Outcome, number>>;
  fetches: Record<(typeof fetchOutcomes)[number], number>;
  /** Steps that went on without the lock. */
  bypasses: number;
  /** Of the event counted last, in milliseconds since 1970; 0 if there was none. */
  newestAt: number;
  /** Tickets that ended lately: of one that was recovered, its own post tells the end once more. */
  ended: string[];
}

const each = <K extends string, V>(keys: readonly K[], make: () => V): Record<K, V> =>
  Object.fromEntries(keys.map((key) => [key, make()])) as Record<K, V>;

const emptyHistogram = (): Histogram => ({ counts: [...limitsMs.map(() => 0), 0], sumMs: 0 });

export const emptyTally = (): Tally => ({
  waits: each(modes, emptyHistogram),
  holds: each(modes, emptyHistogram),
  requests: each(modes, () => each(outcomes, () => 0)),
  fetches: each(fetchOutcomes, () => 0),
  bypasses: 0,
  newestAt: 0,
  ended: [],
});

const [mostEnded, mostLetters] = [512, 64];

/** The totals with these events counted too; `before` stays as it is. */
export function count(before: Tally, events: Iterable<Event>): Tally {
  const tally = structuredClone(before);
  const ended = new Set(tally.ended);
  for (const event of events) add(tally, event, ended);
  return { ...tally, ended: [...ended] };
}

/** The first end of this ticket, of which a note is taken in place of the oldest. */
function isFirst(ended: Set<string>, { ticket }: Event): boolean {
  const name = ticket?.slice(0, mostLetters);
  if (name === undefined) return true;
  if (ended.has(name)) return false;
  ended.add(name);
  if (ended.size > mostEnded) ended.delete(ended.values().next().value ?? '');
  return true;
}

const ends: Partial<Record<Event['event'], Outcome>> = {
  lock_released: 'released',
  lock_recovered: 'died',
  lock_broken: 'broken',
  lock_timeout: 'timeout',
  lock_cancelled: 'cancelled',
  lock_unavailable: 'unavailable',
  deadlock_detected: 'deadlock',
};

function add(tally: Tally, event: Event, ended: Set<string>): void {
  tally.newestAt = Math.max(0, Date.parse(event.ts));
  const mode = modes.find((it) => it === event.mode) ?? 'unknown';
  const outcome = ends[event.event];
  if (outcome !== undefined && isFirst(ended, event)) end(tally, event, mode, outcome);
  else if (event.event === 'lock_acquired') observe(tally.waits[mode], event.waited_ms ?? 0);
  else if (event.event === 'lock_bypassed') tally.bypasses += 1;
  else if (event.event === 'fetch_joined') tally.fetches.joined += 1;
  else if (event.event === 'fetch_skipped') tally.fetches.present += 1;
  else if (event.event === 'git_finished' && event.network && event.exit_code === 0) tally.fetches.fetched += 1;
}

function end(tally: Tally, { held_ms: heldMs, waited_ms: waitedMs }: Event, mode: Mode, outcome: Outcome): void {
  tally.requests[mode][outcome] += 1;
  // One that died while it waited has held nothing.
  const hasHeld = outcome === 'released' || (heldMs ?? 0) > 0;
  if (hasHeld && heldMs !== undefined) observe(tally.holds[mode], heldMs);
  else if (!hasHeld && waitedMs !== undefined) observe(tally.waits[mode], waitedMs);
}

function observe(histogram: Histogram, ms: number): void {
  const believed = believe(ms);
  const bucket = limitsMs.findIndex((limit) => believed <= limit);
  const index = bucket < 0 ? limitsMs.length : bucket;
  histogram.counts[index] = (histogram.counts[index] ?? 0) + 1;
  histogram.sumMs += believed;
}

export const countOf = ({ counts }: Histogram): number => counts.reduce((sum, it) => sum + it, 0);

/** True for what `count` gives, whoever wrote it down. */
export function isTally(read: unknown): read is Tally {
  if (typeof read !== 'object' || read === null) return false;
  const { ended, ...numbers } = read as Record<string, unknown>;
  const { ended: _, ...model } = emptyTally();
  return (
    isLike(model, numbers) &&
    Array.isArray(ended) &&
    ended.length <= mostEnded &&
    ended.every((it) => typeof it === 'string' && it.length <= mostLetters)
  );
}

/** The same keys, and at their ends whole numbers that have not fallen below zero. */
function isLike(model: unknown, read: unknown): boolean {
  if (typeof model === 'number') return Number.isSafeInteger(read) && (read as number) >= 0;
  if (typeof model !== 'object' || typeof read !== 'object' || model === null || read === null) return false;
  const keys = Object.keys(model);
  return (
    Array.isArray(model) === Array.isArray(read) &&
    keys.length === Object.keys(read).length &&
    keys.every((key) => isLike((model as Record<string, unknown>)[key], (read as Record<string, unknown>)[key]))
  );
}
