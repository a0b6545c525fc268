/** Real processes that believe to be on another system: what is only there on Linux is missing, and fails as it does there. */
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { openLockDir } from '../../../src/lock/host/lock-dir.ts';
import { newId } from '../../../src/lock/ticket.ts';
import { leaveGrant } from '../../support/leftovers.ts';
import { makePlace, removeAll } from '../../support/places.ts';
import { type Contender, endAll, startContender } from '../../support/processes.ts';
import { until } from '../../support/until.ts';

afterEach(async () => {
  await endAll();
  removeAll();
});

const on = (system: 'darwin' | 'win32') => ({ illusion: { system } });
const many = 8;

describe.each(['darwin', 'win32'] as const)('on %s', (system) => {
  it('one holds at a time, however many ask at once, and all have their turn (P1)', async () => {
    const place = makePlace();
    const all = Array.from({ length: many }, (_, index) => startContender({ place, name: `${index}` }, on(system)));
    const waiting = new Set(all);
    const spans: { from: number; to: number }[] = [];
    const turn = async (it: Contender) => {
      const from = Number((await it.next('granted')).at);
      it.tell('release');
      spans.push({ from, to: Number((await it.next('releasing')).at) });
      expect(await it.next('released')).toMatchObject({ did: true });
      waiting.delete(it);
    };
    await Promise.all(all.map(turn));
    expect(waiting.size).toBe(0);
    const inOrder = spans.sort((a, b) => a.from - b.from);
    for (const [index, it] of inOrder.slice(1).entries()) expect(it.from).toBeGreaterThanOrEqual(inOrder[index]?.to ?? 0);
  });

  it('a holder that is killed is removed, and its waiter is woken (P4, P9)', async () => {
    const place = makePlace();
    const holder = startContender({ place, name: 'holder' }, on(system));
    await holder.next('granted');
    const waiter = startContender({ place, name: 'waiter' }, on(system));
    await waiter.next('waiting');
    holder.kill('SIGKILL');
    expect(await waiter.next('granted')).toMatchObject({ dirty: ['holder'] });
  });

  it('a holder that is stopped keeps the lock (P5)', async () => {
    const place = makePlace();
    const holder = startContender({ place, name: 'holder' }, on(system));
    await holder.next('granted');
    holder.kill('SIGSTOP');
    const next = startContender({ place, name: 'next', timeoutMs: 0 }, on(system));
    expect(await next.next('refused')).toMatchObject({ code: 'FL_TIMEOUT' });
  });

  it('whoever has the pid of a dead holder keeps its lock, and is said not to be seen (P5)', async () => {
    const place = makePlace();
    const stranger = startContender({ place: makePlace(), name: 'stranger' });
    await stranger.next('granted');
    leaveGrant(place, [{ boot: 'none', namespace: '0', pid: stranger.pid, start: '0', key: newId() }]);
    const waiter = startContender({ place, name: 'waiter' }, on(system));
    expect(await waiter.next('waiting')).toMatchObject({ holder: 'left', verdict: 'unknown' });
    stranger.kill('SIGKILL');
    await waiter.next('granted');
  });

  it('a latch is taken that its owner left empty, and one whose owner was killed in it', async () => {
    const place = makePlace();
    openLockDir(place);
    mkdirSync(join(place.dir, 'latch'));
    const first = startContender({ place, name: 'first' }, on(system));
    await first.next('granted');
    first.tell('release');
    await first.next('released');
    const stuck = startContender({ place, name: 'stuck' }, { illusion: { system, stopsAtLatch: 1 } });
    await until(() => existsSync(join(place.dir, 'latch')) && readdirSync(join(place.dir, 'latch')).length > 0);
    stuck.kill('SIGKILL');
    await startContender({ place, name: 'next' }, on(system)).next('granted');
  });
});
