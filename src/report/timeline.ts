/**
 * Events in, rows out: one row a request. All pictures draw these rows. Pure.
 * G1 how long a request waited and held is what it said itself, by a clock that does not jump; what the times of the events say is
 * taken only where it did not. G2 no time is negative, whatever the clocks said.
 */
import { type Event, type EventName, type Job, mostElsewhere } from '../base/event.ts';

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
  /**
   * What its first end was: its own post may tell the end once more, of one that was broken or died. `elsewhere` is a hold on another
   * host, of which nothing is known but what was seen from here.
   */
  outcome:
    | 'waiting'
    | 'holding'
    | 'released'
    | 'died'
    | 'broken'
    | 'timeout'
    | 'cancelled'
    | 'unavailable'
    | 'deadlock'
    | 'bypassed'
    | 'elsewhere';
  /** Of one that went on without the lock: why it had none. */
  refusal?: Row['outcome'];
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
  /** What else happened, and how often. */
  incidents: Partial<Record<Incident, number>>;
  /** Holds on other hosts for which it waited, in the order in which it met them. */
  met: Sighting[];
}

/** A hold on another host, as one saw it who waited for it here. */
export interface Sighting {
  ticket: string;
  job: Job;
  mode: string;
  seenAt: number;
  /** When it was granted there, if that is known. */
  grantedAt?: number;
  /** When it was seen no more; left out if that was when the wait ended. */
  goneAt?: number;
}

export type Incident = Extract<EventName, `mirror_${string}` | 'git_retried' | 'git_lock_removed'>;

const mostMs = 366 * 24 * 3_600_000;

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

/** Exclusive is alone, and two updates never meet. */
export const doConflict = (one: string, other: string): boolean =>
  one === 'exclusive' || other === 'exclusive' || (one === 'update' && other === 'update');

/** The journal is a file that others write too: a time below zero, or of years, is none that anybody waited or held. */
export const believe = (ms: number): number => Math.min(mostMs, Math.max(0, Math.round(ms)));

export function timeline(events: readonly Event[]): Row[] {
  const rows = new Map<string, Row>();
  for (const event of events) {
    if (event.ticket === undefined) continue;
    const at = Date.parse(event.ts);
    const row = rows.get(event.ticket) ?? blankRow(event.ticket, at - believe(event.waited_ms ?? event.held_ms ?? 0));
    rows.set(event.ticket, row);
    advance(row, event, at);
  }
  return [...rows.values()].sort((a, b) => a.askedAt - b.askedAt);
}

/** Of which nothing is known but that it was there. */
export const blankRow = (ticket: string, askedAt: number): Row => ({
  ...{ ticket, job: {}, mode: '', askedAt, outcome: 'waiting' },
  ...{ gitMs: 0, ahead: 0, fetched: 'none', joined: [], merged: 0 },
  ...{ fetches: { asked: 0, saved: 0 }, incidents: {}, met: [] },
});

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
    case 'lock_waiting':
      if (!isOver(row) && row.grantedAt === undefined) meet(row, event, at);
      return;
    case 'lock_acquired':
      row.grantedAt = at;
      endWaiting(row, event.waited_ms ?? 0, at);
      // An admin may have ended it before it could say that it had begun.
      if (!isOver(row)) row.outcome = 'holding';
      return;
    case 'lock_downgraded':
      row.downgradedAt = at;
      if (row.grantedAt === undefined && event.held_ms !== undefined) row.grantedAt = at - believe(event.held_ms);
      if (!isOver(row)) row.outcome = 'holding';
      return;
    case 'lock_released':
    case 'lock_recovered':
      // One that is broken is let go of, or dies, when its work has stopped.
      if (!isOver(row) || row.outcome === 'broken') endHolding(row, event, at);
      if (!isOver(row)) row.outcome = event.event === 'lock_released' ? 'released' : 'died';
      return;
    case 'lock_broken':
      if (isOver(row)) return;
      endHolding(row, event, at);
      row.outcome = 'broken';
      return;
    case 'lock_timeout':
    case 'lock_cancelled':
    case 'lock_unavailable':
    case 'deadlock_detected':
      if (isOver(row)) return;
      row.endedAt = at;
      endWaiting(row, event.waited_ms ?? at - row.askedAt, at);
      row.outcome = gaveUp[event.event];
      return;
    case 'lock_bypassed':
      if (isOver(row) && row.outcome !== 'bypassed') row.refusal = row.outcome;
      row.outcome = 'bypassed';
      return;
    case 'git_finished':
      row.gitMs += believe(event.duration_ms ?? 0);
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
      countIncident(row, event.event);
      return;
    case 'mirror_saved':
    case 'git_retried':
    case 'git_lock_removed':
      countIncident(row, event.event);
      return;
    default:
      event.event satisfies never;
  }
}

const isOver = ({ outcome }: Row): boolean => outcome !== 'waiting' && outcome !== 'holding';

// More than anybody reads; a journal is a file in which others write.
const mostMet = 100;

/** What is in the way elsewhere now: what was before, and is not any more, is seen no more. */
function meet(row: Row, { elsewhere = [] }: Event, at: number): void {
  const now = elsewhere.slice(0, mostElsewhere);
  const isSame = (one: { ticket: string; mode: string }, other: { ticket: string; mode: string }) =>
    one.ticket === other.ticket && one.mode === other.mode;
  const inSight = row.met.filter((it) => it.goneAt === undefined);
  const granted = (it: { held_ms?: number }): number => at - believe(it.held_ms ?? 0);
  for (const it of inSight) {
    if (now.some((one) => isSame(one, it))) continue;
    // That may be noticed late; when another one was granted that conflicts with it, it was over.
    const proofs = now.filter((one) => one.ticket !== it.ticket && doConflict(one.mode, it.mode)).map(granted);
    it.goneAt = Math.max(it.seenAt, Math.min(at, ...proofs));
  }
  for (const { ticket, job, mode, held_ms: heldMs } of now) {
    if (row.met.length >= mostMet || inSight.some((it) => isSame(it, { ticket, mode }))) continue;
    row.met.push({ ...{ ticket, job, mode, seenAt: at }, ...(heldMs === undefined ? {} : { grantedAt: granted({ held_ms: heldMs }) }) });
  }
}

function endWaiting(row: Row, waitedMs: number, at: number): void {
  row.waitedMs = believe(waitedMs);
  // That it waits it says only when it knows for whom, a while after it asked.
  row.askedAt = at - row.waitedMs;
}

/** The journal may begin after it was granted. One that is removed without having held was still in line. */
function endHolding(row: Row, { held_ms: told, event }: Event, at: number): void {
  row.endedAt = at;
  const heldMs = told === undefined ? undefined : believe(told);
  if (heldMs !== undefined && (heldMs > 0 || event === 'lock_released')) row.grantedAt ??= at - heldMs;
  if (row.grantedAt === undefined) return;
  row.heldMs = heldMs ?? believe(at - row.grantedAt);
  row.endedAt = row.grantedAt + row.heldMs;
}

function countIncident(row: Row, incident: Incident): void {
  row.incidents[incident] = (row.incidents[incident] ?? 0) + 1;
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
