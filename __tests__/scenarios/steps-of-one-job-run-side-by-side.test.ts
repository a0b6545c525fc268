import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { systemClock } from '../../src/base/clock.ts';
import { createJob } from '../../src/cli/demo/stages.ts';
import { until } from '../support/until.ts';
import { actionDir, World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

/** The action as a background step has it: beside others of the same job. */
function step(name: string, trackingId: string, inputs: Record<string, string> = {}) {
  const lines: string[] = [];
  const temp = join(world.home, trackingId);
  mkdirSync(temp, { recursive: true });
  const env = {
    PATH: process.env.PATH ?? '',
    GIT_CONFIG_GLOBAL: world.gitConfig,
    RUNNER_TRACKING_ID: trackingId,
    GITHUB_JOB: name,
    RUNNER_TEMP: temp,
  };
  const job = createJob({
    ...{ action: actionDir, home: join(world.home, name), env, clock: systemClock, signal: new AbortController().signal },
    inputs: { path: world.mirror, git: 'fetch --prune origin', ...inputs },
    onLine: (line) => lines.push(line),
  });
  return { ...job, lines };
}

const [job, another] = ['1', '2'].map((digit) => `github_00000000-0000-4000-8000-00000000000${digit}`) as [string, string];

it('two of them take turns with git, keep the lock together, and let go in any order (P10)', async () => {
  const pidFile = world.makeFetchHang();
  const [one, two] = [step('one', job, { retries: '1' }), step('two', job)];
  const first = one.run('main');
  await until(() => existsSync(pidFile));
  const second = two.run('main');
  await until(() => two.lines.some((it) => it.includes('Waiting to get an update lock')));
  world.serveBy('git-upload-pack');
  process.kill(Number(readFileSync(pidFile, 'utf8')), 'SIGKILL');
  expect(await first).toBe(false);
  expect(await second).toBe(true);
  expect(world.room('h')).toHaveLength(2);
  expect(await one.run('post')).toBe(true);
  expect(world.room('h')).toHaveLength(1);
  const other = step('other', another);
  expect(await other.run('main')).toBe(true);
  expect(await two.run('post')).toBe(true);
  expect(await other.run('post')).toBe(true);
  expect([world.room('h'), world.room('q')]).toEqual([[], []]);
});

it('one that waits makes a deadlock with what another was granted later, and that is found (P11)', async () => {
  const cache = world.makeDir('cache');
  const write = (name: string, who: string, path: string) => step(name, who, { path, git: '', 'lock-timeout': '25s' });
  const [holder, waiter, later, last] = [
    write('holder', another, world.mirror),
    write('waiter', job, world.mirror),
    write('later', job, cache),
    write('last', another, cache),
  ] as const;
  expect(await holder.run('main')).toBe(true);
  const waiting = waiter.run('main');
  await until(() => waiter.lines.some((it) => it.includes('Waiting to get')));
  expect(await later.run('main')).toBe(true);
  expect(await last.run('main')).toBe(false);
  expect(last.lines.join()).toContain('[FL_DEADLOCK]');
  for (const it of [last, holder]) await it.run('post');
  expect(await waiting).toBe(true);
  for (const it of [waiter, later]) await it.run('post');
});
