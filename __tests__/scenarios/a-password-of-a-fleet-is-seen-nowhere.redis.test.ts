import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { FleetWorld } from '../support/fleet.ts';
import { until } from '../support/until.ts';
import { errors, kept } from '../support/world.ts';

let world: FleetWorld;
afterEach(() => world.dispose());

const password = 'c4n4ry-of-the-fleet';

function fileOr(other: string, ...path: string[]): string {
  try {
    return readFileSync(join(...path), 'latin1');
  } catch {
    return other;
  }
}

/** The simulator is told its job by argument, a stage its inputs by environment; and the server knows its own password. */
const processes = () =>
  readdirSync('/proc')
    .filter((it) => /^\d+$/.test(it))
    .map((pid) => ({ args: fileOr('', '/proc', pid, 'cmdline'), env: fileOr('', '/proc', pid, 'environ') }))
    .filter(({ args }) => !args.includes(join('runner', 'worker.js')) && !args.includes('redis-server'));

function filesIn(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((it) => it.isFile())
    .map((it) => join(it.parentPath, it.name));
}

it('while git and the keeper use it, nor afterwards', async () => {
  world = await FleetWorld.start('30s', { password });
  const pidFile = world.makeFetchHang();
  const hanging = world.start({ steps: [world.on('one', { ...kept, 'git-timeout': '1s' })] });
  await until(() => fileOr('', pidFile) !== '');
  const seen = processes();
  expect(seen.filter((it) => it.args.includes(password)).map((it) => it.args)).toEqual([]);
  // A stage has its inputs there, from the runner; whatever it starts has not.
  const stages = seen.filter((it) => it.env.includes(password));
  expect(stages.map((it) => it.args).filter((it) => !it.includes(join('dist', 'main', 'index.js')))).toEqual([]);
  expect(seen.some((it) => it.args.includes(join('dist', 'keeper', 'index.js')))).toBe(true);
  const failed = await hanging.done;
  expect(JSON.stringify(failed)).not.toContain(password);
  world.git(world.home, 'config', '--file', world.gitConfig, '--unset', 'remote.origin.uploadpack');
  const job = world.start({ steps: [world.on('one', kept), world.gate('working')] });
  await job.line(/at working/);
  const keepers = processes().filter((it) => it.args.includes(join('dist', 'keeper', 'index.js')));
  expect(keepers.length).toBeGreaterThan(0);
  expect(keepers.filter((it) => it.env.includes(password) || it.args.includes(password))).toEqual([]);
  const left = filesIn(world.home);
  world.open('working');
  const result = await job.done;
  expect([result.conclusion, JSON.stringify(result).includes(password)]).toEqual(['success', false]);
  expect([...left, ...filesIn(world.home)].filter((it) => fileOr('', it).includes(password))).toEqual([]);
});

it('though Redis refuses it', async () => {
  world = await FleetWorld.start('30s', { password });
  const wrong = `${password}-is-wrong`;
  const url = world.url.replace(password, wrong);
  const { stages, conclusion } = await world.start({ steps: [world.on('one', { 'redis-url': url })] }).done;
  const main = stages.find((it) => it.stage === 'main');
  expect([conclusion, main && errors(main)]).toEqual(['failure', [expect.stringMatching(/\[FL_BACKEND\]$/)]]);
  expect(JSON.stringify(stages)).not.toContain(password);
  expect(filesIn(world.home).filter((it) => fileOr('', it).includes(password))).toEqual([]);
});
