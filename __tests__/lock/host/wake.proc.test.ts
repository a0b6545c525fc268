import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { unless } from '../../../src/base/errors.ts';
import { openFileStore } from '../../../src/lock/host/file-store.ts';
import { processOf } from '../../../src/lock/host/liveness.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { makePlace, removeAll } from '../../support/places.ts';
import { makeRequest } from '../../support/requests.ts';

afterEach(removeAll);

const never = new AbortController().signal;
/** How many files and directories this process watches. */
const watches = (): number =>
  readdirSync('/proc/self/fdinfo')
    .map((fd) => unless(['ENOENT'], () => readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8')) ?? '')
    .flatMap((text) => text.match(/^inotify wd:/gm) ?? []).length;

describe('a waiter', () => {
  it('hears of a release by the directory where a witness has no socket, without any time passing, and watches nothing afterwards (P13)', async () => {
    const [place, clock] = [makePlace(), createManualClock()];
    const [holder, waiter] = await Promise.all([1, 2].map(() => openFileStore(place, clock)));
    const job = processOf(process.pid);
    if (!holder || !waiter || !job) throw new Error('no such process');
    const request = makeRequest({ witnesses: [job] });
    await holder.enter(request);
    const granted = await holder.place(request.id, never);
    const asked = makeRequest();
    await waiter.enter(asked);
    const placed = await waiter.place(asked.id, never);
    if (!('granted' in granted) || !('obstacle' in placed)) throw new Error('not as it should be');
    // The holder's own process goes, as a main step does: only the job is left, which says nothing.
    holder.close();
    const woken = waiter.wait(placed.obstacle, 60_000, never);
    expect(watches()).toBe(1);
    // As by one who was killed before it could tell anybody.
    renameSync(join(place.dir, 'h', granted.granted.token), join(place.dir, 't', 'd.gone'));
    await woken;
    // What is closed in its own callback goes after it.
    await setImmediate();
    expect(watches()).toBe(0);
    waiter.close();
  });
});
