/** How a fleet's lock stands, for people: what this host knows of it, and what the others have in Redis. A look changes nothing. */
import { hostname } from 'node:os';
import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { Glimpse } from '../deadlock.ts';
import type { Place } from '../host/lock-dir.ts';
import { type Look, lookAt, type Seen, type SeenWaiter } from '../look.ts';
import type { LockStore } from '../store.ts';
import type { RedisAddress } from './address.ts';
import { withHost } from './fleet-store.ts';

export interface FleetSight {
  /** Throws FL_LOCK_DIR. What Redis does not say is told in `fleetTrouble`. */
  look(place: Place, nowAt: number): Promise<Look>;
  /** The requests of other hosts. Throws FL_BACKEND. */
  elsewhere(place: Place, here: readonly { id: string }[]): Promise<Glimpse[]>;
  close(): void;
}

/** Keeps its connections from look to look. */
export function createSight(address: RedisAddress | undefined, clock: Clock): FleetSight {
  const opened = new Map<string, Promise<LockStore>>();

  const open = async (name: string, at: RedisAddress): Promise<LockStore> => {
    const found = opened.get(name) ?? import('./redis-store.ts').then((it) => it.openRedisStore(name, at, clock, hostname()));
    opened.set(name, found);
    found.catch(() => opened.delete(name));
    return found;
  };

  const requestsOf = async ({ fleet }: Place): Promise<Glimpse[]> => {
    if (fleet === undefined || !address) return [];
    const store = await open(fleet, address);
    const ids = new Set(await store.ids());
    // A look goes on to the locks for which the holders wait.
    return (await store.lookAround()).filter((it) => ids.has(it.id)).map(withHost);
  };

  return {
    look: async (place, nowAt) => {
      const here = await lookAt(place, nowAt);
      if (place.fleet === undefined || !address) return here;
      try {
        return joinLooks(here, await requestsOf(place));
      } catch (error) {
        return { ...here, fleetTrouble: messageOf(error) };
      }
    },
    elsewhere: async (place, here) => (await requestsOf(place)).filter((it) => !here.some(({ id }) => id === it.id)),
    close: () => {
      for (const it of opened.values()) it.then((store) => store.close()).catch(() => {});
    },
  };
}

/** First in line are those who are first on their own host; whoever waits for its own host waits behind. */
function joinLooks(here: Look, there: readonly Glimpse[]): Look {
  const known = new Map<string, Seen>([...here.granted, ...here.waiting].map((it) => [it.id, it]));
  const inLine = new Map(there.filter((it) => !it.isGranted).map((it) => [it.id, it]));
  const holders = new Set(there.filter((it) => it.isGranted).map((it) => it.id));
  const first = [...inLine.values()].map((it, index): SeenWaiter => {
    const last = it.blockers.at(-1);
    const near = it.blockers.filter((one) => holders.has(one) || one === last);
    return { ...(known.get(it.id) ?? seenFrom(it)), position: index + 1, ahead: it.blockers.length, waitsFor: near };
  });
  const behind = here.waiting.filter((it) => !inLine.has(it.id));
  return {
    ...here,
    isThere: here.isThere || there.length > 0,
    granted: [...here.granted.filter((it) => !inLine.has(it.id)), ...there.filter((it) => it.isGranted && !known.has(it.id)).map(seenFrom)],
    waiting: [...first, ...behind.map((it) => ({ ...it, position: it.position === 0 ? 0 : first.length + it.position }))],
  };
}

const seenFrom = ({ id, mode, job, askedAt, grantedAt }: Glimpse): Seen => ({
  ...{ id, token: '', mode, job, verdict: 'alive', witnesses: [] },
  ...(askedAt > 0 ? { askedAt } : {}),
  ...(grantedAt === undefined ? {} : { grantedAt }),
});
