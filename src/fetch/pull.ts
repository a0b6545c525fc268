/** A pull that failed in the middle of a merge or a rebase is taken back, so that the tree is what it was before. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../base/log.ts';
import { inert } from '../base/text.ts';
import { gitDirOf, type Scope } from '../git/scope.ts';

/** Remembers the tree; the returned function takes back, by means of `git`, what was begun since. */
export function rememberTree({ workDir, path }: Scope): (log: Log, git: (argv: string[]) => Promise<unknown>) => Promise<void> {
  const gitDir = gitDirOf(workDir);
  const has = (name: string) => existsSync(join(gitDir, name));
  const begun = () => (has('rebase-merge') || has('rebase-apply') ? 'rebase' : has('MERGE_HEAD') ? 'merge' : undefined);
  const before = begun();
  return async (log, git) => {
    const since = begun();
    if (since === undefined || since === before) return;
    await git([since, '--abort']);
    log.info(
      begun() === since
        ? `A ${since} is still under way in ${inert(path)}: \`git ${since} --abort\` ends it there.`
        : `The ${since} was taken back: the tree of ${inert(path)} is as it was.`,
    );
  };
}
