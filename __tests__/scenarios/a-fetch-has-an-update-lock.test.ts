import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Job } from '../runner/simulator.ts';
import { overlap } from '../support/overlap.ts';
import { World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

const start = (inputs: Record<string, string> = {}) => world.start({ steps: [world.lock(inputs)] });

/** A mirror with a fetch that would do, were it not for a writer that died since. */
async function makeDirty() {
  const served = await world.serve('git');
  expect((await start().done).conclusion).toBe('success');
  world.push('main');
  let killed: Job | undefined;
  await overlap(
    served.proxy,
    () => {
      killed = start();
    },
    async () => killed?.killAll(),
  );
  world.push('main');
  return served;
}

it('also where an earlier fetch would do, were it not for a writer that died since', async () => {
  const { proxy, server } = await makeDirty();
  let late: Job | undefined;
  const working = await overlap(
    proxy,
    () => start(),
    async () => {
      // It looks before it asks, and is content with a shared lock.
      late = start({ 'max-age': '1h' });
      await late.line(/Got the shared lock/);
      await late.line(/Waiting to get an update lock/);
    },
  );
  expect((await working.done).conclusion).toBe('success');
  expect((await late?.ended('lock', 'main'))?.outputs).toMatchObject({ result: 'acquired', locked: 'true' });
  expect(server.fetches).toHaveLength(4);
});

it('or there is none, and the step says so, although it has a shared lock by then', async () => {
  const { proxy, server } = await makeDirty();
  const working = await overlap(
    proxy,
    () => start(),
    async () => {
      const main = await start({ 'max-age': '1h', 'lock-timeout': '0' }).ended('lock', 'main');
      expect(main.conclusion).toBe('failure');
      expect(main.outputs).toMatchObject({ result: 'timeout', locked: 'false', fetched: 'none' });
    },
  );
  expect((await working.done).conclusion).toBe('success');
  expect(server.fetches).toHaveLength(3);
});

it('or the step does without, if it was told to', async () => {
  const { proxy, server } = await makeDirty();
  world.push('main', 'other');
  const working = await overlap(
    proxy,
    () => start({ git: 'fetch origin +refs/heads/other:refs/heads/other' }),
    async () => {
      const inputs = { git: 'fetch origin +refs/heads/main:refs/heads/main', 'max-age': '1h', 'lock-timeout': '0', 'fail-closed': 'false' };
      const main = await start(inputs).ended('lock', 'main');
      expect(main).toMatchObject({ conclusion: 'success', outputs: { result: 'bypassed', locked: 'false', fetched: 'fetched' } });
    },
  );
  expect((await working.done).conclusion).toBe('success');
  expect(server.fetches).toHaveLength(4);
  expect(world.events().map((it) => it.event)).toContain('lock_bypassed');
});
