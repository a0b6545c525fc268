import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { overlap } from '../support/overlap.ts';
import { errors, World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

describe.each(['git', 'http'] as const)('fetches with a depth, at once (F3), by %s', (how) => {
  it('fail plain git', async () => {
    const { proxy } = await world.serve(how);
    const fetch = () => world.plain(['-c', 'protocol.version=2', 'fetch', '--depth=1', 'origin']);
    world.push('main');
    world.push('main');
    await overlap(proxy, fetch, async () =>
      expect(await fetch()).toMatchObject({ exitCode: 128, stderr: expect.stringContaining("shallow.lock': File exists") }),
    );
  });

  it('are refused before anything is asked of upstream, since what all share would be cut off for all', async () => {
    const { server } = await world.serve(how);
    const job = world.start({ steps: [world.lock({ git: 'fetch --depth=1 origin' })] });
    expect(errors(await job.ended('lock', 'pre'))).toEqual([expect.stringMatching(/--depth.*\[FL_UNSAFE_COMMAND\]$/s)]);
    expect((await job.done).conclusion).toBe('failure');
    expect(server.fetches).toEqual([]);
  });
});
