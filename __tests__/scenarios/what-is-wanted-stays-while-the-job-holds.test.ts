import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Job } from '../runner/simulator.ts';
import { plainGit } from '../support/repositories.ts';
import { World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = new World();
  await world.serve('git');
});
afterEach(() => world.dispose());

const pinsIn = (path: string): string[] =>
  world
    .git(path, 'for-each-ref', '--format=%(refname)', 'refs/fetch-lock/')
    .split('\n')
    .filter((it) => it !== '');
const pins = () => pinsIn(world.mirror);
const commitOf = (pin: string) => pin.split('/').at(-1);
const isThere = (commit: string) => plainGit(world.mirror, 'cat-file', '-e', `${commit}^{commit}`).exitCode === 0;

/** A job that wants this and is at work by now; `open` lets it go on. */
async function working(name: string, inputs: Record<string, string>): Promise<Job> {
  const job = world.start({ steps: [world.lock({ git: '', ...inputs }), world.gate(name)] });
  await job.line(new RegExp(`at ${name}`));
  return job;
}

async function end(name: string, job: Job): Promise<void> {
  world.open(name);
  expect((await job.done).conclusion).toBe('success');
}

/** Whoever fetches next takes away the pins that were packed, and so are no files that post may remove. */
async function sweep(): Promise<void> {
  expect((await world.start({ steps: [world.lock()] }).done).conclusion).toBe('success');
  expect(pins()).toEqual([]);
}

/** A branch at upstream with a commit of its own; answers that. */
const branch = (name: string) => world.push(name);

/** The branch leads elsewhere, and nothing at upstream has its commit any more. */
function rewrite(name: string): void {
  const other = world.git(world.upstream, 'commit-tree', '-m', 'rewritten', 'main^{tree}');
  for (const it of [name, 'main']) world.git(world.upstream, 'update-ref', `refs/heads/${it}`, other);
}

describe('while it holds, a commit that upstream no longer has', () => {
  it.each([
    ['fetched by its id', {}],
    ['brought by a fetch in `git`', { git: 'fetch --prune origin' }],
  ])('is whole, whoever prunes and collects: %s', async (_, inputs) => {
    const want = branch('topic');
    const job = await working('building', { want, ...inputs });
    rewrite('topic');
    // A job of somebody else's, and then git by hand. No lock keeps that out.
    expect((await world.start({ steps: [world.lock()] }).done).conclusion).toBe('success');
    expect(await world.plain(['fetch', '--prune', 'origin', '+refs/heads/*:refs/heads/*'])).toMatchObject({ exitCode: 0 });
    for (const args of [
      ['reflog', 'expire', '--expire=now', '--all'],
      ['gc', '--prune=now'],
      ['repack', '-ad'],
      ['prune', '--expire=now'],
    ])
      expect(plainGit(world.mirror, ...args).exitCode).toBe(0);
    expect(isThere(want)).toBe(true);
    expect(plainGit(world.mirror, 'fsck', '--full', '--strict', want).exitCode).toBe(0);
    expect(world.refs(world.mirror)).not.toMatch(new RegExp(`refs/heads/.* ${want}`));
    // As the README has it.
    world.git(world.home, 'clone', '-q', '--no-checkout', world.mirror, 'src');
    world.git(join(world.home, 'src'), 'checkout', '-q', '--detach', want);
    await end('building', job);
    await sweep();
    expect(plainGit(world.mirror, 'gc', '--prune=now').exitCode).toBe(0);
    expect(isThere(want)).toBe(false);
  });

  it('is kept by the commit that a wanted ref had', async () => {
    const want = branch('topic');
    const job = await working('building', { want: 'refs/heads/topic' });
    rewrite('topic');
    expect(
      (await world.start({ steps: [world.lock({ git: 'fetch --prune origin\ngc --prune=now', 'lock-timeout': '0' })] }).done).conclusion,
    ).toBe('failure');
    expect((await world.start({ steps: [world.lock()] }).done).conclusion).toBe('success');
    expect(plainGit(world.mirror, 'gc', '--prune=now').exitCode).toBe(0);
    expect([isThere(want), pins().map(commitOf)]).toEqual([true, [want]]);
    await end('building', job);
    await sweep();
  });

  it('is kept for each of two jobs, until the last one of them is over', async () => {
    const want = branch('topic');
    const [one, two] = [await working('one', { want }), await working('two', { want })];
    rewrite('topic');
    expect(pins().map(commitOf)).toEqual([want, want]);
    await end('one', one);
    expect((await world.start({ steps: [world.lock()] }).done).conclusion).toBe('success');
    expect(plainGit(world.mirror, 'gc', '--prune=now').exitCode).toBe(0);
    expect([isThere(want), pins().map(commitOf)]).toEqual([true, [want]]);
    await end('two', two);
    await sweep();
  });
});

it('the pins of a job that was killed go with the next fetch, and those of a living one stay', async () => {
  const [gone, here] = [branch('gone'), branch('here')];
  const dead = await working('dying', { want: gone });
  const alive = await working('living', { want: here });
  await dead.killAll();
  expect(pins().map(commitOf).sort()).toEqual([gone, here].sort());
  world.git(world.mirror, 'pack-refs', '--all');
  // Without a fetch nobody looks.
  expect((await world.start({ steps: [world.lock({ git: 'pack-refs --all' })] }).done).conclusion).toBe('success');
  expect(pins()).toHaveLength(2);
  world.push('main');
  expect((await world.start({ steps: [world.lock()] }).done).conclusion).toBe('success');
  expect(pins().map(commitOf)).toEqual([here]);
  await end('living', alive);
  await sweep();
});

it('with `hold: step` nothing is kept any longer than the step', async () => {
  const want = branch('topic');
  const job = world.start({ steps: [world.lock({ git: '', want, hold: 'step' }), world.gate('after')] });
  expect((await job.ended('lock', 'main')).outputs.fetched).toBe('fetched');
  await job.line(/at after/);
  expect([pins(), isThere(want)]).toEqual([[], true]);
  await end('after', job);
});

it('a step that fails, or is cancelled, leaves no pins behind it', async () => {
  const want = world.git(world.mirror, 'rev-parse', 'main');
  const failing = world.start({
    steps: [world.lock({ git: 'fetch origin refs/heads/nope:refs/heads/nope\npack-refs', want: `${want}\nrefs/heads/no` })],
  });
  expect((await failing.done).conclusion).toBe('failure');
  expect(pins()).toEqual([]);
  const job = await working('long', { want });
  expect(pins()).toHaveLength(1);
  job.cancel();
  await job.done;
  expect(pins()).toEqual([]);
});

it('pins are for the mirror alone: no branch of it, nothing for upstream, nothing for a clone', async () => {
  const want = branch('topic');
  const job = await working('building', { want });
  expect(pins()).toHaveLength(1);
  world.git(world.mirror, 'push', '-q', '--all', world.upstream);
  expect(world.git(world.mirror, 'branch', '-a')).not.toContain('fetch-lock');
  world.git(world.home, 'clone', '-q', `file://${world.mirror}`, 'copy');
  for (const it of [world.upstream, join(world.home, 'copy')]) expect(world.refs(it)).not.toContain('fetch-lock');
  // A mirror of the mirror, kept by the action.
  world.git(world.home, 'clone', '-q', '--bare', world.mirror, 'second.git');
  const second = join(world.home, 'second.git');
  const git = 'fetch --prune origin +refs/*:refs/*';
  expect((await world.start({ steps: [world.lock({ path: second, git })] }).done).conclusion).toBe('success');
  expect(pinsIn(second)).toEqual([]);
  await end('building', job);
});
