/**
 * The directory a lock lives in. It may have been made by another user, by an older version, or by somebody who means harm:
 * it is looked at without being followed, and refused with the command that mends it.
 *
 * G1 it appears whole: it is built aside and renamed into its place.
 * G2 nothing is created, changed or followed when it is refused.
 */
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { errnoOf, FetchLockError, messageOf, orNothing, type Trouble, unless } from '../../base/errors.ts';
import { inert, quoteForShell } from '../../base/text.ts';
import { format, objectionTo } from '../format.ts';
import { decodeProcess, encodeProcess, newId, type Process } from '../ticket.ts';
import { thisProcess } from './liveness.ts';

/** Where a lock is to live, and what it guards. */
export interface Place {
  dir: string;
  /** Canonical path of the guarded thing. */
  guards: string;
  /** `beside` what it guards, `inside` it, or `given` by the user. */
  kind: 'beside' | 'inside' | 'given';
  /** The name of the fleet's lock that goes with it. Never an address: a place is written to files. */
  fleet?: string;
}

/** True for the shape of a place, whoever wrote it. */
export const isPlace = (read: unknown): read is Place => {
  const it = read as Place | undefined | null;
  return (
    typeof it?.dir === 'string' &&
    isAbsolute(it.dir) &&
    typeof it.guards === 'string' &&
    ['beside', 'inside', 'given'].includes(it.kind) &&
    (it.fleet === undefined || typeof it.fleet === 'string')
  );
};

export interface LockDir {
  root: string;
  /** Mode of every directory made in it. */
  mode: number;
  /** To whom root gives what it makes here. */
  owner: number;
  /** Only this machine writes to its file system, so another boot id means that this machine was started again. */
  isLocal: boolean;
}

export const rooms = ['h', 'q', 't', 's', 'crashed'];

// f_type of statfs(2), from linux/magic.h.
const network: Record<number, string> = {
  26985: 'NFS',
  20859: 'SMB',
  4283649346: 'CIFS',
  4266872130: 'SMB2',
  16914839: '9p',
  12805120: 'Ceph',
  1397113167: 'AFS',
  198183888: 'Lustre',
  1196443219: 'GPFS',
};
export const localTypes: ReadonlySet<number> = new Set([
  0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x794c7630, 0x2fc12fc1, 0xf2f52010, 0xca451a4e,
]);

/** Opens the lock directory, making it if it is missing. Throws FL_LOCK_DIR. */
export function openLockDir(place: Place): LockDir {
  return orRefuse(place.dir, () => {
    const parent = dirname(place.dir);
    refuseMountPoint(place);
    const isThere = hasLockDir(place);
    if (isThere) refuseStrange(place.dir);
    const isLocal = fileSystemIsLocal(place, isThere ? place.dir : parent);
    if (!isThere) create(place, statSync(parent));
    const found = refuseStrange(place.dir);
    const mode = directoryMode(found);
    const missing = checkMarks(place);
    for (const room of rooms) openRoom(join(place.dir, room), mode, found);
    for (const [name, text] of missing) mark(place, name, text);
    return { root: place.dir, mode, owner: found.uid, isLocal };
  });
}

/** The same for who only looks: whoever may read it may, and nothing is made. Undefined if there is none, or not yet all of it. Throws FL_LOCK_DIR. */
export function findLockDir(place: Place): Pick<LockDir, 'root' | 'isLocal'> | undefined {
  return unless(['ENOENT'], () => {
    const trouble = whatIsStrange(place.dir, lstatSync(place.dir), statSync(dirname(place.dir)));
    if (trouble) throw strange(place.dir, ...trouble);
    checkMarks(place);
    for (const room of ['q', 'h'].map((it) => join(place.dir, it)))
      if (!lstatSync(room).isDirectory()) throw strange(room, 'is not a directory', `rm ${quoteForShell(room)}`);
    return { root: place.dir, isLocal: localTypes.has(statfsSync(place.dir).type) };
  });
}

/** True if there is a lock directory to open, so that a look creates nothing. */
export const hasLockDir = (place: Place): boolean => lstatSync(place.dir, { throwIfNoEntry: false }) !== undefined;

/** There is one, and nothing is strange about it. */
export const isUsable = (place: Place): boolean => orNothing(() => refuseStrange(place.dir).isDirectory()) ?? false;

export function refuseMountPoint({ kind, guards }: Place): void {
  if (kind !== 'beside' || !isMountPoint(guards)) return;
  throw new FetchLockError('FL_LOCK_DIR', {
    what: `'${guards}' is a mount point, so a lock beside it would not be seen by others who mount the same thing.`,
    fix: 'Give `lock-dir`: a directory that every job on this host sees at the same place.',
  });
}

