/** Paths as the user typed them to the locks on them. */
import { type Dirent, existsSync, lstatSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { FetchLockError, messageOf, orNothing } from '../base/errors.ts';
import { readPolicy } from '../base/policy/policy.ts';
import { inert } from '../base/text.ts';
import { lockOf, type Naming, resolveScope, type Scope } from '../git/scope.ts';
import { readMark } from '../lock/host/lock-dir.ts';
import type { Call } from './command.ts';

const naming: Naming = { path: 'The path', lockDir: 'Option `--lock-dir`:', workspace: 'the current directory' };

/** As given, or as the host's policy has it for jobs. One that cannot be read says nothing here; whoever takes a lock has read it before. */
export function lockDirOf(call: Call): string | undefined {
  const given = call.text('lock-dir');
  // Of a variable that is not set, most likely; it would be another lock than that of the jobs.
  if (given === '')
    throw new FetchLockError('FL_INPUT', { what: 'Option `--lock-dir` is empty.', fix: 'Name a directory, or leave it out.' });
  return given ?? orNothing(() => readPolicy().defaults?.['lock-dir']);
}

interface Where {
  cwd: string;
  lockDir?: string | undefined;
}

/** Each lock once, in the order typed. Throws FL_INPUT for a path that cannot be locked. */
export function locate(paths: readonly string[], where: Where): Scope[] {
  const scopes = paths.map((path) => scopeOf(path, where));
  return [...new Map(scopes.toReversed().map((it) => [it.lock.dir, it])).values()].toReversed();
}

function scopeOf(path: string, { cwd, lockDir }: Where): Scope {
  // Of a variable that is not set, most likely; it would be taken for the current directory.
  if (path === '') throw new FetchLockError('FL_INPUT', { what: 'A path is empty.', fix: 'Name one; the current directory is `.`.' });
  return resolveScope({ path, workspace: cwd, naming, ...(lockDir === undefined ? {} : { lockDir }) });
}

/** A lock that was found, or why there may be one that cannot be looked at. */
export type Found = { path: string; lock: Scope['lock'] } | { path: string; trouble: string };

/** The same one by one, where trouble with one path is no reason not to look at the others. */
export const locateEach = (paths: readonly string[], where: Where): Found[] =>
  once(paths.map((path) => orTrouble(path, () => ({ path, lock: scopeOf(path, where).lock }))));

/**
 * What one means who names no path: every lock in the lock directory given; otherwise the lock of the current directory, if it is a
 * repository or somebody has locked it, and of everything directly in it that somebody has locked. Throws FL_INPUT.
 */
export function locateAll(where: Where): Found[] {
  return once(where.lockDir === undefined ? [...locateHere(where.cwd), ...locateIn(where.cwd)] : locateGiven(where.lockDir, where));
}

const suffix = '.fetch-lock';
const withoutSuffix = (dir: string): string => dir.slice(0, -suffix.length);

/** The lock of a lock directory that lies beside what it guards, which need not be there any more. */
const beside = (dir: string): Found => ({ path: withoutSuffix(dir), lock: lockOf(withoutSuffix(dir), { workspace: '/' }) });

function locateHere(cwd: string): Found[] {
  if (cwd.length > suffix.length && basename(cwd).endsWith(suffix)) return [beside(cwd)];
  const { kind, lock } = scopeOf('.', { cwd });
  return kind !== 'directory' || existsSync(lock.dir) ? [{ path: lock.guards, lock }] : [];
}

function locateIn(dir: string): Found[] {
  return directoriesIn(dir).flatMap(({ name }) => {
    const path = join(dir, name);
    if (name.endsWith(suffix) && name !== suffix) return [beside(path)];
    const hasClone = orNothing(() => lstatSync(join(path, '.git', 'fetch-lock')).isDirectory());
    return hasClone ? [orTrouble(path, () => ({ path, lock: scopeOf(path, { cwd: dir }).lock }))] : [];
  });
}

function locateGiven(lockDir: string, { cwd }: Where): Found[] {
  const given = resolve(cwd, lockDir);
  return directoriesIn(given)
    .filter(({ name }) => /^[0-9a-f]{64}$/.test(name))
    .map(({ name }) =>
      orTrouble(join(given, name), () => {
        const guards = readMark(join(given, name), 'path');
        const lock = guards ? lockOf(guards, { workspace: cwd, lockDir, naming }) : undefined;
        if (guards && lock && basename(lock.dir) === name) return { path: guards, lock };
        throw new FetchLockError('FL_LOCK_DIR', {
          what: `Its file 'path' ${guards ? 'names what has its lock elsewhere' : 'does not say what it guards'}.`,
        });
      }),
    );
}

function directoriesIn(dir: string): Dirent[] {
  try {
    const names = readdirSync(dir, { withFileTypes: true });
    return names.filter((it) => it.isDirectory()).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw new FetchLockError('FL_INPUT', {
      what: `The directory '${inert(dir)}' cannot be listed.`,
      why: `${inert(messageOf(error))}.`,
      fix: 'Name the paths, or look as a user who may read it.',
    });
  }
}

function orTrouble(path: string, find: () => Found): Found {
  try {
    return find();
  } catch (error) {
    return { path, trouble: messageOf(error) };
  }
}

const once = (found: readonly Found[]): Found[] =>
  [...new Map(found.toReversed().map((it) => ['lock' in it ? it.lock.dir : it.path, it])).values()].toReversed();
