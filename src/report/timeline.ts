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
  /** What its fetches came to: one that went to the network counts for more than one that was joined, and that for more than none. */
  fetched: 'none' | 'present' | 'joined' | 'fetched';
  /** Whose fetches it joined, each once and as many as people read. */
  joined: Job[];
  /** For how many others in line it fetched too. */
  merged: number;
  /** Fetches that were asked for and done, and how many of them needed no network of their own. */
  fetches: { asked: number; saved: number };
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
      askedAt: at - (event.waited_ms ?? event.held_ms ?? 0),
      outcome: 'waiting',
      gitMs: 0,
      ahead: 0,
      fetched: 'none',
      joined: [],
      merged: 0,
      fetches: { asked: 0, saved: 0 },
    };
    rows.set(event.ticket, row);
    advance(row, event, at);
  }
  return [...rows.values()].sort((a, b) => a.askedAt - b.askedAt);
}

const gaveUp = {
  lock_timeout: 'timeout',
  lock_cancelled: 'cancelled',
  lock_unavailable: 'unavailable',
  deadlock_detected: 'deadlock',
} as const;

function advance(row: Row, event: Event, at: number): void {
  // Who recovers the dead tells it of them, and an admin of whom he ends.
  const isOfAnother = event.event === 'lock_recovered' || (event.event === 'lock_broken' && event.holder !== undefined);
  row.job = (isOfAnother ? event.holder : event.job) ?? row.job;
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
      endHolding(row, event, at);
      // One that is broken is let go of when its work has stopped.
      if (row.outcome !== 'broken') row.outcome = 'released';
      return;
    case 'lock_timeout':
    case 'lock_cancelled':
    case 'lock_unavailable':
    case 'deadlock_detected':
      row.endedAt = at;
      row.waitedMs = event.waited_ms ?? at - row.askedAt;
      row.outcome = gaveUp[event.event];
      return;
    case 'lock_downgraded':
      row.downgradedAt = at;
      if (row.grantedAt === undefined && event.held_ms !== undefined) row.grantedAt = at - event.held_ms;
      row.outcome = 'holding';
      return;
    case 'lock_recovered':
      endHolding(row, event, at);
      if (row.outcome !== 'broken') row.outcome = 'died';
      return;
    case 'lock_broken':
      // Of one that is gone its own post tells the end once more.
      if (row.outcome === 'died' || row.outcome === 'broken') return;
      endHolding(row, event, at);
      row.outcome = 'broken';
      return;
    case 'lock_bypassed':
      row.outcome = 'bypassed';
      return;
    case 'git_finished':
      row.gitMs += event.duration_ms ?? 0;
      row.merged = Math.max(row.merged, event.merged ?? 0);
      if (event.network && event.exit_code === 0) recordFetch(row, 'fetched');
      return;
    case 'fetch_joined':
      recordFetch(row, 'joined');
      if (event.holder) addJob(row.joined, event.holder);
      return;
    case 'fetch_skipped':
      recordFetch(row, 'present');
      return;
    case 'mirror_created':
    case 'mirror_restored':
    case 'mirror_rebuilt':
      // What was fetched for it, it says itself.
      row.fetched = 'fetched';
      return;
    default:
      return;
  }
}

/** The journal may begin after it was granted. */
function endHolding(row: Row, { held_ms }: Event, at: number): void {
  row.endedAt = at;
  if (held_ms !== undefined) row.grantedAt ??= at - held_ms;
  row.heldMs = held_ms ?? at - (row.grantedAt ?? at);
}

const weights = ['none', 'present', 'joined', 'fetched'] as const;

function recordFetch(row: Row, how: 'present' | 'joined' | 'fetched'): void {
  if (weights.indexOf(how) > weights.indexOf(row.fetched)) row.fetched = how;
  row.fetches.asked += 1;
  if (how !== 'fetched') row.fetches.saved += 1;
}

const mostJobs = 16;

function addJob(jobs: Job[], job: Job): void {
  const name = encode(job);
  if (jobs.length < mostJobs && !jobs.some((it) => encode(it) === name)) jobs.push(job);
}

const encode = (job: Job): string => JSON.stringify(Object.entries(job).sort());

/** How many fetches were asked for in these requests and done, and how many of them needed no network of their own. */
export const savedFetches = (rows: readonly Row[]): { asked: number; saved: number } => ({
  asked: rows.reduce((sum, it) => sum + it.fetches.asked, 0),
  saved: rows.reduce((sum, it) => sum + it.fetches.saved, 0),
});
