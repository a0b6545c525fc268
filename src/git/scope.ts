/**
 * What a path means: which repository it belongs to, and so which lock. All spellings of one repository, and all its worktrees,
 * give one common directory. Read from the file system alone: git is not asked, since it would run the repository's configuration.
 */
import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { errnoOf, FetchLockError, messageOf, unless } from '../base/errors.ts';
import { inert } from '../base/text.ts';
import type { Command } from './command.ts';
import { whyNotShallow } from './verbs.ts';

export interface Scope {
  /** As typed. */
  path: string;
  kind: 'bare' | 'clone' | 'worktree' | 'directory';
  /** Canonical path of what is locked: the common directory of a repository, or the directory. It need not exist yet. */
  guards: string;
  /** Where its git commands run. */
  workDir: string;
  /** Where its lock lives, and whether that is beside it, inside it, or given; and what a fleet calls it. */
  lock: { dir: string; guards: string; kind: 'beside' | 'inside' | 'given'; fleet?: string };
}

export interface ScopeQuestion {
  path: string;
  /** What a relative path starts from. */
  workspace: string;
  /** Git commands are to run there, or in another path: then this one must be there at least. */
  needs?: 'repository' | 'existence';
  /** True for a path at which a mirror will be made if there is nothing: then nothing needs to be there yet. */
  isMade?: (path: string) => boolean;
  lockDir?: string;
  /** What the user knows them as who is to read what is wrong with them. */
  naming?: Naming;
}

export interface Naming {
  path: string;
  lockDir: string;
  workspace: string;
}

const inputs: Naming = { path: 'Input `path`:', lockDir: 'Input `lock-dir`:', workspace: 'the workspace' };

/** Throws FL_NOT_A_REPO where a repository is needed and there is none, FL_INPUT for a path that can't be locked. */
export function resolveScope(question: ScopeQuestion): Scope {
  try {
    return findScope(question);
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    throw new FetchLockError(
      'FL_INPUT',
      {
        what: `${(question.naming ?? inputs).path} '${inert(question.path)}' cannot be looked at.`,
        why: messageOf(error),
        fix: 'Check the path and who may read it.',
      },
      error,
    );
  }
}

function findScope({ path, workspace, needs, isMade, lockDir, naming = inputs }: ScopeQuestion): Scope {
  // Not normalized: `link/..` is what the kernel makes of it, not what the text looks like.
  const full = isAbsolute(path) ? path : `${workspace}${sep}${path}`;
  const real = realOrParent(path, full, naming);
  const found = unless(['ENOENT', 'ENOTDIR'], () => statSync(real));
  if (found && !found.isDirectory()) {
    throw new FetchLockError('FL_INPUT', { what: `${naming.path} '${path}' is a file.`, fix: 'Give a repository or a directory.' });
  }
  const repository = found && findRepository(real);
  const willBeMade = !found && isMade?.(real);
  if (needs && !willBeMade && !(needs === 'repository' ? repository : found)) throw notARepository(path, full, found);
  const guards = repository?.commonDir ?? real;
  return {
    path,
    kind: repository?.kind ?? (willBeMade ? 'bare' : 'directory'),
    guards,
    workDir: real,
    lock: placeOf(
      guards,
      repository !== undefined && basename(guards) === '.git',
      lockDir && realDirectory(naming, resolve(workspace, lockDir)),
    ),
  };
}

/** The lock of a canonical path, whatever is there: no link of somebody's leads to another one. */
export const lockOf = (
  path: string,
  { workspace, lockDir, naming = inputs }: Pick<ScopeQuestion, 'workspace' | 'lockDir' | 'naming'>,
): Scope['lock'] => placeOf(path, false, lockDir && realDirectory(naming, resolve(workspace, lockDir)));

function placeOf(guards: string, isDotGit: boolean, given: string | undefined): Scope['lock'] {
  if (given) return { dir: join(given, createHash('sha256').update(guards).digest('hex')), guards, kind: 'given' };
  return isDotGit ? { dir: join(guards, 'fetch-lock'), guards, kind: 'inside' } : { dir: `${guards}.fetch-lock`, guards, kind: 'beside' };
}

