import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { stageNode } from '../runner/simulator.ts';
import { actionDir, errors, World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

const cases: [Record<string, string>, RegExp][] = [
  [{ mode: 'writer' }, /^Input `mode` is 'writer'\. Accepted are: auto, shared, update, exclusive\. \[FL_INPUT\]$/],
  [{ 'lock-timeout': '5 minutes' }, /^Input `lock-timeout` is '5 minutes', which is not a duration\. Write a number with .* \[FL_INPUT\]$/],
  [{ 'fail-closed': 'yes' }, /^Input `fail-closed` is 'yes'\. Accepted are: true, .* \[FL_INPUT\]$/],
  [{ git: 'fetch "origin' }, /The quote " is not closed\. .*\[FL_UNSAFE_COMMAND\]$/],
  [{ git: 'fetch origin; touch /tmp/x' }, /There is no shell, so ';' means nothing here\. .*\[FL_UNSAFE_COMMAND\]$/],
  [{ git: 'fetch $(id)' }, /There is no shell, so '\$' means nothing here\. .*\[FL_UNSAFE_COMMAND\]$/],
  [
    { git: 'fetch --upload-pack=/bin/x origin' },
    /The option '--upload-pack=\/bin\/x' is not accepted\. It makes git run a program\. .*\[FL_UNSAFE_COMMAND\]$/,
  ],
  [{ git: '-c core.sshCommand=x fetch' }, /It has the option '-c' before the verb\. .*\[FL_UNSAFE_COMMAND\]$/],
  [{ git: 'push origin' }, /'push' is no verb that is accepted\. .*\[FL_UNSAFE_COMMAND\]$/],
  [
    { mode: 'update', git: 'pull origin main' },
    /^Input `mode` is 'update', but 'pull origin main' in `git` needs exclusive\. .*\[FL_INPUT\]$/,
  ],
  [{ want: 'main' }, /^Input `want` has 'main' in it, .*\. Write refs\/heads\/main: .* \[FL_INPUT\]$/],
  [
    { 'redis-url': 'http://redis.example' },
    /^Input `redis-url` is not the address of a Redis: it begins with no known scheme.* \[FL_INPUT\]$/,
  ],
];

it.each(cases)('%j', async (inputs, message) => {
  const before = readdirSync(world.home);
  const job = world.start({ steps: [world.lock(inputs)] });
  const { stages, conclusion } = await job.done;
  expect(conclusion).toBe('failure');
  // The pre stage sees it first; main, which a user may still have run, says the same.
  expect(stages.map((it) => [it.stage, it.conclusion])).toEqual([
    ['pre', 'failure'],
    ['main', 'skipped'],
    ['post', 'success'],
  ]);
  expect(errors(await job.ended('lock', 'pre'))).toEqual([expect.stringMatching(message)]);
  const local = await world.start({ steps: [{ ...world.lock(inputs), isLocal: true }] }).ended('lock', 'main');
  expect(local.outputs).toMatchObject({ locked: 'false', result: 'unavailable', 'waited-ms': '0', fetched: 'none' });
  expect(errors(local)).toEqual([expect.stringMatching(message)]);
  expect(readdirSync(world.home)).toEqual(before);
});

it('a path that does not exist, nor its directory', async () => {
  const main = await world.start({ steps: [world.lock({ path: 'no/such/place', git: '' })] }).ended('lock', 'main');
  expect(errors(main)).toEqual([
    expect.stringMatching(
      /^Input `path`: 'no\/such\/place' \(.*\) does not exist, nor does the directory it would be in\. .*\[FL_INPUT\]$/,
    ),
  ]);
});

it('a runner without git is told so by the pre stage', () => {
  const env = { PATH: '/no/such/place', INPUT_GIT: 'fetch origin' };
  const { status, stdout } = spawnSync(stageNode, [join(actionDir, 'dist', 'pre', 'index.js')], { env, cwd: world.home, encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stdout).toMatch(/^::error::git could not be run on this runner\. .*\[FL_GIT\]$/m);
});

it('a lock that would be let go of before anything is done under it', async () => {
  const before = readdirSync(world.home);
  const main = await world.start({ steps: [world.lock({ hold: 'step', git: '' })] }).ended('lock', 'main');
  expect(errors(main)).toEqual([
    expect.stringMatching(/^Input `hold` is 'step', but there is nothing in `git` to hold the lock for, nor in `want`\..*\[FL_INPUT\]$/),
  ]);
  expect(readdirSync(world.home)).toEqual(before);
});