function isMountPoint(path: string): boolean {
  const table = unless(['ENOENT', 'EACCES'], () => readFileSync('/proc/self/mountinfo', 'utf8'));
  if (table !== undefined) {
    const plain = (field: string) => field.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
    return table.split('\n').some((line) => plain(line.split(' ')[4] ?? '') === path);
  }
  const [here, above] = [path, dirname(path)].map((it) => statSync(it, { throwIfNoEntry: false }));
  return here !== undefined && above !== undefined && here.dev !== above.dev;
}

/** Throws FL_LOCK_DIR for a network file system; false where it is not known. `where` is the directory, or that it would be made in. */
export function fileSystemIsLocal({ dir, guards }: Place, where: string): boolean {
  const { type } = statfsSync(where);
  const name = network[type];
  if (name === undefined) return localTypes.has(type);
  throw new FetchLockError('FL_LOCK_DIR', {
    what: `The lock of '${guards}' would live in '${dir}', which is on a network file system (${name}).`,
    why: 'Other hosts may write there too, and their processes cannot be seen from here.',
    fix: 'Give `redis-url`, and the hosts take turns; or `lock-dir` on a local disk if no other host uses it.',
  });
}

const hasPath = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/** Everybody who may write beside the guarded thing may lock it: its parent's group, if that group may write there. */
function create(place: Place, parent: Stats): void {
  const staged = join(dirname(place.dir), stagedPrefix(place.dir) + encodeProcess(thisProcess()));
  const mode = parent.mode & 0o020 ? 0o2770 : 0o2700;
  try {
    makeDir(staged, 0o700);
    for (const room of rooms) makeDir(join(staged, room), mode, parent.uid, parent.gid);
    writeNew(join(staged, 'format'), `${format}\n`);
    if (place.kind === 'given') writeNew(join(staged, 'path'), `${place.guards}\n`);
    settleMode(staged, mode, parent.uid, parent.gid);
    // Onto nothing; another process may have been quicker, and then its directory is not empty.
    unless(['ENOTEMPTY', 'EEXIST', 'EPERM', 'ENOTDIR'], () => renameSync(staged, place.dir));
  } finally {
    // What cannot be removed now is swept later, and is no reason: that is what went wrong before.
    orNothing(() => rmSync(staged, { recursive: true, force: true }));
  }
}

/** As much of the name as leaves room for who builds it. */
const stagedPrefix = (dir: string): string => `.${[...basename(dir)].slice(0, 40).join('')}.`;

/** What was built aside and has not taken its place, each with its builder. */
export function findStaged(dir: string): { path: string; builder: Process }[] {
  const prefix = stagedPrefix(dir);
  const beside = unless(['EACCES', 'EPERM'], () => readdirSync(dirname(dir))) ?? [];
  return beside.flatMap((name) => {
    const builder = name.startsWith(prefix) ? decodeProcess(name.slice(prefix.length)) : undefined;
    return builder ? [{ path: join(dirname(dir), name), builder }] : [];
  });
}

function settleMode(dir: string, mode: number, owner: number, group: number): void {
  if (process.getegid?.() !== group) unless(['EPERM', 'EINVAL', 'ENOSYS'], () => chownSync(dir, -1, group));
  // What root leaves must not keep out those to whom the place belongs.
  if (process.geteuid?.() === 0 && owner > 0) unless(['EPERM', 'EINVAL', 'ENOSYS'], () => chownSync(dir, owner, -1));
  chmodSync(dir, mode);
}

/** A directory with exactly this mode, whatever the umask is; made by root it belongs to `owner`. */
export function makeDir(dir: string, mode: number, owner = -1, group = process.getegid?.() ?? -1): void {
  mkdirSync(dir, { mode: 0o700 });
  settleMode(dir, mode, owner, group);
}

/** A new file that whoever may enter its directory can read, whatever the umask is. */
export function writeNew(path: string, text: string, mode = 0o644): void {
  writeFileSync(path, text, { flag: 'wx' });
  chmodSync(path, mode);
}

const directoryMode = (found: Stats): number => (found.mode & 0o020 ? 0o2770 : 0o2700);

function openRoom(dir: string, mode: number, { uid, gid }: Stats): void {
  if (!hasPath(dir)) unless(['EEXIST'], () => makeDir(dir, mode, uid, gid));
  if (!lstatSync(dir).isDirectory()) throw strange(dir, 'is not a directory', `rm ${quoteForShell(dir)}`);
}

function refuseStrange(dir: string): Stats {
  const found = lstatSync(dir);
  const uid = process.geteuid?.();
  const me = uid === undefined ? undefined : { uid, groups: [process.getegid?.() ?? -1, ...(process.getgroups?.() ?? [])] };
  const trouble = whatIsStrange(dir, found, statSync(dirname(dir)), me);
  if (trouble) throw strange(dir, ...trouble);
  return found;
}

