import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { errors, kept, text, World } from '../support/world.ts';

let world: World;
let mirror: string;
beforeEach(() => {
  world = new World();
  mirror = join(world.home, 'new.git');
});
afterEach(() => world.dispose());

const make = (inputs: Record<string, string> = {}) => world.lock({ path: mirror, url: world.upstream, ...inputs });
const beside = () => readdirSync(world.home).filter((it) => it.startsWith('new.git'));

it('is cloned by one of the jobs that start together, and used by all', async () => {
  const head = world.push('main');
  const jobs = Array.from({ length: 6 }, () => world.start({ steps: [make()] }));
  const ends = await Promise.all(jobs.map((it) => it.done));
  expect(ends.map((it) => it.conclusion)).toEqual(jobs.map(() => 'success'));
  expect(world.git(mirror, 'rev-parse', 'main')).toBe(head);
  expect(world.git(mirror, 'config', '--get-regexp', '^remote').split('\n')).toEqual([
    `remote.origin.url ${world.upstream}`,
    'remote.origin.fetch +refs/*:refs/*',
    'remote.origin.fetch ^refs/fetch-lock/*',
    'remote.origin.mirror true',
  ]);
  // Or the doctor finds fault with what we have made.
  expect(world.git(mirror, 'config', '--get-regexp', 'autodetach$').split('\n')).toEqual([
    'gc.autodetach false',
    'maintenance.autodetach false',
  ]);
  expect(world.git(mirror, 'fsck')).toBe('');
  expect(world.events(mirror).filter((it) => it.event === 'mirror_created')).toHaveLength(1);
  const main = await jobs[0]?.ended('lock', 'main');
  // Who was not the one to clone it may join what another one fetched then.
  const fetched = expect.stringMatching(/^(fetched|joined)$/);
  expect(main?.outputs).toMatchObject({ locked: 'true', result: 'acquired', fetched, 'git-dir': mirror, dirty: 'false' });
  expect(beside()).toEqual(['new.git', 'new.git.fetch-lock', 'new.git.fetch-lock-new.fetch-lock']);
});

it('is cloned without git commands too, and has the default branch and the format of its upstream', async () => {
  const upstream = join(world.home, 'other.git');
  world.git(world.home, 'init', '-q', '--bare', '--object-format=sha256', '--initial-branch=trunk', upstream);
  const work = join(world.home, 'other');
  world.git(world.home, 'init', '-q', '--object-format=sha256', work);
  world.git(work, 'remote', 'add', 'origin', upstream);
  world.git(work, 'commit', '-q', '--allow-empty', '-m', 'a commit');
  world.git(work, 'push', '-q', 'origin', 'HEAD:trunk');
  const main = await world.start({ steps: [make({ url: `file://${upstream}`, git: '' })] }).ended('lock', 'main');
  expect(main).toMatchObject({ conclusion: 'success', outputs: { fetched: 'fetched', 'git-dir': mirror } });
  expect(world.git(mirror, 'symbolic-ref', 'HEAD')).toBe('refs/heads/trunk');
  expect(world.git(mirror, 'rev-parse', 'HEAD')).toBe(world.git(work, 'rev-parse', 'HEAD'));
});

it('is no fetch that was spared, to who made it and wanted what came with it', async () => {
  const want = world.push('main');
  const mains = [];
  for (const _ of [1, 2]) {
    const job = world.start({ steps: [make({ want, git: '' })] });
    mains.push(await job.ended('lock', 'main'));
    expect((await job.done).conclusion).toBe('success');
  }
  expect(mains.map((it) => it.outputs.fetched)).toEqual(['fetched', 'present']);
  expect(world.events(mirror).flatMap(({ event }) => (/^(mirror|fetch)_/.test(event) ? [event] : []))).toEqual([
    'mirror_created',
    'fetch_skipped',
  ]);
});

