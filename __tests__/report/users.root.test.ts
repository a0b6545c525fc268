import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeAll, expect, it } from '@jest/globals';
import { listArchives } from '../../src/report/archive.ts';
import { appendEvent, readEvents } from '../../src/report/journal.ts';
import { makeEvent } from '../support/events.ts';
import { writer } from '../support/journal-writer.ts';
import { makeHome, removeAll } from '../support/places.ts';
import { ann, bob, demandRoot, eve, group } from '../support/surroundings.ts';

beforeAll(demandRoot);
afterEach(removeAll);

const all = { mostBytes: Number.POSITIVE_INFINITY };
const bounds = { liveBytes: 1000, keptBytes: 1e9, keptFiles: 1e6 };
const live = (dir: string) => join(dir, 'journal.jsonl');
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const of = (dir: string, pid: number) =>
  readEvents(dir, all)
    .filter((it) => it.pid === pid)
    .map((it) => it.ahead);

function makeDir(owner: number, mode: number): string {
  const home = makeHome();
  chmodSync(home, 0o755);
  const dir = join(home, 'lock');
  mkdirSync(dir);
  chownSync(dir, owner, group);
  chmodSync(dir, mode);
  return dir;
}

const append = (dir: string, user: { uid: number; gid: number }, pid: number, count: number, mask = '022', most = bounds) =>
  promisify(execFile)('sh', ['-c', `umask ${mask} && exec "$@"`, 'sh', process.execPath, ...writer(dir, pid, count, most)], user);

it.each(['022', '077'])('users of one group put the journal aside in turns, and none is shut out, under umask %s', async (mask) => {
  const dir = makeDir(ann.uid, 0o2770);
  await Promise.all([append(dir, ann, 1, 300, mask), append(dir, bob, 2, 300, mask), append(dir, { uid: 0, gid: 0 }, 3, 300, mask)]);
  for (const pid of [1, 2, 3]) expect(of(dir, pid)).toEqual(numbers(300));
  expect(statSync(live(dir))).toMatchObject({ gid: group });
  expect(statSync(live(dir)).mode & 0o777).toBe(0o660);
});

it('what root appends keeps nobody out', async () => {
  const dir = makeDir(ann.uid, 0o700);
  appendEvent(dir, makeEvent('lock_broken', 0, { pid: 0, ahead: 0 }), bounds);
  expect(statSync(live(dir)).uid).toBe(ann.uid);
  await append(dir, ann, 1, 20, '022', { ...bounds, liveBytes: 1e9 });
  // Now it is long, and root leaves it to those who have to go on with it.
  appendEvent(dir, makeEvent('lock_broken', 0, { pid: 0, ahead: 1 }), bounds);
  expect(listArchives(dir)).toEqual([]);
  await append(dir, ann, 2, 20);
  expect(listArchives(dir).length).toBeGreaterThan(0);
  expect([0, 1, 2].map((pid) => of(dir, pid))).toEqual([[0, 1], numbers(20), numbers(20)]);
});

it('a journal that is for everybody takes events of everybody, and is put aside by its owner', async () => {
  const dir = makeDir(0, 0o1777);
  await append(dir, ann, 1, 10, '077', { ...bounds, liveBytes: 1e9 });
  await append(dir, eve, 2, 10, '077');
  expect(listArchives(dir)).toEqual([]);
  await append(dir, ann, 3, 10, '077');
  expect(listArchives(dir).length).toBeGreaterThan(0);
  for (const pid of [1, 2, 3]) expect(of(dir, pid)).toEqual(numbers(10));
});

it('an event that finds no room on a full disk costs no other', () => {
  const dir = makeHome();
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', dir]);
  try {
    const event = (ahead: number) => makeEvent('lock_acquired', 0, { pid: 1, ahead, reason: 'x'.repeat(3000) });
    appendEvent(dir, event(0));
    writeFileSync(join(dir, 'ballast'), Buffer.alloc(56 * 1024));
    expect(() => numbers(9).map((it) => appendEvent(dir, event(it + 1)))).toThrow(/bytes could be written|ENOSPC/);
    const written = of(dir, 1);
    execFileSync('rm', [join(dir, 'ballast')]);
    appendEvent(dir, event(10));
    expect(of(dir, 1)).toEqual([...written, 10]);
    expect(written).toEqual(numbers(written.length));
  } finally {
    execFileSync('umount', ['--lazy', dir]);
  }
});
