/** Where in a repository a killed git may have left something. No link is followed, so that nothing outside is ever found. */
import { type BigIntStats, type Dirent, lstatSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { orNothing } from '../../base/errors.ts';
import { gitDirOf, type Scope } from '../../git/scope.ts';
import type { Mode } from '../../lock/ticket.ts';
import { commonLocks, headLocks, isTemporary, lockTrees, temporaryMs, treeLockMs, worktreeLocks } from './leftovers.ts';

/** Of a lock that may write. With an update lock others may read, and what only their worktrees need is theirs. */
export type WriteMode = Exclude<Mode, 'shared'>;

export interface Found {
  path: string;
  stats: BigIntStats;
  /** From which age on it cannot be in use, in milliseconds. */
  oldMs: number;
  /** It is the lock of a ref. */
  isOfRef?: boolean;
}

type Locks = Readonly<Record<string, number>>;

// More than any repository that git can still work with; a look must end.
const mostNames = 200_000;

/** The lock files that can be in the way of a command under that lock. */
export function findLocks(scope: Scope, mode: WriteMode): Found[] {
  const { guards, kind } = scope;
  const isAlone = mode === 'exclusive';
  const read = readerOf(mostNames);
  const named = (dir: string, locks: Locks) => Object.entries(locks).flatMap(([name, oldMs]) => lookAt(dir, name, oldMs));
  const inGitDir = (dir: string, locks: Locks) => [
    ...named(dir, locks),
    ...lockTrees.flatMap((tree) => walk(join(dir, tree), read).map((it) => ({ ...it, isOfRef: tree === 'refs' }))),
  ];
  const own = ownGitDir(scope);
  const heads = isAlone || kind === 'bare' ? headLocks : {};
  return [
    ...inGitDir(guards, commonLocks),
    ...named(guards, heads).map((it) => ({ ...it, isOfRef: kind === 'bare' })),
    // A gc looks at the HEAD of every worktree, a checkout at the index of its own.
    ...(isAlone ? read(join(guards, 'worktrees')).flatMap((it) => (it.isDirectory() ? inGitDir(pathOf(it), headLocks) : [])) : []),
    ...(isAlone ? named(own, worktreeLocks) : []),
    ...modulesIn(join(own, 'modules'), read).flatMap((it) =>
      inGitDir(it, isAlone ? { ...commonLocks, ...headLocks, ...worktreeLocks } : commonLocks),
    ),
  ];
}

/** Packs and objects that a git began to write. */
export function findTemporaries(commonDir: string): Found[] {
  const read = readerOf(mostNames);
  const objects = join(commonDir, 'objects');
  const inDir = (dir: string, kind: Parameters<typeof isTemporary>[0]) =>
    read(dir).flatMap((it) => (isTemporary(kind, it.name) ? lookAt(dir, it.name, temporaryMs) : []));
  const fanOut = read(objects).filter((it) => it.isDirectory() && /^[0-9a-f]{2}$/.test(it.name));
  return [
    ...inDir(commonDir, 'common'),
    ...inDir(objects, 'objects'),
    ...inDir(join(objects, 'pack'), 'pack'),
    ...fanOut.flatMap((it) => inDir(pathOf(it), 'fan-out')),
  ];
}

/** Where a git that works in this repository stands: its common directory and its worktrees. */
export function rootsOf({ guards, workDir }: Scope): string[] {
  const top = basename(guards) === '.git' ? [dirname(guards)] : [];
  const trees = readerOf(mostNames)(join(guards, 'worktrees')).flatMap((it) => {
    const note = join(pathOf(it), 'gitdir');
    const dotGit = orNothing(() => (lstatIn(note)?.isFile() ? readFileSync(note, 'utf8').trim() : ''));
    // It may be relative: see extensions.relativeWorktrees.
    return dotGit ? [dirname(resolve(pathOf(it), dotGit))] : [];
  });
  return [...new Set([guards, workDir, ...top, ...trees])];
}

/** Of the worktree that the scope is. A worktree may say what it likes of where that is; only a place in this repository counts. */
function ownGitDir(scope: Scope): string {
  const dir = orNothing(() => realpathSync(gitDirOf(scope.workDir)));
  return dir !== undefined && dirname(dir) === join(scope.guards, 'worktrees') ? dir : scope.guards;
}

/** One file, if it is there, and if it is reached through directories alone. */
function lookAt(dir: string, name: string, oldMs: number): Found[] {
  const [last = '', ...parents] = name.split('/').reverse();
  const parent = parents.toReversed().reduce<string | undefined>((at, it) => at && realDirIn(at, it), dir);
  const stats = parent && lstatIn(join(parent, last));
  return stats ? [{ path: join(dir, name), stats, oldMs }] : [];
}

function walk(dir: string, read: Reader): Found[] {
  // Most names are refs, of which there may be very many.
  // A pin is written beside us by who only reads, and under a name that nobody else waits for; the fence looks after itself.
  const others = dir.endsWith('refs/fetch-lock') ? [] : read(dir).filter((it) => it.name.endsWith('.lock') || it.isDirectory());
  return others.flatMap((it) => (it.name.endsWith('.lock') ? lookAt(dir, it.name, treeLockMs) : walk(pathOf(it), read)));
}

/** The git directories of submodules, and of theirs. A submodule's name may have slashes in it. */
const modulesIn = (dir: string, read: Reader): string[] =>
  read(dir)
    .filter((it) => it.isDirectory())
    .map(pathOf)
    .flatMap((it) => (lstatIn(join(it, 'HEAD')) ? [it, ...modulesIn(join(it, 'modules'), read)] : modulesIn(it, read)));

type Reader = (dir: string) => Dirent[];

const pathOf = (it: Dirent): string => join(it.parentPath, it.name);

/** Reads directories until it has seen so many names; what is no directory, or may not be read, has none. */
function readerOf(most: number): Reader {
  let left = most;
  return (dir) => {
    if (left <= 0 || !lstatIn(dir)?.isDirectory()) return [];
    const names = orNothing(() => readdirSync(dir, { withFileTypes: true })) ?? [];
    left -= names.length;
    return names;
  };
}

const realDirIn = (dir: string, name: string): string | undefined =>
  lstatIn(join(dir, name))?.isDirectory() ? join(dir, name) : undefined;

const lstatIn = (path: string): BigIntStats | undefined => orNothing(() => lstatSync(path, { bigint: true, throwIfNoEntry: false }));
