/**
 * The store of a lock in a fleet: one on this host, and under it one that all hosts share.
 *
 * The host's comes first, so that one contender of a host at a time goes to the fleet's. A request has one id in both; the token that
 * everybody sees is the host's, and the fleet's is found by the id.
 * G1 granted is only what both grant. G2 what is let go of is let go of in the fleet first, so that a successor here finds it gone.
 * G3 whom the host has proven dead is let go of in the fleet at once. G4 held is only what both hold; a grant that the fleet lost is
 * broken here by whoever guards it, and then ends as one that an admin broke.
 * If the fleet's store cannot be reached when something is let go of, that is told, and there it ends with its lease.
 * Not promised: order among waiters of different hosts before they are first on their own; a deadlock through a wait for one's own
 * host is found only by those who can see it from there.
 */
import type { Clock } from '../../base/clock.ts';
import type { FetchLockError } from '../../base/errors.ts';
import type { Job } from '../../base/event.ts';
import type { Glimpse } from '../deadlock.ts';
import { type LockStore, type Obstacle, type Placement, type Request, type Standing, takenBack, type Withdrawn } from '../store.ts';
import { decodeToken } from '../ticket.ts';
import { createGuard } from './guard.ts';
import { createReach } from './reach.ts';

interface Levels {
  host: LockStore;
  /** Opens the fleet's store, which is put off until it is needed: who waits for its own host needs no connection. */
  openFleet: () => Promise<LockStore>;
  /** Ids of the grants that the party holds in this very lock. */
  heldBeside: (request: Request) => string[];
  /** What the holder of this token may have written on this host is in doubt. */
  isInDoubt: (token: string) => boolean;
  clock: Clock;
  /** That the fleet's store has decided nothing for so long. */
  tooSlow: (limitMs: number) => FetchLockError;
  /** Told in a sentence what could not be done, and is left to the lease. */
  onTrouble: (text: string) => void;
}

interface Own {
  request: Request;
  /** What the host has granted. */
  here?: Extract<Placement, { granted: unknown }>['granted'];
  isInLine: boolean;
  /** Not told yet. */
  recovered: Standing[];
}

const lookMs = 500;

/** What takes the place of a reason where nobody on this host took the lock away. */
const leaseLost = 'the lease in Redis was lost';

