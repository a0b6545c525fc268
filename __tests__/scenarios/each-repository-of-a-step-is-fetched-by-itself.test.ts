import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { errors, text, World } from '../support/world.ts';

let world: World;
let second: string;
let url: string;
let fetches: readonly string[];
beforeEach(async () => {
  world = new World();
  second = join(world.home, 'second.git');
  world.git(world.home, 'clone', '-q', '--mirror', world.upstream, second);
  const served = await world.serve('git');
  url = served.url;
  fetches = served.server.fetches;
  world.git(second, 'remote', 'set-url', 'origin', url);
});
afterEach(() => world.dispose());

const run = async (inputs: Record<string, string>) => {
  const job = world.start({ steps: [world.lock({ path: `${world.mirror}\n${second}`, ...inputs })] });
  return { main: await job.ended('lock', 'main'), conclusion: (await job.done).conclusion };
};

it('what is wanted is looked for in each, and fetched only where it is missing', async () => {
  const want = world.push('main');
  world.git(world.mirror, 'fetch', '-q', world.upstream, '+refs/heads/*:refs/heads/*');
  const { main, conclusion } = await run({ git: '', want });
  expect([conclusion, main.outputs.fetched]).toEqual(['success', 'fetched']);
  expect(text(main)).toMatch(/Got the shared lock on .*mirror\.git at once\.\nGot the update lock on .*second\.git/);
  expect(fetches).toHaveLength(1);
  for (const it of [world.mirror, second]) expect(world.refs(it)).not.toContain('refs/fetch-lock/');
  expect(world.git(second, 'cat-file', '-t', want)).toBe('commit');
});

it('a step fails for the one that lacks it, and names that one', async () => {
  const want = world.push('topic');
  world.git(world.mirror, 'fetch', '-q', world.upstream, '+refs/heads/*:refs/heads/*');
  const { main, conclusion } = await run({ git: 'fetch origin +refs/heads/main:refs/heads/main', want });
  expect(conclusion).toBe('failure');
  expect(errors(main)).toEqual([expect.stringMatching(new RegExp(`^'${second}' lacks commit ${want}\\. .*\\[FL_WANT\\]$`))]);
  for (const it of [world.mirror, second]) expect(world.refs(it)).not.toContain('refs/fetch-lock/');
});

it('a fetch into one of them is none for the other', async () => {
  const young = { git: 'fetch origin', 'max-age': '10m' };
  await world.start({ steps: [world.lock({ ...young })] }).done;
  expect((await run(young)).main.outputs.fetched).toBe('fetched');
  expect(fetches).toHaveLength(2);
  expect((await run(young)).main.outputs.fetched).toBe('joined');
  expect(fetches).toHaveLength(2);
});

it('jobs that want different commits, refs and remotes at one time all get what they want', async () => {
  const other = join(world.home, 'other.git');
  world.git(world.home, 'clone', '-q', '--mirror', world.upstream, other);
  for (const it of [world.mirror, second]) world.git(it, 'remote', 'add', 'other', url.replace('upstream.git', 'other.git'));
  const wants = ['one', 'two', 'three'].map((name) => world.push(name));
  const inputs: Record<string, string>[] = [
    ...wants.map((want) => ({ git: '', want })),
    { git: 'fetch origin +refs/heads/one:refs/heads/x' },
    { git: 'fetch other +refs/heads/*:refs/other/*' },
    { git: 'fetch origin' },
    { git: '', want: `refs/heads/two\n${wants[0]}` },
  ];
  const results = await Promise.all(inputs.map(run));
  expect(results.map((it) => it.conclusion)).toEqual(inputs.map(() => 'success'));
  // At most one each in each repository, and never one for what another has brought.
  expect(fetches.length).toBeLessThanOrEqual(2 * inputs.length);
  for (const path of [world.mirror, second]) {
    for (const it of wants) expect(world.git(path, 'cat-file', '-t', it)).toBe('commit');
    expect(world.git(path, 'rev-parse', 'refs/heads/two')).toBe(wants[1]);
    expect(world.git(path, 'rev-parse', 'refs/other/main')).toBe(world.git(other, 'rev-parse', 'main'));
    const late = await run({ path, git: 'fetch --prune origin +refs/heads/*:refs/heads/*' });
    expect(late.conclusion).toBe('success');
    expect(world.refs(path)).not.toContain('refs/fetch-lock/');
    expect(world.git(path, 'fsck', '--connectivity-only')).not.toContain('missing');
  }
});
