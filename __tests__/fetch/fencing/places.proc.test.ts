/** The fence in every kind of repository, and what a crash leaves of it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/base/clock.ts';
import { behind } from '../../../src/fetch/fencing/move.ts';
import { freeTurn, turnFile } from '../../../src/fetch/fencing/turn.ts';
import { hasPins, pinName } from '../../../src/fetch/sharing/pins.ts';
import { resolveScope } from '../../../src/git/scope.ts';
import { hooks, makeHolder, plainBehind } from '../../support/fenced.ts';
import { makeHome, removeAll } from '../../support/places.ts';
import { copyRepositories, git, makeRepositories, scopeOf } from '../../support/repositories.ts';
import { until } from '../../support/until.ts';

let template: string;
beforeAll(() => {
  template = makeRepositories();
});
afterAll(removeAll);

const lost = { code: 'FL_LOST' };
const signal = new AbortController().signal;
const isHeld = () => true;

it('works where objects have names of SHA-256', async () => {
  const home = makeHome();
  git(home, 'init', '-q', '--bare', '--object-format=sha256', 'up.git');
  git(home, 'init', '-q', '--bare', '--object-format=sha256', 'm.git');
  git(join(home, 'm.git'), 'remote', 'add', 'origin', join(home, 'up.git'));
  const scope = resolveScope({ path: 'm.git', workspace: home, needs: 'repository' });
  const [stale, newer] = [makeHolder({ fence: 3 }), makeHolder({ fence: 4 })];
  await stale.move(scope);
  await newer.move(scope);
  expect(git(scope.guards, 'rev-parse', 'refs/fetch-lock/fence')).toHaveLength(64);
  await newer.run(scope, ['fetch', 'origin']);
  await expect(stale.run(scope, ['fetch', 'origin'])).rejects.toMatchObject(lost);
});

it('keeps the refs of a submodule by the fence of the repository that it is in', async () => {
  const home = copyRepositories(template);
  const clone = join(home, 'clone');
  git(clone, '-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', join(template, 'upstream.git'), 'sub');
  const scope = scopeOf(home, 'clone');
  const [stale, newer] = [makeHolder({ fence: 3 }), makeHolder({ fence: 4 })];
  await stale.move(scope);
  const { barrier } = stale.guard;
  if (!barrier) throw new Error('There is no fence.');
  const sub = join(clone, 'sub');
  expect(plainBehind(sub, ['update-ref', 'refs/heads/one', 'HEAD'], barrier)).toBe(0);
  await newer.move(scope);
  expect(plainBehind(sub, ['update-ref', 'refs/heads/two', 'HEAD'], barrier)).not.toBe(0);
  expect(git(sub, 'for-each-ref', '--format=%(refname)', 'refs/heads')).toBe('refs/heads/main\nrefs/heads/one');
  expect(existsSync(turnFile(scope.guards))).toBe(false);
});

it('lets several gits of one command take turns', async () => {
  const home = copyRepositories(template);
  const scope = scopeOf(home, 'clone');
  const names = ['a', 'b', 'c', 'd'];
  for (const it of names) git(scope.workDir, 'remote', 'add', it, join(template, 'upstream.git'));
  const holder = makeHolder({ fence: 3 });
  await holder.move(scope);
  await holder.run(scope, ['fetch', '--multiple', '--jobs=4', '--end-of-options', ...names]);
  expect(
    git(scope.workDir, 'for-each-ref', '--format=%(refname)', ...names.map((it) => `refs/remotes/${it}/main`)).split('\n'),
  ).toHaveLength(4);
  expect(readdirSync(join(scope.guards, 'refs', 'fetch-lock'))).toEqual(['fence']);
});

it('a git that is killed in the middle of a change leaves its turn, which is taken away when it is dead, and not before', async () => {
  const home = copyRepositories(template);
  const scope = scopeOf(home, 'mirror.git');
  const holder = makeHolder({ fence: 3 });
  await holder.move(scope);
  const { barrier } = holder.guard;
  if (!barrier) throw new Error('There is no fence.');
  // It is asked whether it may, and then waits for what is never said.
  const env = { ...process.env, FETCH_LOCK_FENCE: barrier.object, FETCH_LOCK_FENCE_DIR: barrier.dir, FETCH_LOCK_FENCE_BY: barrier.by };
  const child = spawn('git', ['-c', `core.hooksPath=${hooks}`, 'update-ref', '--stdin'], {
    cwd: scope.guards,
    env,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  child.stdin.write('start\ncreate refs/heads/never HEAD\nprepare\n');
  await until(() => existsSync(turnFile(scope.guards)) && readFileSync(turnFile(scope.guards), 'utf8').includes(`-${child.pid}-`));
  expect(freeTurn(scope.guards)).toBe(false);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(freeTurn(scope.guards)).toBe(true);
  expect(existsSync(turnFile(scope.guards))).toBe(false);
});

it('is refused where git would pass over the hook without a word', async () => {
  const home = copyRepositories(template);
  const scope = scopeOf(home, 'mirror.git');
  const own = join(home, 'hooks');
  cpSync(hooks, own, { recursive: true });
  chmodSync(join(own, 'reference-transaction'), 0o644);
  const holder = makeHolder({ fence: 3 });
  holder.mover.hooks = own;
  await expect(holder.move(scope)).rejects.toMatchObject({ code: 'FL_BACKEND' });
  expect(existsSync(join(scope.guards, 'refs/fetch-lock/fence'))).toBe(false);
});

it('a repository is set aside only while the fence stands', async () => {
  const home = copyRepositories(template);
  const scope = scopeOf(home, 'mirror.git');
  const [stale, newer] = [makeHolder({ fence: 3 }), makeHolder({ fence: 4 })];
  await stale.move(scope);
  await newer.move(scope);
  const [old, now] = [stale.guard.barrier, newer.guard.barrier];
  if (!old || !now) throw new Error('There is no fence.');
  const aside = `${scope.guards}.aside`;
  const moveAway = () => {
    renameSync(scope.guards, aside);
    return aside;
  };
  await expect(behind(scope.guards, old, { clock: systemClock, signal, isHeld }, moveAway)).rejects.toMatchObject(lost);
  await behind(scope.guards, now, { clock: systemClock, signal, isHeld }, moveAway);
  expect([existsSync(scope.guards), existsSync(turnFile(aside))]).toEqual([false, false]);
});

it('is not set aside where the fence is packed since, nor by who has lost the lock', async () => {
  const scope = scopeOf(copyRepositories(template), 'mirror.git');
  const [stale, newer] = [makeHolder({ fence: 3 }), makeHolder({ fence: 4 })];
  await stale.move(scope);
  await newer.move(scope);
  git(scope.guards, 'pack-refs', '--all');
  expect(existsSync(join(scope.guards, 'refs/fetch-lock/fence'))).toBe(false);
  const [old, now] = [stale.guard.barrier, newer.guard.barrier];
  if (!old || !now) throw new Error('There is no fence.');
  const never = () => {
    throw new Error('It was set aside.');
  };
  await expect(behind(scope.guards, old, { clock: systemClock, signal, isHeld }, never)).rejects.toMatchObject(lost);
  await expect(behind(scope.guards, now, { clock: systemClock, signal, isHeld: () => false }, never)).rejects.toMatchObject(lost);
  await behind(scope.guards, now, { clock: systemClock, signal, isHeld }, () => scope.guards);
  expect(existsSync(turnFile(scope.guards))).toBe(false);
});

it.each([false, true])('is no pin, be it packed or not (%s)', async (isPacked) => {
  const scope = scopeOf(copyRepositories(template), 'mirror.git');
  await makeHolder({ fence: 3 }).move(scope);
  if (isPacked) git(scope.guards, 'pack-refs', '--all');
  expect(hasPins(scope)).toBe(false);
  git(scope.guards, 'update-ref', pinName('a'.repeat(16), git(scope.guards, 'rev-parse', 'HEAD')), 'HEAD');
  if (isPacked) git(scope.guards, 'pack-refs', '--all');
  expect(hasPins(scope)).toBe(true);
});
