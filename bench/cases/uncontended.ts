import lockfile from 'proper-lockfile';
import { makePlace, removeAll } from '../../__tests__/support/places.ts';
import { makeRequest } from '../../__tests__/support/requests.ts';
import { systemClock } from '../../src/base/clock.ts';
import { acquire } from '../../src/lock/acquire.ts';
import { openFileStore } from '../../src/lock/host/file-store.ts';
import type { LockStore } from '../../src/lock/store.ts';
import { type Case, inTurns, type Sample } from '../case.ts';
import { time } from '../parties/program.ts';

const times = 50;

async function lockAndLetGo(store: LockStore): Promise<void> {
  const signal = AbortSignal.timeout(10_000);
  const lock = await acquire(store, makeRequest(), {
    ...{ clock: systemClock, timeoutMs: 0, signal, report: () => {}, onWaiting: () => {} },
  });
  await lock.release();
}

async function repeat(party: 'ours' | 'lockfile', act: () => Promise<unknown>): Promise<Sample> {
  const values: number[] = [];
  for (let index = 0; index < times; index++) values.push(await time(act));
  return { figure: 'pair', party, values };
}

/** In one process that runs already, and nobody else wants it. */
export const uncontended: Case = {
  name: 'uncontended',
  does: 'taking a free lock and letting it go',
  rounds: 11,
  figures: [{ name: 'pair', title: 'Taking a free lock and letting it go', unit: 'ms', beside: 'lockfile', isHeadline: true }],
  open: async () => {
    const place = makePlace();
    const store = await openFileStore(place, systemClock);
    return {
      round: (number) =>
        inTurns(number, [
          () => repeat('ours', () => lockAndLetGo(store)),
          () => repeat('lockfile', async () => (await lockfile.lock(place.guards))()),
        ]),
      close: async () => {
        store.close();
        removeAll();
      },
    };
  },
};
