/** What keeps a request away, and what it has to listen to so that it hears when that is gone. */
import { join } from 'node:path';
import { livingWitnesses, type Queue, type Verdict, whoHolds } from '../queue.ts';
import type { Obstacle } from '../store.ts';
import { encodeProcess, modeMark, type Process, type Ticket } from '../ticket.ts';
import { judgeWitnesses, pathOf, readTickets, standingAt } from './line.ts';

type Verdicts = Map<string, Verdict>;

export function obstacleOf(root: string, ticket: Ticket, { holders, waiters }: Queue, verdicts: Verdicts, nowAt: number): Obstacle {
  const blockers = waiters.find((it) => it.ticket === ticket)?.blockers ?? [];
  const last = blockers.at(-1);
  // One process wakes per event: only those whom no waiter keeps away listen to the holders. What happens to our own party in
  // front may let us pass that last one, who would not tell.
  const kin = [...holders.filter((it) => blockers.includes(it)), ...waiters.map((it) => it.ticket).filter((it) => it.seq < ticket.seq)];
  const watched = last && !last.isGranted ? new Set([last, ...kin.filter((it) => it.party === ticket.party)]) : new Set(blockers);
  return {
    at: pathOf(root, ticket),
    holders: blockers
      .filter((it) => it.isGranted)
      .map((it) => standingAt(pathOf(root, it), it, bestOf(livingWitnesses(it, verdicts), verdicts), nowAt)),
    ahead: blockers.length,
    watch: [...watched].flatMap((it) => livingWitnesses(it, verdicts).map((process) => ({ process, at: inTheWay(root, it, ticket) }))),
  };
}

/** What is there as long as one keeps the other away. A downgrade takes away the mark, and a reader may then come in. */
function inTheWay(root: string, it: Ticket, ticket: Ticket): string {
  const mark = it.isGranted && ticket.mode !== 'exclusive' ? modeMark(it.mode) : undefined;
  return join(pathOf(root, it), mark ?? '');
}

export const bestOf = (witnesses: Process[], verdicts: ReadonlyMap<string, Verdict>): Verdict =>
  witnesses.some((it) => verdicts.get(encodeProcess(it)) === 'alive') ? 'alive' : 'unknown';

/**
 * What keeps a request away, as far as a look without the latch tells; undefined if that may be nothing. Still to be blocked is no
 * decision, so that a long line costs little. Only those are judged whom it listens to: each of the others has somebody behind it.
 */
export async function glance(
  root: string,
  ticket: Ticket,
  judge: (it: Process) => Promise<Verdict>,
  nowAt: number,
): Promise<Obstacle | undefined> {
  const others = readTickets(root).filter((it) => it.id !== ticket.id);
  const last = whoHolds([...others, ticket], new Map())
    .waiters.find((it) => it.ticket === ticket)
    ?.blockers.at(-1);
  const near = others.filter((it) => it.isGranted || it.party === ticket.party || it === last);
  const verdicts = await judgeWitnesses(near, judge);
  const queue = whoHolds([...others, ticket], verdicts);
  const obstacle = obstacleOf(root, ticket, queue, verdicts, nowAt);
  return queue.dead.length === 0 && obstacle.ahead > 0 ? obstacle : undefined;
}
