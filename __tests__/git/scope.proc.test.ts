import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resolveScope } from '../../src/git/scope.ts';
import { makeHome, removeAll } from '../support/places.ts';

let home: string;
const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'protocol.file.allow=always', '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
    cwd,
    stdio: 'pipe',
  });
const scopeOf = (path: string, needsRepository = true, lockDir?: string) =>
  resolveScope({ path, workspace: home, needsRepository, ...(lockDir ? { lockDir } : {}) });

beforeAll(() => {
  home = makeHome();
  git(home, 'init', '-q', 'clone');
  git(join(home, 'clone'), 'commit', '-q', '--allow-empty', '-m', 'x');
  git(home, 'clone', '-q', '--bare', 'clone', 'bare.git');
  git(join(home, 'clone'), 'worktree', 'add', '-q', '--detach', join(home, 'tree'));
  git(join(home, 'bare.git'), 'worktree', 'add', '-q', '--detach', join(home, 'bare-tree'));
  git(join(home, 'clone'), 'submodule', '--quiet', 'add', join(home, 'bare.git'), 'sub');
  for (const name of ['clone', 'bare.git', 'tree', 'plain']) symlinkSync(name, join(home, `link-${name}`));
  for (const name of ['plain', 'locks']) mkdirSync(join(home, name));
  writeFileSync(join(home, 'file'), '');
  symlinkSync('nowhere', join(home, 'dangling'));
});
afterAll(removeAll);

describe('resolveScope', () => {
  it.each([
    ['clone', 'clone'],
    ['./clone/../clone/', 'clone'],
    ['link-clone', 'clone'],
    ['clone/.git', 'bare'],
    ['tree', 'worktree'],
    ['link-tree', 'worktree'],
    ['clone/.git/worktrees/tree', 'bare'],
  ])('finds the one lock of a clone by %s', (path, kind) => {
    const guards = join(home, 'clone', '.git');
    expect(scopeOf(path)).toMatchObject({ path, kind, guards, lock: { dir: join(guards, 'fetch-lock'), guards, kind: 'inside' } });
  });

  it.each(['bare.git', 'link-bare.git', 'bare-tree'])('finds the one lock of a bare repository by %s', (path) => {
    const guards = join(home, 'bare.git');
    expect(scopeOf(path)).toMatchObject({ guards, lock: { dir: `${guards}.fetch-lock`, kind: 'beside' } });
  });

  it('finds the repository of a submodule', () => {
    expect(scopeOf('clone/sub')).toMatchObject({ kind: 'worktree', guards: join(home, 'clone', '.git', 'modules', 'sub') });
  });

  it.each(['plain', 'link-plain'])('takes %s for a directory', (path) => {
    expect(scopeOf(path, false)).toMatchObject({
      kind: 'directory',
      guards: join(home, 'plain'),
      lock: { dir: join(home, 'plain.fetch-lock'), kind: 'beside' },
    });
  });

  it('takes a path that is not there yet, if nothing is to run in it', () => {
    expect(scopeOf('later', false)).toMatchObject({ kind: 'directory', guards: join(home, 'later') });
  });

  it('puts the lock where it is told, one place for all spellings', () => {
    const [one, other] = ['tree', 'clone'].map((path) => scopeOf(path, true, 'locks').lock);
    expect(one).toEqual(other);
    expect(one).toMatchObject({ kind: 'given', dir: expect.stringMatching(/\/locks\/[0-9a-f]{64}$/) });
  });

  it.each([
    ['plain', true, 'FL_NOT_A_REPO', /is no git repository.*has no \.git/],
    ['clone/sub/..//sub/nothing', true, 'FL_NOT_A_REPO', /does not exist/],
    ['later', true, 'FL_NOT_A_REPO', /does not exist/],
    ['no/such/dir', false, 'FL_INPUT', /nor does the directory it would be in/],
    ['file', false, 'FL_INPUT', /is a file/],
    ['file/x', false, 'FL_INPUT', /cannot be followed/],
    ['dangling', false, 'FL_INPUT', /symbolic link to nothing/],
  ])('refuses %s (git: %s) with %s', (path, needsRepository, code, message) => {
    expect(() => scopeOf(path, needsRepository)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
  });

  it('refuses a lock-dir that is no directory', () => {
    expect(() => scopeOf('clone', true, 'file')).toThrow(expect.objectContaining({ code: 'FL_INPUT' }));
  });

  it('makes nothing', () => {
    const before = readdirSync(home);
    scopeOf('clone');
    scopeOf('plain', false);
    expect(readdirSync(home)).toEqual(before);
    expect(readdirSync(join(home, 'clone', '.git'))).not.toContain('fetch-lock');
  });
});
