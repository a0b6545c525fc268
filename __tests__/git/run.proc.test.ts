import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../src/base/clock.ts';
import { parseCommand } from '../../src/git/command.ts';
import { gitEnvironment, gitVersion, runGit } from '../../src/git/run.ts';
import { resolveScope } from '../../src/git/scope.ts';
import { makeHome, removeAll } from '../support/places.ts';

afterEach(removeAll);
const env = { PATH: process.env.PATH ?? '' };

describe('the environment of git', () => {
  it('names no other repository and no program, and asks nobody', () => {
    const given = {
      ...env,
      GIT_DIR: '/x',
      GIT_WORK_TREE: '/x',
      GIT_INDEX_FILE: '/x',
      GIT_TRACE: '/x',
      GIT_EDITOR: 'x',
      LANG: 'de_DE',
      GIT_CONFIG_COUNT: '1',
    };
    const made = gitEnvironment(given);
    expect(Object.keys(made).filter((it) => /^GIT_(DIR|WORK_TREE|INDEX_FILE|TRACE)/.test(it))).toEqual([]);
    expect(made).toMatchObject({
      LC_ALL: 'C',
      GIT_TERMINAL_PROMPT: '0',
      GIT_EDITOR: ':',
      GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh',
      GIT_CONFIG_COUNT: '1',
    });
  });
});

describe('runGit', () => {
  const fetchIn = async (setUp: (mirror: string) => void) => {
    const home = makeHome();
    const git = (...args: string[]) => execFileSync('git', args, { cwd: home, stdio: 'pipe' });
    git('init', '-q', '--bare', 'upstream.git');
    git('clone', '-q', '--mirror', 'upstream.git', 'mirror.git');
    setUp(join(home, 'mirror.git'));
    const lines: string[] = [];
    const scope = resolveScope({ path: 'mirror.git', workspace: home, needs: 'repository' });
    const result = await runGit(parseCommand('fetch origin').argv, scope.workDir, {
      ...{
        env: { ...env, HOME: home, GIT_DIR: '/no/such/place', LC_ALL: 'de_DE.UTF-8' },
        clock: systemClock,
        signal: new AbortController().signal,
        limitMs: 20_000,
      },
      onLine: (line) => lines.push(line),
    });
    return { ...result, lines, home };
  };
  const configure = (mirror: string, ...args: string[]) => execFileSync('git', ['config', ...args], { cwd: mirror });

  it('runs in its scope, whatever the environment points to', async () => {
    expect(await fetchIn(() => {})).toMatchObject({ exitCode: 0, isGone: true, complaints: [] });
  });

  it('tells what git complained of, without credentials', async () => {
    const result = await fetchIn((mirror) => configure(mirror, 'remote.origin.url', 'http://user:s3cret@127.0.0.1:1/x'));
    expect(result.exitCode).toBe(128);
    expect(result.complaints.join('; ')).toMatch(/^fatal: unable to access 'http:\/\/127\.0\.0\.1:1\/x\/'/);
    expect(result.lines.join()).not.toContain('s3cret');
  });

  it('uses no transport that runs a program, though the repository asks for it', async () => {
    const result = await fetchIn((mirror) => {
      configure(mirror, 'protocol.ext.allow', 'always');
      configure(mirror, 'remote.origin.url', 'ext::sh -c "touch ../marker"');
    });
    expect(result.complaints.join('; ')).toContain("transport 'ext' not allowed");
  });
});

it('gitVersion says which git there is', async () => {
  expect(await gitVersion(env)).toMatch(/^\d+\.\d+/);
});
