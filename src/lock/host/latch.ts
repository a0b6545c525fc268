/**
 * The latch of a lock directory: a mutual exclusion of about a millisecond, under which the places of requests are decided.
 *
 * It is proper-lockfile's own `lock()`, over four verbs of ours. As it comes, it judges by age and removes by path, and so lets
 * two in (docs/decisions/0001). Our verbs are compare-and-set on the immutable name of one owner, and judge death, not age:
 *
 *   latch/o.PROCESS.N     held by PROCESS; no directory, or an empty one, is free
 *
 * G1 taking succeeds only onto nothing or an empty directory: one rename, so that two names are never inside.
 * G2 removing is an unlink of a name that belongs to one owner for ever: a newer owner has another name.
 * G3 an owner is displaced only when it is proven dead. One that is stopped keeps everybody waiting: safe, not live.
 */
import { existsSync, readdirSync, renameSync, rmdirSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import lockfile from 'proper-lockfile';
import { errnoOf, FetchLockError, messageOf, orNothing, unless } from '../../base/errors.ts';
import type { Verdict } from '../queue.ts';
import { decodeProcess, encodeProcess, newId, type Process } from '../ticket.ts';
import { type LockDir, makeDir } from './lock-dir.ts';

type Judge = (it: Process) => Promise<Verdict>;

/** Runs `body` alone among all processes that use this lock directory. `body` must not wait for anything but verdicts. */
type Latch = <T>(body: (isStillOurs: () => boolean) => Promise<T>, signal: AbortSignal) => Promise<T>;

const ownerPattern = /^o\.([^.]+)\.\d+$/;
const ownerOf = (name: string): Process | undefined => decodeProcess(ownerPattern.exec(name)?.[1] ?? '');

const spareName = (self: Process): string => `L.${newId()}.${encodeProcess(self)}`;

export function createLatch(dir: LockDir, self: Process, judge: Judge): Latch {
  const path = join(dir.root, 'latch');
  let count = 0;
  let spare: { at: string; name: string } | undefined;
  let mine: string | undefined;
  let judgedDead: string | undefined;

  const prepare = () => {
    count += 1;
    const next = { at: join(dir.root, 't', spareName(self)), name: `o.${encodeProcess(self)}.${count}` };
    makeDir(next.at, dir.mode, dir.owner);
    writeFileSync(join(next.at, next.name), '', { flag: 'wx' });
    return next;
  };

  const take = () => {
    spare ??= prepare();
    try {
      claim(spare.at, path);
    } catch (error) {
      // An errno is not believed where it can be checked: the rename may have happened all the same.
      if (!existsSync(join(path, spare.name))) throw isTaken(error) ? Object.assign(new Error('taken'), { code: 'EEXIST' }) : error;
    }
    mine = spare.name;
    spare = undefined;
  };

  const setAside = (name: string) => unless(['ENOENT'], () => renameSync(join(path, name), join(dir.root, 't', `d.${newId()}`)));

  const look = async (): Promise<{ mtime: Date }> => {
    if (mine !== undefined) return statSync(join(path, mine));
    const [name] = readdirSync(path);
    if (name === undefined) throw Object.assign(new Error('free'), { code: 'ENOENT' });
    const owner = ownerOf(name);
    if (!owner) {
      // Nobody takes the latch under such a name: it was put there by hand.
      setAside(name);
      throw Object.assign(new Error('free'), { code: 'ENOENT' });
    }
    const verdict = await judge(owner);
    judgedDead = verdict === 'dead' ? name : undefined;
    // proper-lockfile compares this with its clock, which may be wrong: the beginning of time is stale, its end never is.
    return { mtime: new Date(verdict === 'dead' ? -8.64e15 : 8.64e15) };
  };

  const drop = () => {
    const name = mine ?? judgedDead;
    mine = undefined;
    judgedDead = undefined;
    if (name === undefined) return;
    // Not looked for first: a look that fails says that nothing is there, and the latch would stay ours.
    for (let isThere = true, tries = 0; isThere; tries++) {
      try {
        unlinkSync(join(path, name));
        isThere = false;
      } catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) isThere = false;
        // Nobody of us makes a directory of it: it was put there by hand.
        else if (['EISDIR', 'EPERM'].includes(errnoOf(error) ?? '') && tries < 5) setAside(name);
        else if (tries > 50) throw error;
      }
    }
    // Tidiness: an empty directory is as free as none, and one that is owned by now cannot be removed.
    unless(['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES', 'EBUSY'], () => rmdirSync(path));
  };

  // proper-lockfile tries again after every error, for ever, and cannot be called off. So it is let win nothing: its next try
  // seems to succeed, nothing is taken, and we go away with the reason.
  let calledOff: { reason: unknown } | undefined;
  const orCallOff = async <T>(expected: string, act: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await act();
    } catch (error) {
      if (errnoOf(error) === expected) throw error;
      calledOff = { reason: error };
      return undefined;
    }
  };
  const nothing = () => ({ mtime: new Date() });
  const verbs = {
    mkdir: verb(async () => calledOff ?? orCallOff('EEXIST', take)),
    stat: verb(async () => (calledOff ? nothing() : ((await orCallOff('ENOENT', look)) ?? nothing()))),
    utimes: verb(async (_: string, atime: Date, mtime: Date) => mine && utimesSync(join(path, mine), atime, mtime)),
    rmdir: verb(async () => (mine === undefined ? orCallOff('ENOENT', drop) : drop())),
  };

  let turn: Promise<unknown> = Promise.resolve();
  return (body, signal) => {
    const section = async () => {
      signal.throwIfAborted();
      calledOff = undefined;
      const onAbort = () => {
        calledOff ??= { reason: signal.reason };
      };
      signal.addEventListener('abort', onAbort, { once: true });
      const unlock = await lockfile.lock(dir.root, {
        lockfilePath: path,
        realpath: false,
        fs: verbs,
        stale: 10_000,
        update: 5000,
        retries: { forever: true, retries: 12, minTimeout: 1, factor: 1.4, maxTimeout: 25, randomize: true },
        // It calls this from a timer, where a throw would end the process. `isStillOurs` tells the one who acts.
        onCompromised: () => {},
      });
      signal.removeEventListener('abort', onAbort);
      const held = mine;
      try {
        if (calledOff) throw (calledOff as { reason: unknown }).reason;
        return await body(() => held !== undefined && held === mine && existsSync(join(path, held)));
      } finally {
        await unlock().catch(() => drop());
      }
    };
    const done = turn.then(section, section);
    turn = done.catch(() => {});
    return done;
  };
}

