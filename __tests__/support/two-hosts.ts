/** Two hosts of a fleet, in memory, on a clock that is set by hand. */
import { beforeEach } from '@jest/globals';
import { FetchLockError } from '../../src/base/errors.ts';
import { createFleetStore } from '../../src/lock/fleet/fleet-store.ts';
import type { LockStore, Obstacle, Placement, Request } from '../../src/lock/store.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { MemoryWorld } from './memory-store.ts';
import { makeRequest } from './requests.ts';

type Opened = ReturnType<MemoryWorld['open']>;
const never = new AbortController().signal;

interface Hosts {
  clock: ManualClock;
  worlds: Record<'one' | 'two' | 'fleet', MemoryWorld>;
  troubles: string[];
  inDoubt: string[];
  /** What opening the fleet's store says, if it cannot be opened. */
  refusal?: Error;
}

export const hosts = {} as Hosts;

/** New ones for each test. */
export function useTwoHosts(): void {
  beforeEach(() => {
    const clock = createManualClock();
    const worlds = { one: new MemoryWorld(clock), two: new MemoryWorld(clock), fleet: new MemoryWorld(clock) };
    Object.assign(hosts, { clock, worlds, troubles: [], inDoubt: [], refusal: undefined });
  });
}

/** A process on a host, and what it opened. */
export const start = (name: 'one' | 'two', heldBeside: (request: Request) => string[] = () => []) => {
  const here = hosts.worlds[name].open();
  const seen: { there?: Opened } = {};
  const store = createFleetStore({
    ...{ host: here, clock: hosts.clock, heldBeside },
    openFleet: async () => {
      if (hosts.refusal) throw hosts.refusal;
      seen.there = hosts.worlds.fleet.open();
      return seen.there;
    },
    tooSlow: (limitMs) => new FetchLockError('FL_BACKEND', { what: `Too slow: ${limitMs}.` }),
    ...{ isInDoubt: (token) => hosts.inDoubt.includes(token), onTrouble: (text) => hosts.troubles.push(text) },
  });
  const kill = () => {
    hosts.worlds[name].kill(here.self);
    if (seen.there) hosts.worlds.fleet.kill(seen.there.self);
  };
  return { store, here, seen, kill };
};

export const ask = async (store: LockStore, overrides: Partial<Request> = {}) => {
  const request = makeRequest(overrides);
  await store.enter(request);
  const place = () => store.place(request.id, never);
  return { id: request.id, place, first: await place() };
};
export const tokenIn = (it: Placement): string => ('granted' in it ? it.granted.token : '');
export const obstacleIn = (it: Placement): Obstacle => {
  if ('granted' in it) throw new Error('granted');
  return it.obstacle;
};
