import { chmodSync, lstatSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { findSuspects } from '../../src/lock/breaking.ts';
import { openLockDir, type Place } from '../../src/lock/host/lock-dir.ts';
import { systemKernel } from '../../src/lock/host/system/kernel.ts';
import { lookAt } from '../../src/lock/look.ts';
import { encodeProcess, newId, tokenOf } from '../../src/lock/ticket.ts';
import { makeCanary, things } from '../support/canary.ts';
import { deadProcess } from '../support/dead.ts';
import { leaveGrant, leaveWaiter } from '../support/leftovers.ts';
import { makePlace, removeAll } from '../support/places.ts';
import { endAll, startContender } from '../support/processes.ts';
import { makeProcess } from '../support/tickets.ts';

afterEach(async () => {
  await endAll();
  removeAll();
});

const look = (place: Place) => lookAt(place, Date.now());

/** Every file, with all that would tell of a change. */
const census = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const { mode, size, mtimeMs, ctimeMs, ino } = lstatSync(join(dir, name));
      return [name, mode, size, mtimeMs, ctimeMs, ino].join();
    });

describe('a look', () => {
  it('shows who holds, who waits in which order for whom, and changes nothing (G1)', async () => {
    const place = makePlace();
    const start = (name: string, mode: 'shared' | 'exclusive') => startContender({ place, name, mode });
    const reader = start('reader', 'shared');
    await reader.next('granted');
    for (const [name, mode] of [['writer', 'exclusive'] as const, ['late', 'shared'] as const]) await start(name, mode).next('waiting');
    const before = census(place.dir);
    const { granted, waiting, dirty, isThere } = await look(place);
    expect(census(place.dir)).toEqual(before);
    expect([isThere, dirty]).toEqual([true, []]);
    expect(granted).toEqual([
      expect.objectContaining({
        mode: 'shared',
        job: { job: 'reader' },
        verdict: 'alive',
        witnesses: [{ pid: reader.pid, verdict: 'alive' }],
      }),
    ]);
    expect(waiting.map(({ job, position, ahead, waitsFor }) => ({ job: job.job, position, ahead, waitsFor }))).toEqual([
      { job: 'writer', position: 1, ahead: 1, waitsFor: [granted[0]?.id] },
      { job: 'late', position: 2, ahead: 1, waitsFor: [waiting[0]?.id] },
    ]);
    for (const it of [...granted, ...waiting]) expect(it.askedAt).toBeGreaterThan(Date.now() - 60_000);
    expect(granted[0]?.grantedAt).toBeGreaterThanOrEqual(granted[0]?.askedAt ?? Number.NaN);
  });

  it('makes no lock directory where there is none', async () => {
    const place = makePlace();
    expect(await look(place)).toMatchObject({ isThere: false, granted: [], waiting: [], dirty: [] });
    expect(readdirSync(join(place.dir, '..'))).toEqual(['cache']);
  });

  it.each(['.', 'h', 'q'])('takes one that is being made or removed for no lock: without %s', async (missing) => {
    const place = makePlace();
    openLockDir(place);
    rmSync(join(place.dir, missing), { recursive: true });
    expect(await look(place)).toMatchObject({ isThere: false, granted: [], waiting: [], dirty: [] });
    expect(await findSuspects(place, Date.now())).toEqual([]);
    expect(readdirSync(join(place.dir, '..'))).toEqual(missing === '.' ? ['cache'] : ['cache', 'cache.fetch-lock']);
  });

  it('judges whom an admin may break as it shows them', async () => {
    const place = makePlace();
    openLockDir(place);
    const lost = makeProcess({ boot: 'b'.repeat(32), key: '0' });
    leaveGrant(place, [lost], 'before a restart', 1);
    const [suspect] = await findSuspects(place, Date.now());
    const { granted } = await look(place);
    expect([suspect?.token, suspect?.verdict]).toEqual([granted[0]?.token, granted[0]?.verdict]);
  });

  it('knows the dead from the living, and from those it cannot see (G2)', async () => {
    const place = makePlace();
    const dead = await deadProcess();
    const elsewhere = makeProcess({ boot: dead.boot, namespace: '1+1', key: '0' });
    const [gone, unseen] = [leaveGrant(place, [dead], 'gone', 1), leaveGrant(place, [elsewhere], 'unseen', 2)];
    leaveWaiter(place, dead, 3);
    leaveWaiter(place, elsewhere, 4);
    const { granted, waiting } = await look(place);
    expect(granted.map((it) => [it.token, it.verdict])).toEqual([
      [gone, 'dead'],
      [unseen, 'unknown'],
    ]);
    expect(waiting.map((it) => [it.verdict, it.position, it.waitsFor])).toEqual([
      ['unknown', 1, [granted[1]?.id]],
      ['dead', 0, []],
    ]);
  });

  it('shows dead writers whose work nobody has put right', async () => {
    const place = makePlace();
    leaveGrant(place, [await deadProcess()], 'gone');
    const next = startContender({ place, name: 'next' });
    await next.next('granted');
    next.tell('release');
    await next.next('released');
    const { dirty, granted } = await look(place);
    expect(granted).toEqual([]);
    expect(dirty).toEqual([expect.objectContaining({ job: { job: 'gone' }, verdict: 'dead', mode: 'exclusive' })]);
  });

  it('shows a lock of another format as trouble, with the way out', async () => {
    const place = makePlace();
    openLockDir(place);
    writeFileSync(join(place.dir, 'format'), '7\n');
    await expect(look(place)).rejects.toMatchObject({ code: 'FL_LOCK_DIR', message: expect.stringContaining('has format 7;') });
  });

  it.each(Object.keys(things))('is stopped, not led, by %s in the place of a lock directory or of what is in it', async (what) => {
    for (const where of ['', 'q', 'h', 'format']) {
      const place = makePlace();
      openLockDir(place);
      const canary = makeCanary();
      const at = join(place.dir, where);
      rmSync(at, { recursive: true, force: true });
      const before = canary.look();
      things[what]?.(at, canary);
      const outcome = await look(place).catch((error) => error.code);
      expect(typeof outcome === 'string' ? outcome : outcome.granted).toEqual(typeof outcome === 'string' ? 'FL_LOCK_DIR' : []);
      expect(canary.look()).toEqual(before);
    }
  });

  it('reads no record through a link, nor a long one', async () => {
    const place = makePlace();
    openLockDir(place);
    const process = makeProcess({ key: '0' });
    const elsewhere = join(place.guards, 'elsewhere');
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, `m.${encodeProcess(process)}`), '');
    writeFileSync(join(elsewhere, 'owner.json'), '{"job":"planted"}');
    symlinkSync(elsewhere, join(place.dir, 'h', tokenOf(1, newId())));
    const long = leaveGrant(place, [process], 'x'.repeat(20_000), 2);
    const { granted } = await look(place);
    expect(granted.map((it) => [it.token === long, it.job])).toEqual([
      [false, {}],
      [true, {}],
    ]);
  });

  it('reads the names alone of requests beyond a thousand (G3)', async () => {
    const place = makePlace();
    const elsewhere = makeProcess({ boot: systemKernel.boot, key: '0' });
    for (let seq = 1; seq <= 1002; seq++) writeFileSync(join(leaveWaiter(place, elsewhere, seq), 'owner.json'), '{"job":"x"}');
    const { waiting } = await look(place);
    expect(waiting).toHaveLength(1002);
    expect(waiting.filter((it) => it.job.job === 'x')).toHaveLength(1000);
    expect(waiting.at(-1)).toMatchObject({ position: 1002, job: {} });
  });

  it('says why where it may not read', async () => {
    const place = makePlace();
    openLockDir(place);
    chmodSync(join(place.dir, 'h'), 0);
    const outcome = await look(place).catch((error) => error.message);
    // Root may read everything.
    if (process.geteuid?.() !== 0) expect(outcome).toMatch(/cannot be read\. Permission is denied\..*\[FL_LOCK_DIR\]$/);
    else expect(outcome).toMatchObject({ granted: [] });
  });
});
