/** A pull that failed in the middle of a merge or a rebase is taken back, so that the tree is what it was before. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ask, type Environment } from '../base/exec.ts';
import { gitEnvironment } from '../git/run.ts';
import type { Scope } from '../git/scope.ts';

type Operation = 'merge' | 'rebase';

/** What git has begun in a working tree and not ended. */
async function begun({ workDir }: Pick<Scope, 'workDir'>, env: Environment): Promise<Operation | undefined> {
  const { stdout } = await ask('git', ['rev-parse', '--absolute-git-dir'], { cwd: workDir, env: gitEnvironment(env) });
  const has = (name: string) => existsSync(join(stdout.trim(), name));
  return has('rebase-merge') || has('rebase-apply') ? 'rebase' : has('MERGE_HEAD') ? 'merge' : undefined;
}

/** Remembers the tree; the returned function takes back what was begun since, by means of `git`, and answers what it could not. */
export async function rememberTree(
  scope: Pick<Scope, 'workDir'>,
  env: Environment,
): Promise<(git: (argv: string[]) => Promise<unknown>) => Promise<Operation | undefined>> {
  const before = await begun(scope, env);
  return async (git) => {
    const after = await begun(scope, env);
    if (after === undefined || after === before) return undefined;
    await git([after, '--abort']);
    return begun(scope, env);
  };
}
