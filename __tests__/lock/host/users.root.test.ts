import { chmodSync, chownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/base/clock.ts';
import { openFileStore } from '../../../src/lock/host/file-store.ts';
import { processOf } from '../../../src/lock/host/liveness.ts';
import { newId } from '../../../src/lock/ticket.ts';
import { leaveGrant, leaveSocket } from '../../support/leftovers.ts';
import { makeHome, makePlace, removeAll } from '../../support/places.ts';
import { endAll, startContender } from '../../support/processes.ts';
import { makeRequest } from '../../support/requests.ts';
import { afterMounting, ann, bob, demandRoot, eve, group, makeSharedPlace } from '../../support/surroundings.ts';

beforeAll(demandRoot);
afterEach(async () => {
  await endAll();
  removeAll();
});

const withMask = (mask: string) => ['sh', '-c', `umask ${mask} && exec "$@"`, 'sh'];

describe('two users of one group', () => {
  it.each(['022', '027', '077'])("take turns, and one recovers the other's dead, under umask %s", async (mask) => {
    const place = makeSharedPlace();
    const start = (name: string, user: typeof ann) => startContender({ place, name }, { ...user, through: withMask(mask) });
    const first = start('ann', ann);
    await first.next('granted');
    const second = start('bob', bob);
    expect(await second.next('waiting')).toMatchObject({ holder: 'ann', verdict: 'alive' });
    first.tell('release');
    await second.next('granted');
    const third = start('ann again', ann);
    await third.next('waiting');
    second.kill('SIGKILL');
    await third.next('lock_recovered');
    await third.next('granted');
    third.tell('release');
    await third.next('released');
    expect(['h', 'q'].flatMap((room) => readdirSync(join(place.dir, room)))).toEqual([]);
  });

  it('find the directories and the sockets of the other in order', async () => {
    const place = makeSharedPlace();
    await startContender({ place, name: 'ann' }, { ...ann, through: withMask('077') }).next('granted');
    const { mode, uid, gid } = statSync(place.dir);
    expect({ mode: mode & 0o7777, uid, gid }).toEqual({ mode: 0o2770, uid: ann.uid, gid: group });
    const socket = join(place.dir, 's', readdirSync(join(place.dir, 's'))[0] ?? '');
    expect(statSync(socket).mode & 0o777).toBe(0o660);
  });

  it('hear each other also from another namespace', async () => {
    const place = makeSharedPlace();
    const holder = startContender({ place, name: 'ann' }, { ...ann, illusion: { namespace: '1' } });
    await holder.next('granted');
    const waiter = startContender({ place, name: 'bob' }, bob);
    expect(await waiter.next('waiting')).toMatchObject({ verdict: 'alive' });
    holder.kill('SIGKILL');
    await waiter.next('granted');
  });

  it('share with root, who leaves nothing that only root could remove', async () => {
    const place = makeSharedPlace();
    const root = startContender({ place, name: 'root' });
    await root.next('granted');
    const waiter = startContender({ place, name: 'ann' }, ann);
    await waiter.next('waiting');
    root.kill('SIGKILL');
    await waiter.next('granted');
  });
});

describe('root beside what a group shares', () => {
  it('locks where one of the group made the lock directory, and leaves nothing that only root could remove', async () => {
    const place = makeSharedPlace();
    const maker = startContender({ place, name: 'ann' }, ann);
    await maker.next('granted');
    maker.tell('release');
    await maker.next('released');
    const root = startContender({ place, name: 'root' });
    await root.next('granted');
    const waiter = startContender({ place, name: 'bob' }, bob);
    await waiter.next('waiting');
    root.kill('SIGKILL');
    await waiter.next('granted');
  });
});

describe('the errand of another user', () => {
  it.each([
    ['one of the group', bob.uid, false],
    ['root', 0, true],
    ['the user itself', ann.uid, true],
  ])('is done for %s as it should be', async (_, writer, isThere) => {
    const place = makeSharedPlace();
    await startContender({ place, name: 'holder' }, ann).next('granted');
    const store = await openFileStore(place, systemClock);
    const waiter = makeRequest({ errand: 'mine' });
    await store.enter(waiter);
    await store.place(waiter.id, new AbortController().signal);
    const [name = ''] = readdirSync(join(place.dir, 'q'));
    const file = join(place.dir, 'q', name, 'errand.json');
    chownSync(file, writer, group);
    const [uid, gid] = [process.geteuid?.() ?? 0, process.getegid?.() ?? 0];
    try {
      process.setegid?.(group);
      process.seteuid?.(ann.uid);
      expect(readFileSync(file, 'utf8')).toBe('"mine"');
      expect(await store.errands()).toMatchObject(isThere ? [{ id: waiter.id, errand: 'mine' }] : []);
    } finally {
      process.seteuid?.(uid);
      process.setegid?.(gid);
      store.close();
    }
  });
});

describe('behind a /proc that hides the processes of others', () => {
  // The mount is gone with the process that made it.
  const hidden = (user: typeof ann) => [
    ...afterMounting('mount -t proc -o hidepid=2 proc /proc'),
    ...['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'],
  ];

  it('a living holder is waited for, and its death is noticed', async () => {
    const place = makeSharedPlace();
    const holder = startContender({ place, name: 'ann' }, ann);
    await holder.next('granted');
    const waiter = startContender({ place, name: 'bob' }, { through: hidden(bob) });
    expect(await waiter.next('waiting')).toMatchObject({ verdict: 'alive' });
    holder.kill('SIGKILL');
    await waiter.next('granted');
  });

  it('a holder whose pid somebody else has is dead when its socket refuses', async () => {
    const place = makeSharedPlace();
    const other = startContender({ place: makePlace(), name: 'other' });
    await other.next('granted');
    const seen = processOf(other.pid);
    if (!seen) throw new Error('no such process');
    const gone = { ...seen, start: String(Number(seen.start) - 1), key: newId() };
    leaveGrant(place, [gone]);
    await leaveSocket(place, gone.key);
    const late = startContender({ place, name: 'bob', timeoutMs: 0 }, { through: hidden(bob) });
    await late.next('granted');
  });
});

describe('a user who does not belong to the group', () => {
  it('is refused at once, and touches nothing', async () => {
    const place = makeSharedPlace();
    await startContender({ place, name: 'ann' }, ann).next('granted');
    const look = () => readdirSync(place.dir, { recursive: true }).map((name) => [name, statSync(join(place.dir, String(name))).ctimeMs]);
    const before = look();
    chmodSync(dirname(place.dir), 0o2775);
    const stranger = startContender({ place, name: 'eve' }, eve);
    expect(await stranger.next('refused')).toMatchObject({
      code: 'FL_LOCK_DIR',
      message: expect.stringMatching(/belongs to user 61001, not to 61003, and to no group of ours.*chgrp -R GROUP/),
    });
    expect(look()).toEqual(before);
  });

  it('is refused where it may not even look', async () => {
    const place = makeSharedPlace();
    await startContender({ place, name: 'ann' }, ann).next('granted');
    const stranger = startContender({ place, name: 'eve' }, eve);
    expect(await stranger.next('refused')).toMatchObject({
      code: 'FL_LOCK_DIR',
      message: expect.stringContaining('Permission is denied.'),
    });
  });
});

describe('root beside what a user has for itself', () => {
  it.each([
    ['root makes the lock directory', true],
    ['the user made the lock directory', false],
  ])('does not lock the user out, dead or alive, where %s', async (_, isRootFirst) => {
    const home = makeHome();
    const place = makePlace(home);
    for (const it of [home, place.guards]) chownSync(it, eve.uid, eve.gid);
    chmodSync(home, 0o755);
    if (!isRootFirst) {
      const user = startContender({ place, name: 'user' }, eve);
      await user.next('granted');
      user.tell('release');
      await user.next('released');
    }
    const root = startContender({ place, name: 'root' });
    await root.next('granted');
    const waiter = startContender({ place, name: 'waiter' }, eve);
    await waiter.next('waiting');
    root.kill('SIGKILL');
    await waiter.next('granted');
  });
});
