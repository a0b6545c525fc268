import { execFileSync } from 'node:child_process';
import { readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
<<<<<<< HEAD
import { gitVersion } from '../../src/git/run.ts';
import { isolated } from '../support/isolated.ts';
=======
import { systemClock } from '../../src/base/clock.ts';
import { parseCommand } from '../../src/git/command.ts';
import { gitEnvironment, gitVersion, runGit } from '../../src/git/run.ts';
import { resolveScope } from '../../src/git/scope.ts';
import { makeFamily } from '../support/family.ts';
>>>>>>> f513b0b (Let no fetch go into a submodule, remote update included, and leave that out of the arguments)
import { makeHome, removeAll } from '../support/places.ts';

afterEach(removeAll);
const env = { PATH: process.env.PATH ?? '' };

describe('runGit', () => {
  const fetchIn = async (setUp: (mirror: string) => void, more: Record<string, string> = {}, argv = ['fetch', 'origin']) => {
    const home = makeHome();
    const git = (...args: string[]) => execFileSync('git', args, { cwd: home, stdio: 'pipe' });
    git('init', '-q', '--bare', 'upstream.git');
    git('clone', '-q', '--mirror', 'upstream.git', 'mirror.git');
    setUp(join(home, 'mirror.git'));
    return { home, ...(await isolated(join(home, 'mirror.git'), argv, { HOME: home, ...more })) };
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
    const { home, exitCode } = await fetchIn((mirror) => {
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
    });
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

it.each(['fetch', 'remote update', 'pull'])('%s goes into no submodule, whose configuration could name a program', async (line) => {
  const { home, env, git, commit, program, hasRun } = makeFamily();
  git('clone/lib', 'config', 'remote.origin.uploadpack', program);
  git('clone', 'config', 'submodule.lib.fetchRecurseSubmodules', 'true');
  const push = () => {
    const found = commit('part');
    git('upstream/lib', 'fetch', '-q');
    git('upstream/lib', 'checkout', '-q', found);
    commit('upstream', '-a');
  };
  push();
  git('clone', ...line.split(' '));
  expect(hasRun()).toBe(true);
  push();
  const scope = resolveScope({ path: 'clone', workspace: home, needs: 'repository' });
  const run = { env, clock: systemClock, signal: new AbortController().signal, limitMs: 20_000, onLine: () => {} };
  expect(await runGit(parseCommand(line), scope, run)).toMatchObject({ exitCode: 0 });
  expect(hasRun()).toBe(false);
});

it('gitVersion says which git there is', async () => {
  expect(await gitVersion(env)).toMatch(/^\d+\.\d+/);
});
