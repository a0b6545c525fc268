import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { systemClock } from '../../src/base/clock.ts';
import { createJob } from '../../src/cli/stages.ts';
import { until } from '../support/until.ts';
import { actionDir, World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

/** The action as a background step has it: beside others of the same job. */
function step(name: string, trackingId: string) {
  const lines: string[] = [];
  const env = { PATH: process.env.PATH ?? '', RUNNER_TRACKING_ID: trackingId, GITHUB_JOB: name, RUNNER_TEMP: world.home };
  const job = createJob({
    ...{ action: actionDir, home: join(world.home, name), env, clock: systemClock, signal: new AbortController().signal },
    inputs: { path: world.mirror, git: 'fetch --prune origin' },
    onLine: (line) => lines.push(line),
  });
  return { ...job, lines };
}

it('two of them take turns with git, keep the lock together, and let go in any order (P10)', async () => {
  const pidFile = world.makeFetchHang();
  const job = 'github_00000000-0000-4000-8000-000000000001';
  const [one, two] = [step('one', job), step('two', job)];
  const first = one.run('main');
  await until(() => existsSync(pidFile));
  const second = two.run('main');
  await until(() => two.lines.some((it) => it.includes('Waiting to get an update lock')));
  world.git(world.mirror, 'config', '--unset', 'remote.origin.uploadpack');
  process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGKILL');
  expect(await first).toBe(false);
  expect(await second).toBe(true);
  expect(world.room('h')).toHaveLength(2);
  expect(await one.run('post')).toBe(true);
  expect(world.room('h')).toHaveLength(1);
  const other = step('other', 'github_00000000-0000-4000-8000-000000000002');
  expect(await other.run('main')).toBe(true);
  expect(await two.run('post')).toBe(true);
  expect(await other.run('post')).toBe(true);
  expect([world.room('h'), world.room('q')]).toEqual([[], []]);
});
