import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { overlap } from '../support/overlap.ts';
import { actionDir, World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

describe('two fetches that each want one branch (F4)', () => {
  it('leave plain git with the commit of the other in FETCH_HEAD, and no word of it', async () => {
    const { proxy } = await world.serve('git');
    const wanted = world.push('main');
    const fetch = (branch: string) => world.plain(['-c', 'protocol.version=2', 'fetch', 'origin', branch]);
    const first = await overlap(
      proxy,
      () => fetch('main'),
      async () => {
        world.push('topic');
        expect(await fetch('topic')).toMatchObject({ exitCode: 0 });
      },
    );
    expect(first.exitCode).toBe(0);
    expect(world.git(world.mirror, 'rev-parse', 'FETCH_HEAD')).not.toBe(wanted);
  });

  it('find it in the refs that they name, and nothing of ours reads FETCH_HEAD', async () => {
    const { proxy } = await world.serve('git');
    const wanted = world.push('main');
    const step = (branch: string) => world.lock({ git: `fetch origin +refs/heads/${branch}:refs/heads/${branch}` });
    const look = { id: 'look', run: `git -C '${world.mirror}' rev-parse main` };
    const job = await overlap(
      proxy,
      () => world.start({ steps: [step('main'), look] }),
      () => {
        world.push('topic');
        return world.start({ steps: [step('topic')] }).line(/Waiting to get an update lock/);
      },
    );
    expect((await job.ended('look', 'main')).lines).toContain(wanted);
    expect((await job.done).conclusion).toBe('success');
    const sources = readdirSync(join(actionDir, 'src'), { recursive: true, encoding: 'utf8' }).filter((it) => it.endsWith('.ts'));
    // That takes away one that may not be written, and looks into none.
    const named = sources.filter((it) => /FETCH_HEAD['"`]/.test(readFileSync(join(actionDir, 'src', it), 'utf8')));
    expect(named).toEqual([join('fetch', 'fetch-head.ts')]);
  });
});
