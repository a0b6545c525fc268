import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { stageNode } from '../runner/simulator.ts';
import { afterMounting, demandRoot } from '../support/surroundings.ts';
import { actionDir, World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  demandRoot();
  world = new World();
});
afterEach(() => world.dispose());

it.each(['a commit', 'a ref'])('%s that is there is not pinned where nothing can be written, and kept by the shared lock', (what) => {
  const want = what === 'a ref' ? 'refs/heads/main' : world.git(world.mirror, 'rev-parse', 'main');
  const refs = join(world.mirror, 'refs');
  const inputs = { path: world.mirror, mode: what === 'a ref' ? 'shared' : 'auto', hold: 'step', want, 'fail-closed': 'true' };
  const more = { 'lock-timeout': '5s', 'git-timeout': '20s', summary: 'true', retries: '3', 'max-age': '0s' };
  const given = Object.entries({ ...inputs, ...more }).map(([name, value]) => `INPUT_${name.toUpperCase()}=${value}`);
  const [command = '', ...args] = afterMounting(`mount --bind '${refs}' '${refs}' && mount -o remount,bind,ro '${refs}'`);
  const env = { PATH: process.env.PATH, HOME: world.home, RUNNER_TEMP: world.home, GITHUB_WORKSPACE: world.home };
  const main = join(actionDir, 'dist', 'main', 'index.js');
  // By `env`, since a shell drops variables with a hyphen in their names.
  const { status, stdout } = spawnSync(command, [...args, 'env', ...given, stageNode, main], { env, cwd: world.home, encoding: 'utf8' });
  expect(stdout).not.toContain('::error');
  expect(stdout).toContain('Got the shared lock');
  expect(status).toBe(0);
});
