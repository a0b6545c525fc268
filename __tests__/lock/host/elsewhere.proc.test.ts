import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/base/clock.ts';
import { findCircle, victimOf } from '../../../src/lock/deadlock.ts';
import { lookAround } from '../../../src/lock/host/elsewhere.ts';
import { openFileStore } from '../../../src/lock/host/file-store.ts';
import { systemKernel } from '../../../src/lock/host/system/kernel.ts';
import type { LockStore } from '../../../src/lock/store.ts';
import { newId } from '../../../src/lock/ticket.ts';
import { makePlace, removeAll } from '../../support/places.ts';
import { makeRequest } from '../../support/requests.ts';

let store: LockStore;
afterEach(() => {
  store.close();
  removeAll();
});

it('sees no circle with one that gives up meanwhile: nobody else is its victim then', async () => {
  const place = makePlace();
  store = await openFileStore(place, systemClock);
  const parties = [newId(), newId()];
  const requests = (['shared', 'exclusive'] as const).flatMap((mode) => parties.map((party) => makeRequest({ mode, party })));
  for (const it of requests) {
    await store.enter(it);
    await store.place(it.id, new AbortController().signal);
  }
  const [first, second] = requests.slice(2).map((it) => it.id) as [string, string];
  const victimFor = (id: string, all: Awaited<ReturnType<typeof lookAround>>) => victimOf(findCircle(all, id) ?? []);
  const all = await lookAround(place, systemKernel);
  const victim = victimFor(first, all);
  expect([first, second]).toContain(victim);
  expect(victimFor(second, all)).toBe(victim);
  const left = victim === first ? second : first;

  // Between the reading of the line and that of the requests, as processes are looked at.
  const goAway = () => {
    const name = readdirSync(join(place.dir, 'q')).find((it) => it.includes(victim ?? '?'));
    if (name !== undefined) renameSync(join(place.dir, 'q', name), join(place.dir, 't', `d.${victim}`));
  };
  let hasLooked = false;
  const kernel = {
    ...systemKernel,
    lookUp: (pid: number) => {
      goAway();
      hasLooked = true;
      return systemKernel.lookUp(pid);
    },
  };
  const seen = await lookAround(place, kernel);
  expect(hasLooked).toBe(true);
  expect(victimFor(left, seen)).toBeUndefined();
});
