import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readSmall } from '../../src/lock/host/line.ts';
import { errors, kept, text, World, warnings } from '../support/world.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.dispose());

const objectOf = (ref: string): string => {
  const id = world.git(world.mirror, 'rev-parse', ref);
  return join(world.mirror, 'objects', id.slice(0, 2), id.slice(2));
};
const empty = (path: string) => {
  rmSync(path, { force: true });
  writeFileSync(path, '');
};
const packOf = (): string => {
  world.git(world.mirror, 'gc', '-q');
  const dir = join(world.mirror, 'objects', 'pack');
  return join(dir, readdirSync(dir).find((it) => it.endsWith('.pack')) ?? '');
};
/** The pack or the loose object that has the newest commit. */
const packOrObject = (): string => (existsSync(objectOf('main')) ? objectOf('main') : packOf());
/** The main stage of a job that has ended. */
const run = async (inputs: Record<string, string> = {}) => {
  const job = world.start({ steps: [world.lock(inputs)] });
  await job.done;
  return job.ended('lock', 'main');
};
const setAside = () => `${world.mirror}.fetch-lock-damaged`;

describe('a bare mirror is set aside and made anew', () => {
  it.each<[string, () => void]>([
    ['a truncated pack (F12)', () => writeFileSync(packOf(), readFileSync(packOf()).subarray(0, 40))],
    ['an empty loose object (F13)', () => empty(objectOf('main'))],
    ['an empty HEAD (F15)', () => empty(join(world.mirror, 'HEAD'))],
    ['a packed-refs that was cut off', () => writeFileSync(join(world.mirror, 'packed-refs'), '0123')],
    ['a ref to an object that is not there', () => writeFileSync(join(world.mirror, 'refs/heads/main'), `${'1'.repeat(40)}\n`)],
  ])('after %s', async (_, damage) => {
    const head = world.push('main');
    damage();
    expect(() => world.git(world.mirror, 'fsck', '--connectivity-only')).toThrow();
    const main = await run();
    expect(main).toMatchObject({ conclusion: 'success', outputs: { locked: 'true', fetched: 'fetched' } });
    expect(world.git(world.mirror, 'rev-parse', 'main')).toBe(head);
    expect(world.git(world.mirror, 'fsck')).toBe('');
    expect(warnings(main)).toEqual([
      expect.stringContaining('seems to be damaged'),
      expect.stringMatching(/mirror\.git was damaged and has been made anew\. The damaged one is .*mirror\.git\.fetch-lock-damaged\.$/),
    ]);
    expect(existsSync(join(setAside(), 'config'))).toBe(true);
    expect(world.events().map((it) => it.event)).toContain('mirror_rebuilt');
    expect(world.room('h')).toEqual([]);
  });

  it('with an empty configuration, from the address that is given, and else says what is missing (F15)', async () => {
    empty(join(world.mirror, 'config'));
    const without = await run();
    expect(errors(without)).toEqual([
      expect.stringMatching(/mirror\.git' is damaged.*does not say what it is a mirror of\. Give `url`, or .*\[FL_GIT\]$/),
    ]);
    const main = await run({ url: world.upstream });
    expect(main).toMatchObject({ conclusion: 'success' });
    expect(world.git(world.mirror, 'fsck')).toBe('');
  });

  it('once by one of the jobs that find the damage together, and when no other job reads it any more', async () => {
    const reader = world.start({ steps: [world.lock({ git: '', mode: 'shared' }), world.gate('reading')] });
    await reader.line(/at reading/);
    const head = world.push('main');
    empty(objectOf('main'));
    const jobs = Array.from({ length: 3 }, () => world.start({ steps: [world.lock()] }));
    await Promise.race(jobs.map((it) => it.line(/Waiting to get an exclusive lock/)));
    expect(existsSync(setAside())).toBe(false);
    world.open('reading');
    expect((await Promise.all(jobs.map((it) => it.done))).map((it) => it.conclusion)).toEqual(jobs.map(() => 'success'));
    expect(world.git(world.mirror, 'rev-parse', 'main')).toBe(head);
    expect(world.events().filter((it) => it.event === 'mirror_rebuilt')).toHaveLength(1);
    expect((await reader.done).conclusion).toBe('success');
  });

  it('writes through no link, and waits for no pipe, that somebody put where the count is kept', async () => {
    const victim = join(world.home, 'victim');
    writeFileSync(victim, 'precious');
    expect(await run()).toMatchObject({ conclusion: 'success' });
    symlinkSync(victim, join(`${world.mirror}.fetch-lock`, 'rebuilt.new'));
    execFileSync('mkfifo', [join(`${world.mirror}.fetch-lock`, 'rebuilt')]);
    empty(objectOf('main'));
    expect(await run()).toMatchObject({ conclusion: 'success' });
    expect(readFileSync(victim, 'utf8')).toBe('precious');
    expect(readSmall(join(`${world.mirror}.fetch-lock`, 'rebuilt'))).toMatch(/^\d{4}-/);
  });

  it('from an address that is relative to it', async () => {
    world.git(world.mirror, 'config', 'remote.origin.url', '../upstream.git');
    empty(join(world.mirror, 'HEAD'));
    expect(await run()).toMatchObject({ conclusion: 'success' });
    expect(world.git(world.mirror, 'config', 'remote.origin.url')).toBe(world.upstream);
  });

  it('keeps what its configuration says, but for the format and what is not known to be harmless', async () => {
    world.git(world.mirror, 'config', 'gc.pruneExpire', '3.days.ago');
    world.git(world.mirror, 'config', 'http.https://h/a."b\\.extraHeader', 'X: "c4n4ry" \\ # ;');
    empty(objectOf('main'));
    const main = await run();
    expect(main).toMatchObject({ conclusion: 'success' });
    expect(world.git(world.mirror, 'config', 'gc.pruneExpire')).toBe('3.days.ago');
    expect(world.git(world.mirror, 'config', 'http.https://h/a."b\\.extraHeader')).toBe('X: "c4n4ry" \\ # ;');
    expect([JSON.stringify(world.events()), text(main)].join()).not.toContain('c4n4ry');
    expect(world.git(world.mirror, 'config', '--get-all', 'remote.origin.fetch')).toBe('+refs/*:refs/*');
  });
});

describe('it is left as it is, and the step fails and says why', () => {
  const fails = async (inputs: Record<string, string> = {}) => {
    const main = await run(inputs);
    expect(main.conclusion).toBe('failure');
    if (inputs.path === undefined) expect(world.room('h')).toEqual([]);
    return errors(main).join();
  };

  it('when it was made anew less than an hour ago', async () => {
    empty(objectOf('main'));
    expect(await run()).toMatchObject({ conclusion: 'success' });
    empty(packOrObject());
    expect(await fails()).toMatch(
      /is damaged, and was made anew, or that was tried, .* ago\. That points to the disk.*mirror\.git\.fetch-lock\/rebuilt'\. \[FL_GIT\]$/,
    );
    writeFileSync(join(`${world.mirror}.fetch-lock`, 'rebuilt'), JSON.stringify(new Date(Date.now() - 3_601_000)));
    expect(await run()).toMatchObject({ conclusion: 'success' });
  });

  it('when its remote does not answer; the next job makes it anew', async () => {
    const { server, proxy } = await world.serve('git');
    writeFileSync(join(world.mirror, 'HEAD'), '');
    await proxy.refuse();
    expect(await fails({ retries: '1' })).toMatch(/unable to connect.*Run the job again later.*\[FL_GIT\]$/);
    expect([existsSync(setAside()), server.fetches]).toEqual([false, []]);
    await proxy.listen();
    expect(await run()).toMatchObject({ conclusion: 'success' });
    expect(world.git(world.mirror, 'fsck')).toBe('');
  });

  it('when it has a branch that its remotes would not give back', async () => {
    world.git(world.mirror, 'config', 'remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*');
    empty(objectOf('main'));
    expect(await fails()).toMatch(/is damaged: .*'refs\/heads\/main' is in it, which its remotes would not give back.*\[FL_GIT\]$/);
    expect(existsSync(setAside())).toBe(false);
  });

  it('when worktrees are linked to it', async () => {
    world.git(world.mirror, 'worktree', 'add', '-q', '--detach', join(world.home, 'tree'), 'main');
    empty(objectOf('main'));
    expect(await fails()).toMatch(/worktrees are linked to it\. Try `git -C '.*mirror\.git' fetch --refetch origin`/);
  });

  it('when it is a clone, with the command that mends it, which does', async () => {
    const clone = join(world.home, 'clone');
    world.git(world.home, 'clone', '-q', '--no-local', world.upstream, clone);
    const id = world.push('main');
    world.git(clone, 'fetch', '-q');
    world.push('main');
    empty(join(clone, '.git', 'objects', id.slice(0, 2), id.slice(2)));
    const said = await fails({ path: clone });
    expect(said).toMatch(/clone' is damaged: .*it is no bare mirror/);
    const [, command = ''] = /Try `git -C '[^']+' ([^`]+)`/.exec(said) ?? [];
    rmSync(join(clone, '.git', 'objects', id.slice(0, 2), id.slice(2)));
    world.git(clone, ...command.split(' '));
    expect(world.git(clone, 'fsck')).not.toContain('missing');
  });

  it('when it is the git directory of a clone, which looks bare', async () => {
    const clone = join(world.home, 'clone');
    world.git(world.home, 'clone', '-q', world.upstream, clone);
    world.git(clone, 'checkout', '-q', '--detach');
    world.git(clone, 'branch', '-q', '-D', 'main');
    world.git(clone, 'config', 'core.bare', 'true');
    world.push('main');
    empty(join(clone, '.git/HEAD'));
    expect(await fails({ path: join(clone, '.git') })).toMatch(/is damaged: .*it is no bare mirror/);
    expect(existsSync(join(clone, '.git/index'))).toBe(true);
  });

  it('when the configuration of the user is what git cannot read, and the next one is not told of a bad disk', async () => {
    const breaks = { id: 'breaks', run: `echo '[broken' > '${world.gitConfig}'` };
    for (let turn = 1; turn <= 2; turn += 1) {
      rmSync(world.gitConfig, { force: true });
      const main = await world.start({ steps: [breaks, world.lock()] }).ended('lock', 'main');
      expect(errors(main)).toEqual([expect.stringMatching(/^Git could not read the configuration.*gitconfig.*\[FL_GIT\]$/)]);
    }
    expect(existsSync(setAside())).toBe(false);
  });

  it('when the look into it was ended, as by a kernel that is short of memory', async () => {
    const bin = world.makeDir('bin');
    const git = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
    writeFileSync(join(bin, 'git'), `#!/bin/sh\ncase "$*" in *fsck*) kill -9 $$;; esac\nexec '${git}' "$@"\n`, { mode: 0o755 });
    world.push('main');
    empty(join(world.mirror, 'HEAD'));
    const job = world.start({ steps: [world.lock()], env: { PATH: `${bin}:${process.env.PATH}` } });
    expect(errors(await job.ended('lock', 'main')).join()).toMatch(/`git fsck .*was ended by a signal/);
    expect(existsSync(setAside())).toBe(false);
  });

  it('when the remote is what is damaged', async () => {
    const id = world.push('main');
    empty(join(world.upstream, 'objects', id.slice(0, 2), id.slice(2)));
    expect(await fails()).toMatch(
      /`git fetch --prune origin`.*If `git fsck` finds nothing wrong there, the damage is at the remote\. \[FL_GIT\]$/,
    );
    expect(existsSync(setAside())).toBe(false);
    expect(world.git(world.mirror, 'fsck')).toBe('');
  });

  it('when the lock was bypassed', async () => {
    const holder = world.start({ steps: [world.lock(kept), world.gate('working')] });
    await holder.line(/at working/);
    empty(objectOf('main'));
    const main = await run({ 'lock-timeout': '0', 'fail-closed': 'false' });
    expect(main.conclusion).toBe('failure');
    expect(existsSync(setAside())).toBe(false);
    world.open('working');
    await holder.done;
  });
});

describe('a ref that says nothing (F14)', () => {
  it('is dropped and fetched again', async () => {
    const head = world.push('main');
    empty(join(world.mirror, 'refs/heads/main'));
    const main = await run();
    expect(main).toMatchObject({ conclusion: 'success' });
    expect(warnings(main)).toEqual([expect.stringMatching(/^Removed from .*mirror\.git, since they said nothing: refs\/heads\/main\.$/)]);
    expect(world.git(world.mirror, 'rev-parse', 'main')).toBe(head);
    expect(existsSync(setAside())).toBe(false);
  });

  it('is a local branch of a clone: left alone, for it may be restored from its log', async () => {
    const clone = join(world.home, 'clone');
    world.git(world.home, 'clone', '-q', world.upstream, clone);
    for (const name of ['heads/main', 'remotes/origin/other']) writeFileSync(join(clone, '.git/refs', name), '');
    const main = await run({ path: clone, git: 'fetch origin' });
    expect(main.conclusion).toBe('failure');
    expect(existsSync(join(clone, '.git/refs/heads/main'))).toBe(true);
    expect(existsSync(join(clone, '.git/refs/remotes/origin/other'))).toBe(false);
    expect(text(main)).toContain('refs/remotes/origin/other');
  });
});