const isTaken = (error: unknown): boolean => ['ENOTEMPTY', 'EEXIST'].includes(errnoOf(error) ?? '');

/** What a system says that replaces no directory, not even an empty one, such as Windows; and of a directory that may not be touched. */
const refusals = ['EPERM', 'EACCES', 'EBUSY'];
const mostTries = 5;

/**
 * Renames onto nothing or an empty directory; throws EEXIST where somebody is inside.
 *
 * Where an empty one is not replaced, it is removed first. That is no gap: an owner's cannot be removed, since it is not empty, and of
 * those who find nothing there one rename succeeds.
 */
function claim(from: string, to: string): void {
  for (let tries = 1; ; tries++) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      if (!refusals.includes(errnoOf(error) ?? '') || !existsSync(from) || tries === mostTries) throw error;
      // An owner who went away meanwhile is in nobody's way any more.
      unless([...refusals, 'ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR'], () => rmdirSync(to));
      if (orNothing(() => readdirSync(to).length > 0)) throw Object.assign(new Error('taken'), { code: 'EEXIST' });
    }
  }
}

type Callback = (error: Error | null, value?: unknown) => void;

function verb<A extends unknown[]>(act: (...args: A) => Promise<unknown>) {
  return (...args: [...A, Callback]): void => {
    const done = args.pop() as Callback;
    act(...(args as unknown as A)).then(
      (value) => done(null, value),
      (error) => done(error instanceof Error ? error : new FetchLockError('FL_LOCK_DIR', { what: messageOf(error) })),
    );
  };
}
