import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Job } from '../runner/simulator.ts';
import { overlap } from '../support/overlap.ts';
import { text, World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

const wanting = (want: string, more: Record<string, string> = {}) => world.lock({ git: '', want, ...more });
const waiting = /Waiting to get an update lock/;
const mainOf = (job: Job) => job.ended('lock', 'main');

it.each([
  ['without `git`', { git: '' }],
  ['with a fetch in `git`', { git: 'fetch --prune origin' }],
])('a commit that five jobs want is fetched once, %s', async (_, inputs) => {
  const { server, proxy } = await world.serve('git');
  const want = world.push('main');
  const start = () => world.start({ steps: [world.lock({ ...inputs, want }), { id: 'use', run: `git -C '${world.mirror}' log ${want}` }] });
  const jobs: Job[] = [];
  const first = await overlap(proxy, start, async () => {
    for (let count = 0; count < 4; count++) {
      const job = start();
      jobs.push(job);
      await job.line(waiting);
    }
  });
  const results = await Promise.all([first, ...jobs].map((it) => it.done));
  expect(results.map((it) => it.conclusion)).toEqual(Array(5).fill('success'));
  expect(server.fetches).toHaveLength(1);
  const mains = await Promise.all([first, ...jobs].map(mainOf));
  expect(mains.map((it) => it.outputs.fetched)).toEqual(['fetched', 'joined', 'joined', 'joined', 'joined']);
  for (const it of mains.slice(1))
    expect(text(it)).toMatch(/^Joined the fetch of acme\/web job job-1, run 812 on runner-\w+: it brought what is wanted into /m);
  expect(world.events().filter((it) => it.event === 'fetch_joined')).toHaveLength(4);
  expect(world.refs(world.mirror)).not.toContain('refs/fetch-lock/');
  const summary = results.at(-1)?.stages.find((it) => it.stage === 'post')?.summary ?? '';
  expect(summary).toContain('oined the fetch of');
  expect(summary).toMatch(/4 of the last 5 fetches/);
});

describe('a commit that is there, kept by a ref', () => {
  it('takes no update lock and no network, not even while a fetch is under way', async () => {
    const { server, proxy } = await world.serve('git');
    const want = world.git(world.mirror, 'rev-parse', 'refs/heads/main^{commit}');
    world.push('main');
    const first = await overlap(
      proxy,
      () => world.start({ steps: [world.lock()] }),
      async () => {
        const main = await mainOf(world.start({ steps: [wanting(want)] }));
        expect(main.outputs).toMatchObject({ fetched: 'present', locked: 'true', 'queue-position': '0' });
        expect(text(main)).toMatch(
          /Got the shared lock on .* at once\.\nWhat is wanted is in .* already, kept by a ref: nothing is fetched\./,
        );
      },
    );
    expect((await first.done).conclusion).toBe('success');
    expect(server.fetches).toHaveLength(1);
    expect(world.events().find((it) => it.event === 'fetch_skipped')).toMatchObject({ mode: 'shared' });
  });

  it('spares a fetch in `git`, and nothing else that is there', async () => {
    const { server } = await world.serve('git');
    const want = world.git(world.mirror, 'rev-parse', 'refs/heads/main');
    world.push('main');
    const git = 'fetch origin\npack-refs --all';
    const main = await mainOf(world.start({ steps: [world.lock({ git, want })] }));
    expect(main.outputs).toMatchObject({ fetched: 'present', locked: 'true' });
    expect(text(main)).toMatch(/Got the update lock [\s\S]*git pack-refs --all/);
    expect(text(main)).not.toContain('git fetch');
    expect(server.fetches).toEqual([]);
  });

  it('is pinned for as long as the job holds', async () => {
    await world.serve('git');
    const want = world.git(world.mirror, 'rev-parse', 'refs/heads/main');
    const job = world.start({ steps: [wanting(want), world.gate('working')] });
    await job.line(/at working/);
    expect(world.refs(world.mirror)).toMatch(new RegExp(`refs/fetch-lock/[0-9a-f]{16}/${want} ${want}`));
    world.open('working');
    await job.done;
    expect(world.refs(world.mirror)).not.toContain('refs/fetch-lock/');
  });
});

it('a commit that is there and kept by no ref is looked at by a fetch: a gc may have begun to take it apart', async () => {
  const { proxy } = await world.serve('git');
  const want = world.push('main');
  world.git(world.mirror, 'fetch', '-q', '--no-write-fetch-head', world.upstream, want);
  await proxy.refuse();
  const job = world.start({ steps: [wanting(want), world.gate('working')] });
  expect((await mainOf(job)).outputs).toMatchObject({ fetched: 'fetched' });
  await job.line(/at working/);
  // Git saw that it is whole, and had no need of the remote.
  expect(world.refs(world.mirror)).toContain(`refs/fetch-lock/`);
  world.open('working');
  expect((await job.done).conclusion).toBe('success');
});

it('a ref name never saves a fetch', async () => {
  const { server } = await world.serve('git');
  const head = world.push('main');
  const main = await mainOf(world.start({ steps: [wanting('refs/heads/main')] }));
  expect(main.outputs).toMatchObject({ fetched: 'fetched' });
  expect(server.fetches).toHaveLength(1);
  expect(world.git(world.mirror, 'rev-parse', 'refs/heads/main')).toBe(head);
});

it('what was there when the step asked, and is not when it is granted, is fetched', async () => {
  const { server } = await world.serve('git');
  const want = world.git(world.mirror, 'rev-parse', 'refs/heads/main');
  const cleaner = world.start({ steps: [world.lock({ git: '' }), world.gate('cleaning')] });
  await cleaner.line(/at cleaning/);
  const job = world.start({ steps: [wanting(want)] });
  await job.line(/Waiting to get a shared lock/);
  world.git(world.mirror, 'update-ref', '-d', 'refs/heads/main');
  world.git(world.mirror, 'prune', '--expire=now');
  world.open('cleaning');
  const main = await mainOf(job);
  expect(main.outputs).toMatchObject({ fetched: 'fetched', locked: 'true' });
  expect(server.fetches).toHaveLength(1);
  expect((await job.done).conclusion).toBe('success');
});
