import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { text, World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

it('eight jobs at once fetch one push, one after the other, and all succeed (F1)', async () => {
  const branches = Array.from({ length: 30 }, (_, index) => `feature-${index}`);
  world.push('main', ...branches);
  world.git(world.mirror, 'fetch', '-q', '--prune', 'origin');
  const head = world.push('main', ...branches);
  const jobs = Array.from({ length: 8 }, (_, index) =>
    world.start({ name: 'test', index, steps: [world.lock(), { id: 'use', run: `git -C '${world.mirror}' cat-file -e ${head}` }] }),
  );
  const results = await Promise.all(jobs.map((it) => it.done));
  expect(results.map((it) => it.conclusion)).toEqual(Array(8).fill('success'));

  const mains = results.map((it) => it.stages.find((stage) => stage.stage === 'main' && stage.step === 'lock'));
  for (const main of mains) {
    expect(main?.outputs).toMatchObject({
      locked: 'true',
      result: 'acquired',
      fetched: expect.stringMatching(/^(fetched|joined)$/),
      dirty: 'false',
      'git-dir': world.mirror,
      'lock-dir': `${world.mirror}.fetch-lock`,
    });
    expect(main?.outputs['waited-ms']).toMatch(/^\d+$/);
  }
  const waited = mains.filter((main) => Number(main?.outputs['queue-position']) > 0);
  expect(waited.length).toBeGreaterThan(0);
  for (const main of waited)
    if (main)
      expect(text(main)).toMatch(
        /Waiting to get an update lock on .*: \d requests? in front\. (Held by acme\/web job test|Nobody holds it yet)/,
      );

  const events = world.events();
  const order = (name: string) => events.filter((it) => it.event === name).map((it) => it.ticket);
  expect(order('lock_acquired')).toHaveLength(8);
  // Each says so when it has let the next one in, who may be quicker to say the same.
  expect(order('lock_downgraded').sort()).toEqual(order('lock_acquired').sort());
  expect(order('lock_released')).toHaveLength(8);
  expect([world.room('h'), world.room('q')]).toEqual([[], []]);

  const summaries = results.map((it) => it.stages.find((stage) => stage.stage === 'post')?.summary ?? '');
  expect(summaries.filter((it) => it.includes('| # | job | mode | waited | held | git | fetch | outcome |'))).toHaveLength(waited.length);
  for (const it of summaries) expect(it).toMatch(/^### fetch-lock\n\nWaited [\d.]+ m?s for the update lock on /);
});
