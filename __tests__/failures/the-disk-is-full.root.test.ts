import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pushLarge, unfinishedPacks } from '../support/repositories.ts';
import { demandRoot } from '../support/surroundings.ts';
import type { Server } from '../support/upstream-servers/git-daemon.ts';
import { errors, text, World } from '../support/world.ts';

let world: World;
let disk: string;
let mirror: string;
let server: Server;
let url: string;
beforeAll(demandRoot);
beforeEach(async () => {
  world = new World();
  disk = world.makeDir('disk');
  mirror = join(disk, 'mirror.git');
  // Room for a lock and a small mirror, or a large one; not for two of these.
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4500k', 'none', disk]);
  ({ server, url } = await world.serve('git'));
});
afterEach(async () => {
  execFileSync('umount', ['--lazy', disk]);
  await world.dispose();
});

const fill = () => writeFileSync(join(disk, 'ballast'), Buffer.alloc(3_000_000));
const makeRoom = () => rmSync(join(disk, 'ballast'));
/** By path: the server answers nobody for whom its own process waits. */
const clone = () => {
  world.git(disk, 'clone', '-q', '--mirror', '--no-local', world.upstream, mirror);
  world.git(mirror, 'remote', 'set-url', 'origin', url);
};
const run = async (inputs: Record<string, string> = {}) => {
  const asked = server.fetches.length;
  const job = world.start({ steps: [world.lock({ path: mirror, ...inputs })] });
  await job.done;
  return { main: await job.ended('lock', 'main'), asked: server.fetches.length - asked };
};
const eventsOf = () => world.events(mirror).map((it) => it.event);
const advice = /No space left on device.*Make space where the repository is; what was in it is still there\. \[FL_GIT\]$/i;

describe('a disk that is full (F16)', () => {
  it('leaves nothing of a clone, and the next job makes it once there is room', async () => {
    pushLarge(world.home);
    fill();
    const { main, asked } = await run({ url, git: '' });
    expect(main).toMatchObject({ conclusion: 'failure', outputs: { locked: 'false', fetched: 'none' } });
    expect(errors(main)).toEqual([expect.stringMatching(advice)]);
    expect(text(main)).not.toContain('trying again');
    expect(asked).toBe(2); // its HEAD, and everything
    expect(readdirSync(disk).sort()).toEqual(['ballast', 'mirror.git.fetch-lock-new.fetch-lock']);
    makeRoom();
    expect((await run({ url })).main).toMatchObject({ conclusion: 'success' });
    expect(world.git(mirror, 'fsck', '--no-dangling')).toBe('');
  });

  it.each([
    ['a pack', '1'],
    ['loose objects', '100'],
  ])('leaves a mirror as it was before a fetch of %s', async (_, unpackLimit) => {
    clone();
    world.git(mirror, 'config', 'fetch.unpackLimit', unpackLimit);
    pushLarge(world.home);
    fill();
    const before = world.refs(mirror);
    const { main, asked } = await run();
    expect(errors(main)).toEqual([expect.stringMatching(advice)]);
    expect(asked).toBe(1);
    expect(world.git(mirror, 'fsck', '--no-dangling')).toBe('');
    expect(world.refs(mirror)).toBe(before);
    expect(unfinishedPacks(mirror)).toEqual([]);
    expect(readdirSync(disk).sort()).toEqual(['ballast', 'mirror.git', 'mirror.git.fetch-lock']);
    expect(eventsOf()).not.toContainEqual(expect.stringMatching(/^(git_retried|mirror_.*)$/));
    makeRoom();
    expect((await run()).main).toMatchObject({ conclusion: 'success' });
    expect(world.refs(mirror)).toBe(world.refs(world.upstream));
  });

  it('leaves a damaged mirror where it is, and makes no loop of it', async () => {
    pushLarge(world.home);
    clone();
    const id = world.git(mirror, 'rev-parse', 'main');
    writeFileSync(join(mirror, 'HEAD'), '');
    const { main } = await run();
    expect(errors(main)).toEqual([expect.stringMatching(advice)]);
    expect(existsSync(join(mirror, 'refs'))).toBe(true);
    expect(readdirSync(disk).sort()).toEqual(['mirror.git', 'mirror.git.fetch-lock', 'mirror.git.fetch-lock-new.fetch-lock']);
    const again = await run();
    expect(errors(again.main)).toEqual([expect.stringMatching(/is damaged, and was made anew, or that was tried, .* ago\..*\[FL_GIT\]$/)]);
    expect(again.asked).toBe(0);
    writeFileSync(join(mirror, 'HEAD'), 'ref: refs/heads/main\n');
    expect(world.git(mirror, 'rev-parse', 'main')).toBe(id);
    expect(world.git(mirror, 'fsck', '--no-dangling')).toBe('');
  });
});
