/**
 * What the journal records, one object a line, and how it is read back. The names are a promise to users.
 * A line that does not parse, or lacks what every event has, is no event: a crash may have cut it off.
 */
import { inertJson } from './text.ts';

export const eventNames = [
  'lock_waiting',
  'lock_acquired',
  'lock_downgraded',
  'lock_released',
  'lock_timeout',
  'lock_cancelled',
  'lock_unavailable',
  'lock_bypassed',
  'lock_recovered',
  'lock_broken',
  'deadlock_detected',
  'git_finished',
  'git_retried',
  'git_lock_removed',
  'fetch_joined',
  'fetch_skipped',
  'mirror_created',
  'mirror_restored',
  'mirror_saved',
  'mirror_rebuilt',
] as const;

export type EventName = (typeof eventNames)[number];

/** Who works: labels for people. Nothing is decided from them. */
export interface Job {
  repository?: string;
  run_id?: string;
  run_attempt?: string;
  job?: string;
  job_index?: string;
  runner?: string;
  url?: string;
  user?: string;
  host?: string;
  command?: string;
}

const jobKeys = ['repository', 'run_id', 'run_attempt', 'job', 'job_index', 'runner', 'url', 'user', 'host', 'command'] as const;

/** A hold on another host of a fleet, as it is seen from here: the journal of this host has nothing else of it. */
export interface Elsewhere {
  ticket: string;
  mode: string;
  /** With its host. */
  job: Job;
  /** How long it had held by then; left out if not known. */
  held_ms?: number;
}

/** As many as one event has. */
export const mostElsewhere = 8;

/** What an event adds to its name. Times in milliseconds. */
export interface EventDetail {
  decision?: 'allow' | 'deny';
  lock?: string;
  path?: string;
  mode?: string;
  ticket?: string;
  job?: Job;
  pid?: number;
  waited_ms?: number;
  held_ms?: number;
  duration_ms?: number;
  ahead?: number;
  holder?: Job;
  /** Of a wait: those of other hosts which are in its way now. What an earlier event of that wait had said of them is over. */
  elsewhere?: Elsewhere[];
  /** Of a file that was removed: its name in the repository, and its age. */
  file?: string;
  age_ms?: number;
  reason?: string;
  code?: string;
  argv?: string[];
  exit_code?: number;
  /** Which try of several. */
  attempt?: number;
  /** Of a git command: it talked to a remote. */
  network?: boolean;
  /** Of a git command: for how many other requests in line it fetched too. */
  merged?: number;
}

export interface Event extends EventDetail {
  v: 1;
  /** ISO 8601, UTC. */
  ts: string;
  event: EventName;
}

/** Takes an event; must neither throw nor wait. */
export type Report = (event: EventName, detail: EventDetail) => void;

/** How every line begins, and what stands nowhere else in one: a quotation mark within a text is escaped. */
export const lineStart = '{"v":1,';

const mostBytes = 16_384;

/** One line, without its end. What others have named may have any length: texts are cut until the line fits one write. */
export function formatEvent({ v, ...event }: Event): string {
  const whole = inertJson(JSON.stringify({ v, ...event }));
  if (Buffer.byteLength(whole) <= mostBytes) return whole;
  const lines = [1000, 200, 40].map((most) => inertJson(JSON.stringify(cutTexts({ v, ...event }, most), knownKeys)));
  return lines.find((it) => Buffer.byteLength(it) <= mostBytes) ?? lines.at(-1) ?? '';
}

const mostWords = 20;

function cutTexts(value: unknown, most: number): unknown {
  if (typeof value === 'string') return value.length > most ? `${value.slice(0, most - 1).replace(/\p{Cs}$/u, '')}…` : value;
  if (Array.isArray(value)) return value.slice(0, mostWords).map((it) => cutTexts(it, most));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, cutTexts(it, most)]));
}

/** On a full disk a line may be cut off while the next one is on its way behind it; that one is whole. */
export const parseEvent = (line: string): Event | undefined =>
  parseWhole(line) ?? parseWhole(line.slice(Math.max(0, line.lastIndexOf(lineStart))));

function parseWhole(line: string): Event | undefined {
  try {
    const read: unknown = JSON.parse(line);
    return isEvent(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

const textKeys = ['lock', 'path', 'mode', 'ticket', 'file', 'reason', 'code'] as const;
const numberKeys = ['pid', 'waited_ms', 'held_ms', 'duration_ms', 'ahead', 'age_ms', 'exit_code', 'attempt', 'merged'] as const;
const knownKeys = ['v', 'ts', 'event', 'decision', 'network', 'argv', 'job', 'holder', 'elsewhere', ...textKeys, ...numberKeys, ...jobKeys];

function isEvent(read: unknown): read is Event {
  if (typeof read !== 'object' || read === null) return false;
  const it = read as Record<string, unknown>;
  return (
    it.v === 1 &&
    eventNames.includes(it.event as EventName) &&
    typeof it.ts === 'string' &&
    /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(it.ts) &&
    !Number.isNaN(Date.parse(it.ts)) &&
    [undefined, 'allow', 'deny'].includes(it.decision as undefined) &&
    (it.argv === undefined || (Array.isArray(it.argv) && it.argv.every((word) => typeof word === 'string'))) &&
    textKeys.every((key) => it[key] === undefined || typeof it[key] === 'string') &&
    numberKeys.every((key) => it[key] === undefined || isBelievable(it[key])) &&
    (it.network === undefined || typeof it.network === 'boolean') &&
    (it.elsewhere === undefined || (Array.isArray(it.elsewhere) && it.elsewhere.every(isElsewhere))) &&
    [it.job, it.holder].every((job) => job === undefined || mayBeJob(job))
  );
}

function isElsewhere(read: unknown): boolean {
  if (typeof read !== 'object' || read === null) return false;
  const it = read as Record<string, unknown>;
  return (
    typeof it.ticket === 'string' &&
    typeof it.mode === 'string' &&
    mayBeJob(it.job) &&
    (it.held_ms === undefined || isBelievable(it.held_ms))
  );
}

const greatest = 1e14; // in milliseconds some thousand years

/** What was counted or measured: a greater number could end in a date that there is not. */
const isBelievable = (read: unknown): boolean => typeof read === 'number' && Math.abs(read) <= greatest;

/** A newer version may know more of a job. */
const mayBeJob = (read: unknown): boolean =>
  typeof read === 'object' &&
  read !== null &&
  !Array.isArray(read) &&
  jobKeys.every((key) => ['undefined', 'string'].includes(typeof (read as Record<string, unknown>)[key]));

/** True for a flat record of texts, which is all a job may be. */
export const isJob = (read: unknown): read is Job =>
  typeof read === 'object' && read !== null && !Array.isArray(read) && Object.values(read).every((value) => typeof value === 'string');
