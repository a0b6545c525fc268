import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseCommand } from '../../src/git/command.ts';
import { refuseDeepening, resolveScope, type ScopeQuestion } from '../../src/git/scope.ts';
import { makeHome, removeAll } from '../support/places.ts';

let home = '';
const env = {
  ...process.env,
  ...{ GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', GIT_ALLOW_PROTOCOL: 'file' },
  ...{ GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.com', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.com' },
};
const git = (...args: string[]) => execFileSync('git', args, { cwd: home, env, stdio: 'pipe' });
const resolve = (path: string, more: Partial<ScopeQuestion> = {}) => resolveScope({ path, workspace: home, ...more });
const refused = (code: string, message: string) => expect.objectContaining({ code, message: expect.stringContaining(message) });

beforeAll(() => {
  home = makeHome();
  git('init', '-q', '-b', 'main', 'clone');
  git('-C', 'clone', 'commit', '-q', '--allow-empty', '-m', 'a commit');
  git('clone', '-q', '--bare', 'clone', 'bare.git');
  git('-C', 'clone', 'worktree', 'add', '-q', '../tree-of-clone', '-b', 'one');
  git('-C', 'bare.git', 'worktree', 'add', '-q', '../tree-of-bare', '-b', 'two');
  git('init', '-q', 'outer');
  git('-C', 'outer', 'submodule', 'add', '-q', join(home, 'bare.git'), 'inner');
  git('clone', '-q', '--separate-git-dir', 'kept-apart', 'bare.git', 'apart');
  git('init', '-q', '--bare', 'unborn.git');
  for (const name of ['cache', 'clone/sub', 'store', 'not-git', 'detour']) mkdirSync(join(home, name));
  writeFileSync(join(home, 'file'), '');
  writeFileSync(join(home, 'not-git', '.git'), 'gitdir: ../nowhere\n');
  writeFileSync(join(home, 'detour', '.git'), 'gitdir: ../to-clone/.git/worktrees/tree-of-clone\n');
  for (const name of ['no-head/objects', 'no-head/refs', 'no-objects/refs', 'no-refs/objects'])
    mkdirSync(join(home, name), { recursive: true });
  for (const name of ['no-objects', 'no-refs']) writeFileSync(join(home, name, 'HEAD'), 'ref: refs/heads/main\n');
  for (const name of ['bare.git', 'clone', 'tree-of-clone', 'tree-of-bare', 'cache', 'file', 'nothing', 'store'])
    symlinkSync(name, join(home, `to-${name}`));
  symlinkSync('to-bare.git', join(home, 'to-a-link'));
  symlinkSync('loop', join(home, 'loop'));
});
afterAll(removeAll);

describe('resolveScope', () => {
  it.each<[string, string, string, string, string]>([
    ['bare.git', 'bare', 'bare.git', 'bare.git.fetch-lock', 'beside'],
    ['to-bare.git', 'bare', 'bare.git', 'bare.git.fetch-lock', 'beside'],
    ['to-a-link', 'bare', 'bare.git', 'bare.git.fetch-lock', 'beside'],
    ['tree-of-bare', 'worktree', 'bare.git', 'bare.git.fetch-lock', 'beside'],
    ['to-tree-of-bare', 'worktree', 'bare.git', 'bare.git.fetch-lock', 'beside'],
    ['unborn.git', 'bare', 'unborn.git', 'unborn.git.fetch-lock', 'beside'],
    ['clone', 'clone', 'clone/.git', 'clone/.git/fetch-lock', 'inside'],
    ['to-clone', 'clone', 'clone/.git', 'clone/.git/fetch-lock', 'inside'],
    ['clone/.git', 'bare', 'clone/.git', 'clone/.git/fetch-lock', 'inside'],
    ['clone/.git/worktrees/tree-of-clone', 'bare', 'clone/.git', 'clone/.git/fetch-lock', 'inside'],
    ['tree-of-clone', 'worktree', 'clone/.git', 'clone/.git/fetch-lock', 'inside'],
    ['to-tree-of-clone', 'worktree', 'clone/.git', 'clone/.git/fetch-lock', 'inside'],
    ['detour', 'worktree', 'clone/.git', 'clone/.git/fetch-lock', 'inside'],
    ['outer', 'clone', 'outer/.git', 'outer/.git/fetch-lock', 'inside'],
    ['outer/inner', 'worktree', 'outer/.git/modules/inner', 'outer/.git/modules/inner.fetch-lock', 'beside'],
    ['apart', 'worktree', 'kept-apart', 'kept-apart.fetch-lock', 'beside'],
    ['cache', 'directory', 'cache', 'cache.fetch-lock', 'beside'],
    ['to-cache', 'directory', 'cache', 'cache.fetch-lock', 'beside'],
    ['clone/sub', 'directory', 'clone/sub', 'clone/sub.fetch-lock', 'beside'],
    ['not-git', 'directory', 'not-git', 'not-git.fetch-lock', 'beside'],
    ['not-yet', 'directory', 'not-yet', 'not-yet.fetch-lock', 'beside'],
    ['to-cache/not-yet', 'directory', 'cache/not-yet', 'cache/not-yet.fetch-lock', 'beside'],
  ])('%s is %s, guards %s and is locked in %s', (path, kind, guards, dir, place) => {
    const scope = resolve(path);
    expect(scope).toMatchObject({ path, kind, guards: join(home, guards) });
    expect(scope.lock).toEqual({ dir: join(home, dir), guards: join(home, guards), kind: place });
  });

  it.each([
    [
      'bare.git',
      ['./bare.git', 'bare.git/', 'cache/../bare.git', 'bare.git/.', 'to-bare.git/', 'tree-of-bare', 'bare.git/worktrees/tree-of-bare'],
    ],
    ['clone', ['clone//', 'to-clone/.git', 'clone/.git/', 'tree-of-clone/', 'to-tree-of-clone', '../HOME/clone']],
    ['not-yet', ['./not-yet', 'not-yet/', 'cache/../not-yet']],
  ])('gives every spelling of %s one lock', (path, spellings) => {
    const { lock } = resolve(path);
    for (const it of spellings) expect(resolve(it.replace('HOME', home.split('/').at(-1) ?? '')).lock).toEqual(lock);
    expect(resolve(join(home, path), { workspace: '/' }).lock).toEqual(lock);
  });

  it('runs git where the path says, in the worktree and not in its repository', () => {
    expect(resolve('to-tree-of-bare', { needs: 'repository' }).workDir).toBe(join(home, 'tree-of-bare'));
    expect(resolve('clone', { needs: 'repository' }).workDir).toBe(join(home, 'clone'));
  });

  it.each(['cache', 'clone/sub', 'not-git', 'not-yet', 'no-head', 'no-objects', 'no-refs'])('refuses %s where git is to run', (path) => {
    expect(() => resolve(path, { needs: 'repository' })).toThrow(refused('FL_NOT_A_REPO', `'${path}' (${join(home, path)})`));
  });

  it.each([
    ['file', 'is a file'],
    ['to-file', 'is a file'],
    ['to-nothing', 'symbolic link to nothing'],
    ['no/such/path', 'nor does the directory'],
    ['file/below', 'cannot be followed'],
    ['loop', 'cannot be followed'],
  ])('refuses %s, since it %s, whether git is to run or not', (path, why) => {
    for (const needs of [{}, { needs: 'repository' }] as const) expect(() => resolve(path, needs)).toThrow(refused('FL_INPUT', why));
  });

  it('puts the lock where it is told to, under one name for all spellings', () => {
    const name = createHash('sha256').update(join(home, 'bare.git')).digest('hex');
    for (const path of ['bare.git', 'to-bare.git', 'tree-of-bare'])
      for (const lockDir of ['store', 'to-store', join(home, 'store/')])
        expect(resolve(path, { lockDir }).lock).toEqual({ dir: join(home, 'store', name), guards: join(home, 'bare.git'), kind: 'given' });
    expect(resolve('clone', { lockDir: 'store' }).lock.dir).not.toBe(join(home, 'store', name));
  });

  it.each(['file', 'absent', 'to-nothing', 'file/below', 'loop'])('refuses %s as the place of locks', (lockDir) => {
    expect(() => resolve('bare.git', { lockDir })).toThrow(refused('FL_INPUT', 'Input `lock-dir`'));
  });

  it('makes nothing and changes nothing', () => {
    const look = () => readdirSync(home, { recursive: true }).sort();
    const before = look();
    for (const path of ['bare.git', 'clone', 'tree-of-bare', 'cache', 'not-yet']) resolve(path, { lockDir: 'store' }) && resolve(path);
    expect(look()).toEqual(before);
  });
});

describe('refuseDeepening', () => {
  const commands = ['gc', 'fetch --depth=1 origin'].map(parseCommand);

  it('refuses to cut off history in what is whole, naming the command and the reason', () => {
    for (const path of ['bare.git', 'clone', 'tree-of-clone']) {
      expect(() => refuseDeepening(resolve(path), commands)).toThrow(
        refused('FL_UNSAFE_COMMAND', `'fetch --depth=1 origin' is refused in '${path}', which is not shallow. The repository is shared`),
      );
      refuseDeepening(resolve(path), [parseCommand('fetch origin')]);
    }
  });

  it('lets be what is shallow already, and what only was so is whole', () => {
    git('clone', '-q', '--bare', '--depth=1', `file://${join(home, 'clone')}`, 'shallow.git');
    git('-C', 'shallow.git', 'worktree', 'add', '-q', '../tree-of-shallow', '-b', 'three');
    for (const path of ['shallow.git', 'tree-of-shallow']) refuseDeepening(resolve(path), commands);
    writeFileSync(join(home, 'shallow.git', 'shallow'), '');
    expect(() => refuseDeepening(resolve('tree-of-shallow'), commands)).toThrow(refused('FL_UNSAFE_COMMAND', 'not shallow'));
  });
});
