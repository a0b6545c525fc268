import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { systemClock } from '../../../src/base/clock.ts';
import { readAddress } from '../../../src/lock/fleet/address.ts';
import { type Redis as Connection, connectRedis } from '../../../src/lock/fleet/redis/client.ts';
import { channelOf, keysOf } from '../../../src/lock/fleet/redis/keys.ts';
import { letterOf, processOf, readPlacement } from '../../../src/lock/fleet/redis/records.ts';
import * as scripts from '../../../src/lock/fleet/redis/scripts.ts';
import { type Verdict, whoHolds } from '../../../src/lock/queue.ts';
import { encodeProcess, type Mode, newId, type Ticket } from '../../../src/lock/ticket.ts';
import { type Redis, startRedis } from '../../support/redis.ts';
import { endLeases } from '../../support/redis-world.ts';

let server: Redis;
let redis: Connection;
beforeAll(async () => {
  server = await startRedis();
  redis = await connectRedis(readAddress('redis-url', server.url), systemClock, 'unheard', () => {});
});
afterAll(async () => {
  redis.close();
  await server.stop();
});

const move = fc.record({
  does: fc.constantFrom('ask', 'ask', 'ask', 'ask', 'keep', 'end', 'downgrade', 'die'),
  mode: fc.constantFrom<Mode>('shared', 'update', 'exclusive'),
  party: fc.nat({ max: 4 }),
  /** Two sessions a party: two steps of a job, of which each may ask several times. */
  step: fc.nat({ max: 1 }),
  whose: fc.nat({ max: 50 }),
  isInside: fc.nat({ max: 3 }).map((it) => it === 0),
});
type Move = typeof move extends fc.Arbitrary<infer T> ? T : never;

/** What one knows who has seen all of it, told to the one law, and to the other. */
async function play(history: readonly Move[]): Promise<number> {
  const name = newId();
  await server.preset(name);
  const run = (session: string, script: scripts.Script, ...args: string[]) =>
    redis.run(script, keysOf(name), [session, '600000', channelOf(name), ...args]);
  const verdicts = new Map<string, Verdict>();
  const sessions = new Map<string, string>();
  let tickets: Ticket[] = [];
  let seq = 0;
  let compared = 0;
  const sessionOf = (it: Ticket) => it.asker?.key ?? '';
  const place = async (it: Ticket) =>
    readPlacement(
      it.id,
      await run(sessionOf(it), scripts.place, it.id, '1', letterOf[it.mode], it.party, '{}', '', '-', (it.within ?? []).join(' ')),
    );

  for (const { does, mode, party, step, whose, isInside } of history) {
    const one = tickets[whose % tickets.length];
    const key = `${party} ${step}`;
    if (!sessions.has(key)) sessions.set(key, newId());
    if (does === 'ask') {
      const asker = processOf(sessions.get(key) ?? '');
      const within = isInside && one?.isGranted ? { within: [one.id] } : {};
      const partyId = party.toString(16).padStart(16, '0');
      tickets.push({ ...{ seq: ++seq, id: newId(), party: partyId, mode, isGranted: false, asker, witnesses: [asker] }, ...within });
      // A session that had ended is another one from now on.
      if (verdicts.get(encodeProcess(asker)) === 'dead') throw new Error('the dead do not ask');
    } else if (does === 'keep' && one?.isGranted) {
      const keeper = processOf(newId());
      expect(await run(keeper.key, scripts.signIn, one.id, String(one.seq))).toBe(1);
      one.witnesses.push(keeper);
    } else if (does === 'end' && one) {
      await run('0', scripts.take, one.id, '', 'withdraw');
      tickets = tickets.filter((it) => it !== one);
    } else if (does === 'downgrade' && one?.isGranted) {
      expect(await run('0', scripts.downgrade, one.id, String(one.seq))).toBe(1);
      one.mode = 'shared';
    } else if (does === 'die' && one) {
      await endLeases(server, name, sessionOf(one));
      verdicts.set(encodeProcess(processOf(sessionOf(one))), 'dead');
      for (const [it, session] of sessions) if (session === sessionOf(one)) sessions.delete(it);
    }
    const { dead } = whoHolds(tickets, verdicts);
    tickets = tickets.filter((it) => !dead.includes(it));
    for (const it of tickets.filter((ticket) => !ticket.isGranted)) {
      // Of the others nobody knows what they are inside of.
      const asSeen = tickets.map((ticket) => (ticket === it ? it : { ...ticket, within: undefined as unknown as string[] }));
      const blockers = whoHolds(asSeen, verdicts).waiters.find(({ ticket }) => ticket === it)?.blockers ?? [];
      const answer = await place(it);
      compared += 1;
      if (answer?.is === 'granted') {
        expect(blockers).toEqual([]);
        Object.assign(it, { isGranted: true, seq: answer.fleet.fence });
        seq = answer.fleet.fence;
      } else if (answer?.is === 'blocked') {
        seq = Math.max(seq, it.seq);
        expect(answer.ahead).toBe(blockers.length);
        expect(answer.holders.map((one) => one.id).sort()).toEqual(
          blockers
            .filter((one) => one.isGranted)
            .map((one) => one.id)
            .sort(),
        );
      } else throw new Error('gone');
    }
  }
  return compared;
}

describe('the law in Lua', () => {
  it('says of every request of any history what the law of the queue says (P1, P2, P3, P10)', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 10, maxLength: 60, size: 'max' }), async (history) => {
        compared += await play(history);
      }),
      { numRuns: 60 },
    );
    expect(compared).toBeGreaterThan(1000);
  });
});
