/** What the stages of one step tell each other. Post trusts its shape, not its truth: it lets go only of what bears the ticket's id. */
import { isJob, type Job } from '../base/event.ts';
import type { Place } from '../lock/host/lock-dir.ts';
import { isId } from '../lock/ticket.ts';
import type { Runner } from './runner.ts';

/** Saved before the first wait, so that post finds it whatever happens to main. */
export interface TicketState {
  id: string;
  place: Place;
  path: string;
  mode: string;
  job: Job;
  hasSummary: boolean;
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

export type Result = 'acquired' | 'bypassed' | 'timeout' | 'unavailable' | 'cancelled';

export const saveTicket = (runner: Runner, ticket: TicketState): void => runner.saveState('ticket', ticket);
export const saveOutcome = (runner: Runner, outcome: OutcomeState): void => runner.saveState('outcome', outcome);

export function readTicket(runner: Runner): TicketState | undefined {
  const it = runner.readState('ticket') as TicketState | undefined;
  const isWhole =
    typeof it?.id === 'string' &&
    isId(it.id) &&
    [it.path, it.mode, it.place?.dir, it.place?.guards].every((text) => typeof text === 'string') &&
    ['beside', 'inside', 'given'].includes(it.place.kind) &&
    isJob(it.job);
  return isWhole ? it : undefined;
}

export function readOutcome(runner: Runner): OutcomeState | undefined {
  const it = runner.readState('outcome') as OutcomeState | undefined;
  return typeof it?.result === 'string' && typeof it.waitedMs === 'number' && Array.isArray(it.dirty) ? it : undefined;
}