it('is not there at all when the clone fails', async () => {
  const failed = await world.start({ steps: [make({ url: join(world.home, 'nowhere.git') })] }).ended('lock', 'main');
  expect(failed).toMatchObject({ conclusion: 'failure', outputs: { locked: 'false', fetched: 'none' } });
  expect(errors(failed)).toEqual([
    expect.stringMatching(/nowhere\.git' does not appear to be a git repository.*Check its address.*\[FL_GIT\]$/),
  ]);
  expect(beside()).toEqual(['new.git.fetch-lock-new.fetch-lock']);
});

it('that was staged whole by a job that died is used as it is, with or without the address', async () => {
  const staging = `${mirror}.fetch-lock-new`;
  mkdirSync(staging);
  world.git(world.home, 'clone', '-q', '--mirror', world.upstream, join(staging, 'new.git'));
  writeFileSync(join(staging, 'new.git', 'description'), 'staged before');
  const head = world.push('main');
  const main = await world.start({ steps: [world.lock({ path: mirror })] }).ended('lock', 'main');
  expect(main).toMatchObject({ conclusion: 'success' });
  expect(readFileSync(join(mirror, 'description'), 'utf8')).toBe('staged before');
  expect(world.git(mirror, 'rev-parse', 'main')).toBe(head);
  expect(existsSync(staging)).toBe(false);
});

it('that was staged whole for another address is thrown away', async () => {
  const staging = `${mirror}.fetch-lock-new`;
  mkdirSync(staging);
  world.git(world.home, 'clone', '-q', '--mirror', `file://${world.upstream}`, join(staging, 'new.git'));
  const main = await world.start({ steps: [make()] }).ended('lock', 'main');
  expect(main).toMatchObject({ conclusion: 'success' });
  expect(world.git(mirror, 'config', 'remote.origin.url')).toBe(world.upstream);
});

it('that was not staged whole is thrown away', async () => {
  const making = join(`${mirror}.fetch-lock-new`, 'making');
  mkdirSync(join(making, 'refs'), { recursive: true });
  writeFileSync(join(making, 'HEAD'), 'ref: refs/heads/main\n');
  const without = await world.start({ steps: [world.lock({ path: mirror })] }).ended('lock', 'main');
  expect(errors(without)).toEqual([expect.stringMatching(/does not exist.*give `url`.*\[FL_NOT_A_REPO\]$/)]);
  const main = await world.start({ steps: [make()] }).ended('lock', 'main');
  expect(main).toMatchObject({ conclusion: 'success' });
  expect(world.git(mirror, 'fsck')).toBe('');
  expect(beside()).toEqual(['new.git', 'new.git.fetch-lock', 'new.git.fetch-lock-new.fetch-lock']);
});

it('is left alone if it is there already, and the address is not looked at', async () => {
  const main = await world.start({ steps: [world.lock({ url: join(world.home, 'nowhere.git') })] }).ended('lock', 'main');
  expect(main).toMatchObject({ conclusion: 'success' });
  expect(text(main)).not.toContain('Making the mirror');
});

it('is waited for by none of the others once it is there: who waits for its lock keeps nobody', async () => {
  const holder = world.start({ steps: [make({ git: '', url: '', mode: 'exclusive' }), world.gate('holding')] });
  await holder.line(/at holding/);
  const first = world.start({ steps: [make(kept), world.gate('working')] });
  await first.line(/Waiting to get an update lock/);
  const others = [world.start({ steps: [make()] }), world.start({ steps: [make()] })];
  await Promise.all(others.map((it) => it.line(/Waiting to get an exclusive lock on .*being made/)));
  world.open('holding');
  await first.line(/at working/);
  await Promise.all(others.map((it) => it.line(/Waiting to get an update lock/)));
  world.open('working');
  for (const it of [holder, first, ...others]) expect((await it.done).conclusion).toBe('success');
});

it('that the job before took away is told of', async () => {
  const holder = world.start({ steps: [world.lock(kept), world.gate('working')] });
  await holder.line(/at working/);
  const waiters = [world.start({ steps: [world.lock()] })];
  await waiters[0]?.line(/Waiting to get/);
  rmSync(world.mirror, { recursive: true });
  world.open('working');
  const main = await waiters[0]?.ended('lock', 'main');
  expect(main && errors(main)).toEqual([expect.stringMatching(/was there when this step began, and is not there any more.*\[FL_GIT\]$/)]);
  expect(main?.outputs).toMatchObject({ locked: 'false' });
  expect(world.room('h')).toEqual([]);
});

it('whose rebuilder died between its two renames is there for who waited for it', async () => {
  const holder = world.start({ steps: [world.lock(kept), world.gate('working')] });
  await holder.line(/at working/);
  const waiter = world.start({ steps: [world.lock()] });
  await waiter.line(/Waiting to get/);
  mkdirSync(`${world.mirror}.fetch-lock-new`);
  renameSync(world.mirror, join(`${world.mirror}.fetch-lock-new`, 'mirror.git'));
  world.open('working');
  expect((await waiter.done).conclusion).toBe('success');
  expect(world.git(world.mirror, 'fsck')).toBe('');
});

it.each([
  ['a link to a directory', () => symlinkSync(world.makeDir('elsewhere'), `${mirror}.fetch-lock-new`)],
  ['a link to nothing', () => symlinkSync('nowhere', `${mirror}.fetch-lock-new`)],
  ['a file', () => writeFileSync(`${mirror}.fetch-lock-new`, '')],
])('is made by one at a time, though somebody put %s where it is made', async (_, plant) => {
  plant();
  world.makeFetchHang();
  const first = world.start({ steps: [make()] });
  await first.line(/git fetch --prune origin/);
  const second = world.start({ steps: [make()] });
  await second.line(/Waiting to get an exclusive lock on .*being made/);
  rmSync(world.gitConfig);
  first.cancel();
  expect((await second.done).conclusion).toBe('success');
  await first.done;
});
