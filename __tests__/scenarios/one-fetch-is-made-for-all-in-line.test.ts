import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Job } from '../runner/simulator.ts';
import { overlap } from '../support/overlap.ts';
import { errors, text, World } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

const waiting = /Waiting to get an update lock/;

/** Jobs that ask while the fetch of another one is under way: they stand in line in this order. */
async function line(all: Record<string, string>[]) {
  const served = await world.serve('git');
  world.push('main');
  const jobs: Job[] = [];
  const first = await overlap(
    served.proxy,
    () => world.start({ steps: [world.lock({ git: 'fetch origin' })] }),
    async () => {
      for (const inputs of all) {
        const job = world.start({ steps: [world.lock(inputs)] });
        jobs.push(job);
        await job.line(waiting);
      }
    },
  );
  expect((await first.done).conclusion).toBe('success');
  const results = await Promise.all(jobs.map((it) => it.done));
  const mains = await Promise.all(jobs.map((it) => it.ended('lock', 'main')));
  return { ...served, results, mains, conclusions: results.map((it) => it.conclusion), fetched: mains.map((it) => it.outputs.fetched) };
}

/** A pull request at upstream; answers its commit. */
function propose(number: number): string {
  const head = world.push('topic');
  world.git(world.upstream, 'update-ref', `refs/pull/${number}/head`, head);
  return head;
}

const fetchOf = (number: number) => ({ git: `fetch origin +refs/pull/${number}/head:refs/pull/${number}/head` });
const inMirror = (name: string) => world.git(world.mirror, 'rev-parse', name);

it('the first in line fetches the refs of all of them at once', async () => {
  const numbers = [1, 2, 3, 4];
  const heads = numbers.map(propose);
  const { server, mains, conclusions, fetched } = await line(numbers.map(fetchOf));
  expect(conclusions).toEqual(Array(4).fill('success'));
  expect(fetched).toEqual(['fetched', 'joined', 'joined', 'joined']);
  expect(server.fetches).toHaveLength(2);
  expect(numbers.map((it) => inMirror(`refs/pull/${it}/head`))).toEqual(heads);
  expect(mains[0] && text(mains[0])).toMatch(/Fetching into .* for 3 requests in line too\./);
  const merged = world.events().filter((it) => it.event === 'git_finished' && it.merged !== undefined);
  expect(merged).toMatchObject([{ merged: 3, network: true, exit_code: 0 }]);
});

it('commits that are wanted are fetched by it too, each pinned for its job', async () => {
  const wants = [propose(1), propose(2)];
  world.git(world.upstream, 'update-ref', '-d', 'refs/pull/1/head');
  const { server, conclusions, fetched } = await line([{}, ...wants.map((want) => ({ git: '', want }))]);
  expect(conclusions).toEqual(Array(3).fill('success'));
  expect(fetched).toEqual(['fetched', 'joined', 'joined']);
  expect(server.fetches).toHaveLength(2);
});

describe('a ref that one of them asks for and that is gone', () => {
  it('fails that one alone, and the others are still fetched for at once', async () => {
    const heads = [propose(1), propose(3)];
    const { server, mains, conclusions, fetched } = await line([1, 2, 3].map(fetchOf));
    expect(conclusions).toEqual(['success', 'failure', 'success']);
    expect(fetched).toEqual(['fetched', 'none', 'joined']);
    expect([1, 3].map((it) => inMirror(`refs/pull/${it}/head`))).toEqual(heads);
    expect(mains[1] && errors(mains[1]).join()).toContain("couldn't find remote ref refs/pull/2/head");
    // The first job's, the one for all, the one for all but the culprit, and the culprit's own.
    expect(server.fetches).toHaveLength(4);
  });

  it('fails a wanted commit alone', async () => {
    const want = '1'.repeat(40);
    const { mains, conclusions } = await line([{}, { git: '', want }, {}]);
    expect(conclusions).toEqual(['success', 'failure', 'success']);
    expect(mains[1] && errors(mains[1]).join()).toMatch(/lacks commit 1{40}\. `origin` does not have it, or no longer\. .*\[FL_WANT\]/);
  });
});

it('a branch that was rewritten fails only those who did not ask for that', async () => {
  const plain = { git: 'fetch origin refs/heads/main:refs/heads/copy' };
  world.git(world.mirror, 'update-ref', 'refs/heads/copy', world.git(world.mirror, 'commit-tree', '-m', 'another', 'HEAD^{tree}'));
  propose(1);
  const { conclusions } = await line([fetchOf(1), plain, fetchOf(1)]);
  expect(conclusions).toEqual(['success', 'failure', 'success']);
});

it('fetches from other remotes, and ones that would write the same ref from elsewhere, are each their own', async () => {
  const other = world.makeDir('other.git');
  world.git(world.home, 'clone', '-q', '--bare', world.upstream, other);
  world.git(world.mirror, 'remote', 'add', 'other', other);
  const elsewhere = world.push('elsewhere');
  const { server, conclusions, fetched } = await line([
    { git: 'fetch origin +refs/heads/main:refs/heads/x' },
    { git: 'fetch other +refs/heads/main:refs/heads/x' },
    { git: 'fetch origin +refs/heads/elsewhere:refs/heads/x' },
  ]);
  expect(conclusions).toEqual(Array(3).fill('success'));
  expect(fetched).toEqual(['fetched', 'fetched', 'fetched']);
  expect(server.fetches).toHaveLength(3);
  expect(inMirror('refs/heads/x')).toBe(elsewhere);
});
