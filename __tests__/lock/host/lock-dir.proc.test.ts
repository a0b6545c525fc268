import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  type Stats,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/base/clock.ts';
import { openFileStore } from '../../../src/lock/host/file-store.ts';
import { thisProcess } from '../../../src/lock/host/liveness.ts';
import { openLockDir, type Place, whatIsStrange } from '../../../src/lock/host/lock-dir.ts';
import { encodeProcess, newId, type Process } from '../../../src/lock/ticket.ts';
import { makeHome, makePlace, removeAll } from '../../support/places.ts';

afterEach(removeAll);

const refused = (message: string | RegExp) => expect.objectContaining({ code: 'FL_LOCK_DIR', message: expect.stringMatching(message) });

function refusal(place: Place): unknown {
  try {
    openLockDir(place);
    return undefined;
  } catch (error) {
    return error;
  }
}

describe('openLockDir', () => {
  it('makes it whole, private to us where only we may write, and leaves nothing beside it', () => {
    const place = makePlace();
    chmodSync(dirname(place.dir), 0o755);
    expect(openLockDir(place)).toMatchObject({ root: place.dir, mode: 0o2700 });
    expect(readdirSync(place.dir).sort()).toEqual(['crashed', 'format', 'h', 'q', 's', 't']);
    expect(statSync(place.dir).mode & 0o7777).toBe(0o2700);
    expect(readdirSync(dirname(place.dir)).sort()).toEqual(['cache', 'cache.fetch-lock']);
  });

  it('shares it with the group that may write beside what it guards', () => {
    const place = makePlace();
    chmodSync(dirname(place.dir), 0o2775);
    expect(openLockDir(place)).toMatchObject({ mode: 0o2770 });
    expect(['', 'h', 't'].map((room) => statSync(join(place.dir, room)).mode & 0o7777)).toEqual([0o2770, 0o2770, 0o2770]);
  });

  it('fills in a directory that an admin made, and keeps its mode', () => {
    const place = makePlace();
    mkdirSync(place.dir);
    chmodSync(place.dir, 0o2770);
    openLockDir(place);
    expect(statSync(place.dir).mode & 0o7777).toBe(0o2770);
    expect(existsSync(join(place.dir, 'h'))).toBe(true);
  });

  it('writes nothing into a directory of another format', () => {
    const place = makePlace();
    mkdirSync(place.dir, 0o700);
    writeFileSync(join(place.dir, 'format'), '99\n');
    expect(refusal(place)).toEqual(refused('99'));
    expect(readdirSync(place.dir)).toEqual(['format']);
  });

  it('follows no symbolic link, and leaves alone what it points to (P14)', () => {
    const place = makePlace();
    const canary = makeHome();
    symlinkSync(canary, place.dir);
    expect(refusal(place)).toEqual(refused('symbolic link'));
    rmSync(place.dir);
    symlinkSync(join(canary, 'nothing'), place.dir);
    expect(refusal(place)).toEqual(refused('symbolic link'));
    expect(readdirSync(canary)).toEqual([]);
  });

  it('refuses a file and a fifo in its place without waiting for them', () => {
    const place = makePlace();
    writeFileSync(place.dir, 'canary');
    expect(refusal(place)).toEqual(refused('not a directory'));
    expect(readFileSync(place.dir, 'utf8')).toBe('canary');
    rmSync(place.dir);
    execFileSync('mkfifo', [place.dir]);
    expect(refusal(place)).toEqual(refused('not a directory'));
    expect(lstatSync(place.dir).isFIFO()).toBe(true);
  });

  it.each([
    [0o2777, 'written by everybody', 'chmod o-w'],
    [0o3770, 'sticky bit', 'chmod -t'],
  ])('refuses mode %o and names the command that mends it', (mode, why, command) => {
    const place = makePlace();
    mkdirSync(place.dir);
    chmodSync(place.dir, mode);
    expect(refusal(place)).toEqual(refused(why));
    expect(String(refusal(place))).toContain(`${command} '${place.dir}'`);
    expect(readdirSync(place.dir)).toEqual([]);
  });

  it('refuses a link where one of its rooms should be', () => {
    const place = makePlace();
    openLockDir(place);
    const canary = makeHome();
    rmSync(join(place.dir, 'q'), { recursive: true });
    symlinkSync(canary, join(place.dir, 'q'));
    expect(refusal(place)).toEqual(refused('not a directory'));
  });

  it('refuses a newer format and says what to do', () => {
    const place = makePlace();
    openLockDir(place);
    writeFileSync(join(place.dir, 'format'), '2\n');
    expect(refusal(place)).toEqual(refused(/has format 2; this version of fetch-lock knows format 1\..*newest/));
  });

  it('refuses a given directory that guards something else', () => {
    const home = makeHome();
    const place: Place = { dir: join(home, 'abc'), guards: '/srv/one', kind: 'given' };
    openLockDir(place);
    expect(readFileSync(join(place.dir, 'path'), 'utf8')).toBe('/srv/one\n');
    expect(refusal({ ...place, guards: '/srv/other' })).toEqual(refused("guards '/srv/one', not '/srv/other'"));
  });

  it('refuses a mount point unless the lock is told where to live', () => {
    const home = makeHome();
    expect(refusal({ dir: '/proc.fetch-lock', guards: '/proc', kind: 'beside' })).toEqual(refused('is a mount point'));
    expect(refusal({ dir: join(home, 'given'), guards: '/proc', kind: 'given' })).toBeUndefined();
  });

  it('says so where the directory it belongs in is missing or takes no files (F24)', () => {
    expect(refusal({ dir: join(makeHome(), 'no', 'such.fetch-lock'), guards: '/x', kind: 'given' })).toEqual(refused('ENOENT'));
    expect(refusal({ dir: '/proc/self/x.fetch-lock', guards: '/proc/self/x', kind: 'beside' })).toEqual(refused('cannot be used'));
  });
});

