/**
 * What a section writes: one more commit on one branch. It is prepared upon the tip that is there, and then put in the tip's place
 * without a look at what is there by then: a late one would undo what came between. The repository itself writes down in which order
 * it took what.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Lock } from '../../src/lock/acquire.ts';
import { type Publish, readPublishes } from './judge.ts';

const run = promisify(execFile);
const branchName = 'refs/heads/main';
const nobody = { name: 'chaos', email: 'chaos@localhost' };

async function git(repository: string, args: readonly string[]): Promise<string> {
  const { name, email } = nobody;
  const identity = { GIT_AUTHOR_NAME: name, GIT_AUTHOR_EMAIL: email, GIT_COMMITTER_NAME: name, GIT_COMMITTER_EMAIL: email };
  const env = { ...process.env, ...identity, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  const { stdout } = await run('git', ['-C', repository, ...args], { env });
  return stdout.trim();
}

const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

export async function createRepository(path: string): Promise<void> {
  mkdirSync(path);
  await git(path, ['init', '--quiet', '--bare', '--initial-branch=main']);
  await git(path, ['config', 'core.logAllRefUpdates', 'always']);
  await git(path, ['hash-object', '-t', 'tree', '-w', '/dev/null']);
  const first = await git(path, ['commit-tree', emptyTree, '-m', 'the first']);
  await git(path, ['update-ref', branchName, first]);
}

export const publishesIn = (path: string): Publish[] => readPublishes(readFileSync(join(path, 'logs', branchName), 'utf8'));

export interface Branch {
  /** Under the lock. What it answers publishes. */
  prepare(id: string, lock: Lock): Promise<() => Promise<void>>;
}

export function openBranch(repository: string, _isFenced: boolean): Branch {
  return {
    prepare: async (id, lock) => {
      const fence = lock.fleet?.fence ?? 0;
      const parent = await git(repository, ['rev-parse', branchName]);
      const commit = await git(repository, ['commit-tree', emptyTree, '-p', parent, '-m', `${fence} ${id}`]);
      const message = `publish ${fence} ${id} ${parent}`;
      return async () => {
        await git(repository, ['update-ref', '-m', message, branchName, commit]);
      };
    },
  };
}
