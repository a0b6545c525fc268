import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { doConflict, livingWitnesses, mayWrite, type Verdict, type Waiter, whoHolds } from '../../src/lock/queue.ts';
import { encodeProcess, type Mode, type Ticket } from '../../src/lock/ticket.ts';
import { makeProcess, makeTicket } from '../support/tickets.ts';

const modes = ['shared', 'update', 'exclusive'] as const;
const mode = fc.constantFrom<Mode>(...modes);
// What the contract says, written down a second time: the tests must not ask the code what a conflict is.
const areFriendly = (one: Ticket, other: Ticket): boolean =>
  one.mode !== 'exclusive' && other.mode !== 'exclusive' && !(one.mode === 'update' && other.mode === 'update');
const mayMeet = (one: Ticket, other: Ticket): boolean => one.party === other.party || areFriendly(one, other);

interface World {
  tickets: Ticket[];
  verdicts: Map<string, Verdict>;
}

const setVerdict = ({ verdicts }: World, ticket: Ticket, verdict: Verdict): void => {
  // The dead stay dead.
  for (const it of ticket.witnesses.map(encodeProcess)) if (verdicts.get(it) !== 'dead') verdicts.set(it, verdict);
};
const look = ({ tickets, verdicts }: World) => whoHolds(tickets, verdicts);

