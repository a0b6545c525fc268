/** Sessions of a Redis: each store is a process of its own, until it is killed. */
import { type Clock, systemClock } from '../../src/base/clock.ts';
import { readAddress } from '../../src/lock/fleet/address.ts';
import { keysOf } from '../../src/lock/fleet/redis/keys.ts';
import { openRedisStore } from '../../src/lock/fleet/redis-store.ts';
import type { LockStore } from '../../src/lock/store.ts';
import { newId } from '../../src/lock/ticket.ts';
import type { Redis } from './redis.ts';
import type { StoreWorld } from './stores.ts';

/** A clock of which nothing that comes again and again comes any more, once it is stopped. */
function createStoppableClock(): Clock & { stop(): void } {
  const endings = new Set<() => void>();
  return {
    ...systemClock,
    every: (ms, act) => {
      const end = systemClock.every(ms, act);
      endings.add(end);
      return end;
    },
    stop: () => {
      for (const it of endings) it();
    },
  };
}

/** The leases of a session end now, as if their time had passed. */
export async function endLeases(redis: Redis, name: string, session: string): Promise<void> {
  const leases = keysOf(name).find((it) => it.endsWith(':leases')) ?? '';
  const members = (await redis.command('ZRANGE', leases, '0', '-1')) as string[];
  for (const it of members.filter((one) => one.endsWith(` ${session}`))) await redis.command('ZADD', leases, 'XX', '1', it);
}

/** A lock of its own in that Redis. */
export function createRedisWorld(redis: () => Redis, name = newId()): StoreWorld & { name: string } {
  const sessions = new Map<LockStore, { session: string; stop(): void }>();
  return {
    name,
    open: async () => {
      await redis().preset(name);
      const [clock, session] = [createStoppableClock(), newId()];
      const store = await openRedisStore(name, readAddress('redis-url', redis().url), clock, 'a host', session);
      sessions.set(store, { session, stop: clock.stop });
      return store;
    },
    kill: async (store) => {
      const it = sessions.get(store);
      it?.stop();
      await endLeases(redis(), name, it?.session ?? '');
    },
    dispose: () => {},
  };
}
