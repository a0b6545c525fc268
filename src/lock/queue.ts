/**
 * Who holds, who waits, who is dead, and why. Pure: everything that is known comes in, the whole answer goes out.
 *
 * G1 an exclusive grant is alone; two updates never meet.
 * G2 first come, first served among those who conflict: nobody passes a conflicting request in front.
 * G3 nobody waits whom the line would let in.
 * G4 the dead never block. Only `dead` is dead: who cannot be seen is taken to be alive.
 */
import { encodeProcess, type Mode, type Process, type Ticket } from './ticket.ts';

export type Verdict = 'alive' | 'dead' | 'unknown';
type Verdicts = ReadonlyMap<string, Verdict>;

export interface Waiter {
  ticket: Ticket;
  /** Living conflicting requests in front of it: the granted, then the waiting, each oldest first. Empty: it is to be granted. */
  blockers: Ticket[];
}

interface Queue {
  holders: Ticket[];
  waiters: Waiter[];
  dead: Ticket[];
}

const compatible: Record<Mode, readonly Mode[]> = {
  shared: ['shared', 'update'],
  update: ['shared'],
  exclusive: [],
};

export const doConflict = (one: Mode, other: Mode): boolean => !compatible[one].includes(other);

/** Those who change what is locked: their death leaves it in doubt. */
export const mayWrite = (mode: Mode): boolean => mode !== 'shared';

/** The witnesses that are not proven dead. */
export const livingWitnesses = (ticket: Ticket, verdicts: Verdicts): Process[] =>
  ticket.witnesses.filter((it) => verdicts.get(encodeProcess(it)) !== 'dead');

/** Not proven dead. */
export const isAlive = (ticket: Ticket, verdicts: Verdicts): boolean =>
  ticket.hasStranger === true || livingWitnesses(ticket, verdicts).length > 0;

export function whoHolds(tickets: readonly Ticket[], verdicts: Verdicts): Queue {
  const inOrder = [...tickets].sort((a, b) => a.seq - b.seq || (a.id < b.id ? -1 : 1));
  const living = inOrder.filter((it) => isAlive(it, verdicts));
  const holders = living.filter((it) => it.isGranted);
  const waiting = living.filter((it) => !it.isGranted);
  const waiters = waiting.map((ticket, place) => ({
    ticket,
    blockers: [...holders, ...waiting.slice(0, place)].filter((it) => doConflict(it.mode, ticket.mode)),
  }));
  return { holders, waiters, dead: inOrder.filter((it) => !isAlive(it, verdicts)) };
}
