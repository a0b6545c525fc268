/**
 * FETCH_HEAD in a repository that several users fetch into. Git makes it without the rights of their group, whatever
 * core.sharedRepository says, and each fetch begins with emptying it: so that of another user fails, with nothing fetched.
 *
 *     git init --bare --shared=group m && git -C m fetch "$URL" && ls -l m/FETCH_HEAD    # -rw-r--r--
 */
import { closeSync, constants, openSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { errnoOf, orNothing } from '../base/errors.ts';
import { gitDirOf, type Scope } from '../git/scope.ts';

const { O_WRONLY, O_NOFOLLOW, O_NONBLOCK } = constants;

/** Takes away one that we may not write, before a command that would write it anew. For who holds a lock that may write. */
export function freeFetchHead({ workDir }: Pick<Scope, 'workDir'>, argv: readonly string[]): void {
  if (argv.includes('--append')) return;
  const path = join(gitDirOf(workDir), 'FETCH_HEAD');
  try {
    closeSync(openSync(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK));
  } catch (error) {
    // Where it cannot be taken away either, git says so.
    if (errnoOf(error) === 'EACCES') orNothing(() => unlinkSync(path));
  }
}
