import { readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/base/clock.ts';
import { acquire, type Lock } from '../../../src/lock/acquire.ts';
import { openFileStore } from '../../../src/lock/host/file-store.ts';
import { makePlace, removeAll } from '../../support/places.ts';
import { endAll, startContender } from '../../support/processes.ts';
import { makeRequest } from '../../support/requests.ts';
import { until } from '../../support/until.ts';

afterEach(async () => {
  await endAll();
  removeAll();
});

/** What a process has open, by kind, but for files: `socket`, `inotify`, `pipe` … */
function openThings(pid: number | 'self'): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const fd of readdirSync(`/proc/${pid}/fd`)) {
    let target = '';
    try {
      target = readlinkSync(`/proc/${pid}/fd/${fd}`);
    } catch {
      // The directory that is being read here is closed by now.
    }
    const kind = /^socket:/.test(target) ? 'socket' : /inotify/.test(target) ? 'inotify' : undefined;
    if (kind) counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

it('serves two hundred waiters in their order and leaves nothing of it behind', async () => {
  const place = makePlace();
  const before = openThings('self');
  const first = startContender({ place, name: 'first' });
  await first.next('granted');
  const alone = openThings(first.pid);

  const order: string[] = [];
  const asked: Promise<void>[] = [];
  const here = async (name: string, onWaiting: () => void) => {
    const store = await openFileStore(place, systemClock);
    const wait = { clock: systemClock, timeoutMs: 60_000, signal: new AbortController().signal, report: () => {}, onWaiting };
    const lock: Lock = await acquire(store, makeRequest({ job: { job: name } }), wait);
    order.push(name);
    expect(readdirSync(join(place.dir, 'h'))).toHaveLength(1);
    await lock.release();
    store.close();
  };
  const processes: string[] = [];
  for (let number = 1; number <= 200; number++) {
    const name = String(number);
    if (number % 40 === 0) {
      const it = startContender({ place, name });
      processes.push(name);
      await it.next('waiting');
      const goOn = async () => {
        await it.next('granted');
        order.push(name);
        // Alone again, it has as much open as the first had.
        await until(() => JSON.stringify(openThings(it.pid)) === JSON.stringify(alone) || number < 200);
        it.tell('release');
        await it.next('released');
        it.tell('leave');
        await it.ended;
      };
      asked.push(goOn());
    } else await new Promise<void>((isIn, fail) => asked.push(here(name, isIn).catch(fail)));
  }
  expect(readdirSync(join(place.dir, 'q'))).toHaveLength(200);
  first.tell('release');
  await first.next('released');
  await Promise.all(asked);
  expect(order).toEqual(Array.from({ length: 200 }, (_, index) => String(index + 1)));
  expect(processes).toHaveLength(5);
  await until(() => JSON.stringify(openThings(first.pid)) === JSON.stringify(alone));
  first.tell('leave');
  await first.ended;
  await until(() => JSON.stringify(openThings('self')) === JSON.stringify(before));
  expect(['q', 'h', 's', 'crashed'].map((room) => readdirSync(join(place.dir, room)))).toEqual([[], [], [], []]);
}, 120_000);
