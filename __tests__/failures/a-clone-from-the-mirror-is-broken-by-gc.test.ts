import { execFileSync, spawnSync } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

/** A clone by path of the mirror stops half-way, until something is written to a pipe; answers the pipe. */
function makeCloneWait(): string {
  for (let count = 0; count < 20; count++) world.push(`branch-${count}`);
  world.git(world.mirror, 'fetch', '-q', 'origin');
  world.git(world.mirror, 'repack', '-q', '-d', '-l');
  // These stay loose, in directories that the clone copies one after the other.
  for (let count = 0; count < 20; count++) {
    world.push('main');
    world.git(world.mirror, 'fetch', '-q', 'origin');
  }
  const pipe = join(world.mirror, 'objects', 'pack', 'pipe');
  execFileSync('mkfifo', [pipe]);
  return pipe;
}

const clone = (copy: string): string[] => ['clone', '-q', '--bare', '--no-hardlinks', world.mirror, copy];
const isWhole = (copy: string): boolean => spawnSync('git', ['fsck', '--connectivity-only'], { cwd: copy }).status === 0;

describe('a clone by path while the mirror is collected (F9)', () => {
  it('is broken by plain git, whatever it says of itself', async () => {
    const pipe = makeCloneWait();
    const copy = join(world.home, 'copy.git');
    const cloned = world.plain(clone(copy));
    const writer = await open(pipe, 'w');
    expect(await world.plain(['gc', '--quiet', '--prune=now'])).toMatchObject({ exitCode: 0 });
    await writer.close();
    const { exitCode } = await cloned;
    expect(exitCode === 0 && isWhole(copy)).toBe(false);
  });

  it('is whole under a shared lock: a fetch goes on beside it, and gc waits', async () => {
    const pipe = makeCloneWait();
    const copy = join(world.home, 'copy.git');
    const reader = world.start({
      steps: [world.lock({ mode: 'shared', git: '' }), { id: 'clone', run: `git ${clone(copy).join(' ')}` }],
    });
    const writer = await open(pipe, 'w');
    world.push('main');
    expect((await world.start({ steps: [world.lock()] }).done).conclusion).toBe('success');
    const gc = world.start({ steps: [world.lock({ git: 'gc --quiet --prune=now' })] });
    await gc.line(/Waiting to get an exclusive lock/);
    await writer.close();
    expect((await reader.done).conclusion).toBe('success');
    expect((await gc.done).conclusion).toBe('success');
    expect(isWhole(copy)).toBe(true);
  });
});
