/** What may lie where git, or a step, says whose turn it is to write. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freeTurn, turnFile } from '../../../src/fetch/fencing/turn.ts';
import { systemKernel } from '../../../src/lock/host/system/kernel.ts';
import type { Kernel } from '../../../src/lock/host/system/port.ts';
import { hooks, makeHolder } from '../../support/fenced.ts';
import { removeAll } from '../../support/places.ts';
import { copyRepositories, git, makeRepositories, scopeOf } from '../../support/repositories.ts';

let template: string;
beforeAll(() => {
  template = makeRepositories();
});
afterAll(removeAll);

const mirrorOf = () => scopeOf(copyRepositories(template), 'mirror.git');
const roomOf = (dir: string) => readdirSync(join(dir, 'refs', 'fetch-lock'));

/** Not what git or fetch-lock makes. */
const plants: [string, (file: string) => void][] = [
  ['a pipe', (file) => execFileSync('mkfifo', [file])],
  ['a directory', (file) => mkdirSync(file)],
  ['a link to a device', (file) => symlinkSync('/dev/zero', file)],
  ['a link to nowhere', (file) => symlinkSync('/no/such/place', file)],
];

describe.each(plants)('%s in its place', (_, plant) => {
  it('has git refused at once, and the next holder told what to remove', async () => {
    const mirror = mirrorOf();
    const holder = makeHolder({ fence: 3 });
    await holder.move(mirror);
    const before = git(mirror.guards, 'for-each-ref');
    plant(turnFile(mirror.guards));
    holder.work.limitMs = 8000;
    await expect(holder.run(mirror, ['fetch', 'origin'])).rejects.toMatchObject({
      code: 'FL_GIT',
      message: expect.stringContaining('is no plain file'),
    });
    expect(git(mirror.guards, 'for-each-ref')).toBe(before);
    const message = expect.stringMatching(/It is no plain file.* `rm -r -- '?\S+writer\.lock/s);
    await expect(late(4).move(mirror)).rejects.toMatchObject({ code: 'FL_BACKEND', message });
  });
});

/** One that waits for no longer than a moment. */
function late(fence: number) {
  const holder = makeHolder({ fence });
  let now = 0;
  holder.work.clock = { ...holder.work.clock, now: () => (now += 1000) };
  return holder;
}

it('an empty one is left where it is, and told of as such', async () => {
  const mirror = mirrorOf();
  await makeHolder({ fence: 3 }).move(mirror);
  writeFileSync(turnFile(mirror.guards), '');
  const message = expect.stringContaining('a full disk');
  await expect(late(4).move(mirror)).rejects.toMatchObject({ code: 'FL_BACKEND', message });
});

it.each(['dash', 'bash', 'sh'])('a git that can make it and write nothing into it leaves none (%s)', async (shell) => {
  if (spawnSync(shell, ['-c', ':']).error) return;
  const mirror = mirrorOf();
  const holder = makeHolder({ fence: 3 });
  await holder.move(mirror);
  const { dir = '', object = '', by = '' } = holder.guard.barrier ?? {};
  const hook = join(hooks, 'reference-transaction');
  const ask = (limit: string) =>
    spawnSync(shell, ['-c', `trap '' XFSZ; ulimit -f ${limit}; exec ${shell} '${hook}' prepared`], {
      env: { ...process.env, FETCH_LOCK_FENCE: object, FETCH_LOCK_FENCE_DIR: dir, FETCH_LOCK_FENCE_BY: by },
    }).status;
  expect(ask('0')).toBe(1);
  expect(roomOf(mirror.guards)).toEqual(['fence']);
  expect(ask('unlimited')).toBe(0);
  expect(roomOf(mirror.guards).sort()).toEqual(['fence', 'writer.lock']);
});

it('that of a dead git is not taken from who has taken it since', async () => {
  const mirror = mirrorOf();
  await makeHolder({ fence: 3 }).move(mirror);
  const file = turnFile(mirror.guards);
  const line = (pid: number) => `${'a'.repeat(40)} h ${systemKernel.boot}-${systemKernel.namespace}-${pid}-1-0\n`;
  writeFileSync(file, line(4_194_305));
  // While we ask for the dead one another step frees it, and takes the turn.
  const asked: Kernel = Object.create(systemKernel, {
    probe: {
      value: () => {
        rmSync(file);
        writeFileSync(file, line(process.pid));
        return 'ESRCH';
      },
    },
  });
  const isFree = freeTurn(mirror.guards, asked);
  expect([isFree, readFileSync(file, 'utf8')]).toEqual([false, line(process.pid)]);
  expect(roomOf(mirror.guards).sort()).toEqual(['fence', 'writer.lock']);
});

it('git’s own lock of the fence goes only if it stays', async () => {
  const mirror = mirrorOf();
  await makeHolder({ fence: 3 }).move(mirror);
  const lock = join(mirror.guards, 'refs/fetch-lock/fence.lock');
  writeFileSync(lock, '');
  const { ino } = lstatSync(lock);
  const moving = makeHolder({ fence: 4 }).move(mirror);
  expect(lstatSync(lock).ino).toBe(ino);
  await moving;
  expect(existsSync(lock)).toBe(false);
  expect(git(mirror.guards, 'cat-file', '-p', 'refs/fetch-lock/fence')).toMatch(/^4 /);
});
