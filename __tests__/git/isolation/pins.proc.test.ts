import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { parseCommand } from '../../../src/git/command.ts';
import { isolated } from '../../support/isolated.ts';
import { makeHome, removeAll } from '../../support/places.ts';
import { git, makeRepositories } from '../../support/repositories.ts';

const [ours, theirs] = ['0123456789abcdef', 'fedcba9876543210'];
let home: string;
let commit: string;

/** Upstream has pins of its own by now, and a branch of a name like theirs. */
beforeAll(() => {
  home = makeRepositories();
  git(home, 'clone', '-q', '--bare', 'upstream.git', 'bare.git');
  const upstream = join(home, 'upstream.git');
  commit = git(upstream, 'rev-parse', 'main');
  for (const name of [`refs/fetch-lock/${theirs}/${commit}`, 'refs/fetch-lock/head', `refs/heads/fetch-lock/${ours}/x`])
    git(upstream, 'update-ref', name, 'main~1');
});
afterAll(removeAll);

const all = (dir: string): string[] => git(dir, 'for-each-ref', '--format=%(refname)').split('\n');
/** And what of upstream's came to another name. */
const pinsOf = (dir: string): string[] =>
  all(dir).filter((it) => /^refs\/fetch-lock\/|\/fetch-lock\/head$/.test(it) || it.includes(theirs));

/** A repository with a pin of a commit that no ref of it keeps. */
function pinned(name: string, state: string): { dir: string; kept: string } {
  const copy = makeHome();
  for (const it of [name, 'upstream.git']) cpSync(join(home, it), join(copy, it), { recursive: true });
  const dir = join(copy, name);
  git(dir, 'remote', 'set-url', 'origin', join(copy, 'upstream.git'));
  const kept = `refs/fetch-lock/${ours}/${git(dir, 'commit-tree', 'HEAD^{tree}', '-m', 'nobody has it')}`;
  git(dir, 'update-ref', kept, kept.slice(-40));
  if (state === 'packed') git(dir, 'pack-refs', '--all');
  expect(existsSync(join(dir, name === 'clone' ? '.git' : '.', kept))).toBe(state === 'loose');
  return { dir, kept };
}

const everywhere = [
  ...['fetch -p', 'fetch -p origin', 'fetch --all --prune', 'fetch -p --tags origin', 'fetch -p --prune-tags origin'],
  ...['fetch --multiple -p origin', 'fetch -p origin +refs/*:refs/*', 'fetch -p -f origin *:*', 'fetch origin +refs/*:refs/mirrored/*'],
  ...[
    'fetch -p origin +refs/heads/*:refs/heads/* +refs/*:refs/*',
    'fetch -p origin +refs/heads/*:refs/*',
    'fetch -p origin +refs/f*:refs/f*',
  ],
  ...['fetch -p origin +refs/*d:refs/*d', 'fetch -p --prefetch', 'remote update -p', 'remote update --prune origin'],
  ...['fetch origin fetch-lock/head', 'maintenance run --task=prefetch', 'pack-refs --all --prune'],
];

describe.each(['loose', 'packed'])('a %s pin', (state) => {
  it.each([
    ...everywhere.map((line) => ['mirror.git', line] as const),
    ...everywhere.map((line) => ['bare.git', line] as const),
    ...[...everywhere, 'pull -p', 'pull -p origin main', 'pull -p origin +refs/*:refs/*'].map((line) => ['clone', line] as const),
  ])('stays in %s, and none of upstream arrives, with %s (G4, G5)', async (name, line) => {
    const { dir, kept } = pinned(name, state);
    // The branch that is checked out is nothing that may be written.
    if (name === 'clone') git(dir, 'checkout', '-q', '--detach', 'origin/main');
    const { complaints } = await isolated(dir, parseCommand(line).argv);
    expect(complaints.join()).not.toMatch(/refspec|BUG/);
    expect(pinsOf(dir)).toEqual([kept]);
  });
});

