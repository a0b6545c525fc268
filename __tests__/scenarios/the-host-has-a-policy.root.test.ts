import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { stageNode } from '../runner/simulator.ts';
import { afterMounting, ann, demandRoot } from '../support/surroundings.ts';
import { actionDir, World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  demandRoot();
  world = new World();
});
afterEach(() => world.dispose());

/** A stage of the built action, on a host with that policy. */
function runStage(stage: 'pre' | 'main', policy: string): { status: number | null; stdout: string } {
  const etc = world.makeDir(`etc-${stage}`);
  mkdirSync(join(etc, 'fetch-lock'));
  writeFileSync(join(etc, 'fetch-lock', 'policy.json'), policy);
  for (const it of ['passwd', 'group']) spawnSync('cp', [join('/etc', it), etc]);
  chmodSync(etc, 0o755);
  const inputs = { path: world.mirror, git: 'fetch origin', mode: 'auto', hold: 'step', 'lock-timeout': '5s', 'git-timeout': '20s' };
  const more = { 'fail-closed': 'true', summary: 'true', retries: '3', 'max-age': '0s' };
  const given = Object.entries({ ...inputs, ...more }).map(([name, value]) => `INPUT_${name.toUpperCase()}=${value}`);
  const [command = '', ...args] = afterMounting(`mount --bind '${etc}' /etc`);
  const file = join(actionDir, 'dist', stage, 'index.js');
  const env = {
    PATH: process.env.PATH,
    HOME: world.home,
    RUNNER_TEMP: world.home,
    GITHUB_WORKSPACE: world.home,
  };
  // By `env`, since a shell drops variables with a hyphen in their names.
  return spawnSync(command, [...args, 'env', ...given, stageNode, file], { env, cwd: world.home, encoding: 'utf8' });
}

it.each(['pre', 'main'] as const)('one that %s does not understand is never passed over', (stage) => {
  const { status, stdout } = runStage(stage, '{"maxHold": "1h"}');
  expect(status).toBe(1);
  expect(stdout).toMatch(
    /^::error::The policy of this host, '\/etc\/fetch-lock\/policy\.json', cannot be followed\. .*`maxHold` yet\..*\[FL_POLICY\]$/m,
  );
});

it("another user's mirror is told of by pre, and refused by main before it asks for the lock", () => {
  spawnSync('chown', ['-R', String(ann.uid), world.mirror]);
  expect(runStage('pre', '{}').stdout).toMatch(/The main step would fail as things are now: .* belongs to user 61001.*\[FL_POLICY\]/);
  const { status, stdout } = runStage('main', '{}');
  expect([status, stdout]).toEqual([1, expect.stringContaining('[FL_POLICY]')]);
  expect(existsSync(`${world.mirror}.fetch-lock`)).toBe(false);
});

it("another user's mirror is used where the host trusts that user", () => {
  spawnSync('chown', ['-R', String(ann.uid), world.mirror]);
  const { status, stdout } = runStage('main', `{"trustedOwners": [${ann.uid}]}`);
  expect([status, stdout]).toEqual([0, expect.stringContaining('Let go of the update lock')]);
});
