/** A Redis that was fine, and then is away, slow, full, started anew without its data, or replaced by a copy. */

import { renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type Clock, systemClock } from '../../../src/base/clock.ts';
import { readAddress } from '../../../src/lock/fleet/address.ts';
import { openRedisStore } from '../../../src/lock/fleet/redis-store.ts';
import type { LockStore, Obstacle, Placement, Request } from '../../../src/lock/store.ts';
import { newId } from '../../../src/lock/ticket.ts';
import { makeHome, removeAll } from '../../support/places.ts';
import { type Redis, startRedis, stopAllRedis } from '../../support/redis.ts';
import { makeRequest } from '../../support/requests.ts';

const never = new AbortController().signal;
const opened: LockStore[] = [];
afterEach(async () => {
  for (const it of opened.splice(0)) it.close();
  await stopAllRedis();
  removeAll();
});

/** The system's clock, which can be put forward, and by which nothing comes again and again. */
function createLeapingClock(): Clock & { leap(ms: number): void } {
  let leaptMs = 0;
  return {
    ...systemClock,
    now: () => systemClock.now() + leaptMs,
    every: () => () => {},
    leap: (ms) => {
      leaptMs += ms;
    },
  };
}

async function open(url: string, clock: Clock = createLeapingClock(), name = 'a'): Promise<LockStore> {
  const store = await openRedisStore(name, readAddress('redis-url', `${url}?lease=6s`), clock, 'a host', newId());
  opened.push(store);
  return store;
}

async function ask(store: LockStore, overrides: Partial<Request> = {}) {
  const request = makeRequest(overrides);
  await store.enter(request);
  const place = () => store.place(request.id, never);
  return { store, id: request.id, place, first: await place() };
}

const obstacleOf = (it: Placement): Obstacle => {
  if (!('obstacle' in it)) throw new Error('granted');
  return it.obstacle;
};
const grantOf = (it: Placement) => {
  if (!('granted' in it)) throw new Error('blocked');
  return it.granted;
};

async function startKnown(): Promise<Redis> {
  const redis = await startRedis();
  await redis.preset('a');
  return redis;
}