export function createFleetStore({ host, openFleet, heldBeside, isInDoubt, clock, tooSlow, onTrouble }: Levels): LockStore {
  const own = new Map<string, Own>();
  /** The obstacles of the fleet, each as it was told there, with the host's token of who met it. */
  const met = new WeakMap<Obstacle, { token: string; there: Obstacle }>();
  const pokes = new Set<() => void>();
  const open = async () => {
    const it = await openFleet();
    it.onPoke(() => {
      for (const act of pokes) act();
    });
    return it;
  };
  const { open: fleet, attempt: tryInFleet, opened, close: leave } = createReach(open, clock, onTrouble);
  const guard = createGuard(opened, clock);
  const { isLost } = guard;

  const buryInFleet = async (dead: readonly Standing[]): Promise<void> => {
    if (dead.length === 0) return;
    await tryInFleet(async (it) => {
      for (const { id } of dead) await abandonThere(it, id);
    });
  };

  const enter = async (request: Request): Promise<void> => {
    await host.enter(request);
    own.set(request.id, { request, isInLine: false, recovered: [] });
  };

  const place = async (id: string, signal: AbortSignal): Promise<Placement> => {
    const mine = own.get(id);
    if (mine?.here) return placeThere(mine, mine.here, signal);
    const placed = await host.place(id, signal);
    await buryInFleet('granted' in placed ? byId([...placed.granted.recovered, ...placed.granted.dirty]) : placed.recovered);
    if (!mine || 'obstacle' in placed) return placed;
    mine.here = placed.granted;
    mine.recovered = placed.granted.recovered;
    return placeThere(mine, placed.granted, signal);
  };

  const placeThere = async (mine: Own, here: NonNullable<Own['here']>, signal: AbortSignal): Promise<Placement> => {
    const { request } = mine;
    if (!host.isHeld(here.token)) throw takenBack(request.id);
    const it = await fleet(signal);
    if (!mine.isInLine) {
      // The host has decided already that the party's own are not in the way; there that shows only when a lease ends.
      const within = [...new Set([...(request.within ?? []), ...heldBeside(request)])];
      mine.isInLine = true;
      await it.enter({ ...request, ...(within.length > 0 ? { within } : {}) });
    }
    const placed = await it.place(request.id, signal);
    const recovered = byId([...mine.recovered, ...('granted' in placed ? placed.granted.recovered : placed.recovered).map(withHost)]);
    mine.recovered = [];
    if ('obstacle' in placed) {
      const obstacle = { ...placed.obstacle, holders: placed.obstacle.holders.map(withHost) };
      met.set(obstacle, { token: here.token, there: placed.obstacle });
      return { obstacle, recovered };
    }
    const { token, fleet: grant } = placed.granted;
    const dirty = placed.granted.dirty.map(withHost);
    if (!host.isHeld(here.token)) {
      await tryInFleet((there) => there.withdraw(request.id));
      throw takenBack(request.id);
    }
    guard.add(here.token, token);
    return { granted: { token: here.token, recovered, dirty: byId([...here.dirty, ...dirty]), ...(grant ? { fleet: grant } : {}) } };
  };

  const wait = async (obstacle: Obstacle, ms: number, signal: AbortSignal): Promise<void> => {
    const its = met.get(obstacle);
    if (!its) return host.wait(obstacle, ms, signal);
    const { token, there } = its;
    const taken = new AbortController();
    const look = () => host.isHeld(token) || taken.abort();
    const stops = [clock.every(lookMs, look), host.onPoke(look)];
    look();
    try {
      await (await fleet()).wait(there, ms, AbortSignal.any([signal, taken.signal]));
    } finally {
      for (const stop of stops) stop();
    }
  };

  const isHeld = (token: string): boolean => guard.has(token) && host.isHeld(token) && !isLost(token);

  /** The id of a grant of this host's; undefined for a token that only looks like one. */
  const granted = async (token: string): Promise<string | undefined> => {
    const id = decodeToken(token)?.id;
    return id !== undefined && (guard.has(token) || (await host.find(id)) === token) ? id : undefined;
  };

  const sign: LockStore['sign'] = async (token, process, signal) => {
    const id = await granted(token);
    if (id === undefined || !(await host.sign(token, process, signal))) return false;
    const it = await fleet();
    const there = await it.find(id);
    if (there === undefined || !(await it.sign(there, process, signal))) return false;
    if (process === undefined) guard.add(token, there);
    return true;
  };

  const downgrade = async (token: string): Promise<boolean> => {
    const there = guard.tokenOf(token);
    if (there === undefined || !isHeld(token)) return false;
    return (await (await fleet()).downgrade(there)) && (await host.downgrade(token)) && isHeld(token);
  };

  const isBrokenHere = (token: string): boolean => !host.isHeld(token) && !host.isGone(token);

  const release = async (token: string): Promise<boolean> => {
    const id = await granted(token);
    // Also if it is gone here, as when the post step let it go, which knows no address.
    if (id !== undefined) {
      const isCutShort = isBrokenHere(token) || isInDoubt(token) || isLost(token);
      const end = isCutShort ? abandonThere : releaseThere;
      await tryInFleet(async (it) => void (await end(it, id, guard.tokenOf(token))));
    }
    return host.release(token);
  };

  const abandon = async (token: string): Promise<Withdrawn | undefined> => {
    const id = await granted(token);
    const there = id === undefined ? undefined : await tryInFleet((it) => abandonThere(it, id, guard.tokenOf(token)));
    if (there !== undefined && there.token === undefined) return notYet(await host.release(token));
    return host.abandon(token);
  };

  const withdraw = async (id: string): Promise<Withdrawn | undefined> => {
    const token = await host.find(id);
    const mine = own.get(id);
    const isThere = mine?.isInLine ?? token !== undefined;
    const isCutShort = token !== undefined && isBrokenHere(token);
    own.delete(id);
    const end = async (it: LockStore) => ({ there: await (isCutShort ? abandonThere(it, id) : it.withdraw(id)) });
    const told = isThere ? await tryInFleet(end) : undefined;
    const there = told?.there;
    const here = await host.withdraw(id);
    // As when its keeper was killed, and nobody was left to renew the lease.
    if (!mine && told && !there && here?.token !== undefined) guard.markLost(here.token);
    // It had its turn on this host only.
    return here && there && there.token === undefined ? { heldMs: 0 } : here;
  };

  const breakOff: LockStore['breakOff'] = async (id) => {
    const token = await host.find(id);
    if (token === undefined) {
      const here = await host.breakOff(id);
      if (here !== undefined) return here;
      return (await fleet()).breakOff(id);
    }
    const isWaiting = await tryInFleet(async (it) => (await it.find(id)) === undefined && (await it.breakOff(id)) === 'taken back');
    if (!isWaiting) return host.breakOff(id);
    await host.withdraw(id);
    return 'taken back';
  };

  const lookAround = async (): Promise<Glimpse[]> => {
    const here = await host.lookAround();
    const there = new Map(((await tryInFleet((it) => it.lookAround(), true)) ?? []).map((it) => [it.id, it]));
    const joined = here.map((it) => {
      const other = there.get(it.id);
      // First on its host, it waits there for others, and its host waits for it.
      return other && !other.isGranted ? { ...it, isGranted: false, blockers: other.blockers } : it;
    });
    for (const { id } of here) there.delete(id);
    return [...joined, ...[...there.values()].map(withHost)];
  };

  return {
    ...{ enter, place, wait, sign, isHeld, downgrade, lookAround, release, abandon, withdraw, breakOff },
    isGone: host.isGone,
    whyLost: (token) => (isLost(token) ? leaseLost : undefined),
    whySlow: (id, limitMs) => (own.get(id)?.here ? tooSlow(limitMs) : undefined),
    refresh: async () => {
      await Promise.all([host.refresh(), opened()?.refresh()]);
    },
    lastSeq: host.lastSeq,
    errands: host.errands,
    ids: async () => [...new Set([...(await host.ids()), ...(await (await fleet()).ids())])],
    find: host.find,
    settle: async (tokens) => {
      await host.settle(tokens);
      if (tokens.length > 0) await tryInFleet((it) => it.settle(tokens));
    },
    isLeftBroken: async (token) => {
      const id = decodeToken(token)?.id;
      if (id !== undefined && isLost(token) && host.isHeld(token) && !guard.isOnItsWay(token)) await host.breakOff(id);
      return host.isLeftBroken(token);
    },
    onPoke: (act) => {
      pokes.add(act);
      const stop = host.onPoke(act);
      return () => {
        pokes.delete(act);
        stop();
      };
    },
    sweep: async () => {
      const recovered = await host.sweep();
      await buryInFleet(recovered);
      return byId([...recovered, ...((await tryInFleet((it) => it.sweep())) ?? [])]);
    },
    raise: async (token, floor) => {
      const [id, there] = [decodeToken(token)?.id, guard.tokenOf(token)];
      if (id === undefined || there === undefined || !isHeld(token)) return undefined;
      const it = await fleet();
      const fence = await it.raise(there, floor);
      const renamed = fence === undefined ? undefined : await it.find(id);
      if (renamed !== undefined) guard.add(token, renamed);
      return renamed === undefined ? undefined : fence;
    },
    close: () => {
      leave();
      host.close();
    },
  };
}

/** What is known is not looked up: from the moment in which it is to be released it is renewed no more, whatever is answered. */
const releaseThere = async (it: LockStore, id: string, known?: string): Promise<void> => {
  const token = known ?? (await it.find(id));
  if (token === undefined || !(await it.release(token))) await it.withdraw(id);
};

/** Of one that only waits there nothing is in doubt. */
const abandonThere = async (it: LockStore, id: string, known?: string): Promise<Withdrawn | undefined> => {
  const token = known ?? (await it.find(id));
  return token === undefined ? it.withdraw(id) : it.abandon(token);
};

const notYet = (isOurs: boolean): Withdrawn | undefined => (isOurs ? { heldMs: 0 } : undefined);

/** Of another host: its name, which people look for, is a part of who it is. */
export const withHost = <T extends { job: Job; host?: string }>(it: T): T =>
  it.host === undefined ? it : { ...it, job: { ...it.job, host: it.host } };

/** Each once, as this host knows it. */
const byId = (standings: readonly Standing[]): Standing[] =>
  [...new Map(standings.toReversed().map((it) => [it.id, it])).values()].toReversed();