type Above = Pick<Stats, 'uid' | 'mode'>;

describe('whatIsStrange', () => {
  const directory = (overrides: Partial<Stats>): Stats =>
    Object.assign(statSync(makeHome()), { uid: 1000, gid: 1000, mode: 0o42770 }, overrides);
  const me = { uid: 1000, groups: [1000, 50] };

  const root = { uid: 0, groups: [0] };
  const [own, shared, everybodys] = [0o40755, 0o42775, 0o40777].map((mode) => ({ uid: 1000, mode })) as [Above, Above, Above];

  it.each<[string, Stats, Above, { uid: number; groups: number[] }, boolean]>([
    ['our own', directory({ mode: 0o42700 }), own, me, false],
    ["root's", directory({ uid: 0, gid: 0, mode: 0o42755 }), own, me, false],
    ["another user's, shared with a group of ours", directory({ uid: 1001, gid: 50 }), shared, me, false],
    ["another user's, of a group of ours that may not write", directory({ uid: 1001, gid: 50, mode: 0o42750 }), shared, me, true],
    ["another user's, shared with another group", directory({ uid: 1001, gid: 51 }), shared, me, true],
    ["for root, that of the parent's owner", directory({ uid: 1000 }), own, root, false],
    ["for root, that of the parent's owner where everybody may write", directory({ uid: 1000 }), everybodys, root, false],
    ['for root, that of one of those who share the parent', directory({ uid: 12345 }), shared, root, false],
    ['for root, that of another user where everybody may write', directory({ uid: 12345, gid: 12345 }), everybodys, root, true],
  ])('%s', (_, found, above, who, isStrange) => {
    expect(whatIsStrange('/srv/x.fetch-lock', found, above, who) !== undefined).toBe(isStrange);
  });
});

describe('sweep', () => {
  it('removes what a dead process was building, and leaves alone what a living one builds', async () => {
    const place = makePlace();
    const store = await openFileStore(place, systemClock);
    const living = thisProcess();
    const dead = { ...living, start: '1' };
    const namesOf = (it: Process) => [
      join(dirname(place.dir), `.cache.fetch-lock.${encodeProcess(it)}`),
      join(place.dir, 't', `f.${newId()}.${encodeProcess(it)}`),
    ];
    const [left, kept] = [[...namesOf(dead), join(place.dir, 's', `${newId()}.new`)], namesOf(living)];
    for (const path of [...left, ...kept]) writeFileSync(path, '');
    await store.sweep();
    store.close();
    expect([...left, ...kept].filter(existsSync)).toEqual(kept);
  });
});
