/**
 * Who holds, who waits, who is dead, and why. Pure: everything that is known comes in, the whole answer goes out.
 *
 * G1 between two parties an exclusive grant is alone, and two updates never meet.
 * G2 first come, first served among those who conflict: nobody passes a conflicting request in front, but one that waits for
 *    the passer's own party, or for what the passer runs inside of, directly or through others. Behind that one it would wait for
 *    itself.
 * G3 nobody waits whom the line would let in.
 * G4 the dead never block. Only `dead` is dead: who cannot be seen is taken to be alive.
 * G5 a party's own grant blocks it only while another step that asked for it is at work: two steps of one job do not write at once.
 *    Who runs inside of a grant is not blocked by it, whoever is at work: that one waits for it.
 */
import { encodeProcess, isSameProcess, type Mode, type Process, type Ticket } from './ticket.ts';

export type Verdict = 'alive' | 'dead' | 'unknown';
type Verdicts = ReadonlyMap<string, Verdict>;

export interface Waiter {
  ticket: Ticket;
  /** The living whom it waits for: the granted, then the waiting, each oldest first. Empty: it is to be granted. */
  blockers: Ticket[];
}

export interface Queue {
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

/** The step that asked for it has not ended, or may not have. */
export const isAtWork = ({ asker }: Ticket, verdicts: Verdicts): boolean =>
  asker !== undefined && verdicts.get(encodeProcess(asker)) !== 'dead';

/** Nobody is in its own way. */
const isOwn = (held: Ticket, asked: Ticket): boolean =>
  held.asker !== undefined && asked.asker !== undefined && isSameProcess(held.asker, asked.asker);

const isInside = ({ within = [] }: Ticket, held: Ticket): boolean => within.includes(held.id);

export function whoHolds(tickets: readonly Ticket[], verdicts: Verdicts): Queue {
  const inOrder = [...tickets].sort((a, b) => a.seq - b.seq || (a.id < b.id ? -1 : 1));
  const living = inOrder.filter((it) => isAlive(it, verdicts));
  const holders = living.filter((it) => it.isGranted);
  const waiters: Waiter[] = [];
  for (const ticket of living.filter((it) => !it.isGranted)) {
    const place = waiters.length;
    waiters.push(
      lazyWaiter(ticket, () => {
        const inFront = waiters.slice(0, place);
        const isKin = (it: Ticket) => it.party === ticket.party;
        // Most parties ask once, and nobody waits for them yet; a long line is not to be walked for that.
        const passed = living.filter(isKin).length < 2 ? none : waitingFor(isKin, inFront);
        const outside = ticket.within === undefined ? none : waitingFor((it) => isInside(ticket, it), inFront);
        return [
          ...holders.filter((it) => !isInside(ticket, it) && (!isKin(it) || (isAtWork(it, verdicts) && !isOwn(it, ticket)))),
          ...inFront.map((it) => it.ticket).filter((it) => !outside.has(it) && (isKin(it) || !passed.has(it))),
        ].filter((it) => doConflict(it.mode, ticket.mode));
      }),
    );
  }
  return { holders, waiters, dead: inOrder.filter((it) => !isAlive(it, verdicts)) };
}

const none: ReadonlySet<Ticket> = new Set();

/** Those of the waiters, in the order of the line, who wait for one of these, directly or through others. */
function waitingFor(isMeant: (it: Ticket) => boolean, waiters: readonly Waiter[]): ReadonlySet<Ticket> {
  const found = new Set<Ticket>();
  for (const { ticket, blockers } of waiters) if (blockers.some((it) => isMeant(it) || found.has(it))) found.add(ticket);
  return found;
}

/** Whoever looks at a long line wants to know of one in it: its blockers are found when they are asked for. */
function lazyWaiter(ticket: Ticket, find: () => Ticket[]): Waiter {
  let found: Ticket[] | undefined;
  return {
    ticket,
    get blockers() {
      found = found ?? find();
      return found;
    },
  };
}
