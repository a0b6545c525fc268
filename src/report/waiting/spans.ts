/**
 * Who waited and held, and when: what every picture of a lock's past is drawn from. Pure.
 * G1 A span never ends before it begins, whatever the clocks said. G2 A request whose end nobody recorded is over where the
 * journal proves it: when one that asked later and conflicts with it was granted.
 */
import { doConflict, type Row, type Span } from '../timeline.ts';
import { holdsElsewhere } from './elsewhere.ts';

export interface Stretch {
  /** Milliseconds since 1970. */
  fromAt: number;
  toAt: number;
}

export type Mode = 'exclusive' | 'update' | 'shared';

/** A stretch of holding. */
export interface Hold extends Stretch {
  mode: Mode;
}

// No request waits longer than the longest time-out there is; a record that says so is wrong.
const longestMs = 2 ** 31;

/** One span a row, and one for each hold on another host that was met here, in the order of asking. */
export function spansOf(rows: readonly Row[], nowAt: number): Span[] {
  const granted = new Map<string, number>();
  const spans = rows.toReversed().map((row) => {
    const span = settle(row, nowAt, granted);
    const mode = plainMode(row.mode);
    if (span.isGranted) granted.set(mode, Math.min(span.waitedUntil, granted.get(mode) ?? Number.POSITIVE_INFINITY));
    return span;
  });
  return [...spans.reverse(), ...holdsElsewhere(spans)].sort((a, b) => a.askedAt - b.askedAt);
}

/** A mode that nobody knows shares, as far as the pictures go. */
const plainMode = (mode: string): Mode => (mode === 'exclusive' || mode === 'update' ? mode : 'shared');

/** `granted`: when a request that asked later was first granted, by mode. */
function settle(row: Row, nowAt: number, granted: ReadonlyMap<string, number>): Span {
  const isOpen = row.endedAt === undefined && (row.outcome === 'waiting' || row.outcome === 'holding');
  const mode = row.downgradedAt === undefined ? row.mode : 'shared';
  const overtakenAt = [...granted]
    .filter(([later, at]) => at > (row.grantedAt ?? row.askedAt) && doConflict(mode, later))
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

/** From asking to being granted, or giving up. */
export const waitOf = ({ askedAt, waitedUntil }: Span): Stretch => ({ fromAt: askedAt, toAt: waitedUntil });

/** From being granted to letting go, by mode; nothing of one that was never granted. */
export function holdsOf({ row, isGranted, waitedUntil, downgradedAt, endsAt }: Span): Hold[] {
  if (!isGranted) return [];
  const mode = plainMode(row.mode);
  if (row.downgradedAt === undefined || mode === 'shared') return [{ mode, fromAt: waitedUntil, toAt: endsAt }];
  return [
    { mode, fromAt: waitedUntil, toAt: downgradedAt },
    { mode: 'shared', fromAt: downgradedAt, toAt: endsAt },
  ];
}

export const overlapMs = (a: Stretch, b: Stretch): number => Math.max(0, Math.min(a.toAt, b.toAt) - Math.max(a.fromAt, b.fromAt));

/** The spans that were there while `mine` waited or held, `mine` among them. */
export const around = (spans: readonly Span[], mine: Span): Span[] =>
  spans.filter((it) => it.askedAt <= mine.endsAt && it.endsAt >= mine.askedAt);
