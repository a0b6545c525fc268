/** What the doctor finds about other users, mounts, disks and the limits of the host, each made for real. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/base/clock.ts';
import { openFileStore } from '../../../src/lock/host/file-store.ts';
import { findingsOf, give, makeMirror, runDoctor } from '../../support/doctor.ts';
import { makeHome, removeAll } from '../../support/places.ts';
import { endAll, startContender } from '../../support/processes.ts';
import { afterMounting, ann, bob, demandRoot, eve, group, makeSharedPlace } from '../../support/surroundings.ts';

let home: string;
let mirror: string;
beforeEach(async () => {
  demandRoot();
  home = makeHome();
  chmodSync(home, 0o755);
  mirror = makeMirror(home);
  (await openFileStore({ guards: mirror, dir: `${mirror}.fetch-lock`, kind: 'beside' }, systemClock)).close();
});
afterEach(async () => {
  await endAll();
  removeAll();
});

/** An /etc with a policy. */
function makeEtc(policy: string): string {
  const etc = join(home, 'etc');
  mkdirSync(join(etc, 'fetch-lock'), { recursive: true });
  writeFileSync(join(etc, 'fetch-lock', 'policy.json'), policy);
  return etc;
}

const lockDir = (...path: string[]) => join(`${mirror}.fetch-lock`, ...path);

describe('a wrong owner', () => {
  it.each([
    {
      is: 'of the lock directory',
      id: 'lock-dir',
      says: /belongs to user 61003 alone, and what it guards to user 0/,
      make: () => chownSync(lockDir(), eve.uid, eve.gid),
    },
    { is: 'of a room in it', id: 'contents', says: /'q' .* belongs to user 61003/, make: () => chownSync(lockDir('q'), eve.uid, eve.gid) },
    {
      is: 'of the journal',
      id: 'journal',
      says: /journal\.jsonl' belongs to user 61003/,
      make: () => {
        writeFileSync(lockDir('journal.jsonl'), '', { mode: 0o600 });
        chownSync(lockDir('journal.jsonl'), eve.uid, eve.gid);
      },
    },
    {
      is: 'of objects, where somebody ran git as root',
      id: 'owner',
      says: /objects' belongs to user 61003, and the repository to user 0/,
      make: () => chownSync(join(mirror, 'objects'), eve.uid, eve.gid),
    },
    {
      is: 'or a wrong group, where a group shares it',
      id: 'contents',
      says: /'h' .* is of group 61003, and the lock directory of group 61000/,
      make: () => {
        for (const it of ['', 'h', 'q', 't', 's', 'crashed']) {
          chownSync(lockDir(it), 0, it === 'h' ? eve.gid : group);
          chmodSync(lockDir(it), 0o2770);
        }
      },
    },
  ])('$is', ({ id, says, make }) => {
    make();
    const found = findingsOf([mirror]).filter((it) => it.id === id);
    expect(found[0]).toMatchObject({ says: expect.stringMatching(says) });
    give(found[0]?.mend);
    expect(findingsOf([mirror])).toEqual([]);
  });

  it('of a whole repository, for who is not trusted there', () => {
    chownSync(home, bob.uid, bob.gid);
    const foreign = makeMirror(home, 'bob.git', bob);
    expect(findingsOf([foreign], bob)).toEqual([]);
    const [found] = findingsOf([foreign], ann).filter((it) => it.id === 'owner');
    expect(found).toMatchObject({
      level: 'fail',
      says: expect.stringContaining('belongs to user 61002'),
      mend: expect.stringMatching(/^sudo chown -hR 61001:61000 -- /),
    });
    give(found?.mend?.replace(/^sudo /, ''));
    expect(findingsOf([foreign], ann).filter((it) => it.id === 'owner')).toEqual([]);
  });
});

it('a repository of another user that this one may read and not write', () => {
  const place = makeSharedPlace(0o2775);
  const path = makeMirror(dirname(place.guards), 'ann.git', { ...ann });
  const policy = JSON.stringify({ trustedOwners: [ann.uid] });
  const mounting = afterMounting(`mount --bind ${makeEtc(policy)} /etc`);
  const trusting = { through: [...mounting, 'setpriv', `--reuid=${bob.uid}`, `--regid=${group}`, '--clear-groups'] };
  const [found] = findingsOf([path], trusting);
  expect(found).toMatchObject({ id: 'owner', level: 'warn', says: expect.stringContaining('cannot write in') });
  give(found?.mend?.replaceAll('sudo ', ''));
  expect(findingsOf([path], trusting)).toEqual([]);
});

it('a lock that two users hold and wait for is well, for each of them', async () => {
  const place = makeSharedPlace();
  await startContender({ place, name: 'ann' }, ann).next('granted');
  await startContender({ place, name: 'bob' }, bob).next('waiting');
  for (const user of [ann, bob, {}]) expect(findingsOf([place.guards], user)).toEqual([]);
});

it('who has fewer rights is told what cannot be seen, and how', () => {
  for (const it of [lockDir(), lockDir('q')]) chmodSync(it, 0o700);
  const { code, out } = runDoctor([mirror], eve);
  expect(code).toBe(2);
  expect(out).toMatch(/warn {2}What the check 'contents' looks at cannot be seen: EACCES/);
  expect(out).toMatch(/^ +sudo fetch-lock doctor -- \/.*mirror\.git$/m);
});

