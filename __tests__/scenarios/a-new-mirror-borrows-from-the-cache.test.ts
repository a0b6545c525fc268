import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { type CacheService, startCacheService } from '../support/cache-service.ts';
import { errors, text, World, warnings } from '../support/world.ts';

let world: World;
let service: CacheService;
beforeEach(async () => {
  world = new World();
  service = await startCacheService();
});
afterEach(async () => {
  await world.dispose();
  await service.close();
});

const make = (name: string, inputs: Record<string, string> = {}) =>
  world.lock({ path: join(world.home, name), url: `file://${world.upstream}`, 'cache-key': 'mirror', ...inputs });
const eventsOf = (name: string) => world.events(join(world.home, name)).map((it) => it.event);

it('the job that cloned saves it in post, once the lock is free, and the next host fetches only what is new', async () => {
  const first = world.start({ steps: [make('one.git')], env: service.env });
  expect((await first.done).conclusion).toBe('success');
  expect(eventsOf('one.git').filter((it) => /^(mirror|lock_released)/.test(it))).toEqual([
    'mirror_created',
    'lock_released',
    'mirror_saved',
  ]);
  const head = world.push('main');
  const jobs = Array.from({ length: 3 }, () => world.start({ steps: [make('two.git')], env: service.env }));
  expect((await Promise.all(jobs.map((it) => it.done))).map((it) => it.conclusion)).toEqual(jobs.map(() => 'success'));
  const two = join(world.home, 'two.git');
  expect(eventsOf('two.git').filter((it) => it.startsWith('mirror'))).toEqual(['mirror_restored']);
  expect(world.git(two, 'rev-parse', 'main')).toBe(head);
  expect(world.git(two, 'fsck')).toBe('');
  expect(world.git(two, 'config', 'remote.origin.url')).toBe(`file://${world.upstream}`);
  expect(readdirSync(world.home).filter((it) => it.includes('fetch-lock-new') && !it.endsWith('.fetch-lock'))).toEqual([]);
});

it('trouble with the service is a warning, and the mirror is cloned', async () => {
  const job = world.start({ steps: [make('one.git')], env: { ...service.env, ACTIONS_RESULTS_URL: 'http://127.0.0.1:1/' } });
  const main = await job.ended('lock', 'main');
  expect(main).toMatchObject({ conclusion: 'success', outputs: { fetched: 'fetched' } });
  expect(warnings(main)).toEqual([
    expect.stringMatching(/^The mirror is cloned, since it could not be restored from the Actions cache under 'mirror'/),
  ]);
  expect((await job.done).conclusion).toBe('success');
  expect(eventsOf('one.git')).toContain('mirror_created');
});

it('a job without the service, and one that finds its mirror there, do without', async () => {
  const alone = world.start({ steps: [make('one.git')] });
  expect((await alone.done).conclusion).toBe('success');
  const later = await world.start({ steps: [make('one.git')], env: service.env }).ended('lock', 'main');
  expect(text(later)).not.toContain('Actions cache');
});

it('a key without an address is refused', async () => {
  const main = await world.start({ steps: [make('one.git', { url: '' })] }).ended('lock', 'main');
  expect(errors(main)).toEqual([expect.stringMatching(/^Input `cache-key` is set, but not `url`.*\[FL_INPUT\]$/)]);
});
