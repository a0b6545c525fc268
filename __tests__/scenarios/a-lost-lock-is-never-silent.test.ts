import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isRunning, until } from '../support/until.ts';
import { errors, kept, World, warnings } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

/** What an admin, or a cleaner of old files, may do. */
const removeGrants = (path = world.mirror) => {
  const granted = join(`${path}.fetch-lock`, 'h');
  for (const name of readdirSync(granted)) rmSync(join(granted, name), { recursive: true });
};

describe('a lock that is taken away', () => {
  it('while git runs stops git and fails the step (P12)', async () => {
    const pidFile = world.makeFetchHang();
    const job = world.start({ steps: [world.lock()] });
    await until(() => existsSync(pidFile));
    removeGrants();
    const main = await job.ended('lock', 'main');
    expect(errors(main)).toEqual([expect.stringMatching(/was lost, so `git fetch --prune origin` is not trusted\. .*\[FL_LOST\]$/)]);
    expect(main.outputs).toMatchObject({ locked: 'false', fetched: 'none' });
    expect(isRunning(Number(readFileSync(pidFile, 'utf8')))).toBe(false);
    expect((await job.done).conclusion).toBe('failure');
  });

  it('of another path of the step does so too (P12)', async () => {
    const cache = world.makeDir('z-cache');
    const pidFile = world.makeFetchHang();
    const job = world.start({ steps: [world.lock({ path: `${world.mirror}\n${cache}`, hold: 'step' })] });
    await until(() => existsSync(pidFile));
    removeGrants(cache);
    expect(errors(await job.ended('lock', 'main'))).toEqual([expect.stringContaining('[FL_LOST]')]);
    expect((await job.done).conclusion).toBe('failure');
    expect(world.room('h')).toEqual([]);
  });

  it('while the job works is told by its post (P12)', async () => {
    const job = world.start({ steps: [world.lock(kept), world.gate('working')] });
    await job.line(/at working/);
    removeGrants();
    world.open('working');
    expect(warnings(await job.ended('lock', 'post'))).toEqual([expect.stringContaining('was gone before the job let go of it')]);
    expect(world.events().at(-1)).toMatchObject({ event: 'lock_broken' });
  });
});