it('a mount point, and where its lock can live instead', () => {
  const script = `mount --bind '${mirror}' '${mirror}' && mount -t tmpfs none /var/lib`;
  const [found] = findingsOf([mirror], { through: afterMounting(script) });
  expect(found).toMatchObject({ id: 'mount', level: 'fail', says: expect.stringContaining('is a mount point') });
  expect(findingsOf([mirror, '--lock-dir', '/var/lib/fetch-lock'], { through: afterMounting(`${script} && ${found?.mend}`) })).toEqual([]);
});

describe('a disk', () => {
  it.each([
    ['space', 'size=4m', /^[0-4] MiB are free where/],
    ['inodes', 'nr_inodes=40', /^\d+ inodes are free where/],
  ])('without %s', (_, options, says) => {
    const disk = join(home, 'disk');
    mkdirSync(disk);
    const through = afterMounting(`mount -t tmpfs -o ${options} none '${disk}' && mkdir '${disk}/cache'`);
    const [found] = findingsOf([join(disk, 'cache')], { through });
    expect(found).toMatchObject({ id: 'space', level: 'fail', says: expect.stringMatching(says) });
    give(found?.mend, { through });
  });
});

it('a host without inotify instances left', () => {
  const limited = (then: string) => [
    'unshare',
    '--user',
    '--map-root-user',
    'sh',
    '-c',
    `echo 0 > /proc/sys/user/max_inotify_instances && ${then} exec "$@"`,
    'sh',
  ];
  const [found] = findingsOf([home], { through: limited('') });
  expect(found).toMatchObject({ id: 'inotify', level: 'warn', says: expect.stringContaining('max_inotify_instances is 0') });
  expect(findingsOf([home], { through: limited(`${found?.mend} >&2 &&`) })).toEqual([]);
});

it('a path that is too long for sockets, where /proc does not help', () => {
  const deep = join(home, ...Array.from({ length: 12 }, () => 'directory'), 'cache');
  mkdirSync(deep, { recursive: true });
  expect(findingsOf([deep])).toEqual([]);
  const found = findingsOf([deep], { through: afterMounting('mount -t tmpfs none /proc') });
  expect(found).toMatchObject([
    { id: 'path-length', level: 'warn', says: expect.stringMatching(/has \d+ bytes, too many for its sockets/) },
  ]);
});

describe('the policy', () => {
  const policy = () => join(home, 'etc', 'fetch-lock', 'policy.json');
  const onHost = () => ({ through: afterMounting(`mount --bind '${join(home, 'etc')}' /etc`) });
  beforeEach(() => {
    mkdirSync(join(home, 'etc', 'fetch-lock'), { recursive: true });
    for (const it of ['passwd', 'group']) spawnSync('cp', [join('/etc', it), join(home, 'etc')]);
    writeFileSync(policy(), `{"trustedOwners": ["ann"], "maxHold": "2h"}`);
  });

  it('that is in force is shown', () => {
    expect(runDoctor([mirror], onHost()).out).toMatch(/the policy in force: .*trustedOwners \["ann"\], maxHold 2 h/);
  });

  it.each([
    ['of another owner', () => chownSync(policy(), eve.uid, eve.gid), /belongs to user 61003, not to root/],
    [
      'in a directory of another owner',
      () => chownSync(join(home, 'etc', 'fetch-lock'), eve.uid, eve.gid),
      /directory belongs to user 61003/,
    ],
    ['that others may write', () => chmodSync(policy(), 0o666), /may be written by others/],
  ])('%s', (_, make, says) => {
    make();
    const [found] = findingsOf([mirror], onHost());
    expect(found).toMatchObject({ id: 'policy', level: 'fail', says: expect.stringMatching(says) });
    give(found?.mend, onHost());
    expect(findingsOf([mirror], onHost())).toEqual([]);
  });

  it('that cannot be parsed, or not be read by who looks', () => {
    writeFileSync(policy(), '{');
    expect(findingsOf([mirror], onHost())).toMatchObject([
      {
        id: 'policy',
        level: 'fail',
        says: expect.stringContaining('cannot be followed'),
        mend: `"\${EDITOR:-vi}" /etc/fetch-lock/policy.json`,
      },
    ]);
  });
});

it('a file system that does not answer is told of, and keeps nobody', () => {
  const disk = join(home, 'disk');
  mkdirSync(disk);
  // A file system in user space whose program never says a word: each look at it waits for that.
  const device = openSync('/dev/fuse', 'r+');
  execFileSync('mount', ['-i', '-t', 'fuse', '-o', 'fd=3,rootmode=40000,user_id=0,group_id=0', 'none', disk], {
    stdio: ['ignore', 'pipe', 'pipe', device],
  });
  try {
    const { code, out } = runDoctor([join(disk, 'mirror.git'), mirror]);
    expect(code).toBe(1);
    expect(out).toMatch(/warn {2}The check 'path' did not end within 10 s, and was stopped\. What comes after it was left out\./);
    expect(out).toMatch(/mirror\.git'\n {2}ok {4}Everything is well\./);
  } finally {
    execFileSync('umount', ['--lazy', disk]);
    closeSync(device);
  }
});
