/** Stores in processes of their own, for the suites that are run against every store. */
import { afterEach, beforeEach } from '@jest/globals';
import type { LockStore, Placement, Request } from '../../src/lock/store.ts';
import { makeRequest } from './requests.ts';

export interface StoreWorld {
  /** A store in a process of its own. */
  open(): Promise<LockStore>;
  /** Ends that process as SIGKILL would. */
  kill(store: LockStore): void | Promise<void>;
  dispose(): void;
}

const never = new AbortController().signal;

export function useStores(createWorld: () => StoreWorld) {
  let world: StoreWorld;
  const opened: LockStore[] = [];
  beforeEach(() => {
    world = createWorld();
  });
  afterEach(() => {
    for (const it of opened.splice(0)) it.close();
    world.dispose();
  });

  const open = async () => {
    const store = await world.open();
    opened.push(store);
    return store;
  };
  const ask = async (overrides: Partial<Request> = {}, store?: LockStore) => {
    const from = store ?? (await open());
    const request = makeRequest({ job: { job: 'a job' }, ...overrides });
    await from.enter(request);
    const place = () => from.place(request.id, never);
    return { store: from, id: request.id, place, first: await place() };
  };
  const tokenIn = (it: Placement) => ('granted' in it ? it.granted.token : undefined);
  const hold = async (overrides: Partial<Request> = {}) => {
    const it = await ask(overrides);
    const token = tokenIn(it.first);
    if (token === undefined) throw new Error('not granted');
    return { ...it, token };
  };
  const isBlocked = (it: Placement) => 'obstacle' in it;
  return { open, ask, hold, tokenIn, isBlocked, world: () => world };
}
