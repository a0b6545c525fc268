import { cpSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Job } from '../runner/simulator.ts';
import { overlap } from '../support/overlap.ts';
import { kept, text, World } from '../support/world.ts';

let world: World;
let clone: string;
beforeEach(() => {
  world = new World();
  clone = join(world.home, 'clone');
});
afterEach(() => world.dispose());

type Served = Awaited<ReturnType<World['serve']>>;

const young = { 'max-age': '10m' };
const waiting = /Waiting to get an update lock/;

/** A job of one step, to its end; answers what its main stage came to. */
async function run(inputs: Record<string, string> = {}) {
  const job = world.start({ steps: [world.lock(inputs)] });
  const main = await job.ended('lock', 'main');
  expect((await job.done).conclusion).toBe('success');
  return main;
}
const fetched = async (inputs: Record<string, string>): Promise<string | undefined> => (await run(inputs)).outputs.fetched;
const joinedEvents = () => world.events().filter((it) => it.event === 'fetch_joined');

/** A clone beside the mirror, of the same upstream at that address. */
function makeClone(url: string): void {
  world.git(world.home, 'clone', '-q', world.upstream, clone);
  world.git(clone, 'remote', 'set-url', 'origin', url);
}

it('a job that asks after the fetch of another one began fetches again, and sees what was pushed in between', async () => {
  const { server, proxy } = await world.serve('git');
  world.push('main');
  let late: Job | undefined;
  let head = '';
  const first = await overlap(
    proxy,
    () => world.start({ steps: [world.lock()] }),
    async () => {
      head = world.push('main');
      late = world.start({ steps: [world.lock()] });
      await late.line(waiting);
    },
  );
  expect((await first.done).conclusion).toBe('success');
  expect((await late?.ended('lock', 'main'))?.outputs.fetched).toBe('fetched');
  expect(world.git(world.mirror, 'rev-parse', 'main')).toBe(head);
  expect(server.fetches).toHaveLength(2);
  await late?.done;
  expect(await fetched({})).toBe('fetched');
  expect(await fetched({ 'max-age': '1ms' })).toBe('fetched');
  expect([server.fetches.length, joinedEvents()]).toEqual([4, []]);
});

describe('with `max-age`', () => {
  it('a step joins what a fetch brought that began before it asked', async () => {
    const { server } = await world.serve('git');
    expect(await fetched(young)).toBe('fetched');
    world.push('main');
    const main = await run(young);
    expect(main.outputs).toMatchObject({ fetched: 'joined', locked: 'true', 'queue-position': '0' });
    expect(text(main)).toMatch(
      /Got the shared lock on .* at once\.\nJoined the fetch of acme\/web job job-1.*: it began [\d.]+ m?s before /,
    );
    expect(server.fetches).toHaveLength(1);
    expect(joinedEvents()).toMatchObject([
      { mode: 'shared', holder: { job: 'job-1' }, age_ms: expect.any(Number), argv: ['git', 'fetch', '--prune', ...afterPrune] },
    ]);
  });

  it('it waits for nobody who only adds to the repository', async () => {
    const { server, proxy } = await world.serve('git');
    await run();
    const holder = world.start({ steps: [world.lock(kept), world.gate('working')] });
    await holder.line(/at working/);
    world.open('working');
    await holder.done;
    expect(server.fetches).toHaveLength(2);
    // Whoever keeps an explicit lock may write what nobody knows.
    expect(await fetched(young)).toBe('fetched');
    world.push('main');
    const fetching = await overlap(
      proxy,
      () => world.start({ steps: [world.lock()] }),
      async () =>
        expect((await run({ ...young, 'lock-timeout': '0' })).outputs).toMatchObject({ fetched: 'joined', 'queue-position': '0' }),
    );
    await fetching.done;
    expect(server.fetches).toHaveLength(4);
  });

  it('`remote update` and `fetch --all` do for each other, and for a fetch of each remote', async () => {
    const { server, url } = await world.serve('git');
    makeClone(url);
    world.git(clone, 'remote', 'add', 'other', url.replace('upstream.git', 'mirror.git'));
    const inClone = (git: string) => fetched({ path: clone, git, ...young });
    expect(await inClone('remote update')).toBe('fetched');
    for (const git of ['fetch --all', 'remote update', 'fetch origin', 'fetch other', 'fetch']) expect(await inClone(git)).toBe('joined');
    expect(server.fetches).toEqual(['/upstream.git', '/mirror.git']);
    expect(await inClone('fetch --all --prune')).toBe('fetched');
    expect(await inClone('remote update')).toBe('joined');
    expect(server.fetches).toHaveLength(4);
  });

  describe('a step fetches all the same', () => {
    const plain = { git: 'fetch origin' };

    it.each<[string, (served: Served) => unknown, Record<string, string>]>([
      ['from another remote', () => world.git(world.mirror, 'remote', 'add', 'other', world.upstream), { git: 'fetch other' }],
      ['another ref', () => {}, { git: 'fetch origin +refs/heads/main:refs/heads/x' }],
      ['to prune, where that was not done', () => {}, { git: 'fetch --prune origin' }],
      ['where the address of the remote is another by now', moveOrigin, plain],
      ['after a job that kept the lock for itself', () => run({ git: '' }), plain],
      ['after a job that kept an update lock', () => run({ ...kept, git: '' }), plain],
      ['after one that did without the lock', bypass, plain],
      ['after a fetch that ended in FETCH_HEAD', () => run({ git: 'fetch origin main' }), plain],
      ['where another mirror is in the place of the one that was fetched into', replaceMirror, plain],
      ['after a fetch that wrote the same refs from elsewhere', fromElsewhere, plain],
      ['after a writer that died', dieWriting, plain],
    ])('%s', async (_, meanwhile, inputs) => {
      const served = await world.serve('git');
      await run(plain);
      expect(await fetched({ ...plain, ...young })).toBe('joined');
      await meanwhile(served);
      expect(await fetched({ ...inputs, ...young })).toBe('fetched');
      // Also where the step had seen no need of more than a shared lock.
      expect(world.events().findLast((it) => it.event === 'git_finished')).toMatchObject({ mode: 'update', network: true });
    });

    it('after a pull', async () => {
      const { server, url } = await world.serve('git');
      makeClone(url);
      const inClone = (inputs: Record<string, string>) => fetched({ path: clone, ...inputs });
      expect(await inClone(plain)).toBe('fetched');
      expect(await inClone({ ...plain, ...young })).toBe('joined');
      expect(await inClone({ git: 'pull --ff-only' })).toBe('fetched');
      expect(await inClone({ ...plain, ...young })).toBe('fetched');
      expect(server.fetches).toHaveLength(3);
    });

    it('where only the work of a later gc is between, it does not', async () => {
      await world.serve('git');
      await run(plain);
      await run({ git: 'gc\npack-refs --all' });
      expect(await fetched({ ...plain, ...young })).toBe('joined');
    });
  });
});

