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
    expect(errors(await job.ended('lock', 'main'))).toEqual([
      expect.stringMatching(/--depth=1 origin' is refused in .*not shallow.*shallow\.lock.*\[FL_UNSAFE_COMMAND\]$/s),
    ]);
    expect((await job.done).conclusion).toBe('failure');
    expect(server.fetches).toEqual([]);
  });

  it('are one after the other where all that is shared is shallow already', async () => {
    const { url } = await world.serve(how);
    world.push('main');
    world.git(world.home, 'clone', '-q', '--mirror', '--depth=1', `file://${world.upstream}`, 'shallow.git');
    world.push('main');
    const path = `${world.home}/shallow.git`;
    world.git(path, 'remote', 'set-url', 'origin', url);
    const jobs = [1, 2, 3].map((depth) => world.start({ steps: [world.lock({ path, git: `fetch --depth=${depth} origin` })] }));
    for (const it of jobs) expect((await it.done).conclusion).toBe('success');
    expect(
      world
        .events(path)
        .filter((it) => it.event === 'lock_acquired')
        .map((it) => it.mode),
    ).toEqual(Array(3).fill('exclusive'));
    expect((await world.start({ steps: [world.lock({ path, git: 'fetch --unshallow origin' })] }).done).conclusion).toBe('success');
    expect(world.git(path, 'rev-parse', '--is-shallow-repository')).toBe('false');
  });

  it('are refused with a lock that others may read beside', async () => {
    const job = world.start({ steps: [world.lock({ git: 'fetch --depth=1 origin', mode: 'update' })] });
    expect(errors(await job.ended('lock', 'pre'))).toEqual([expect.stringMatching(/`mode`.*exclusive.*\[FL_INPUT\]$/s)]);
    await job.done;
  });
});
