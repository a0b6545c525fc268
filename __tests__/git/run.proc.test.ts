import { execFileSync } from 'node:child_process';
import { readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { gitVersion } from '../../src/git/run.ts';
import { isolated } from '../support/isolated.ts';
import { makeHome, removeAll } from '../support/places.ts';

afterEach(removeAll);
const env = { PATH: process.env.PATH ?? '' };

describe('runGit', () => {
  const fetchIn = async (
    setUp: (mirror: string) => void,
    more: Record<string, string> = {},
    argv = ['fetch', 'origin'],
    isAlone = false,
  ) => {
    const home = makeHome();
    const git = (...args: string[]) => execFileSync('git', args, { cwd: home, stdio: 'pipe' });
    git('init', '-q', '--bare', 'upstream.git');
    git('clone', '-q', '--mirror', 'upstream.git', 'mirror.git');
    setUp(join(home, 'mirror.git'));
    return { home, ...(await isolated(join(home, 'mirror.git'), argv, { HOME: home, ...more }, { isAlone })) };
  };
  const configure = (mirror: string, ...args: string[]) => execFileSync('git', ['config', ...args], { cwd: mirror });

  it('runs in its scope, whatever the environment points to', async () => {
    expect(await fetchIn(() => {}, { GIT_DIR: '/no/such/place' })).toMatchObject({ exitCode: 0, isGone: true, complaints: [] });
  });

  it('tells what git complained of, without credentials', async () => {
    const result = await fetchIn((mirror) => configure(mirror, 'remote.origin.url', 'http://user:s3cret@127.0.0.1:1/x'));
    expect(result.exitCode).toBe(128);
    expect(result.complaints.join('; ')).toMatch(/^fatal: unable to access 'http:\/\/127\.0\.0\.1:1\/x\/'/);
    expect(result.lines.join()).not.toContain('s3cret');
  });

  it('hears English, whatever language the user speaks (S14, F22)', async () => {
    const german = { LANG: 'de_DE.UTF-8', LANGUAGE: 'de', LC_ALL: 'de_DE.UTF-8', LC_MESSAGES: 'de_DE.UTF-8' };
    const result = await fetchIn((mirror) => configure(mirror, 'remote.origin.url', '/no/such/place'), german);
    expect(result.complaints.join('; ')).toContain('does not appear to be a git repository');
  });

  it('leaves no maintenance behind that would work on after the lock is let go (S15)', async () => {
    const gather = (mirror: string) => {
      const work = join(mirror, '..', 'work');
      const git = (...args: string[]) =>
        execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: work, stdio: 'pipe' });
      execFileSync('git', ['init', '-q', work]);
      for (const name of ['a', 'b', 'c']) {
        git('commit', '-q', '--allow-empty', '-m', name);
        git('push', '-q', '../upstream.git', `HEAD:refs/heads/${name}`);
        if (name !== 'c') execFileSync('git', ['-c', 'fetch.unpackLimit=1', '-c', 'gc.auto=0', 'fetch', '-q', 'origin'], { cwd: mirror });
      }
      configure(mirror, 'fetch.unpackLimit', '1');
      configure(mirror, 'gc.autoPackLimit', '1');
      configure(mirror, 'gc.autoDetach', 'true');
    };
    const { home, exitCode } = await fetchIn(gather, {}, undefined, true);
    expect(exitCode).toBe(0);
    const packs = readdirSync(join(home, 'mirror.git', 'objects', 'pack')).filter((it) => it.endsWith('.pack'));
    expect(packs).toHaveLength(1);
  });

  it('takes no alias of the repository for a program that is not installed', async () => {
    const tools = makeHome();
    for (const it of ['git', 'sh', 'touch'])
      symlinkSync(execFileSync('sh', ['-c', `command -v ${it}`], { encoding: 'utf8' }).trim(), join(tools, it));
    const alias = (mirror: string) => configure(mirror, 'alias.submodule', '!touch "$HOME/marker"');
    const { home } = await fetchIn(alias, { PATH: tools, GIT_EXEC_PATH: tools }, ['submodule', 'update']);
    expect(readdirSync(home)).toEqual(['mirror.git', 'upstream.git']);
  });
});

it('gitVersion says which git there is', async () => {
  expect(await gitVersion(env)).toMatch(/^\d+\.\d+/);
});
