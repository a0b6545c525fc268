/** A repository, one that it has for a submodule, a clone of it with everything checked out, and a program that must not run. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeHome } from './places.ts';

export function makeFamily() {
  const home = makeHome();
  const marker = join(home, 'marker');
  const program = join(home, 'program');
  writeFileSync(program, `#!/bin/sh\n: > '${marker}'\nexit 1\n`);
  // Goes to no network, and does what it is told.
  const ssh = join(home, 'ssh');
  writeFileSync(ssh, `#!/bin/sh\ncase "$*" in *ProxyCommand*) exec '${program}' ;; esac\nexit 255\n`);
  for (const it of [program, ssh]) chmodSync(it, 0o755);
  const person = { GIT_AUTHOR_NAME: 'x', GIT_AUTHOR_EMAIL: 'x', GIT_COMMITTER_NAME: 'x', GIT_COMMITTER_EMAIL: 'x' };
  // Nothing but the command stands between a hostile line and the program: every transport is allowed.
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: home,
    LC_ALL: 'C',
    GIT_ALLOW_PROTOCOL: 'file:ext:ssh',
    GIT_SSH: ssh,
    GIT_SSH_VARIANT: 'ssh',
    ...person,
  };
  const git = (where: string, ...args: string[]) =>
    spawnSync('git', args, { cwd: join(home, where), env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const commit = (where: string, ...args: string[]) => {
    git(where, 'commit', '-q', '--allow-empty', '-m', where, ...args);
    return git(where, 'rev-parse', 'HEAD').stdout.trim();
  };
  for (const it of ['part', 'upstream']) {
    git('.', 'init', '-q', '-b', 'main', it);
    commit(it);
  }
  git('upstream', 'submodule', '--quiet', 'add', '../part', 'lib');
  commit('upstream');
  git('.', 'clone', '-q', '--recurse-submodules', 'upstream', 'clone');
  return {
    ...{ home, env, program, git, commit },
    /** Whether the program ran since the last look. */
    hasRun: () => {
      const ran = existsSync(marker);
      rmSync(marker, { force: true });
      return ran;
    },
  };
}
