/** The report for programs: one document, with the names of the journal. Pure. */

import { renderJson } from '../../base/text.ts';
import type { Span } from '../timeline.ts';
import type { Account } from '../waiting/account.ts';
import { isElsewhere } from '../waiting/elsewhere.ts';
import type { Page } from './page.ts';

/** A lock of which nothing can be told, and why. */
export interface Untold {
  path: string;
  trouble: string;
}

type Told = Omit<Page, 'accounts'> & { accounts: readonly (Account | Untold)[] };

export function renderDocument({ accounts, nowAt, since }: Told): string {
  const document = {
    ...{ v: 1, ts: iso(nowAt), since: since ?? null },
    locks: accounts.map((it) => ('trouble' in it ? it : describeAccount(it))),
  };
  return renderJson(document);
}

const iso = (at: number): string => new Date(at).toISOString();

function describeAccount({ path, spans, elsewhere, obstacles, figures, blockers }: Account) {
  return {
    path,
    requests: figures.requests,
    waited_ms: { total: Math.round(figures.totalMs), p50: figures.p50Ms ?? null, p95: figures.p95Ms ?? null },
    ...{ timeouts: figures.timeouts, recoveries: figures.recoveries, bypassed: figures.bypassed, fetches: figures.fetches },
    blockers: blockers.map(({ name, ms, waits }) => ({ name, blocked_ms: Math.round(ms), waits })),
    rows: [...spans, ...elsewhere].map((span) => describeSpan(span, obstacles)),
  };
}

/** Of a hold on another host it is not known when it was asked for and when it ended, and it was held for at least so long. */
function describeSpan(span: Span, obstacles: Account['obstacles']) {
  const { row, askedAt, waitedUntil, endsAt, isGranted, isOpen } = span;
  const isSeen = isElsewhere(span);
  return {
    ...{ ticket: row.ticket, job: row.job, mode: row.mode, outcome: row.outcome, asked_at: isSeen ? null : iso(askedAt) },
    granted_at: isGranted && (!isSeen || row.grantedAt !== undefined) ? iso(waitedUntil) : null,
    downgraded_at: row.downgradedAt === undefined || isSeen ? null : iso(row.downgradedAt),
    ended_at: isOpen || isSeen ? null : iso(endsAt),
    waited_ms: isSeen ? null : Math.round(waitedUntil - askedAt),
    held_ms: isGranted ? Math.round(endsAt - waitedUntil) : null,
    git_ms: Math.round(row.gitMs),
    ...{ ahead: row.ahead, fetched: row.fetched, joined: row.joined, merged: row.merged, incidents: row.incidents },
    behind: (obstacles.get(span) ?? []).map(({ span: other, ms }) => ({ ticket: other.row.ticket, blocked_ms: Math.round(ms) })),
  };
}
