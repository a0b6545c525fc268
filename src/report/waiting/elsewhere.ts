/**
 * Holds on other hosts of a fleet. The journal is the host's, and has of them only what those who waited for them saw: each is one span,
 * put together from all who met it. Pure.
 * G1 it is drawn from when it was granted, or, where nobody knows that, first seen; and until it was in nobody's way any more. It may
 * have been held before and after that. G2 what this host's journal tells itself is not told a second time.
 */
import { blankRow, type Sighting, type Span } from '../timeline.ts';

/** True for one of which nothing is known but what was seen from here. */
export const isElsewhere = ({ row }: Pick<Span, 'row'>): boolean => row.outcome === 'elsewhere';

interface Seen {
  sighting: Sighting;
  untilAt: number;
  isOpen: boolean;
}

/** What those of this host met, one span a ticket. */
export function holdsElsewhere(spans: readonly Span[]): Span[] {
  const own = new Set(spans.map((it) => it.row.ticket));
  const met = new Map<string, Seen[]>();
  for (const span of spans) {
    for (const sighting of span.row.met) {
      if (own.has(sighting.ticket)) continue;
      const isOpen = sighting.goneAt === undefined && span.isOpen && !span.isGranted;
      const untilAt = Math.max(sighting.seenAt, Math.min(span.waitedUntil, sighting.goneAt ?? span.waitedUntil));
      met.set(sighting.ticket, [...(met.get(sighting.ticket) ?? []), { sighting, untilAt, isOpen }]);
    }
  }
  return [...met].map(([ticket, seen]) => join(ticket, seen));
}

function join(ticket: string, seen: readonly Seen[]): Span {
  const written = seen.filter((it) => it.sighting.mode !== 'shared');
  const { job, mode } = (written.at(0) ?? (seen[0] as Seen)).sighting;
  const grants = seen.flatMap((it) => it.sighting.grantedAt ?? []);
  const fromAt = Math.min(...grants, ...seen.map((it) => it.sighting.seenAt));
  const endsAt = Math.max(...seen.map((it) => it.untilAt));
  const downgradedAt = Math.max(fromAt, ...(written.length > 0 ? written : seen).map((it) => it.untilAt));
  const row = {
    ...blankRow(ticket, fromAt),
    ...{ job, mode, outcome: 'elsewhere' as const },
    ...(grants.length > 0 ? { grantedAt: fromAt } : {}),
    ...(downgradedAt < endsAt && written.length < seen.length ? { downgradedAt } : {}),
  };
  return {
    ...{ row, askedAt: fromAt, waitedUntil: fromAt, endsAt, isGranted: true },
    ...{ downgradedAt: row.downgradedAt ?? endsAt, isOpen: seen.some((it) => it.isOpen) },
  };
}
