/** Events in, rows out: one row a request. All pictures draw these rows. Pure. */
import type { Event, Job } from '../base/event.ts';

export interface Row {
  ticket: string;
  job: Job;
  mode: string;
  /** Milliseconds since 1970. */
  askedAt: number;
  grantedAt?: number;
  /** Shared from then on. */
  downgradedAt?: number;
  endedAt?: number;
  outcome: 'waiting' | 'holding' | 'released' | 'died' | 'broken' | 'timeout' | 'cancelled' | 'unavailable' | 'deadlock' | 'bypassed';
  waitedMs?: number;
  heldMs?: number;
  gitMs: number;
  ahead: number;
}

export function timeline(events: readonly Event[]): Row[] {
  const rows = new Map<string, Row>();
  for (const event of events) {
    if (event.ticket === undefined) continue;
    const at = Date.parse(event.ts);
    const row = rows.get(event.ticket) ?? {
      ticket: event.ticket,
      job: {},
      mode: '',
      askedAt: at - (event.waited_ms ?? 0),
      outcome: 'waiting',
      gitMs: 0,
      ahead: 0,
    };
    rows.set(event.ticket, row);
    advance(row, event, at);
  }
  return [...rows.values()].sort((a, b) => a.askedAt - b.askedAt);
}

function advance(row: Row, event: Event, at: number): void {
  // Who recovers the dead tells it of them.
  row.job = (event.event === 'lock_recovered' ? event.holder : event.job) ?? row.job;
  // A downgrade is a part of what was asked for.
  if (event.event !== 'lock_downgraded') row.mode = event.mode ?? row.mode;
  row.ahead = event.ahead ?? row.ahead;
  switch (event.event) {
    case 'lock_acquired':
      row.grantedAt = at;
      row.waitedMs = event.waited_ms ?? 0;
      row.outcome = 'holding';
      return;
    case 'lock_released':
      row.endedAt = at;
      row.heldMs = event.held_ms ?? at - (row.grantedAt ?? at);
      row.outcome = 'released';
      return;
    case 'lock_timeout':
    case 'lock_cancelled':
    case 'lock_unavailable':
      row.endedAt = at;
      row.waitedMs = event.waited_ms ?? at - row.askedAt;
      row.outcome = event.event.slice('lock_'.length) as Row['outcome'];
      return;
    case 'deadlock_detected':
      row.endedAt = at;
      row.waitedMs = event.waited_ms ?? at - row.askedAt;
      row.outcome = 'deadlock';
      return;
    case 'lock_downgraded':
      row.downgradedAt = at;
      return;
    case 'lock_recovered':
    case 'lock_broken':
      row.endedAt = at;
      row.heldMs = event.held_ms ?? at - (row.grantedAt ?? at);
      row.outcome = event.event === 'lock_broken' ? 'broken' : 'died';
      return;
    case 'lock_bypassed':
      row.outcome = 'bypassed';
      return;
    case 'git_finished':
      row.gitMs += event.duration_ms ?? 0;
      return;
    default:
      return;
  }
}

/** The rows that were there while `mine` waited or held, `mine` among them. */
export function around(rows: readonly Row[], mine: Row, nowAt: number): Row[] {
  const endOf = (row: Row) => row.endedAt ?? nowAt;
  return rows.filter((row) => row.askedAt <= endOf(mine) && endOf(row) >= mine.askedAt);
}
