/** Paths as the user typed them to the locks on them. */
import { resolveScope, type Scope } from '../git/scope.ts';

/** The option of every command that takes paths. */
export const lockDirOption = {
  name: 'lock-dir',
  takes: 'DIR',
  does: 'where the locks live, if not beside what they guard: the input of the same name',
} as const;

/** Each lock once, in the order typed. Throws FL_INPUT for a path that cannot be locked. */
export function locate(paths: readonly string[], { cwd, lockDir }: { cwd: string; lockDir?: string | undefined }): Scope[] {
  const scopes = paths.map((path) => resolveScope({ path, workspace: cwd, ...(lockDir === undefined ? {} : { lockDir }) }));
  return [...new Map(scopes.toReversed().map((it) => [it.lock.dir, it])).values()].toReversed();
}