describe('what a remote of a mirror is configured to fetch', () => {
  it.each([
    ['+refs/heads/*:refs/*'],
    ['+refs/*:refs/*', '^refs/heads/x/*', '+refs/heads/*:refs/*'],
    ['+refs/*:refs/*', '+refs/fetch-lock/*:refs/elsewhere/*'],
    ['+refs/f*:refs/f*'],
    ['+refs/*d:refs/*d'],
    [`+refs/fetch-lock/${theirs}/*:refs/heads/*`],
  ])('%s %s %s prunes no pin and brings none', async (...refspecs) => {
    const { dir, kept } = pinned('mirror.git', 'loose');
    git(dir, 'config', '--unset-all', 'remote.origin.fetch');
    for (const it of refspecs.filter(Boolean)) git(dir, 'config', '--add', 'remote.origin.fetch', it);
    for (const line of ['fetch -p', 'remote update -p'])
      expect(await isolated(dir, parseCommand(line).argv)).toMatchObject({ exitCode: 0 });
    expect(pinsOf(dir)).toEqual([kept]);
    expect(git(dir, 'for-each-ref', '--format=%(refname)', 'refs/elsewhere')).toBe('');
    expect(all(dir)).not.toContain(`refs/heads/${commit}`);
  });

  it('is cut off from no branch but those that would come to be pins', async () => {
    const { dir } = pinned('mirror.git', 'loose');
    git(dir, 'config', 'remote.a=b c.fetch', '+refs/*:refs/*');
    await isolated(dir, parseCommand('fetch -p origin').argv);
    expect(all(dir)).toEqual(expect.arrayContaining([`refs/heads/fetch-lock/${ours}/x`, 'refs/heads/main']));
    expect(all(dir)).not.toContain('refs/heads/loose');
  });

  it('is nothing in a bare clone, and stays so: HEAD alone is fetched', async () => {
    const { dir } = pinned('bare.git', 'loose');
    const before = all(dir);
    const { lines } = await isolated(dir, parseCommand('fetch origin').argv);
    expect(lines.join()).toMatch(/HEAD\s+-> FETCH_HEAD/);
    expect(all(dir)).toEqual(before);
  });

  it.each(['+refs/heads/*:refs/fetch-lock/*', 'main:refs/fetch-lock', '+refs/*:refs/Fetch-Lock/x/*'])(
    'is refused where it writes nothing but pins: %s',
    async (refspec) => {
      const { dir } = pinned('mirror.git', 'loose');
      git(dir, 'config', '--add', 'remote.origin.fetch', refspec);
      await expect(isolated(dir, ['fetch'])).rejects.toThrow(/'remote\.origin\.fetch' to .*fetch-lock's own.*\[FL_UNSAFE_COMMAND\]$/);
    },
  );
});

describe('a pin', () => {
  let dir: string;
  let kept: string;
  beforeEach(() => {
    ({ dir, kept } = pinned('mirror.git', 'loose'));
  });
  afterEach(() => expect(pinsOf(dir)).toEqual([kept]));

  it('is fetched beside what else a fetch is for, by its commit, and taken away by no later one', async () => {
    git(join(dir, '..', 'upstream.git'), 'config', 'uploadpack.allowAnySHA1InWant', 'true');
    const { dir: at, kept: before } = pinned('mirror.git', 'packed');
    git(join(at, '..', 'upstream.git'), 'config', 'uploadpack.allowAnySHA1InWant', 'true');
    const mine = `refs/fetch-lock/${'a'.repeat(16)}/${commit}`;
    const argv = [...parseCommand('fetch -p origin +refs/*:refs/*').argv, `${commit}:${mine}`];
    for (let count = 0; count < 2; count++) {
      expect(await isolated(at, argv)).toMatchObject({ exitCode: 0 });
      expect(pinsOf(at).sort()).toEqual([before, mine].sort());
    }
    expect(await isolated(at, ['fetch', '-p', 'origin', `${commit}:${mine}`])).toMatchObject({ exitCode: 0 });
    expect(pinsOf(at).sort()).toEqual([before, mine].sort());
  });

  it('is seen among no branches and no tags, and in no clone of the mirror', async () => {
    expect(git(dir, 'branch', '-a')).not.toContain('fetch-lock/0');
    expect(git(dir, 'tag')).toBe('');
    git(join(dir, '..'), 'clone', '-q', '--no-local', dir, 'copy');
    expect(pinsOf(join(dir, '..', 'copy'))).toEqual([]);
  });

  it('is not pushed from a clone', () => {
    const { dir: clone } = pinned('clone', 'loose');
    git(clone, 'fetch', '-q');
    git(clone, 'merge', '-q', 'origin/main');
    git(clone, 'push', '-q', '--all', 'origin');
    git(clone, 'push', '-q', '--tags', 'origin');
    git(clone, '-c', 'push.default=matching', 'push', '-q', 'origin');
    expect(pinsOf(join(clone, '..', 'upstream.git'))).not.toContainEqual(expect.stringContaining(ours));
  });

  it('goes with a prune of plain git, which shows that there is something to protect from', () => {
    const { dir: other } = pinned('mirror.git', 'loose');
    git(other, 'fetch', '-q', '-p', 'origin');
    expect(pinsOf(other)).toEqual([`refs/fetch-lock/${theirs}/${commit}`, 'refs/fetch-lock/head']);
  });
});
