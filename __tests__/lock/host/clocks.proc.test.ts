import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Place } from '../../../src/lock/host/lock-dir.ts';
import { makePlace, removeAll } from '../../support/places.ts';
import { type Contender, endAll, startContender } from '../../support/processes.ts';
import { stateOf } from '../../support/surroundings.ts';
import { until } from '../../support/until.ts';

afterEach(async () => {
  await endAll();
  removeAll();
});

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const minutesMs = 10 * 60_000;

const jump = async (it: Contender) => {
  it.kill('SIGUSR2');
  await it.next('jumped');
};

const pass = async (holder: Contender, next: Contender) => {
  holder.tell('release');
  expect(await holder.next('released')).toMatchObject({ did: true });
  await next.next('granted');
};

/** The name that a process prepares for the latch shows that it has tried. */
const untilLatchIsWanted = (place: Place) => until(() => readdirSync(join(place.dir, 't')).some((name) => name.startsWith('L.')));

/** For it ten minutes pass at a signal, for its clocks and for its timers. */
const startAgeing = (place: Place, name: string) => startContender({ place, name, timeoutMs: dayMs }, { illusion: { passMs: minutesMs } });

describe('wall clocks that differ (F21)', () => {
  it('neither change the order nor give the lock to two', async () => {
    const place = makePlace();
    const offsets = {
      'an hour ahead': hourMs,
      'an hour behind': -hourMs,
      right: 0,
      'at the epoch': -Date.now(),
      'in another century': 4e12,
    };
    const line: Contender[] = [];
    for (const [name, wallMs] of Object.entries(offsets)) {
      const it = startContender({ place, name }, { illusion: { wallMs } });
      expect(await it.next(line.length ? 'waiting' : 'granted')).toMatchObject(line.length ? { ahead: line.length } : {});
      line.push(it);
    }
    for (const [index, next] of line.slice(1).entries()) await pass(line[index] as Contender, next);
  });

  it.each([
    ['an hour ahead', hourMs],
    ['an hour behind', -hourMs],
    ['at the epoch', -Date.now()],
  ])('let a killed holder be recovered by one that is %s', async (_, wallMs) => {
    const place = makePlace();
    const holder = startContender({ place, name: 'holder' });
    await holder.next('granted');
    const waiter = startContender({ place, name: 'waiter' }, { illusion: { wallMs } });
    await waiter.next('waiting');
    holder.kill('SIGKILL');
    expect(await waiter.next('lock_recovered')).toMatchObject({ holder: 'holder' });
    await waiter.next('granted');
  });

  it.each([
    ['an hour ahead', hourMs],
    ['an hour behind', -hourMs],
    ['before the epoch', -Date.now() - hourMs],
  ])('let a latch whose owner was killed be taken by one that is %s', async (_, wallMs) => {
    const place = makePlace();
    const owner = startContender({ place, name: 'owner' }, { illusion: { stopsAtLatch: 1 } });
    await until(() => stateOf(owner.pid) === 'T');
    owner.kill('SIGKILL');
    await owner.ended;
    await startContender({ place, name: 'next' }, { illusion: { wallMs } }).next('granted');
  });

  it('may jump while their owners hold and wait', async () => {
    const place = makePlace();
    const holder = startContender({ place, name: 'holder' }, { illusion: { jumpMs: hourMs } });
    await holder.next('granted');
    const first = startContender({ place, name: 'first' }, { illusion: { jumpMs: -hourMs } });
    await first.next('waiting');
    const second = startContender({ place, name: 'second' }, { illusion: { jumpMs: hourMs } });
    await second.next('waiting');
    await Promise.all([holder, first, second].map(jump));
    const late = startContender({ place, name: 'late', timeoutMs: 0 });
    expect(await late.next('refused')).toMatchObject({ code: 'FL_TIMEOUT' });
    await pass(holder, first);
    await pass(first, second);
  });
});

describe('minutes that pass for the others', () => {
  it('do not take the lock from a holder that is stopped', async () => {
    const place = makePlace();
    const holder = startContender({ place, name: 'holder' });
    await holder.next('granted');
    const first = startAgeing(place, 'first');
    await first.next('waiting');
    const second = startAgeing(place, 'second');
    await second.next('waiting');
    holder.kill('SIGSTOP');
    await until(() => stateOf(holder.pid) === 'T');
    await Promise.all([first, second].map(jump));
    // Time has passed, so both look again, and tell once more for whom they wait.
    await Promise.all(
      [first, second].map(async (it) => expect(await it.next('waiting')).toMatchObject({ holder: 'holder', verdict: 'alive' })),
    );
    holder.kill('SIGCONT');
    holder.tell('release');
    expect(await holder.next('released')).toMatchObject({ did: true });
    await first.next('granted');
    await pass(first, second);
  });

  it('do not take the latch from an owner that is stopped', async () => {
    const place = makePlace();
    const owner = startContender({ place, name: 'owner' }, { illusion: { stopsAtLatch: 1 } });
    await until(() => stateOf(owner.pid) === 'T');
    const other = startAgeing(place, 'other');
    await untilLatchIsWanted(place);
    for (let times = 0; times < 3; times++) await jump(other);
    owner.kill('SIGCONT');
    await owner.next('granted');
    expect(await other.next('waiting')).toMatchObject({ ahead: 1, holder: 'owner' });
    await pass(owner, other);
  });

  it('end a wait for the latch of a stopped process with a reason, and the owner goes on with it', async () => {
    const place = makePlace();
    const owner = startContender({ place, name: 'owner' }, { illusion: { stopsAtLatch: 1 } });
    await until(() => stateOf(owner.pid) === 'T');
    const other = startContender({ place, name: 'other', timeoutMs: 60_000 }, { illusion: { passMs: minutesMs } });
    const refused = other.next('refused');
    await untilLatchIsWanted(place);
    await jump(other);
    expect(await refused).toMatchObject({
      code: 'FL_TIMEOUT',
      message: expect.stringMatching(/latch .* stayed taken for 1 m.*as if it were stopped/),
    });
    owner.kill('SIGCONT');
    await owner.next('granted');
  });
});
