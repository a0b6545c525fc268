/**
 * What a section writes: one more commit on one branch. It is prepared upon the tip that is there, and then put in the tip's place
 * without a look at what is there by then: a late one would undo what came between. The repository itself writes down in which order
 * it took what.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { systemClock } from '../../src/base/clock.ts';
import { messageOf } from '../../src/base/errors.ts';
import { decodeMark } from '../../src/fetch/fencing/fence.ts';
import { moveFence } from '../../src/fetch/fencing/move.ts';
import { type Guard, visit, type Work } from '../../src/fetch/guarded.ts';
import type { Barrier, Site } from '../../src/git/isolation/isolation.ts';
import type { Lock } from '../../src/lock/acquire.ts';
import type { Mode } from '../../src/lock/ticket.ts';
import { type Publish, readPublishes } from './judge.ts';

const run = promisify(execFile);
const branch = 'refs/heads/main';
const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
const env = {
  ...{ PATH: process.env.PATH ?? '', HOME: '/nowhere', GIT_CONFIG_NOSYSTEM: '1' },
  ...{ GIT_AUTHOR_NAME: 'chaos', GIT_AUTHOR_EMAIL: 'chaos@localhost', GIT_COMMITTER_NAME: 'chaos', GIT_COMMITTER_EMAIL: 'chaos@localhost' },
};
const hooks = join(import.meta.dirname, '..', '..', '..', 'src', 'git', 'isolation', 'hooks');

async function git(repository: string, args: readonly string[], more: Record<string, string> = {}): Promise<string> {
  const { stdout } = await run('git', ['-C', repository, ...args], { env: { ...env, ...more } });
  return stdout.trim();
}

export async function createRepository(path: string): Promise<void> {
  mkdirSync(path);
  await git(path, ['init', '--quiet', '--bare', '--initial-branch=main']);
  await git(path, ['config', 'core.logAllRefUpdates', 'always']);
  await git(path, ['hash-object', '-t', 'tree', '-w', '/dev/null']);
  const first = await git(path, ['commit-tree', emptyTree, '-m', 'the first']);
  await git(path, ['update-ref', branch, first]);
}

export const publishesIn = (path: string): Publish[] => readPublishes(readFileSync(join(path, 'logs', branch), 'utf8'));

interface Writer {
  id: string;
  mode: Mode;
  lock: Lock;
  /** It never looks whether it still holds, and asks git alone. */
  isBlind: boolean;
}

const never = new AbortController().signal;
const say = () => {};
const work: Work = {
  ...{ clock: systemClock, signal: never, limitMs: 60_000, attempts: 1, policy: { trustedOwners: [] }, env, report: say },
  log: { debug: say, info: say, warning: say, group: (_, act) => act() },
};

/** Moves the fence, if there is to be one; what it answers publishes. Throws why it was refused. */
export async function prepare(repository: string, isFenced: boolean, { id, mode, lock, isBlind }: Writer): Promise<() => Promise<void>> {
  const site: Site = { path: repository, kind: 'bare', guards: repository, workDir: repository };
  const guard: Guard = { token: lock.token, mode, isHeld: isBlind ? () => true : lock.isHeld };
  const barrier = isFenced ? await moveFence(site, guard, work, { lock, party: id, hooks }) : undefined;
  const fence = barrier ? await numberOf(repository, barrier) : (lock.fleet?.fence ?? 0);
  const parent = await git(repository, ['rev-parse', branch]);
  const commit = await git(repository, ['commit-tree', emptyTree, '-p', parent, '-m', `${fence} ${id}`]);
  const words = ['update-ref', '-m', `publish ${fence} ${id} ${parent}`, branch, commit];
  return async () => {
    if (barrier && !isBlind) await visit(site, { ...guard, barrier }, work, (it) => it.git(words));
    else await git(repository, barrier ? ['-c', `core.hooksPath=${hooks}`, ...words] : words, barrier ? behind(barrier) : {});
  };
}

async function numberOf(repository: string, { object }: Barrier): Promise<number> {
  const mark = decodeMark(await git(repository, ['cat-file', 'blob', object]));
  if (!mark) throw new Error(`The fence is at ${object}, which says nothing.`);
  return mark.fence;
}

const behind = ({ object, dir, by }: Barrier) => ({
  FETCH_LOCK_FENCE: object,
  FETCH_LOCK_FENCE_DIR: dir,
  FETCH_LOCK_FENCE_BY: by,
});

/** Git's hook has said why. */
export const isRefusal = (error: unknown): boolean => messageOf(error).includes('what this one writes is refused');
