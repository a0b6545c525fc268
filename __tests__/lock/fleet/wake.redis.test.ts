/** What sessions tell one another through Redis, without looking again: by this clock no pause ever ends. */
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { type Clock, systemClock } from '../../../src/base/clock.ts';
import { findCircle } from '../../../src/lock/deadlock.ts';
import { readAddress } from '../../../src/lock/fleet/address.ts';
import { openRedisStore } from '../../../src/lock/fleet/redis-store.ts';
import type { LockStore, Request } from '../../../src/lock/store.ts';
import { newId } from '../../../src/lock/ticket.ts';
import { makePlace, removeAll } from '../../support/places.ts';
import { type Redis, startRedis } from '../../support/redis.ts';
import { makeRequest } from '../../support/requests.ts';

let redis: Redis;
const opened: LockStore[] = [];
beforeAll(async () => {
  redis = await startRedis();
});
afterEach(() => {
  for (const it of opened.splice(0)) it.close();
  removeAll();
});
afterAll(() => redis.stop());

const commandMs = 5000;
const patient: Clock = {
  ...systemClock,
  after: (ms, act) => (ms === commandMs ? systemClock.after(ms, act) : () => {}),
  every: () => () => {},
};
const never = new AbortController().signal;

async function ask(name: string, overrides: Partial<Request> = {}) {
  await redis.preset(name);
  const store = await openRedisStore(name, readAddress('redis-url', redis.url), patient, 'a host', newId());
  opened.push(store);
  const request = makeRequest(overrides);
  await store.enter(request);
  const placed = await store.place(request.id, never);
  const sleep = () => ('obstacle' in placed ? store.wait(placed.obstacle, 60_000, never) : Promise.reject(new Error('not blocked')));
  return { store, id: request.id, token: 'granted' in placed ? placed.granted.token : '', sleep };
}

it('wakes the next in line at a release, and nobody else (P13)', async () => {
  const name = newId();
  const [holder, first, second] = [await ask(name), await ask(name), await ask(name)];
  const woken: string[] = [];
  const isAwake = first.sleep().then(() => woken.push('first'));
  void second.sleep().then(() => woken.push('second'));
  await holder.store.release(holder.token);
  await isAwake;
  // Whatever else was told has been told before this is answered.
  await Promise.all([first.store.lastSeq(), second.store.lastSeq()]);
  expect(woken).toEqual(['first']);
});

it.each(['downgrade', 'withdraw', 'breakOff', 'close'] as const)('wakes who may go on, or must, at a %s', async (how) => {
  const name = newId();
  const holder = await ask(name, { mode: 'update' });
  const waiter = await ask(name, { mode: how === 'downgrade' ? 'update' : 'exclusive' });
  const asleep = waiter.sleep();
  if (how === 'downgrade') await holder.store.downgrade(holder.token);
  else if (how === 'close') opened.splice(opened.indexOf(holder.store), 1)[0]?.close();
  else await holder.store[how](how === 'breakOff' ? waiter.id : holder.id);
  await asleep;
});

it('tells an owner that its grant is broken, without being asked', async () => {
  const name = newId();
  const [holder, other] = [await ask(name), await ask(name)];
  const told = new Promise<void>((resolve) => void holder.store.onPoke(resolve));
  await other.store.breakOff(holder.id);
  await told;
  await holder.store.refresh();
  expect(holder.store.isHeld(holder.token)).toBe(false);
});

it('finds a deadlock of two jobs over two locks, from either (P10)', async () => {
  const [one, other, p, q] = [newId(), newId(), newId(), newId()];
  const [first, second] = [await ask(one, { party: p }), await ask(other, { party: q })];
  const held = (token: string) => () => [{ place: makePlace(), token }];
  const waits = await ask(other, { party: p, others: held(first.token) });
  expect(findCircle(await waits.store.lookAround(), waits.id)).toBeUndefined();
  // A step that has ended holds its grant until its job does.
  for (const it of [first, second]) await it.store.sign(it.token, { boot: 'none', namespace: '0', pid: 1, start: '1', key: newId() });
  const alsoWaits = await ask(one, { party: q, others: held(second.token) });
  for (const it of [first, second]) opened.splice(opened.indexOf(it.store), 1)[0]?.close();
  const circle = async () =>
    await Promise.all([waits, alsoWaits].map(async (it) => findCircle(await it.store.lookAround(), it.id)?.length));
  for (let looks = 0; looks < 100 && (await circle()).includes(undefined); looks++);
  expect(await circle()).toEqual([2, 2]);
});

it('finds out who waits for whom also where what a party says of itself cannot be read', async () => {
  const [name, party] = [newId(), newId()];
  const [holder, waiter] = [await ask(name, { party }), await ask(name)];
  await redis.command('SET', `fetch-lock:{party:${party}}:waits`, 'somebody wrote this');
  expect((await waiter.store.lookAround()).map((it) => it.id).sort()).toEqual([holder.id, waiter.id].sort());
});

it('begins with an epoch that it has not given out before it lost its data', async () => {
  const name = newId();
  const store = await openRedisStore(name, readAddress('redis-url', redis.url), patient, 'a host', newId());
  opened.push(store);
  await redis.preset(name);
  const request = makeRequest();
  await store.enter(request);
  const placed = await store.place(request.id, never);
  expect('granted' in placed && placed.granted.fleet?.epoch).toBeGreaterThan(Date.now() - 3_600_000);
});
