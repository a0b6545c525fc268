import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { doConflict, type Verdict, whoHolds } from '../../src/lock/queue.ts';
import { encodeProcess, type Mode, type Process, type Ticket } from '../../src/lock/ticket.ts';

const modes: Mode[] = ['shared', 'update', 'exclusive'];
const processNumber = (pid: number): Process => ({ boot: 'a'.repeat(32), namespace: '1', pid, start: '1', key: '0' });

/** A line in which each request has one or two witnesses of its own, and what became of each. */
const line = fc
  .array(
    fc.record({
      mode: fc.constantFrom(...modes),
      isGranted: fc.boolean(),
      verdicts: fc.array(fc.constantFrom<Verdict>('alive', 'dead', 'unknown'), { minLength: 1, maxLength: 2 }),
    }),
    { maxLength: 12 },
  )
  .chain((entries) => fc.shuffledSubarray(entries, { minLength: entries.length }).map((shuffled) => ({ entries, shuffled })))
  .map(({ entries, shuffled }) => {
    const verdicts = new Map<string, Verdict>();
    const tickets = shuffled.map((entry): Ticket => {
      const seq = entries.indexOf(entry) + 1;
      const witnesses = entry.verdicts.map((verdict, index) => {
        const witness = processNumber(seq * 10 + index);
        verdicts.set(encodeProcess(witness), verdict);
        return witness;
      });
      return { seq, id: seq.toString(16).padStart(16, '0'), mode: entry.mode, isGranted: entry.isGranted, witnesses };
    });
    return { tickets, verdicts };
  });

/** Grants, one after the other, everybody whom the line lets in. */
function grantAll(tickets: Ticket[], verdicts: Map<string, Verdict>): Ticket[] {
  for (;;) {
    const next = whoHolds(tickets, verdicts).waiters.find((it) => it.blockers.length === 0);
    if (!next) return tickets;
    tickets = tickets.map((it) => (it === next.ticket ? { ...it, isGranted: true } : it));
  }
}

const isDead = (ticket: Ticket, verdicts: Map<string, Verdict>) =>
  ticket.witnesses.every((it) => verdicts.get(encodeProcess(it)) === 'dead');

describe('the four laws of the queue', () => {
  it('exclusive is alone, and two updates never meet (G1)', () => {
    fc.assert(
      fc.property(line, ({ tickets, verdicts }) => {
        const { holders } = whoHolds(
          grantAll(
            tickets.map((it) => ({ ...it, isGranted: false })),
            verdicts,
          ),
          verdicts,
        );
        for (const one of holders) for (const other of holders) if (one !== other) expect(doConflict(one.mode, other.mode)).toBe(false);
      }),
    );
  });

  it('first come, first served among those who conflict (G2)', () => {
    fc.assert(
      fc.property(line, ({ tickets, verdicts }) => {
        const { waiters } = whoHolds(tickets, verdicts);
        for (const { ticket, blockers } of waiters) {
          const inFront = waiters.filter((it) => it.ticket.seq < ticket.seq && doConflict(it.ticket.mode, ticket.mode));
          expect(blockers).toEqual(expect.arrayContaining(inFront.map((it) => it.ticket)));
        }
      }),
    );
  });

  it('nobody waits whom the line would let in (G3)', () => {
    fc.assert(
      fc.property(line, ({ tickets, verdicts }) => {
        const { waiters } = whoHolds(tickets, verdicts);
        for (const { ticket, blockers } of waiters) {
          for (const it of blockers) {
            expect(doConflict(it.mode, ticket.mode)).toBe(true);
            expect(it.isGranted || it.seq < ticket.seq).toBe(true);
          }
        }
      }),
    );
  });

  it('the dead never block, and whoever cannot be seen does (G4)', () => {
    fc.assert(
      fc.property(line, ({ tickets, verdicts }) => {
        const { holders, waiters, dead } = whoHolds(tickets, verdicts);
        expect(dead.every((it) => isDead(it, verdicts))).toBe(true);
        expect([...holders, ...waiters.flatMap((it) => [it.ticket, ...it.blockers])].some((it) => isDead(it, verdicts))).toBe(false);
        expect(holders.length + waiters.length + dead.length).toBe(tickets.length);
      }),
    );
  });
});

it.each<[Mode, Mode, boolean]>([
  ['shared', 'shared', false],
  ['shared', 'update', false],
  ['shared', 'exclusive', true],
  ['update', 'update', true],
  ['update', 'exclusive', true],
  ['exclusive', 'exclusive', true],
])('%s and %s: conflict is %s, both ways', (one, other, isSo) => {
  expect([doConflict(one, other), doConflict(other, one)]).toEqual([isSo, isSo]);
});