describe('a fetch that ends in FETCH_HEAD alone', () => {
  it('neither joins nor is joined, not in line either', async () => {
    const { server, proxy } = await world.serve('git');
    const lone = { git: 'fetch origin main' };
    world.push('main');
    const jobs: Job[] = [];
    const first = await overlap(
      proxy,
      () => world.start({ steps: [world.lock()] }),
      async () => {
        for (const inputs of [lone, lone, { git: 'fetch origin +refs/heads/main:refs/heads/main' }]) {
          const job = world.start({ steps: [world.lock(inputs)] });
          jobs.push(job);
          await job.line(waiting);
        }
      },
    );
    for (const it of [first, ...jobs]) expect((await it.done).conclusion).toBe('success');
    expect(server.fetches).toHaveLength(4);
    expect(await fetched({ ...lone, ...young })).toBe('fetched');
    expect(joinedEvents()).toEqual([]);
  });
});

describe('one job', () => {
  it('fetches once for two worktrees of one repository', async () => {
    const { server, url } = await world.serve('git');
    makeClone(url);
    const tree = join(world.home, 'tree');
    world.git(clone, 'worktree', 'add', '-q', tree, '-b', 'side');
    const head = world.push('main');
    const main = await run({ path: `${clone}\n${tree}`, git: 'fetch origin' });
    expect(main.outputs.fetched).toBe('fetched');
    expect(text(main)).toContain('This step has fetched that already: `fetch origin` is not run.');
    expect(server.fetches).toHaveLength(1);
    expect(world.git(tree, 'rev-parse', 'origin/main')).toBe(head);
  });

  it('fetches again in a later step, unless it says how old a fetch may be', async () => {
    const { server } = await world.serve('git');
    const later = (id: string, inputs = {}) => world.lock(inputs, { id });
    const job = world.start({ steps: [world.lock(), later('again'), later('young', young)] });
    const results = await Promise.all(['lock', 'again', 'young'].map((it) => job.ended(it, 'main')));
    expect(results.map((it) => it.outputs.fetched)).toEqual(['fetched', 'fetched', 'joined']);
    expect(server.fetches).toHaveLength(2);
    expect((await job.done).conclusion).toBe('success');
  });
});

/** What the journal shows of `fetch --prune origin`. */
const afterPrune = ['--end-of-options', 'origin'];

function moveOrigin(): void {
  const other = join(world.home, 'other.git');
  world.git(world.home, 'clone', '-q', '--mirror', world.upstream, other);
  world.git(world.mirror, 'remote', 'set-url', 'origin', other);
}

function replaceMirror(): void {
  const old = `${world.mirror}.old`;
  renameSync(world.mirror, old);
  cpSync(old, world.mirror, { recursive: true });
}

async function fromElsewhere(): Promise<void> {
  world.git(world.mirror, 'remote', 'add', 'other', world.upstream);
  await run({ git: 'fetch other +refs/heads/*:refs/heads/*' });
}

/** One who waits for nobody, and fetches while another one holds. */
async function bypass(): Promise<void> {
  const holder = world.start({ steps: [world.lock({ git: '', mode: 'shared' }), world.gate('reading')] });
  await holder.line(/at reading/);
  const main = await run({ git: 'fetch origin\ngc', 'fail-closed': 'false', 'lock-timeout': '0' });
  expect(main.outputs).toMatchObject({ result: 'bypassed', fetched: 'fetched' });
  world.open('reading');
  await holder.done;
}

async function dieWriting({ proxy }: Served): Promise<void> {
  world.push('main');
  proxy.flaw = { kind: 'stall', after: 'packfile' };
  const stalled = proxy.nextFlaw();
  const job = world.start({ steps: [world.lock({ git: 'fetch origin' })] });
  await stalled;
  await job.killAll();
  proxy.flaw = undefined;
}
