/** The operations of the lock that a process may die in: what is there before, and what is done. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../src/base/clock.ts';
import { openFileStore } from '../src/lock/host/file-store.ts';
import { processOf } from '../src/lock/host/liveness.ts';
import type { Place } from '../src/lock/host/lock-dir.ts';
import type { LockStore, Placement } from '../src/lock/store.ts';
import { decodeToken, type Mode, newId } from '../src/lock/ticket.ts';
import { newRequest, type Scene } from './scene.ts';

/** What the parent tells its worker. */
export type Told = Partial<Record<'token' | 'party', string>>;

interface Stage {
  place: Place;
  told: Told;
  /** The id of the worker's own request, which may write. */
  own: (id: string) => void;
  /** The worker is in line. */
  waits: () => void;
}

export interface Operation {
  name: string;
  kind?: Place['kind'];
  /** In the parent. */
  before?: (scene: Scene) => Promise<Told | undefined>;
  /** In the parent, when the worker is in line. */
  meanwhile?: (scene: Scene) => Promise<unknown>;
  /** In the worker: what comes before, and then, as the function that is returned, the operation itself. */
  act: (stage: Stage) => Promise<() => Promise<unknown>>;
  /**
   * Of the writers that died, who must be told as dirty: all of them, those whose token is there still, or, since the operation is
   * about to make readers of them, or to forget them, none.
   */
  dirty: 'all' | 'remaining' | 'none';
}

const never = new AbortController().signal;

const open = (place: Place): Promise<LockStore> => openFileStore(place, systemClock);

async function enter({ place, own, told }: Stage, store: LockStore, mode: Mode = 'exclusive'): Promise<() => Promise<Placement>> {
  const { party, token } = told;
  const others = party && token ? [{ place, token }] : [];
  const request = newRequest({ mode, others: () => others, errand: ['of the dead'], ...(party ? { party } : {}) });
  own(request.id);
  await store.enter(request);
  return () => store.place(request.id, never);
}

const placeFor = async (stage: Stage, mode?: Mode) => enter(stage, await open(stage.place), mode);

const withGrant = (act: (store: LockStore, token: string) => Promise<unknown>) => async (stage: Stage) => {
  const store = await open(stage.place);
  const placed = await (await enter(stage, store))();
  if (!('granted' in placed)) throw new Error('The scene is wrong: the worker was to be granted.');
  return () => act(store, placed.granted.token);
};

const withToken = (act: (store: LockStore, token: string) => Promise<unknown>) => async (stage: Stage) => {
  const store = await open(stage.place);
  return () => act(store, stage.told.token ?? '');
};

const idOf = (token: string): string => decodeToken(token)?.id ?? '';

async function litter({ place, bury }: Scene): Promise<undefined> {
  for (const mode of ['shared', 'update', 'exclusive'] as const) await bury(mode);
  mkdirSync(join(place.dir, 't', `d.${newId()}`, 'full'), { recursive: true });
  writeFileSync(join(place.dir, 's', newId()), '');
}

