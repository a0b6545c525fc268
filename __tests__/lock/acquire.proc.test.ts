import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../src/base/clock.ts';
import { acquire } from '../../src/lock/acquire.ts';
import { openFileStore } from '../../src/lock/host/file-store.ts';
import { endOrphans, processOf, thisProcess, tokenVariable } from '../../src/lock/host/liveness.ts';
import { openLockDir } from '../../src/lock/host/lock-dir.ts';
import { encodeProcess, newId, type Process } from '../../src/lock/ticket.ts';
import { makeHome, makePlace, removeAll } from '../support/places.ts';
import { endAll, startContender } from '../support/processes.ts';
import { makeRequest } from '../support/requests.ts';
import { until } from '../support/until.ts';

afterEach(async () => {
  await endAll();
  removeAll();
});

const inside = (dir: string, room: string) => readdirSync(join(dir, room));

async function startWaiting(place: ReturnType<typeof makePlace>, names: string[]) {
  const waiters = [];
  for (const name of names) {
    const waiter = startContender({ place, name });
    await waiter.next('waiting');
    waiters.push(waiter);
  }
  return waiters;
}

/** Who a process was, after it has ended and was reaped. */
async function deadProcess(): Promise<Process> {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
  const it = processOf(child.pid ?? 0);
  child.kill('SIGKILL');
  await once(child, 'close');
  if (!it) throw new Error('no such process');
  return { ...it, key: newId() };
}

describe('acquire over real processes', () => {
  it('lets one in at a time, first come, first served', async () => {
    const place = makePlace();
    const first = startContender({ place, name: 'first' });
    await first.next('granted');
    const line = await startWaiting(place, ['a', 'b', 'c']);
    let holder = first;
    for (const waiter of line) {
      expect(inside(place.dir, 'h')).toHaveLength(1);
      holder.tell('release');
      await holder.next('released');
      await waiter.next('granted');
      holder = waiter;
    }
    expect(inside(place.dir, 'q')).toEqual([]);
  });

  it('tells a waiter who holds and how many are in front', async () => {
    const place = makePlace();
    await startContender({ place, name: 'holder' }).next('granted');
    const [, second] = await startWaiting(place, ['one']).then(async ([one]) => [one, startContender({ place, name: 'two' })] as const);
    expect(await second.next('waiting')).toMatchObject({ event: 'waiting', ahead: 2, holder: 'holder' });
  });

  it('hands over when the holder is killed, names the dead, and says that it may have left a mess until that is settled', async () => {
    const place = makePlace();
    const victim = startContender({ place, name: 'victim' });
    await victim.next('granted');
    const [next] = await startWaiting(place, ['next']);
    victim.kill('SIGKILL');
    expect(await next?.next('lock_recovered')).toMatchObject({ holder: 'victim' });
    expect(await next?.next('granted')).toMatchObject({ dirty: ['victim'] });
    next?.tell('release');
    await next?.next('released');

    const store = await openFileStore(place, systemClock);
    const lock = await acquire(store, makeRequest({ mode: 'update' }), waitOf(0));
    expect(lock.dirty.map((one) => one.job.job)).toEqual(['victim']);
    await lock.settle();
    await lock.release();
    const after = await acquire(store, makeRequest(), waitOf(0));
    expect(after.dirty).toEqual([]);
    store.close();
  });

  it('takes a waiter that was killed out of the line', async () => {
    const place = makePlace();
    const holder = startContender({ place, name: 'holder' });
    await holder.next('granted');
    const [middle, last] = await startWaiting(place, ['middle', 'last']);
    middle?.kill('SIGKILL');
    await middle?.ended;
    holder.tell('release');
    await last?.next('granted');
    expect(inside(place.dir, 'q')).toEqual([]);
  });

  it('never takes the lock from a process that is only stopped (P6)', async () => {
    const place = makePlace();
    const holder = startContender({ place, name: 'holder' });
    await holder.next('granted');
    holder.kill('SIGSTOP');
    const impatient = startContender({ place, name: 'impatient', timeoutMs: 500 });
    expect(await impatient.next('refused')).toMatchObject({ code: 'FL_TIMEOUT' });
    holder.kill('SIGCONT');
    holder.tell('release');
    expect(await holder.next('released')).toMatchObject({ did: true });
  });

  it('keeps the lock of a dead holder while an orphan works under its token, and `endOrphans` ends that (P4)', async () => {
    const place = makePlace();
    const holder = startContender({ place, name: 'holder' });
    const token = String((await holder.next('granted')).token);
    const orphan = spawn(process.execPath, ['-e', 'process.stdin.resume(); console.log(1)'], {
      env: { ...process.env, [tokenVariable]: token },
    });
    await once(orphan.stdout, 'data');
    holder.kill('SIGKILL');
    await holder.ended;
    expect(await startContender({ place, name: 'early', timeoutMs: 0 }).next('refused')).toMatchObject({ code: 'FL_TIMEOUT' });
    const late = startContender({ place, name: 'late' });
    await late.next('waiting');
    await endOrphans(token, systemClock);
    await late.next('granted');
  });

  it('takes over a latch whose owner died, an empty one, and one with junk in it (F20)', async () => {
    const place = makePlace();
    openLockDir(place);
    const latch = join(place.dir, 'latch');
    mkdirSync(latch);
    const names = [`o.${encodeProcess(await deadProcess())}.1`, 'junk', ''];
    for (const name of names) {
      if (name) writeFileSync(join(latch, name), '');
      const store = await openFileStore(place, systemClock);
      const lock = await acquire(store, makeRequest(), waitOf(0));
      await lock.release();
      store.close();
      mkdirSync(latch, { recursive: true });
    }
  });

  it('lets go of the latch though the disk says that nothing is there', async () => {
    const place = makePlace();
    const owner = spawn(process.execPath, [join(import.meta.dirname, '..', 'support', 'blind-owner.js'), JSON.stringify(place)]);
    await once(owner.stdout, 'data');
    const ended = once(owner, 'close');
    const latched = existsSync(join(place.dir, 'latch')) ? inside(place.dir, 'latch') : [];
    owner.kill('SIGKILL');
    await ended;
    expect(latched).toEqual([]);
  });

  it('waits for a latch whose owner lives, and can be told to stop', async () => {
    const place = makePlace();
    openLockDir(place);
    mkdirSync(join(place.dir, 'latch'));
    writeFileSync(join(place.dir, 'latch', `o.${encodeProcess(thisProcess())}.1`), '');
    const cancel = new AbortController();
    const store = await openFileStore(place, systemClock);
    const asked = acquire(store, makeRequest(), { ...waitOf(60_000), signal: cancel.signal });
    const reason = new Error('told to stop');
    // The name that is prepared for the latch shows that it has been tried for.
    await until(() => inside(place.dir, 't').some((name) => name.startsWith('L.')));
    cancel.abort(reason);
    await expect(asked).rejects.toBe(reason);
    expect([inside(place.dir, 'q'), inside(place.dir, 'h')]).toEqual([[], []]);
    store.close();
  });

  it('says at once that nothing can be written, instead of trying again (F24)', async () => {
    const place = makePlace();
    const store = await openFileStore(place, systemClock);
    writeFileSync(join(place.dir, 'latch'), 'a file where a directory belongs');
    await expect(acquire(store, makeRequest(), waitOf(60_000))).rejects.toMatchObject({
      code: 'FL_LOCK_DIR',
    });
    store.close();
  });

  it('works where the path of the lock directory is longer than a socket address', async () => {
    const place = makePlace(makeHome(), 'deep/'.repeat(30).concat('cache'));
    const holder = startContender({ place, name: 'holder' });
    await holder.next('granted');
    expect(inside(place.dir, 's')).toHaveLength(1);
    const [next] = await startWaiting(place, ['next']);
    holder.kill('SIGKILL');
    await next?.next('granted');
  });
});

