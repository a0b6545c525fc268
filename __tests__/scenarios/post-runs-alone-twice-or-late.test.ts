import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { stageNode } from '../runner/simulator.ts';
import { actionDir, kept, text, World, warnings } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

const runPost = (state: Record<string, string>) => {
  const env = {
    PATH: process.env.PATH ?? '',
    ...Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value])),
  };
  return spawnSync(stageNode, [join(actionDir, 'dist', 'post', 'index.js')], { env, encoding: 'utf8' });
};

it('a post without a main, or with state that is not ours, has nothing to let go of', () => {
  for (const state of [{}, { ticket: 'junk' }, { ticket: '{"id":"../../x","place":{"dir":"/"}}' }]) {
    expect(runPost(state)).toMatchObject({ status: 0, stdout: expect.stringContaining('there is nothing to let go of') });
  }
});

it('a second post changes nothing and frees nobody else', async () => {
  const job = world.start({ steps: [world.lock()] });
  const { state } = await job.ended('lock', 'main');
  await job.done;
  const holder = world.start({ steps: [world.lock(kept), world.gate('working')] });
  await holder.line(/at working/);
  expect(runPost(state)).toMatchObject({ status: 0, stdout: expect.stringContaining('was already released') });
  expect(world.room('h')).toHaveLength(1);
  world.open('working');
  expect((await holder.done).conclusion).toBe('success');
});

it('a lock that somebody took away is a warning, not a secret, and not a red job', async () => {
  const job = world.start({ steps: [world.lock(), world.gate('working')] });
  await job.line(/at working/);
  for (const token of world.room('h')) rmSync(join(`${world.mirror}.fetch-lock`, 'h', token), { recursive: true });
  world.open('working');
  expect((await job.done).conclusion).toBe('success');
  const post = await job.ended('lock', 'post');
  expect(warnings(post)).toEqual([expect.stringContaining('was gone before the job let go of it')]);
  expect(text(post)).not.toContain('Let go of');
  expect(world.events().at(-1)?.event).toBe('lock_broken');
});
