import { existsSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Job } from '../runner/simulator.ts';
import { endLingering, keepOpen } from '../support/lingering.ts';
import { plainGit, pushLarge, startStallingServer, unfinishedPacks } from '../support/repositories.ts';
import { until } from '../support/until.ts';
import { errors, text, World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(async () => {
  await endLingering();
  await world.dispose();
});

const removed = () => world.events().filter((it) => it.event === 'git_lock_removed');

const leave = (name: string, ageMs = 0): string => {
  const path = join(world.mirror, name);
  writeFileSync(path, '');
  utimesSync(path, (Date.now() - ageMs) / 1000, (Date.now() - ageMs) / 1000);
  return path;
};

it('a lock file of git that nobody uses is removed, and the fetch succeeds', async () => {
  world.push('main');
  const path = leave('refs/heads/main.lock', 2 * 3_600_000);
  expect(plainGit(world.mirror, 'fetch', 'origin').said).toContain('main.lock');
  const job = world.start({ steps: [world.lock()] });
  const main = await job.ended('lock', 'main');
  expect(main).toMatchObject({ conclusion: 'success', outputs: { fetched: 'fetched', dirty: 'false' } });
  expect(text(main)).toMatch(
    /^Removed 'refs\/heads\/main\.lock' from '.*', 2 h old: (nobody works in the repository|it is older than 1 h)\.$/m,
  );
  expect(existsSync(path)).toBe(false);
  expect(removed()).toMatchObject([{ file: 'refs/heads/main.lock', path: world.mirror, age_ms: expect.any(Number) }]);
  await job.done;
});

it('one that somebody has open stays, and the step says whose it is', async () => {
  world.push('main');
  const path = leave('refs/heads/main.lock', 2 * 3_600_000);
  const pid = await keepOpen(path);
  const job = world.start({ steps: [world.lock()] });
  const main = await job.ended('lock', 'main');
  expect(errors(main)).toEqual([
    expect.stringMatching(
      /In the way: 'refs\/heads\/main\.lock': Process \d+ \(sh\) has it open\..*remove it: `rm -- '.*main\.lock'`\. \[FL_GIT\]$/,
    ),
  ]);
  expect(text(main)).toContain(`'refs/heads/main.lock' was left in '${world.mirror}'. Process ${pid} (sh) has it open.`);
  expect([existsSync(path), removed()]).toEqual([true, []]);
  await job.done;
});

describe('in the middle of a pack', () => {
  const stall = async (act: (job: Job) => Promise<void>) => {
    pushLarge(world.home);
    const server = await startStallingServer(world.home);
    world.git(world.mirror, 'config', 'fetch.unpackLimit', '1');
    world.git(world.mirror, 'config', 'remote.origin.url', server.url);
    try {
      const job = world.start({ steps: [world.lock()] });
      await until(() => unfinishedPacks(world.mirror).length > 0);
      await act(job);
    } finally {
      server.close();
    }
  };

  it('a cancelled step takes its unfinished pack away, in the time it has', async () => {
    await stall(async (job) => {
      const startedMs = performance.now();
      job.cancel();
      expect(await job.ended('lock', 'main')).toMatchObject({ conclusion: 'cancelled', signal: null });
      expect(performance.now() - startedMs).toBeLessThan(5000);
      await job.done;
    });
    expect(unfinishedPacks(world.mirror)).toEqual([]);
    expect(removed()).toMatchObject([{ file: expect.stringMatching(/^objects\/pack\/tmp_pack_/), reason: 'our git command left it' }]);
    const order = world.events().map((it) => it.event);
    expect(order).toEqual(['lock_acquired', 'git_finished', 'git_lock_removed', 'lock_released']);
  });

  it('a job that is killed outright leaves one, and the next job takes it away and fetches (F5)', async () => {
    await stall((job) => job.killAll());
    expect(unfinishedPacks(world.mirror)).toHaveLength(1);
    leave('packed-refs.lock');
    world.git(world.mirror, 'config', 'remote.origin.url', world.upstream);
    const next = world.start({ steps: [world.lock()] });
    expect(await next.ended('lock', 'main')).toMatchObject({ conclusion: 'success', outputs: { dirty: 'true', fetched: 'fetched' } });
    expect(unfinishedPacks(world.mirror)).toEqual([]);
    expect(removed().map((it) => it.file)).toEqual(['packed-refs.lock', expect.stringMatching(/^objects\/pack\/tmp_pack_/)]);
    expect(plainGit(world.mirror, 'fsck', '--connectivity-only').exitCode).toBe(0);
    await next.done;
  });
});