describe('release', () => {
  it('answers true to exactly one of many, whoever asks, and never touches another grant', async () => {
    const place = makePlace();
    const holder = startContender({ place, name: 'holder' });
    const token = String((await holder.next('granted')).token);
    const id = token.split('.')[1] ?? '';
    const [next] = await startWaiting(place, ['next']);
    const stores = await Promise.all(Array.from({ length: 8 }, () => openFileStore(place, systemClock)));
    const answers = await Promise.all(
      stores.map((store, index) => (index % 2 ? store.release(token) : store.withdraw(id).then((it) => it !== undefined))),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
    const granted = String((await next?.next('granted'))?.token);
    expect(await stores[0]?.release(token)).toBe(false);
    expect(await stores[0]?.withdraw(id)).toBeUndefined();
    expect(stores[0]?.isHeld(granted)).toBe(true);
    for (const store of stores) store.close();
  });

  it('takes back a request that still waits, and its owner hears of it', async () => {
    const place = makePlace();
    const holder = startContender({ place, name: 'holder' });
    await holder.next('granted');
    const [waiter] = await startWaiting(place, ['waiter']);
    const id = inside(place.dir, 'q')[0]?.split('.')[2] ?? '';
    const store = await openFileStore(place, systemClock);
    expect(await store.withdraw(id)).toEqual({ heldMs: 0 });
    expect(await waiter?.next('refused')).toMatchObject({ code: 'FL_CANCELLED' });
    expect(inside(place.dir, 'h')).toHaveLength(1);
    store.close();
  });
});

const waitOf = (timeoutMs: number) => ({
  clock: systemClock,
  timeoutMs,
  signal: new AbortController().signal,
  report: () => {},
  onWaiting: () => {},
});
