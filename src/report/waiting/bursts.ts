/**
 * Requests that came together, so that they can be drawn on one axis: a week of waits of seconds on one axis would be dust. Pure.
 * G1 Every request is a member of exactly one burst. G2 Who was in the way of a member is there too, as a guest.
 */
import type { Span } from '../timeline.ts';
import type { Obstacle } from './obstacles.ts';
import { waitedMs } from './spans.ts';

export interface Burst {
  fromAt: number;
  toAt: number;
  /** In the order of asking, guests too. */
  spans: Span[];
  /** How many of them are members. */
  members: number;
  /** All waiting of the members. */
  waitedMs: number;
}

const gapMs = 5000;
const mostMembers = 24;
const mostGuests = 4;

/** As many spans as a burst has at the most. */
export const mostInBurst = mostMembers + mostGuests;

/** From then on it stands in nobody's way who only reads. */
const activeUntil = (span: Span): number => (span.row.mode === 'shared' ? span.waitedUntil : span.downgradedAt);

export function burstsOf(spans: readonly Span[], obstacles: ReadonlyMap<Span, readonly Obstacle[]>): Burst[] {
  const bursts: Burst[] = [];
  let members: Span[] = [];
  let until = Number.NEGATIVE_INFINITY;
  const close = () => {
    if (members.length > 0) bursts.push(makeBurst(members, obstacles));
    members = [];
  };
  for (const span of spans) {
    if (members.length >= mostMembers || span.askedAt > until + gapMs) {
      close();
      until = Number.NEGATIVE_INFINITY;
    }
    members.push(span);
    until = Math.max(until, activeUntil(span));
  }
  close();
  return bursts;
}

function makeBurst(members: readonly Span[], obstacles: ReadonlyMap<Span, readonly Obstacle[]>): Burst {
  const own = new Set(members);
  const blocked = new Map<Span, number>();
  for (const { span, ms } of members.flatMap((it) => obstacles.get(it) ?? [])) {
    if (!own.has(span)) blocked.set(span, (blocked.get(span) ?? 0) + ms);
  }
  const guests = [...blocked]
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostGuests)
    .map(([span]) => span);
  return {
    fromAt: Math.min(...members.map((it) => it.askedAt)),
    toAt: Math.max(...members.map(activeUntil)),
    spans: [...guests, ...members].sort((a, b) => a.askedAt - b.askedAt),
    members: members.length,
    waitedMs: members.reduce((sum, it) => sum + waitedMs(it), 0),
  };
}

/** Milliseconds of waiting that are worth a look. */
export const worthMs = 1000;

/** Those worth a look, as far as there is room: those with the longest waits, and if nobody waited, the newest; the newest first. */
export function chooseBursts(bursts: readonly Burst[], mostSpans: number): Burst[] {
  const waited = bursts.filter((it) => it.waitedMs >= worthMs).sort((a, b) => b.waitedMs - a.waitedMs);
  const candidates = waited.length > 0 ? waited : bursts.toReversed();
  let room = waited.length > 0 ? mostSpans : Math.min(mostSpans, mostInBurst);
  const chosen = candidates.filter((it) => {
    if (it.spans.length > room) return false;
    room -= it.spans.length;
    return true;
  });
  return chosen.sort((a, b) => b.fromAt - a.fromAt);
}

/** Steps of a clock that people read at a glance. */
const steps = [
  100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000, 7_200_000,
  14_400_000, 21_600_000, 43_200_000, 86_400_000,
];

/** The first step with at most `most` of them in `ms`. */
export const stepFor = (ms: number, most: number): number =>
  steps.find((it) => ms / it <= most) ?? Math.ceil(ms / most / 86_400_000) * 86_400_000;
