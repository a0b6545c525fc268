/** What the stages of one step tell each other. Post trusts its shape, not its truth: it lets go only of what bears the ticket's id. */
import { isAbsolute } from 'node:path';
import { isJob, type Job } from '../base/event.ts';
import { isPlace, type Place } from '../lock/host/lock-dir.ts';
import { isId, type Mode } from '../lock/ticket.ts';
import { isCacheKey } from './inputs/given.ts';
import type { Runner } from './runner.ts';

/** One lock of the step. Saved before the first wait, so that post finds it whatever happens to main. */
export interface TicketState {
  id: string;
  place: Place;
  path: string;
  mode: Mode;
  job: Job;
  hasSummary: boolean;
  /** Something may be pinned under its id. */
  hasPins?: true;
}

/** Saved when main ends by itself. */
export interface OutcomeState {
  result: Result;
  waitedMs: number;
  hasSummary: boolean;
  /** Main saw all its commands end. */
  isQuiet: boolean;
  /** Tokens of dead writers; in order again if the job succeeds. */
  dirty: string[];
  /** Why the step failed. */
  failure?: string;
}

/** A mirror that main cloned and post is to save. */
export interface SnapshotState {
  /** Of the Actions cache. */
  key: string;
  /** Its name in the runner's temporary directory. */
  snapshot: string;
  /** Of the lock whose journal hears of it. */
  ticket: string;
}

export type Result = 'acquired' | 'bypassed' | 'timeout' | 'unavailable' | 'cancelled';

export const saveTickets = (runner: Runner, tickets: readonly TicketState[]): void => runner.saveState('tickets', tickets);
export const saveOutcome = (runner: Runner, outcome: OutcomeState): void => runner.saveState('outcome', outcome);

export const saveSnapshot = (runner: Runner, snapshot: SnapshotState): void => runner.saveState('snapshot', snapshot);

/** In the order in which they were asked for. */
export function readTickets(runner: Runner): TicketState[] {
  const read = runner.readState('tickets');
  return Array.isArray(read) ? read.filter(isTicket) : [];
}

const isTicket = (read: unknown): read is TicketState => {
  const it = read as TicketState | undefined | null;
  return (
    typeof it?.id === 'string' &&
    isId(it.id) &&
    typeof it.path === 'string' &&
    ['shared', 'update', 'exclusive'].includes(it.mode) &&
    isPlace(it.place) &&
    isJob(it.job)
  );
};

export function readOutcome(runner: Runner): OutcomeState | undefined {
  const it = runner.readState('outcome') as OutcomeState | undefined;
  return typeof it?.result === 'string' && typeof it.waitedMs === 'number' && Array.isArray(it.dirty) ? it : undefined;
}

export const snapshotPrefix = 'fetch-lock-snapshot-';

/** Whatever is in the state, post removes nothing but a snapshot. */
export const isSnapshot = (name: string): boolean => name.startsWith(snapshotPrefix) && /^\w{6}$/.test(name.slice(snapshotPrefix.length));

export function readSnapshot(runner: Runner): SnapshotState | undefined {
  const it = runner.readState('snapshot') as SnapshotState | undefined | null;
  const isWhole = [it?.key, it?.snapshot, it?.ticket].every((text) => typeof text === 'string');
  return it && isWhole && isCacheKey(it.key) && isSnapshot(it.snapshot) && isId(it.ticket) ? it : undefined;
}

/** Where the metrics go. Saved before the first wait, so that post writes them whatever happens to main. */
export const saveMetricsFile = (runner: Runner, file: string): void => runner.saveState('metrics', { file });

export function readMetricsFile(runner: Runner): string | undefined {
  const it = runner.readState('metrics') as { file?: unknown } | undefined | null;
  return typeof it?.file === 'string' && isAbsolute(it.file) && !it.file.includes('\0') ? it.file : undefined;
}