describe('a Redis that fails while it is used (P17)', () => {
  it('is taken for lost when it was not heard of in time, and is not won back (G1)', async () => {
    const [redis, clock] = [await startKnown(), createLeapingClock()];
    const { store, first } = await ask(await open(redis.url, clock));
    const { token } = grantOf(first);
    clock.leap(3000);
    await store.refresh();
    clock.leap(4900);
    expect(store.isHeld(token)).toBe(true);
    clock.leap(100);
    expect([store.isHeld(token), store.isGone(token)]).toEqual([false, false]);
    await store.refresh();
    expect([store.isHeld(token), store.isGone(token)]).toEqual([false, false]);
    // What it had begun may be half done.
    await store.release(token);
    expect(grantOf((await ask(await open(redis.url))).first).dirty).toMatchObject([{ token, host: 'a host' }]);
  });

  it('is borne with by who waits for one lease, and then told of', async () => {
    const [redis, clock] = [await startKnown(), createLeapingClock()];
    await ask(await open(redis.url));
    const waiter = await ask(await open(redis.url, clock));
    await redis.stop();
    expect(obstacleOf(await waiter.place())).toMatchObject({ ahead: 1, reason: expect.stringMatching(/cannot be used.*asked again/) });
    clock.leap(5900);
    expect(obstacleOf(await waiter.place()).reason).toBeDefined();
    clock.leap(200);
    await expect(waiter.place()).rejects.toThrow(/cannot be used.*\[FL_BACKEND\]/);
  });

  it('is asked again in its line when it was started without its data, and grants nothing for a lease', async () => {
    const redis = await startKnown();
    const holder = await ask(await open(redis.url));
    const { token, fleet } = grantOf(holder.first);
    const waiter = await ask(await open(redis.url));
    await redis.stop('socket');
    const anew = await startRedis({ socket: redis.socket });
    await holder.store.refresh();
    expect([holder.store.isHeld(token), holder.store.isGone(token)]).toEqual([false, true]);
    expect(obstacleOf(await waiter.place())).toMatchObject({ ahead: 0, reason: expect.stringContaining('started just now') });
    // Its lease has passed.
    await anew.preset('a');
    const granted = grantOf(await waiter.place());
    expect(waiter.store.isHeld(granted.token)).toBe(true);
    // It counts from one again; what git still knows is greater.
    const raised = await waiter.store.raise(granted.token, (fleet?.fence ?? 0) + 100);
    expect(raised).toBeGreaterThan((fleet?.fence ?? 0) + 100);
    await waiter.store.release(granted.token);
    expect(grantOf((await ask(await open(redis.url))).first).fleet?.fence).toBeGreaterThan(raised ?? 0);
  });

  it('ends its quarantine after one lease', async () => {
    const redis = await startRedis();
    const waiter = await ask(await open(redis.url));
    const obstacle = obstacleOf(waiter.first);
    await waiter.store.wait(obstacle, 60_000, never);
    expect(grantOf(await waiter.place()).token).toBeDefined();
  });

  it('is put in place of another that did not know of a grant: that is lost before anybody is let in', async () => {
    const [primary, copy] = [await startKnown(), await startKnown()];
    const path = join(makeHome(), 's');
    const pointTo = ({ socket }: Redis) => {
      symlinkSync(socket, `${path}.new`);
      renameSync(`${path}.new`, path);
    };
    pointTo(primary);
    const holder = await ask(await open(`unix://${path}`));
    const { token } = grantOf(holder.first);
    // What a replica has that was cut off before: all but the grant.
    await copy.command('SET', 'fetch-lock:{a}:server', primary.runId);
    pointTo(copy);
    await primary.stop();
    const other = await ask(await open(`unix://${path}`));
    expect(obstacleOf(other.first)).toMatchObject({ ahead: 0, reason: expect.stringContaining('has taken over') });
    await holder.store.refresh().catch(() => holder.store.refresh());
    expect([holder.store.isHeld(token), holder.store.isGone(token)]).toEqual([false, true]);
  });

  it('is slow: nothing waits for it without a limit, and it is used again when it goes on', async () => {
    const redis = await startKnown();
    const holder = await ask(await open(redis.url));
    const waiter = await ask(await open(redis.url));
    redis.signal('SIGSTOP');
    expect(obstacleOf(await waiter.place()).reason).toContain('did not answer in time');
    await expect(holder.store.downgrade(grantOf(holder.first).token)).rejects.toThrow('[FL_BACKEND]');
    redis.signal('SIGCONT');
    expect(obstacleOf(await waiter.place()).reason).toBeUndefined();
    await redis.command('CLIENT', 'PAUSE', '500', 'ALL');
    expect(await holder.store.release(grantOf(holder.first).token)).toBe(true);
    expect(grantOf(await waiter.place()).token).toBeDefined();
  });

  it('is full: whoever holds or waits stays, and nobody else comes in', async () => {
    const [redis, clock] = [await startKnown(), createLeapingClock()];
    const holder = await ask(await open(redis.url, clock));
    const { token } = grantOf(holder.first);
    const waiter = await ask(await open(redis.url));
    const late = await open(redis.url);
    await redis.command('CONFIG', 'SET', 'maxmemory', '1');
    await expect(ask(late)).rejects.toThrow(/memory is full.*\[FL_BACKEND\]/);
    clock.leap(3000);
    await holder.store.refresh();
    clock.leap(3000);
    expect(holder.store.isHeld(token)).toBe(true);
    expect(obstacleOf(await waiter.place())).toMatchObject({ ahead: 1 });
    expect(await holder.store.release(token)).toBe(true);
    expect(grantOf(await waiter.place()).token).toBeDefined();
  });

  it('becomes a replica: who waits bears with that, and who holds is lost when it lasts', async () => {
    const [redis, clock] = [await startKnown(), createLeapingClock()];
    const holder = await ask(await open(redis.url, clock));
    const waiter = await ask(await open(redis.url));
    await redis.command('REPLICAOF', '127.0.0.1', '1');
    await expect(holder.store.refresh()).rejects.toThrow('read-only replica');
    expect(obstacleOf(await waiter.place()).reason).toContain('read-only replica');
    clock.leap(5000);
    expect(holder.store.isHeld(grantOf(holder.first).token)).toBe(false);
    await redis.command('REPLICAOF', 'NO', 'ONE');
    expect(obstacleOf(await waiter.place())).toMatchObject({ ahead: 1, holders: [{ host: 'a host' }] });
  });

  it('has forgotten its scripts: they are told again', async () => {
    const redis = await startKnown();
    const it = await ask(await open(redis.url));
    await redis.command('SCRIPT', 'FLUSH');
    expect(await it.store.release(grantOf(it.first).token)).toBe(true);
  });
});
