import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { lockOf } from '../../../src/git/scope.ts';
import { openLockDir } from '../../../src/lock/host/lock-dir.ts';
import { fetchLock } from '../../support/cli.ts';
import { deadProcess } from '../../support/dead.ts';
import { leaveGrant } from '../../support/leftovers.ts';
import { makeHome, makePlace, removeAll } from '../../support/places.ts';
import { endAll, startContender } from '../../support/processes.ts';

afterEach(async () => {
  await endAll();
  removeAll();
});

const status = (cwd: string, ...args: string[]) => fetchLock(['status', ...args], { cwd });
const heads = (out: string) => out.split('\n').filter((it) => it.startsWith('/'));

describe('status', () => {
  it('shows the holder and the waiter of a path, without a sign that only a terminal knows', async () => {
    const place = makePlace();
    await startContender({ place, name: 'first' }).next('granted');
    await startContender({ place, name: 'second' }).next('waiting');
    const { code, out, err } = await status(place.guards, '.');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(
      /^\. {2}1 holds it, 1 waits\n {2}● exclusive for .* {2}job first\n.*still running.*\n {2}○ 1\. exclusive for .* {2}job second {2}waits for the holder\n/,
    );
    expect(out.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  it('prints one document with --json, also of what nobody uses', async () => {
    const place = makePlace();
    leaveGrant(place, [await deadProcess()]);
    const { code, out } = await status(join(place.guards, '..'), 'cache', 'other', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out).locks).toEqual([
      expect.objectContaining({
        path: 'cache',
        lock: place.dir,
        was_locked: true,
        holders: [expect.objectContaining({ verdict: 'dead' })],
      }),
      expect.objectContaining({ path: 'other', was_locked: false, holders: [], waiters: [], dirty: [] }),
    ]);
  });

  it('finds without a path what was locked here, beside what it guards or inside of it, and follows no link', async () => {
    const home = makeHome();
    for (const name of ['a', 'b']) openLockDir(makePlace(home, name));
    rmSync(join(home, 'b'), { recursive: true });
    mkdirSync(join(home, 'never'));
    execFileSync('git', ['init', '--quiet', join(home, 'clone')]);
    openLockDir({ dir: join(home, 'clone', '.git', 'fetch-lock'), guards: join(home, 'clone', '.git'), kind: 'inside' });
    symlinkSync(join(home, 'a.fetch-lock'), join(home, 'link.fetch-lock'));
    openLockDir({ dir: `${home}.fetch-lock`, guards: home, kind: 'beside' });
    try {
      const { out } = await status(home);
      expect(heads(out)).toEqual(['', '/a', '/b', '/clone'].map((it) => `${home}${it}  free`));
      expect(heads((await status(join(home, 'a.fetch-lock'))).out)).toEqual([`${home}/a  free`]);
      expect(heads((await status(join(home, 'clone'))).out)).toEqual([`${home}/clone/.git  free`]);
    } finally {
      rmSync(`${home}.fetch-lock`, { recursive: true });
    }
  });

  it('says so where there is no lock', async () => {
    const home = makeHome();
    expect(await status(home)).toMatchObject({ code: 0, out: expect.stringMatching(/^No lock here\./) });
    expect(JSON.parse((await status(home, '--json')).out).locks).toEqual([]);
    expect(readdirSync(home)).toEqual([]);
  });

  it('shows every lock in a lock directory by the path it guards, and whatever says another one as trouble', async () => {
    const [home, lockDir] = [makeHome(), makeHome()];
    for (const name of ['x', 'y']) openLockDir(lockOf(join(home, name), { workspace: home, lockDir }));
    const moved = lockOf(join(home, 'y'), { workspace: home, lockDir }).dir;
    writeFileSync(join(moved, 'path'), `${join(home, 'x')}\n`);
    const { code, out } = await status(home, '--lock-dir', lockDir);
    expect(code).toBe(1);
    expect(heads(out)).toEqual([`${moved}  cannot be looked at`, `${home}/x  free`]);
    expect(out).toContain("! Its file 'path' names what has its lock elsewhere. [FL_LOCK_DIR]");
  });

  it('shows the others where one cannot be looked at, and ends with 1', async () => {
    const place = makePlace();
    openLockDir(place);
    writeFileSync(join(place.dir, 'format'), '7\n');
    const other = makePlace(undefined, 'other');
    leaveGrant(other, [await deadProcess()], 'gone');
    const { code, out } = await status('/', place.guards, '/nowhere/at/all', other.guards);
    expect(code).toBe(1);
    expect(out).toContain('has format 7;');
    expect(out).toContain('/nowhere/at/all  cannot be looked at');
    expect(out).toContain('✗ exclusive  job gone');
    expect(out).toContain(`To remove the dead: fetch-lock recover ${other.guards}\n`);
  });

  it.each([
    [['--watch', '--json'], 'give one of them'],
    [['--watch'], '--watch needs a terminal'],
    [['--wach'], 'Usage: fetch-lock status'],
    [['--lock-dir', '/nowhere'], '/nowhere'],
  ])('refuses %j', async (args, reason) => {
    const { code, out, err } = await status('/', ...args);
    expect([code, out]).toEqual([64, '']);
    expect(err).toContain(reason);
  });
});
