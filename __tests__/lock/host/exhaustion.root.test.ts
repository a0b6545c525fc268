import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Place } from '../../../src/lock/host/lock-dir.ts';
import { makeHome, makePlace, removeAll } from '../../support/places.ts';
import { endAll, startContender } from '../../support/processes.ts';
import { afterMounting } from '../../support/surroundings.ts';
import { until } from '../../support/until.ts';

afterEach(async () => {
  await endAll();
  removeAll();
});

/**
 * A small file system in a mount namespace that lives as long as the process in it, and a shell there that runs what it is told.
 * Contenders join it.
 */
async function makeDisk(options: string) {
  const home = makeHome();
  const disk = join(home, 'disk');
  mkdirSync(disk);
  const keeper = startContender(
    { place: makePlace(), name: 'the disk' },
    { through: afterMounting(`mount -t tmpfs -o ${options} none '${disk}'`) },
  );
  await keeper.next('granted');
  const joining = [
    'nsenter',
    ...(process.geteuid?.() === 0 ? [] : ['--user', '--preserve-credentials']),
    '--mount',
    `--target=${keeper.pid}`,
  ];
  const inside = (script: string) =>
    execFileSync(joining[0] ?? '', [...joining.slice(1), 'sh', '-c', script], { cwd: '/', encoding: 'utf8', stdio: 'pipe' });
  inside(`mkdir '${disk}/cache'`);
  const place: Place = { guards: join(disk, 'cache'), dir: join(disk, 'cache.fetch-lock'), kind: 'beside' };
  return {
    place,
    start: (name: string, timeoutMs?: number) =>
      startContender({ place, name, ...(timeoutMs === undefined ? {} : { timeoutMs }) }, { through: joining }),
    names: (room: string) => inside(`ls '${place.dir}/${room}'`).split('\n').filter(Boolean),
    fillSpace: () => inside(`cat /dev/zero > '${disk}/full' 2>/dev/null || :`),
    fillInodes: () => inside(`i=0; while true > '${disk}/full.'$i; do i=$((i+1)); done 2>/dev/null || :`),
    makeRoom: () => inside(`rm -f '${disk}'/full*`),
    remount: (as: string) => inside(`mount -o remount,${as} '${disk}'`),
  };
}
type Disk = Awaited<ReturnType<typeof makeDisk>>;

const troubles: [string, string, (disk: Disk) => void, (disk: Disk) => void, string][] = [
  ['no space', 'size=256k', (it) => it.fillSpace(), (it) => it.makeRoom(), 'No space is left on the device. (ENOSPC)'],
  ['no inodes', 'nr_inodes=100', (it) => it.fillInodes(), (it) => it.makeRoom(), 'No space is left on the device. (ENOSPC)'],
  ['a read-only file system', 'size=256k', (it) => it.remount('ro'), (it) => it.remount('rw'), 'The file system is read-only. (EROFS)'],
];

describe('a disk that takes no more', () => {
  it.each(troubles)(
    'refuses with %s at once and says so, before the lock directory is there (P15)',
    async (_, options, spoil, mend, why) => {
      const disk = await makeDisk(options);
      spoil(disk);
      expect(await disk.start('first').next('refused')).toMatchObject({ code: 'FL_LOCK_DIR', message: expect.stringContaining(why) });
      mend(disk);
      await disk.start('second', 0).next('granted');
    },
  );

  it.each(troubles)(
    'leaves a holder its lock with %s, refuses others, and goes on when there is room again (P15)',
    async (_, options, spoil, mend, why) => {
      const disk = await makeDisk(options);
      const holder = disk.start('holder');
      const { token } = await holder.next('granted');
      spoil(disk);
      expect(await disk.start('late').next('refused')).toMatchObject({ code: 'FL_LOCK_DIR', message: expect.stringContaining(why) });
      expect(disk.names('h')).toEqual([token]);
      mend(disk);
      const next = disk.start('next');
      expect(await next.next('waiting')).toMatchObject({ ahead: 1, holder: 'holder' });
      holder.tell('release');
      expect(await holder.next('released')).toMatchObject({ did: true });
      await next.next('granted');
      expect(disk.names('q')).toEqual([]);
    },
  );

  it.each(troubles.slice(0, 2))('lets a holder let go with %s (P15)', async (_, options, spoil, mend) => {
    const disk = await makeDisk(options);
    const holder = disk.start('holder');
    await holder.next('granted');
    spoil(disk);
    holder.tell('release');
    expect(await holder.next('released')).toMatchObject({ did: true });
    expect(disk.names('h')).toEqual([]);
    mend(disk);
    await disk.start('next', 0).next('granted');
  });

  it('says so when a holder cannot let go, and it can later', async () => {
    const disk = await makeDisk('size=256k');
    const holder = disk.start('holder');
    await holder.next('granted');
    disk.remount('ro');
    holder.tell('release');
    expect(await holder.next('failed')).toMatchObject({ message: expect.stringMatching(/read-only.*\[FL_LOCK_DIR\]$/) });
    disk.remount('rw');
    holder.tell('release');
    expect(await holder.next('released')).toMatchObject({ did: true });
    await disk.start('next', 0).next('granted');
  });

  it.each(troubles.slice(0, 2))(
    'either serves or refuses a waiter with %s in the middle of its wait',
    async (_, options, spoil, mend, why) => {
      const disk = await makeDisk(options);
      const holder = disk.start('holder');
      await holder.next('granted');
      const waiter = disk.start('waiter');
      await waiter.next('waiting');
      spoil(disk);
      holder.tell('release');
      await holder.next('released');
      const said = await Promise.race([waiter.next('granted'), waiter.next('refused').catch(() => new Promise<never>(() => {}))]);
      if (said.event === 'refused') expect(said).toMatchObject({ code: 'FL_LOCK_DIR', message: expect.stringContaining(why) });
      else waiter.tell('release');
      mend(disk);
      await disk.start('next').next('granted');
      expect(disk.names('q')).toEqual([]);
    },
  );
});

describe('a directory', () => {
  it('that is mounted right there is refused', async () => {
    const place = makePlace();
    const it = startContender({ place, name: 'it' }, { through: afterMounting(`mount -t tmpfs none '${place.guards}'`) });
    expect(await it.next('refused')).toMatchObject({ code: 'FL_LOCK_DIR', message: expect.stringContaining('is a mount point') });
    await until(() => readdirSync(join(place.dir, '..')).join() === 'cache');
  });
});
