import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { text, World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

it('a clone, its worktrees and every spelling of their paths wait for one another', async () => {
  const clone = join(world.home, 'clone');
  world.git(world.home, 'clone', '-q', world.upstream, clone);
  world.git(clone, 'worktree', 'add', '-q', '--detach', join(world.home, 'tree'));
  symlinkSync('clone', join(world.home, 'link'));
  const spellings = ['tree', 'link', 'link/.git', './clone/../clone'];
  const holder = world.start({ steps: [world.lock({ path: clone, git: 'pull origin main', mode: 'exclusive' }), world.gate('working')] });
  await holder.line(/at working/);
  expect(text(await holder.ended('lock', 'main'))).toContain(`Got the exclusive lock on ${clone}`);
  for (const path of spellings) {
    const main = await world.start({ workspace: world.home, steps: [world.lock({ path, 'lock-timeout': '0' })] }).ended('lock', 'main');
    expect(main.outputs).toMatchObject({
      result: 'timeout',
      'git-dir': join(clone, '.git'),
      'lock-dir': join(clone, '.git', 'fetch-lock'),
    });
  }
  world.open('working');
  expect((await holder.done).conclusion).toBe('success');
});

it('a directory that does not exist yet can be locked, and no one else gets it meanwhile', async () => {
  const path = join(world.home, 'cache');
  const holder = world.start({ steps: [world.lock({ path, git: '' }), world.gate('working')] });
  await holder.line(/at working/);
  const main = await world.start({ steps: [world.lock({ path, git: '', 'lock-timeout': '0' })] }).ended('lock', 'main');
  expect(main.outputs).toMatchObject({ result: 'timeout', 'git-dir': '', 'lock-dir': `${path}.fetch-lock` });
  world.open('working');
  expect((await holder.done).conclusion).toBe('success');
});