/** Why this cannot be our lock directory, and the command that mends it. Without `me` there are no owners on this system. */
export function whatIsStrange(
  dir: string,
  found: Stats,
  parent: Pick<Stats, 'uid' | 'mode'>,
  me?: { uid: number; groups: number[] },
): [is: string, command: string] | undefined {
  const word = quoteForShell(dir);
  if (found.isSymbolicLink()) return ['is a symbolic link, which is never followed', `rm ${word}`];
  if (!found.isDirectory()) return ['is not a directory', `rm ${word}`];
  if (!me) return undefined;
  if (found.mode & 0o002) return ['may be written by everybody', `chmod o-w ${word}`];
  if (found.mode & 0o1000) return ['has the sticky bit, so nobody could remove what a dead user left', `chmod -t ${word}`];
  // Root works for whoever may write beside it, as long as that is not everybody.
  const isRootsToo = me.uid === 0 && (found.uid === parent.uid || (parent.mode & 0o002) === 0);
  const isOurs = found.uid === me.uid || found.uid === 0 || isRootsToo;
  const isSharedWithUs = (found.mode & 0o020) !== 0 && me.groups.includes(found.gid);
  if (isOurs || isSharedWithUs) return undefined;
  return [`belongs to user ${found.uid}, not to ${me.uid}, and to no group of ours`, `chgrp -R GROUP ${word} && chmod -R g+rwX ${word}`];
}

const strange = (dir: string, is: string, command: string): FetchLockError =>
  new FetchLockError('FL_LOCK_DIR', { what: `'${dir}' cannot be the lock directory: it ${is}.`, fix: `If it is a mistake: ${command}` });

type Mark = [name: string, expected: string, trouble: (got: string) => Trouble | undefined];

/** The files that say what a lock directory is, and what is wrong if they say something else. */
const marksOf = ({ dir, guards, kind }: Place): Mark[] => [
  ['format', format, (got) => objectionTo(dir, got)],
  [
    'path',
    kind === 'given' ? guards : '',
    (got) => ({
      what: `The lock directory '${dir}' says that it guards '${inert(got, 200)}', not '${guards}'.`,
      fix: 'Remove it while no job runs, or give another `lock-dir`.',
    }),
  ],
];

/** Those that are missing, as names with what they should say. Throws FL_LOCK_DIR for one that says something else. */
const checkMarks = (place: Place): [name: string, expected: string][] =>
  marksOf(place).flatMap(([name, expected, trouble]) => {
    const got = expected === '' ? expected : readMark(place.dir, name);
    const objection = got === undefined || got === expected ? undefined : trouble(got);
    if (objection) throw new FetchLockError('FL_LOCK_DIR', objection);
    return got === undefined ? [[name, expected] as [string, string]] : [];
  });

/** What a small file of a lock directory says; undefined if there is none. */
export function readMark(dir: string, name: string): string | undefined {
  const path = join(dir, name);
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found && (!found.isFile() || found.size > 8192)) throw strange(path, 'is not a small file', `rm -r ${quoteForShell(path)}`);
  return found && readFileSync(path, 'utf8').trimEnd();
}

function mark({ dir }: Place, name: string, text: string): void {
  const staged = join(dir, 't', `f.${newId()}.${encodeProcess(thisProcess())}`);
  writeNew(staged, `${text}\n`);
  renameSync(staged, join(dir, name));
}

const reasons: Record<string, [why: string, fix: string]> = {
  EACCES: ['Permission is denied.', 'Let the user of the runner write there, or give `lock-dir`.'],
  EPERM: ['Permission is denied.', 'Let the user of the runner write there, or give `lock-dir`.'],
  EROFS: ['The file system is read-only.', 'Give `lock-dir` on one that can be written.'],
  ENOSPC: ['No space is left on the device.', 'Free some; nothing was changed.'],
  EDQUOT: ['The disk quota is used up.', 'Free some; nothing was changed.'],
  EMFILE: ['Too many files are open in this process.', 'Raise the limit: ulimit -n.'],
  ENFILE: ['Too many files are open on this host.', 'Close some; nothing was changed.'],
  ENOENT: ['It, or the directory it would be made in, does not exist.', 'Make that directory first.'],
  ENOTDIR: ['Something on the way there is not a directory.', 'Check the path.'],
};

/** Runs `act`; a failed system call in it becomes FL_LOCK_DIR that says why and what to do. */
export function orRefuse<T>(dir: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw refusal(dir, error);
  }
}

export function refusal(dir: string, error: unknown): unknown {
  const errno = errnoOf(error);
  if (errno === undefined) return error;
  const [why, fix] = reasons[errno] ?? [messageOf(error), undefined];
  return new FetchLockError(
    'FL_LOCK_DIR',
    { what: `The lock directory '${dir}' cannot be used.`, why: `${why} (${errno})`, ...(fix ? { fix } : {}) },
    error,
  );
}
