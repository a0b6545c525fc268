import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { errors, text, World } from '../support/world.ts';

let world: World;
let clone: string;
beforeEach(() => {
  world = new World();
  write(work(), 'other', 'one\n');
  pushed('file', 'one\n');
  clone = join(world.home, 'clone');
  world.git(world.home, 'clone', '-q', world.upstream, clone);
  for (const it of ['name', 'email']) world.git(clone, 'config', `user.${it}`, 'somebody');
});
afterEach(() => world.dispose());

const work = () => join(world.home, 'work');
const write = (dir: string, name: string, content: string) => writeFileSync(join(dir, name), content);
const commit = (dir: string) => {
  world.git(dir, 'add', '.');
  world.git(dir, 'commit', '-q', '-m', 'a commit');
};
function push(): string {
  commit(work());
  world.git(work(), 'push', '-q', 'origin', 'HEAD:main');
  return world.git(work(), 'rev-parse', 'HEAD');
}
const pushed = (name: string, content: string) => {
  write(work(), name, content);
  return push();
};
/** Everything a user has there: branch, commits, index, files with what is in them, and what git is in the middle of. */
const treeOf = () => ({
  head: world.git(clone, 'symbolic-ref', '-q', 'HEAD'),
  at: world.git(clone, 'rev-parse', 'HEAD'),
  status: world.git(clone, 'status', '--porcelain=v2', '--untracked-files=all', '--ignored'),
  index: world.git(clone, 'ls-files', '--stage'),
  stash: world.git(clone, 'stash', 'list'),
  files: readdirSync(clone, { withFileTypes: true }).flatMap((it) =>
    it.isFile() ? [[it.name, readFileSync(join(clone, it.name), 'latin1')]] : [],
  ),
  begun: readdirSync(join(clone, '.git')).filter((it) => /^(MERGE_|REBASE_|rebase-|CHERRY)/.test(it)),
});
const pull = async (git = 'pull', inputs: Record<string, string> = {}) => {
  const job = world.start({ steps: [world.lock({ path: clone, git, ...inputs })] });
  await job.done;
  return job.ended('lock', 'main');
};
const journal = () =>
  readFileSync(join(clone, '.git/fetch-lock/journal.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((it) => JSON.parse(it));

it('a pull that can go forward does, alone', async () => {
  const head = pushed('file', 'two\n');
  expect(await pull()).toMatchObject({ conclusion: 'success', outputs: { fetched: 'fetched', locked: 'true' } });
  expect(world.git(clone, 'rev-parse', 'HEAD')).toBe(head);
  expect(readFileSync(join(clone, 'file'), 'utf8')).toBe('two\n');
  expect(journal().find((it) => it.event === 'lock_acquired')).toMatchObject({ mode: 'exclusive' });
});

describe('one that cannot changes nothing, and names what is in the way', () => {
  it.each<[string, string, () => void, RegExp]>([
    [
      'changes that are not committed',
      'pull',
      () => write(clone, 'file', 'mine\n'),
      /overwritten by merge: ?;? *file.*Take what git names out of the way/,
    ],
    [
      'changes that are only in the index',
      'pull',
      () => {
        write(clone, 'file', 'mine\n');
        world.git(clone, 'add', '.');
      },
      /overwritten by merge: ?;? *file/,
    ],
    ['a file that git does not know', 'pull', () => write(clone, 'new', 'mine\n'), /untracked.*overwritten by merge: ?;? *new/],
    [
      'commits of its own',
      'pull',
      () => {
        write(clone, 'own', 'mine\n');
        commit(clone);
      },
      /Not possible to fast-forward.*Reset what is here/,
    ],
    ['a tree with changes, for a rebase', 'pull --rebase', () => write(clone, 'file', 'mine\n'), /cannot pull with rebase/],
    [
      'a conflict, in a merge',
      'pull --no-rebase --no-ff',
      () => {
        write(clone, 'file', 'mine\n');
        commit(clone);
      },
      /CONFLICT.*file/,
    ],
    [
      'a conflict, in a rebase',
      'pull --rebase',
      () => {
        write(clone, 'file', 'mine\n');
        commit(clone);
      },
      /CONFLICT.*file/,
    ],
    [
      'a conflict, in a rebase that set changes aside',
      'pull --rebase --autostash',
      () => {
        write(clone, 'file', 'mine\n');
        commit(clone);
        write(clone, 'other', 'unfinished\n');
      },
      /CONFLICT.*file/,
    ],
  ])('%s: %s', async (_, git, spoil, said) => {
    write(work(), 'new', 'theirs\n');
    pushed('file', 'two\n');
    spoil();
    const before = treeOf();
    const main = await pull(git);
    expect(main).toMatchObject({ conclusion: 'failure', outputs: { fetched: 'none' } });
    expect(errors(main)).toEqual([expect.stringMatching(said)]);
    expect(errors(main)[0]).toMatch(/\[FL_GIT\]$/);
    expect(treeOf()).toEqual(before);
    expect(world.git(clone, 'fsck')).not.toMatch(/missing|broken/);
  });
});

it('a merge that was under way before is left as it is', async () => {
  pushed('file', 'two\n');
  write(clone, 'file', 'mine\n');
  commit(clone);
  expect(() => world.git(clone, 'pull', '-q', '--no-rebase')).toThrow();
  const before = treeOf();
  expect(before.begun).toContain('MERGE_HEAD');
  const main = await pull();
  expect(errors(main)).toEqual([expect.stringMatching(/(unmerged files|not concluded).*Take what git names out of the way.*\[FL_GIT\]$/)]);
  expect(treeOf()).toEqual(before);
  expect(text(main)).not.toContain('taken back');
});

it('waits until nobody reads any more', async () => {
  pushed('file', 'two\n');
  const reader = world.start({ steps: [world.lock({ path: clone, git: '', mode: 'shared' }), world.gate('reading')] });
  await reader.line(/at reading/);
  const job = world.start({ steps: [world.lock({ path: clone, git: 'pull' })] });
  await job.line(/Waiting to get an exclusive lock/);
  expect(readFileSync(join(clone, 'file'), 'utf8')).toBe('one\n');
  world.open('reading');
  expect((await job.done).conclusion).toBe('success');
  expect(readFileSync(join(clone, 'file'), 'utf8')).toBe('two\n');
  await reader.done;
});