export const operations: Operation[] = [
  {
    name: 'ask, nobody there',
    act: async (stage) => {
      const store = await open(stage.place);
      return async () => (await enter(stage, store))();
    },
    dirty: 'remaining',
  },
  {
    name: 'ask for update beside a reader',
    before: async (scene) => void (await scene.hold('shared')),
    act: (stage) => placeFor(stage, 'update'),
    dirty: 'remaining',
  },
  {
    name: 'ask, and get in line',
    before: async (scene) => void (await scene.hold('exclusive')),
    act: (stage) => placeFor(stage),
    dirty: 'remaining',
  },
  {
    name: 'get in line, with a note in a grant of the same job',
    before: async (scene) => {
      const party = newId();
      await scene.hold('update');
      return { party, token: await scene.hold('shared', party) };
    },
    act: (stage) => placeFor(stage, 'update'),
    dirty: 'remaining',
  },
  {
    name: 'be granted after waiting',
    before: async (scene) => void (await scene.hold('exclusive')),
    meanwhile: (scene) => scene.leave(),
    act: async (stage) => {
      const store = await open(stage.place);
      const place = await enter(stage, store);
      let placed = await place();
      stage.waits();
      return async () => {
        while ('obstacle' in placed) {
          await store.wait(placed.obstacle, 2000, never);
          placed = await place();
        }
      };
    },
    dirty: 'remaining',
  },
  { name: 'take over the latch of the dead', before: takeLatch, act: (stage) => placeFor(stage), dirty: 'remaining' },
  {
    name: 'take over from a dead waiter',
    before: async (scene) => {
      await scene.hold('exclusive');
      await scene.bury('exclusive');
      await scene.leave();
      return undefined;
    },
    act: (stage) => placeFor(stage),
    dirty: 'remaining',
  },
  {
    name: 'take over from a dead writer',
    before: async (scene) => void (await scene.bury('exclusive')),
    act: (stage) => placeFor(stage),
    dirty: 'all',
  },
  {
    name: 'take over from a dead reader',
    before: async (scene) => void (await scene.bury('shared')),
    act: (stage) => placeFor(stage),
    dirty: 'remaining',
  },
  {
    name: 'sign',
    before: async (scene) => ({ token: await scene.hold('exclusive') }),
    act: withToken((store, token) => store.sign(token)),
    dirty: 'all',
  },
  {
    name: 'sign in another process',
    before: async (scene) => ({ token: await scene.hold('exclusive') }),
    act: withToken((store, token) => store.sign(token, processOf(process.ppid))),
    dirty: 'all',
  },
  {
    name: 'break',
    before: async (scene) => ({ token: await scene.bury('update') }),
    act: withToken((store, token) => store.breakOff(idOf(token))),
    dirty: 'all',
  },
  {
    name: 'break a waiter',
    before: async (scene) => void (await scene.hold('exclusive')),
    act: async (stage) => {
      const [store, admin] = [await open(stage.place), await open(stage.place)];
      let id = '';
      const keep = (it: string) => {
        id = it;
        stage.own(it);
      };
      await (await enter({ ...stage, own: keep }, store))();
      return () => admin.breakOff(id);
    },
    dirty: 'remaining',
  },
  {
    name: 'release what is broken',
    before: async ({ place, bury }) => {
      const token = await bury('update');
      const store = await open(place);
      await store.breakOff(idOf(token));
      store.close();
      return { token };
    },
    act: withToken((store, token) => store.release(token)),
    dirty: 'all',
  },
  { name: 'downgrade', act: withGrant((store, token) => store.downgrade(token)), dirty: 'none' },
  { name: 'release', act: withGrant((store, token) => store.release(token)), dirty: 'remaining' },
  {
    name: 'abandon for a dead writer',
    before: async (scene) => ({ token: await scene.bury('update') }),
    act: withToken((store, token) => store.abandon(token)),
    dirty: 'all',
  },
  {
    name: 'withdraw while waiting',
    before: async (scene) => void (await scene.hold('exclusive')),
    act: async (stage) => {
      const store = await open(stage.place);
      let id = '';
      const keep = (it: string) => {
        id = it;
        stage.own(it);
      };
      await (await enter({ ...stage, own: keep }, store))();
      return () => store.withdraw(id);
    },
    dirty: 'remaining',
  },
  { name: 'withdraw what is granted', act: withGrant((store, token) => store.withdraw(idOf(token))), dirty: 'remaining' },
  {
    name: 'settle',
    before: async (scene) => {
      const token = await scene.bury('exclusive');
      const store = await open(scene.place);
      await store.sweep();
      store.close();
      return { token };
    },
    act: withToken(async (store, token) => store.settle([token])),
    dirty: 'none',
  },
  {
    name: 'sweep',
    before: litter,
    act: async ({ place }) => {
      const store = await open(place);
      return () => store.sweep();
    },
    dirty: 'all',
  },
  {
    name: 'open for the first time',
    act:
      async ({ place }) =>
      () =>
        open(place),
    dirty: 'all',
  },
  {
    name: 'open for the first time, with lock-dir',
    kind: 'given',
    act:
      async ({ place }) =>
      () =>
        open(place),
    dirty: 'all',
  },
  {
    name: 'open a directory that an admin made',
    before: async ({ place }) => void mkdirSync(place.dir, { mode: 0o700 }),
    act:
      async ({ place }) =>
      () =>
        open(place),
    dirty: 'all',
  },
];

async function takeLatch({ place, bury, leave, hold }: Scene): Promise<undefined> {
  await hold('exclusive');
  await bury('exclusive');
  await leave();
  // The dead one's own name, as its request bears it.
  const owner = readdirSync(join(place.dir, 'q'))[0]?.split('.')[4];
  mkdirSync(join(place.dir, 'latch'));
  writeFileSync(join(place.dir, 'latch', `o.${owner}.1`), '');
}
