import { linkSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/base/clock.ts';
import { openFileStore } from '../../../src/lock/host/file-store.ts';
import { thisProcess } from '../../../src/lock/host/liveness.ts';
import { openLockDir, type Place } from '../../../src/lock/host/lock-dir.ts';
import type { LockStore } from '../../../src/lock/store.ts';
import { newId, tokenOf } from '../../../src/lock/ticket.ts';
import { makeCanary, things } from '../../support/canary.ts';
import { leaveGrant, leaveWaiter } from '../../support/leftovers.ts';
import { makePlace, removeAll } from '../../support/places.ts';
import { makeRequest } from '../../support/requests.ts';

const opened: LockStore[] = [];
afterEach(() => {
  for (const it of opened.splice(0)) it.close();
  removeAll();
});

const open = async (place: Place): Promise<LockStore> => {
  const store = await openFileStore(place, systemClock);
  opened.push(store);
  return store;
};

/** One that waits behind another, and the file that says what it came for. */
async function makeWaiter(place = makePlace(), errand: unknown = 'mine') {
  const store = await open(place);
  const [holder, waiter] = [makeRequest(), makeRequest({ errand })];
  for (const it of [holder, waiter]) {
    await store.enter(it);
    await store.place(it.id, new AbortController().signal);
  }
  const [name = ''] = readdirSync(join(place.dir, 'q'));
  return { place, store, holder, waiter, home: join(place.dir, 'q', name), file: join(place.dir, 'q', name, 'errand.json') };
}

describe('an errand on the disk', () => {
  it('is there when its request is, for the eyes of the group, and comes along when that is granted', async () => {
    const { place, store, holder, waiter, file } = await makeWaiter();
    expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual(['"mine"', 0o640]);
    await store.withdraw(holder.id);
    await store.place(waiter.id, new AbortController().signal);
    const [token = ''] = readdirSync(join(place.dir, 'h'));
    expect(readFileSync(join(place.dir, 'h', token, 'errand.json'), 'utf8')).toBe('"mine"');
    expect(await store.errands()).toEqual([]);
  });

  it.each(Object.keys(things))('is none with %s in its place, and nothing of it is touched', async (what) => {
    const { store, file, waiter } = await makeWaiter();
    const canary = makeCanary();
    writeFileSync(canary.file, '"of a canary"');
    rmSync(file);
    things[what]?.(file, canary);
    const before = canary.look();
    expect(await store.errands()).toEqual([]);
    expect(await store.ids()).toContain(waiter.id);
    expect(canary.look()).toEqual(before);
  });

  it('is none in a directory that a link leads to, even if it is ours', async () => {
    const { place, store, home } = await makeWaiter();
    const other = await makeWaiter();
    rmSync(home, { recursive: true });
    symlinkSync(other.home, home);
    expect(await store.errands()).toEqual([]);
    rmSync(home);
    renameSync(other.home, home);
    expect(await store.errands()).toMatchObject([{ errand: 'mine' }]);
    expect(place).not.toEqual(other.place);
  });

  it('is none without a line, and then who is in it cannot be said', async () => {
    const { place, store } = await makeWaiter();
    rmSync(join(place.dir, 'q'), { recursive: true });
    expect(await store.errands()).toEqual([]);
    await expect(store.ids()).rejects.toThrow(expect.objectContaining({ code: 'FL_LOCK_DIR' }));
    expect(await store.lastSeq()).toBe(0);
  });

  it('is none of a name that is no request', async () => {
    const { place, store, home, waiter } = await makeWaiter();
    renameSync(home, join(place.dir, 'q', 'junk'));
    expect(await store.errands()).toEqual([]);
    expect(await store.ids()).not.toContain(waiter.id);
  });
});

describe('the last number', () => {
  it.each([
    ['nothing', '', 7],
    ['no number', '"9"', 7],
    ['less than stands in line', '3', 7],
    ['more', '12', 12],
    ['more than any name can bear', '9007199254740991', 0],
    ['a part of one', '8.5', 7],
  ])('is what the next one builds on, where the file says %s', async (_, text, last) => {
    const place = makePlace();
    openLockDir(place);
    leaveWaiter(place, thisProcess(), 7);
    leaveGrant(place, [thisProcess()], 'left', 6);
    const store = await open(place);
    writeFileSync(join(place.dir, 'seq'), text);
    expect(await store.lastSeq()).toBe(last);
    if (last === 0) return;
    const next = makeRequest();
    await store.enter(next);
    await store.place(next.id, new AbortController().signal);
    expect(await store.lastSeq()).toBe(last + 1);
  });

  it('counts what is granted too, and a link is no file of ours', async () => {
    const place = makePlace();
    openLockDir(place);
    leaveWaiter(place, thisProcess(), 6);
    leaveGrant(place, [thisProcess()], 'left', 7);
    const canary = makeCanary();
    writeFileSync(canary.file, '99');
    symlinkSync(canary.file, join(place.dir, 'seq'));
    expect(await (await open(place)).lastSeq()).toBe(7);
  });

  it('names a request once that is seen waiting and granted', async () => {
    const { place, store, waiter, home } = await makeWaiter();
    const [{ id }, seq] = [waiter, Number(/\/(\d+)\.[^/]*$/.exec(home)?.[1])];
    linkSync(join(home, 'errand.json'), join(place.dir, 'h', tokenOf(seq, id)));
    linkSync(join(home, 'errand.json'), join(place.dir, 'h', `junk.${newId()}`));
    expect((await store.ids()).filter((it) => it === id)).toEqual([id]);
    expect(await store.ids()).toHaveLength(2);
  });
});