/** Any tickets at all, also such as no history leads to. */
const anyWorld: fc.Arbitrary<World> = fc
  .array(
    fc.record({
      mode,
      isGranted: fc.boolean(),
      seen: fc.array(fc.constantFrom<(Verdict | undefined)[]>('alive', 'dead', 'dead', 'unknown', undefined), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
    { maxLength: 10 },
  )
  .map((drawn) => {
    const verdicts = new Map<string, Verdict>();
    const tickets = drawn.map(({ seen, ...given }, index) => {
      const witnesses = seen.map((verdict, place) => {
        const it = makeProcess({ pid: 1 + index * 10 + place });
        if (verdict) verdicts.set(encodeProcess(it), verdict);
        return it;
      });
      return makeTicket({ ...given, seq: index + 1, witnesses });
    });
    return { tickets, verdicts };
  });

const move = fc.record({
  does: fc.constantFrom('ask', 'ask', 'ask', 'keep', 'end', 'downgrade', 'die', 'hide'),
  mode,
  party: fc.nat({ max: 5 }),
  whose: fc.nat({ max: 50 }),
});
type Move = typeof move extends fc.Arbitrary<infer T> ? T : never;

/** Lets a history happen: after each move, whoever is free is granted, one at a time and in order. `check` sees every state. */
function play(history: readonly Move[], check: (world: World, isAtRest: boolean) => void): void {
  const world: World = { tickets: [], verdicts: new Map() };
  for (const [index, { does, mode, whose, party }] of history.entries()) {
    const one = world.tickets[whose % world.tickets.length];
    if (does === 'ask') world.tickets.push(makeTicket({ seq: index + 1, mode, party: `${party}` }));
    // Its step ends, and its keeper stays.
    else if (does === 'keep' && one?.isGranted && !look(world).dead.includes(one)) {
      if (one.asker) world.verdicts.set(encodeProcess(one.asker), 'dead');
      one.witnesses.push(makeProcess({ pid: 1000 + index }));
    } else if (does === 'end') world.tickets = world.tickets.filter((it) => it !== one);
    else if (does === 'downgrade' && one?.isGranted) one.mode = 'shared';
    else if (does === 'die' && one) setVerdict(world, one, 'dead');
    else if (does === 'hide' && one && !look(world).dead.includes(one)) setVerdict(world, one, 'unknown');
    for (;;) {
      const free = look(world).waiters.find((it) => it.blockers.length === 0);
      check(world, free === undefined);
      if (!free) break;
      free.ticket.isGranted = true;
    }
  }
}
const always = (check: (world: World, isAtRest: boolean) => void) =>
  fc.assert(
    fc.property(fc.array(move, { maxLength: 30 }), (history) => play(history, check)),
    { numRuns: 300 },
  );

describe('doConflict', () => {
  it.each<[Mode, Mode, boolean]>([
    ['shared', 'shared', false],
    ['shared', 'update', false],
    ['shared', 'exclusive', true],
    ['update', 'shared', false],
    ['update', 'update', true],
    ['update', 'exclusive', true],
    ['exclusive', 'shared', true],
    ['exclusive', 'update', true],
    ['exclusive', 'exclusive', true],
  ])('%s and %s: %s', (one, other, conflict) => {
    expect(doConflict(one, other)).toBe(conflict);
  });
});

describe('mayWrite', () => {
  it('is so for all but shared', () => {
    expect(modes.filter(mayWrite)).toEqual(['update', 'exclusive']);
  });
});

/** The parties that a waiter waits for, directly or through others, as a walk from blocker to blocker finds them. */
function awaitedBy(it: Waiter, waiters: readonly Waiter[]): Set<string> {
  const found = new Set<string>();
  const walk = (one: Waiter): void => {
    for (const blocker of one.blockers) {
      found.add(blocker.party);
      const further = waiters.find((waiter) => waiter.ticket === blocker);
      if (further) walk(further);
    }
  };
  walk(it);
  return found;
}

const isAtWork = (it: Ticket, { verdicts }: World): boolean => it.asker !== undefined && verdicts.get(encodeProcess(it.asker)) !== 'dead';

describe('whoHolds', () => {
  it('never lets an exclusive grant meet another, nor two updates (G1, P1)', () => {
    always((world) => {
      const { holders } = look(world);
      for (const one of holders) for (const other of holders) expect(one === other || mayMeet(one, other)).toBe(true);
    });
  });

  it('never lets two steps of one party that conflict be at work (G5)', () => {
    always((world) => {
      const atWork = look(world).holders.filter((it) => isAtWork(it, world));
      for (const one of atWork) for (const other of atWork) expect(one === other || areFriendly(one, other)).toBe(true);
    });
  });

  it('lets nobody pass a conflicting request that came before (G2, P2)', () => {
    always((world) => {
      const { holders, waiters } = look(world);
      for (const waiter of waiters) {
        const awaited = awaitedBy(waiter, waiters);
        for (const it of holders) expect(it.seq < waiter.ticket.seq || mayMeet(it, waiter.ticket) || awaited.has(it.party)).toBe(true);
      }
    });
  });

  it('leaves nobody waiting whom the line would let in (G3, P3)', () => {
    always((world, isAtRest) => {
      const { holders, waiters } = look(world);
      if (!isAtRest) return;
      for (const { ticket } of waiters) {
        const inFront = [...holders, ...waiters.map((it) => it.ticket).filter((it) => it.seq < ticket.seq)];
        expect(inFront.some((it) => !areFriendly(it, ticket))).toBe(true);
      }
      if (waiters.length > 0) expect(holders).not.toEqual([]);
    });
  });

  it('names as blockers exactly the living who conflict and hold or came before (G2, G3)', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const { waiters, dead } = look(world);
        for (const { ticket, blockers } of waiters) {
          const expected = world.tickets.filter(
            (it) => it !== ticket && !dead.includes(it) && (it.isGranted || it.seq < ticket.seq) && !areFriendly(it, ticket),
          );
          expect(new Set(blockers)).toEqual(new Set(expected));
        }
      }),
    );
  });

  it('answers as if the dead had never been (G4)', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const { holders, waiters, dead } = look(world);
        const without = { ...world, tickets: world.tickets.filter((it) => !dead.includes(it)) };
        expect(look(without)).toEqual({ holders, waiters, dead: [] });
      }),
    );
  });

  it('takes for dead only whose every witness is proven dead; who cannot be seen is alive (G4)', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const { dead } = look(world);
        for (const it of world.tickets) {
          const seen = it.witnesses.map((witness) => world.verdicts.get(encodeProcess(witness)) ?? 'unknown');
          expect(dead.includes(it)).toBe(!seen.some((verdict) => verdict === 'alive' || verdict === 'unknown'));
          expect(livingWitnesses(it, world.verdicts)).toHaveLength(seen.filter((verdict) => verdict !== 'dead').length);
        }
        const trusting = new Map([...world.verdicts].map(([name, verdict]) => [name, verdict === 'unknown' ? 'alive' : verdict] as const));
        expect(whoHolds(world.tickets, trusting)).toEqual(look(world));
      }),
    );
  });

  it('puts every ticket in one place, in order, however they are handed in', () => {
    const shuffled = anyWorld.chain((world) =>
      fc.shuffledSubarray(world.tickets, { minLength: world.tickets.length }).map((tickets) => ({ world, tickets })),
    );
    fc.assert(
      fc.property(shuffled, ({ world, tickets }) => {
        const handedIn = [...tickets];
        const queue = whoHolds(tickets, world.verdicts);
        expect(queue).toEqual(look(world));
        expect(tickets).toEqual(handedIn);
        const lists = [queue.holders, queue.waiters.map((it) => it.ticket), queue.dead];
        for (const list of lists) expect(list.map((it) => it.seq)).toEqual(list.map((it) => it.seq).sort((a, b) => a - b));
        expect(new Set(lists.flat())).toEqual(new Set(tickets));
        expect(lists.flat()).toHaveLength(tickets.length);
      }),
    );
  });

  it('is the same line for everybody where two have one number', () => {
    const [a, b] = [makeTicket({ id: 'a'.repeat(16) }), makeTicket({ id: 'b'.repeat(16) })];
    const blocked = [
      { ticket: a, blockers: [] },
      { ticket: b, blockers: [a] },
    ];
    expect(whoHolds([a, b], new Map()).waiters).toEqual(blocked);
    expect(whoHolds([b, a], new Map()).waiters).toEqual(blocked);
  });
});

