/** A repository of another user (users.md S4, S5; peers.md F17), with two real ones. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Errand } from '../../support/fetcher.ts';
import { makeHome, removeAll } from '../../support/places.ts';
import { ann, bob, demandRoot } from '../../support/surroundings.ts';

let home: string;
let mirror: string;
let clone: string;
let temp: string;
let config: string;
const marker = () => join(temp, 'marker');

const git = (user: typeof ann, ...args: string[]) =>
  spawnSync('git', args, {
    ...user,
    cwd: temp,
    env: { PATH: process.env.PATH ?? '', HOME: temp, GIT_CONFIG_NOSYSTEM: '1' },
    encoding: 'utf8',
  });

beforeEach(() => {
  demandRoot();
  home = makeHome();
  chmodSync(home, 0o755);
  [mirror, clone, temp] = [join(home, 'mirror.git'), join(home, 'clone'), join(home, 'temp')];
  mkdirSync(temp);
  chownSync(temp, bob.uid, bob.gid);
  chownSync(home, ann.uid, ann.gid);
  execFileSync('git', ['init', '-q', '--bare', join(home, 'upstream.git')], { ...ann });
  for (const [args, path] of [
    [['--mirror'], mirror],
    [[], clone],
  ] as const)
    execFileSync('git', ['clone', '-q', ...args, join(home, 'upstream.git'), path], { ...ann, cwd: home, stdio: 'ignore' });
  // Bob serves himself: git's own check of the upstream is not what is tested here.
  execFileSync('cp', ['-r', join(home, 'upstream.git'), join(temp, 'upstream.git')], { ...bob });
  for (const it of [mirror, clone]) execFileSync('git', ['-C', it, 'remote', 'set-url', 'origin', join(temp, 'upstream.git')], { ...ann });
  config = join(temp, '.gitconfig');
  writeFileSync(config, '[user]\n\tname = Bob\n[include]\n\tpath = more\n');
  writeFileSync(join(temp, 'more'), '[remote "origin"]\n\ttagOpt = --no-tags\n');
});
afterEach(removeAll);

function fetchAsBob(path: string, trustedOwners: (string | number)[], argv = ['fetch', 'origin']) {
  const env = { PATH: process.env.PATH ?? '', HOME: temp, RUNNER_TEMP: temp };
  const errand: Errand = { path, argv, env, policy: { trustedOwners } };
  const program = join(import.meta.dirname, '..', '..', 'support', 'fetcher.js');
  const { stdout, stderr } = spawnSync(process.execPath, [program, JSON.stringify(errand)], { ...bob, cwd: temp, env, encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as { refused?: string; exitCode?: number; complaint?: string; lines?: string[] };
}

describe("another user's repository", () => {
  it('is refused by the name of its owner, where plain git would use it by --git-dir (F17)', () => {
    execFileSync('chmod', ['-R', 'a+rwX', mirror]);
    execFileSync('git', ['-C', mirror, 'config', 'core.sshCommand', `touch ${marker()};:`], { ...ann });
    const plain = (...args: string[]) => git(bob, ...args, 'fetch', 'ssh://127.0.0.1:1/x');
    expect(plain('-C', mirror).stderr).toContain('dubious ownership');
    expect(existsSync(marker())).toBe(false);
    plain(`--git-dir=${mirror}`);
    expect(existsSync(marker())).toBe(true);

    expect(fetchAsBob(mirror, []).refused).toBe(
      `'${mirror}' belongs to user 61001, and this job runs as user 61002. Whoever owns a repository decides what git does in it. Use a repository of the same user; or let the admin of this host add 61001 to \`trustedOwners\` in its policy. [FL_POLICY]`,
    );
    expect(fetchAsBob(mirror, [bob.uid, 'root', '61001']).refused).toContain('[FL_POLICY]');
  });

  it.each(['.git', '.git/config', '.'])('is refused when only %s of it is his', (part) => {
    execFileSync('chown', ['-R', `${bob.uid}`, clone]);
    chownSync(join(clone, part), ann.uid, ann.gid);
    expect(fetchAsBob(clone, []).refused === undefined).toBe(part === '.git/config');
  });

  it('is refused when a worktree of our own belongs to it', () => {
    execFileSync('git', ['-C', clone, '-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-q', '--allow-empty', '-m', 'x'], { ...ann });
    const tree = join(home, 'tree');
    execFileSync('git', ['-C', clone, 'worktree', 'add', '-q', '--detach', tree], { ...ann, stdio: 'ignore' });
    execFileSync('chown', ['-R', `${bob.uid}`, tree, join(clone, '.git', 'worktrees', 'tree')]);
    expect(fetchAsBob(tree, []).refused).toContain(`'${join(clone, '.git')}' belongs to user 61001`);
  });

  it.each(['mirror', 'clone'])('a %s is used when the host trusts its owner, and no configuration is changed', (kind) => {
    const path = kind === 'mirror' ? mirror : clone;
    execFileSync('chmod', ['-R', 'a+rwX', path]);
    const state = () =>
      [config, join(temp, 'more'), join(path, kind === 'mirror' ? 'config' : '.git/config')].map((it) => readFileSync(it, 'utf8'));
    const [before, names] = [state(), readdirSync(temp)];
    expect(fetchAsBob(path, ['mirror', ann.uid])).toMatchObject({ exitCode: 0, complaints: [] });
    expect(state()).toEqual(before);
    expect(readdirSync(temp)).toEqual(names);
  });

  it('what is trusted is these directories by name, beside all that the user has configured', () => {
    const seen = join(temp, 'seen');
    writeFileSync(
      join(temp, 'more'),
      `[remote "origin"]\n\tuploadpack = "cat \\"$GIT_CONFIG_GLOBAL\\" > '${seen}'; git config --get-all user.name >> '${seen}'; git-upload-pack"\n`,
    );
    execFileSync('chmod', ['-R', 'a+rwX', clone]);
    expect(fetchAsBob(clone, [ann.uid])).toMatchObject({ exitCode: 0 });
    const text = readFileSync(seen, 'utf8');
    expect(text).not.toContain('*');
    expect([...text.matchAll(/directory = "(.*)"/g)].map(([, it]) => it)).toEqual([clone, join(clone, '.git')]);
    expect(text).toMatch(/\nBob\n$/);
  });

  it('trusted or not, its configuration runs nothing', () => {
    execFileSync('chmod', ['-R', 'a+rwX', mirror]);
    execFileSync('git', ['-C', mirror, 'config', 'remote.origin.uploadpack', `touch ${marker()};:`], { ...ann });
    expect(fetchAsBob(mirror, [ann.uid]).refused).toContain('[FL_UNSAFE_COMMAND]');
    expect([existsSync(marker()), readdirSync(temp).filter((it) => it.startsWith('fetch-lock'))]).toEqual([false, []]);
  });

  it('of the one who called sudo is root’s own, as for git', () => {
    expect(git(bob, 'version').status).toBe(0);
    const env = { PATH: process.env.PATH ?? '', SUDO_UID: String(ann.uid), HOME: temp, RUNNER_TEMP: temp };
    const errand: Errand = { path: mirror, argv: ['fetch', 'origin'], env, policy: { trustedOwners: [] } };
    const program = join(import.meta.dirname, '..', '..', 'support', 'fetcher.js');
    const asRoot = (it: Errand) => spawnSync(process.execPath, [program, JSON.stringify(it)], { env: it.env, encoding: 'utf8' }).stdout;
    expect(asRoot(errand)).not.toContain('FL_POLICY');
    expect(asRoot({ ...errand, env: { ...env, SUDO_UID: '' } })).toContain('FL_POLICY');
  });
});
