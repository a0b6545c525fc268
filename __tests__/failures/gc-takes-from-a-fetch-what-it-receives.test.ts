import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Job } from '../runner/simulator.ts';
import { overlap } from '../support/overlap.ts';
import { until } from '../support/until.ts';
import { World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
  // However small: a pack is kept as it came.
  world.git(world.mirror, 'config', 'fetch.unpackLimit', '1');
});
afterEach(() => world.dispose());

const packs = () => join(world.mirror, 'objects', 'pack');
const hasBegun = () => existsSync(packs()) && readdirSync(packs()).some((it) => it.startsWith('tmp_pack_'));

const halfway = 100_000;
const pushMuch = (): string => {
  const work = join(world.home, 'work');
  writeFileSync(join(work, 'much'), randomBytes(2 * halfway));
  world.git(work, 'add', 'much');
  return world.push('main');
};

describe.each(['git', 'http'] as const)('a gc beside a fetch (F10), by %s', (how) => {
  it('makes the fetch of plain git fail', async () => {
    const { proxy } = await world.serve(how);
    pushMuch();
    const fetched = await overlap(
      proxy,
      () => world.plain(['-c', 'protocol.version=2', 'fetch', 'origin']),
      async () => {
        await until(hasBegun);
        expect(await world.plain(['gc', '--quiet', '--prune=now'])).toMatchObject({ exitCode: 0 });
      },
      halfway,
    );
    expect(fetched.exitCode).not.toBe(0);
    expect(fetched.stderr).toMatch(/No such file or directory|unable to rename temporary/);
  });

  it('waits until the fetch is done', async () => {
    const { proxy } = await world.serve(how);
    const head = pushMuch();
    const jobs: Job[] = [];
    const fetching = await overlap(
      proxy,
      () => world.start({ steps: [world.lock()] }),
      async () => {
        await until(hasBegun);
        const gc = world.start({ steps: [world.lock({ git: 'gc --quiet --prune=now' })] });
        jobs.push(gc);
        await gc.line(/Waiting to get an exclusive lock/);
      },
      halfway,
    );
    for (const it of [fetching, ...jobs]) expect((await it.done).conclusion).toBe('success');
    expect(world.git(world.mirror, 'rev-parse', 'main')).toBe(head);
    world.git(world.mirror, 'fsck', '--connectivity-only');
  });
});