/** The real path; of something that is not there yet, the real path of its parent and its name. */
function realOrParent(path: string, full: string, naming: Naming): string {
  const real = unless(['ENOENT'], () => realOr(path, full, naming));
  if (real !== undefined) return real;
  if (unless(['ENOENT', 'ENOTDIR'], () => lstatSync(full))?.isSymbolicLink()) {
    throw new FetchLockError('FL_INPUT', {
      what: `${naming.path} '${path}' is a symbolic link to nothing.`,
      fix: 'Mend the link, or give another path.',
    });
  }
  const parent = unless(['ENOENT'], () => realOr(path, dirname(full), naming));
  if (parent !== undefined) return join(parent, basename(full));
  throw new FetchLockError('FL_INPUT', {
    what: `${naming.path} '${path}' (${full}) does not exist, nor does the directory it would be in.`,
    fix: `Check the path; it is relative to ${naming.workspace}.`,
  });
}

function realOr(path: string, full: string, naming: Naming): string {
  try {
    return realpathSync.native(full);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') throw error;
    throw new FetchLockError('FL_INPUT', {
      what: `${naming.path} '${path}' cannot be followed.`,
      why: messageOf(error),
      fix: 'Check the path.',
    });
  }
}

function realDirectory(naming: Naming, full: string): string {
  const real = unless(['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES'], () => realpathSync(full));
  if (real !== undefined && statSync(real).isDirectory()) return real;
  throw new FetchLockError('FL_INPUT', {
    what: `${naming.lockDir} '${full}' is not a directory.`,
    fix: 'Make it first, so that every job of this host may write there.',
  });
}

/**
 * Throws FL_UNSAFE_COMMAND if one of the commands would cut off history in a repository that is whole. One that is shallow already
 * may be made more or less so, by who has it alone.
 */
export function refuseDeepening({ path, guards }: Scope, commands: readonly Pick<Partial<Command>, 'isShallow' | 'text'>[]): void {
  const command = commands.find((it) => it.isShallow);
  if (command === undefined || (unless(['ENOENT', 'ENOTDIR'], () => statSync(join(guards, 'shallow')))?.size ?? 0) > 0) return;
  throw new FetchLockError('FL_UNSAFE_COMMAND', {
    what: `The git command '${command.text}' is refused in '${inert(path)}', which is not shallow.`,
    why: whyNotShallow,
    fix: 'Take the option out; for less to fetch, `--filter=blob:none` leaves all history there.',
  });
}

function notARepository(path: string, full: string, found: Stats | undefined): FetchLockError {
  return new FetchLockError('FL_NOT_A_REPO', {
    what: `'${path}' (${full}) ${found ? 'is no git repository' : 'does not exist'}, so \`git\` has nothing to run in.`,
    why: found ? 'It has no .git and is not bare.' : '',
    fix: 'Give the top directory of a clone or worktree, or a bare repository, made by an earlier step; or give `url` for a path that is not there yet, and a mirror is made.',
  });
}

interface Repository {
  kind: 'bare' | 'clone' | 'worktree';
  commonDir: string;
}

function findRepository(dir: string): Repository | undefined {
  const inside = unless(['ENOENT', 'ENOTDIR'], () => statSync(join(dir, '.git')));
  const gitDir = gitDirOf(dir);
  const commonDir = gitDir && commonDirOf(gitDir);
  return commonDir ? { kind: inside?.isFile() ? 'worktree' : inside?.isDirectory() ? 'clone' : 'bare', commonDir } : undefined;
}

/** The git directory of a clone or a worktree, of anything else that itself; empty if its .git file names none. */
export function gitDirOf(dir: string): string {
  const dotGit = join(dir, '.git');
  const inside = unless(['ENOENT', 'ENOTDIR'], () => statSync(dotGit));
  if (!inside?.isFile()) return inside?.isDirectory() ? dotGit : dir;
  const target = /^gitdir: (.+)$/.exec(readSmall(dotGit).trimEnd())?.[1];
  return target ? resolve(dir, target) : '';
}

/** A git directory names its common directory, or is it. */
function commonDirOf(gitDir: string): string | undefined {
  const named = unless(['ENOENT', 'ENOTDIR'], () => readSmall(join(gitDir, 'commondir')))?.trim();
  const common = named ? resolve(gitDir, named) : gitDir;
  const has = (name: string) => unless(['ENOENT', 'ENOTDIR'], () => statSync(join(common, name)));
  return lstatOrNothing(join(common, 'HEAD')) && has('objects')?.isDirectory() && has('refs')?.isDirectory()
    ? realpathSync(common)
    : undefined;
}

// HEAD may be a link to a branch that is not born yet.
const lstatOrNothing = (path: string): Stats | undefined => unless(['ENOENT', 'ENOTDIR'], () => lstatSync(path));

function readSmall(path: string): string {
  const found = statSync(path);
  // A pipe would keep us for ever.
  return found.isFile() && found.size <= 8192 ? readFileSync(path, 'utf8') : '';
}