it('takes a witness that cannot be read for alive (G4)', () => {
  const holder = makeTicket({ seq: 1, isGranted: true, witnesses: [], hasStranger: true });
  const waiter = makeTicket({ seq: 2 });
  const { dead, waiters } = whoHolds([holder, waiter], new Map());
  expect([dead, waiters[0]?.blockers]).toEqual([[], [holder]]);
});

describe('one party', () => {
  const gone = (it: Ticket) => new Map<string, Verdict>(it.asker ? [[encodeProcess(it.asker), 'dead']] : []);
  const keeper = makeProcess({ pid: 99 });
  const kept = (overrides: Partial<Ticket>) => {
    const it = makeTicket({ isGranted: true, ...overrides });
    return { ...it, witnesses: [...it.witnesses, keeper] };
  };

  it('is not blocked by what an earlier step of its own keeps (G5)', () => {
    const own = kept({ seq: 1, party: 'p' });
    const again = makeTicket({ seq: 2, party: 'p' });
    expect(whoHolds([own, again], gone(own)).waiters).toEqual([{ ticket: again, blockers: [] }]);
  });

  it('waits for a step of its own that is at work (G5)', () => {
    const own = kept({ seq: 1, party: 'p' });
    const beside = makeTicket({ seq: 2, party: 'p' });
    expect(whoHolds([own, beside], new Map()).waiters[0]?.blockers).toEqual([own]);
  });

  it('is not in its own way: one step may ask for more than it holds (G5)', () => {
    const own = kept({ seq: 1, party: 'p', mode: 'update' });
    const reader = kept({ seq: 2, party: 'q', mode: 'shared' });
    const more = makeTicket({ seq: 3, party: 'p', asker: { ...(own.asker ?? keeper), key: '1'.repeat(16) } });
    const others = makeTicket({ seq: 4, party: 'r', asker: own.asker ?? keeper });
    const { waiters } = whoHolds([own, reader, more, others], new Map());
    expect(waiters.map((it) => it.blockers)).toEqual([[reader], [own, reader, more]]);
  });

  it('passes who waits for it, also through others, and nobody else (G2)', () => {
    const own = kept({ seq: 1, party: 'p', mode: 'shared' });
    const other = kept({ seq: 2, party: 'q', mode: 'update' });
    const exclusive = makeTicket({ seq: 3, party: 'r' });
    const behind = makeTicket({ seq: 4, party: 's', mode: 'update' });
    const again = makeTicket({ seq: 5, party: 'p', mode: 'update' });
    const line = whoHolds([own, other, exclusive, behind, again], new Map([...gone(own), ...gone(other)])).waiters;
    expect(line.map((it) => it.blockers)).toEqual([[own, other], [other, exclusive], [other]]);
    const stranger = makeTicket({ seq: 5, party: 't', mode: 'update' });
    const second = whoHolds([own, other, exclusive, behind, stranger], new Map()).waiters.at(-1);
    expect(second?.blockers).toEqual([other, exclusive, behind]);
  });

  it('is not blocked by what it runs inside of, nor by who waits for that, but by one beside it (G2, G5)', () => {
    const outer = kept({ seq: 1, party: 'p' });
    const stranger = makeTicket({ seq: 2, party: 'q' });
    const beside = makeTicket({ seq: 3, party: 'p' });
    const inner = makeTicket({ seq: 4, party: 'p', within: [outer.id] });
    const blockersOf = (it: Ticket, tickets: Ticket[]) => whoHolds(tickets, new Map()).waiters.find((one) => one.ticket === it)?.blockers;
    expect(blockersOf(inner, [outer, stranger, beside, inner])).toEqual([]);
    expect(blockersOf(beside, [outer, stranger, beside, inner])).toEqual([outer]);
    const first = kept({ seq: 5, party: 'p' });
    const second = makeTicket({ seq: 6, party: 'p', within: [outer.id] });
    expect(blockersOf(second, [outer, first, second])).toEqual([first]);
  });

  it('is in a deadlock when two of them strengthen what both share', () => {
    const [p, q] = [kept({ seq: 1, party: 'p', mode: 'shared' }), kept({ seq: 2, party: 'q', mode: 'shared' })];
    const [moreP, moreQ] = [makeTicket({ seq: 3, party: 'p' }), makeTicket({ seq: 4, party: 'q' })];
    const line = whoHolds([p, q, moreP, moreQ], new Map([...gone(p), ...gone(q)])).waiters;
    expect(line.map((it) => it.blockers)).toEqual([[q], [p]]);
  });
});
