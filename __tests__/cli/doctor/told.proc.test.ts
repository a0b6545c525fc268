/** What the doctor finds and no command mends by itself: it is made for real all the same. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/base/clock.ts';
import { openFileStore } from '../../../src/lock/host/file-store.ts';
import type { Place } from '../../../src/lock/host/lock-dir.ts';
import { findingsOf, give, makeGit, makeMirror, runDoctor } from '../../support/doctor.ts';
import { makeHome, removeAll } from '../../support/places.ts';
import { endAll, startContender } from '../../support/processes.ts';

let home: string;
let mirror: string;
let place: Place;

/** As a job that is over leaves it. */
async function useLock(): Promise<void> {
  (await openFileStore(place, systemClock)).close();
}

beforeEach(async () => {
  home = makeHome();
  mirror = makeMirror(home);
  place = { guards: mirror, dir: `${mirror}.fetch-lock`, kind: 'beside' };
  await useLock();
});
afterEach(async () => {
  await endAll();
  removeAll();
});

const program = `'${process.execPath}' '${join(import.meta.dirname, '..', '..', '..', 'src', 'cli.js')}'`;
const lockDir = (...path: string[]) => join(place.dir, ...path);
const inMirror = (...path: string[]) => join(mirror, ...path);
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
const event = (at: Date) => `${JSON.stringify({ v: 1, ts: at.toISOString(), event: 'lock_released' })}\n`;

describe('what no command mends by itself', () => {
  it.each([
    ['NFS', 0x6969],
    ['CIFS', 0xff534d42],
  ])('a network file system (%s)', (name, fileSystem) => {
    const [found] = findingsOf([mirror], { illusion: { fileSystem } });
    expect(found).toMatchObject({ id: 'file-system', level: 'fail', says: expect.stringContaining(`network file system (${name})`) });
    expect(found?.mend).toMatch(/^(sudo )?install -d -o \d+ -g \d+ -m 2700 -- \/var\/lib\/fetch-lock$/);
  });

  it('a name that is too long for a lock beside it', () => {
    const found = findingsOf([makeMirror(home, `${'m'.repeat(245)}.git`)]);
    expect(found).toMatchObject([{ id: 'path-length', level: 'fail', says: expect.stringContaining('260 bytes, and 255 are possible') }]);
  });

  it('what a dead writer may have left half-written, until somebody says that it is in order', async () => {
    const holder = startContender({ place, name: 'holder' });
    await holder.next('granted');
    await endAll();
    give(
      findingsOf([mirror])
        .find((it) => it.id === 'dead')
        ?.mend?.replace(/^fetch-lock/, program),
    );
    const found = findingsOf([mirror]);
    expect(found).toMatchObject([{ id: 'dead', level: 'warn', says: expect.stringContaining('may be half-written: ') }]);
    expect(found[0]?.mend).toBe(`fetch-lock run --path=${mirror} -- true`);
    give(found[0]?.mend?.replace(/^fetch-lock/, program));
    expect(findingsOf([mirror])).toEqual([]);
  });

  it('the dead, holders and waiters, whom the next look of the line removes', async () => {
    const holder = startContender({ place, name: 'holder' });
    await holder.next('granted');
    const waiter = startContender({ place, name: 'waiter' });
    await waiter.next('waiting');
    expect(findingsOf([mirror])).toEqual([]);
    await endAll();
    const found = findingsOf([mirror]);
    expect(found).toMatchObject([
      { id: 'dead', level: 'warn', says: expect.stringMatching(/^A holder is dead: [0-9a-f]{16} \(exclusive\) of .*, since /) },
      { id: 'dead', level: 'warn', says: expect.stringMatching(/^A waiter is dead: /), mend: `fetch-lock recover -- ${mirror}` },
    ]);
    const store = await openFileStore(place, systemClock);
    await store.sweep();
    store.close();
    expect(findingsOf([mirror])).toMatchObject([{ says: expect.stringContaining('half-written') }]);
  });

  it('a journal from the future', () => {
    writeFileSync(lockDir('journal.jsonl'), event(hoursAgo(1)) + event(hoursAgo(-5)), { mode: 0o600 });
    expect(findingsOf([mirror])).toMatchObject([
      {
        id: 'clock',
        level: 'warn',
        says: expect.stringMatching(/^The newest entry of the journal is (5 h|4 h 59 m) ahead/),
        mend: expect.stringContaining('timedatectl set-ntp true'),
      },
    ]);
  });

  it('a newer format, and a lock directory of another path', async () => {
    writeFileSync(lockDir('format'), '99\n');
    expect(findingsOf([mirror])).toMatchObject([{ id: 'format', level: 'fail', says: expect.stringContaining('has format 99;') }]);
    mkdirSync(join(home, 'locks'));
    const other = ['--lock-dir', join(home, 'locks')];
    const { out } = runDoctor([mirror, '--json', ...other]);
    place = { ...place, dir: JSON.parse(out).locks[0].lock_dir, kind: 'given' };
    await useLock();
    expect(findingsOf([mirror, ...other])).toEqual([]);
    writeFileSync(lockDir('path'), '/srv/another\n');
    expect(findingsOf([mirror, ...other])).toMatchObject([
      { id: 'format', level: 'fail', says: expect.stringContaining("guards '/srv/another'") },
    ]);
  });

  it('a configuration that is gone, or that no job follows', () => {
    rmSync(inMirror('config'));
    expect(findingsOf([mirror])).toContainEqual(
      expect.objectContaining({ id: 'half', says: expect.stringMatching(/is gone, and with it the address/) }),
    );
    writeFileSync(inMirror('config'), '[core]\n\tbare = true\n\tworktree = /etc\n');
    expect(findingsOf([mirror])).toMatchObject([
      {
        id: 'configuration',
        level: 'fail',
        says: expect.stringContaining("sets 'core.worktree'"),
        advice: expect.stringContaining('--unset-all'),
      },
    ]);
  });

  it('a path that is not there, and one that cannot be', () => {
    expect(findingsOf([join(home, 'none')])).toMatchObject([
      { id: 'half', level: 'warn', says: expect.stringMatching(/There is nothing at .* yet/) },
    ]);
    expect(findingsOf([join(home, 'none', 'such')])).toMatchObject([
      { id: 'path', level: 'fail', says: expect.stringContaining('does not exist') },
    ]);
  });

  it('a .git that leads nowhere', () => {
    mkdirSync(join(home, 'worktree'));
    writeFileSync(join(home, 'worktree', '.git'), 'gitdir: /nowhere\n');
    expect(findingsOf([join(home, 'worktree')])).toMatchObject([
      { id: 'half', level: 'fail', says: expect.stringContaining('leads to no repository') },
    ]);
  });
});

describe('git', () => {
  it.each([
    ['old', 'echo git version 2.30.2', /^git is 2\.30\.2; 2\.31 or newer is needed\.$/],
    ['very old', 'echo git version 1.8.3.1', /^git is 1\.8\.3\.1;/],
    ['something else', 'echo hello', /says 'hello', which is no version/],
    ['silent for ever', 'exec sleep 1000', /did not answer within 8 s/],
  ])('that is %s', (_, script, says) => {
    const found = findingsOf([home], { bin: makeGit(home, script) });
    expect(found).toMatchObject([
      { id: 'git', level: 'fail', says: expect.stringMatching(says), advice: expect.stringContaining('Install git 2.31') },
    ]);
  });

  it('that is not there', () => {
    expect(findingsOf([home], { env: { PATH: home } })).toMatchObject([
      { id: 'git', level: 'fail', says: expect.stringContaining('PATH finds none') },
    ]);
  });
});
