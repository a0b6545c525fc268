/**
 * The fetches that succeeded under a lock, and when each began, so that who asked before that need not fetch again.
 *
 * Written by who may write the repository, under the lock. G1 a record counts only for the very directory in which the fetch
 * was run, and only if our user, root, or the owner of that directory wrote it. G2 one that was taken back counts no more, or
 * the caller hears of it: `retain` and `clear` throw. One that cannot be written down is only of no use to anybody.
 * Of each demand it has the newest fetch alone. Nothing is forced to the disk: what a machine that lost its power still says is of another
 * boot, and counts for nobody.
 */
import { type BigIntStats, lstatSync, renameSync, rmSync, type Stats, unlinkSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { orNothing, unless } from '../../base/errors.ts';
import { isJob, type Job } from '../../base/event.ts';
import { readSmall } from '../../lock/host/line.ts';
import { thisProcess } from '../../lock/host/liveness.ts';
import { refusal, writeNew } from '../../lock/host/lock-dir.ts';
import { systemKernel } from '../../lock/host/system/kernel.ts';
import { encodeProcess, isId, newId } from '../../lock/ticket.ts';
import { type Demand, isDemand } from './demand.ts';

/** When something began, by every clock that there is. */
export interface Moment {
  /** The last number that the lock had given out; of a request, its own. 0 if not known. */
  seq: number;
  /** Milliseconds since 1970. */
  at: number;
  /** Milliseconds since this machine was started. */
  upMs: number;
  /** Which start of the machine. */
  boot: string;
}

export interface Fetched {
  demand: Demand;
  /** Taken before it went to the network. */
  began: Moment;
  /** The last number given out when it ended. */
  endedSeq: number;
  /** The id of the request under which it was run. */
  ticket: string;
  job: Job;
  /** Of a fleet: that of its grant. */
  epoch?: number;
}

export const momentOf = (seq: number, clock: Clock, { boot } = systemKernel, upSeconds = uptime()): Moment => ({
  seq,
  at: clock.wall(),
  upMs: Math.floor(upSeconds * 1000),
  boot,
});

/**
 * True if a fetch that began then shows no state older than who asked may be given: it began after that, or at most so long before.
 * Where the clocks do not agree, it is as old as the slower says; where one of them went back, nothing is known.
 */
export function isFreshFor(began: Moment, asked: Moment, maxAgeMs: number): boolean {
  // What was fetched before a power cut may be lost, and the numbers with it.
  if (began.boot !== asked.boot) return false;
  if (asked.seq > 0 && asked.seq <= began.seq) return true;
  const [wallMs, upMs] = [asked.at - began.at, asked.upMs - began.upMs];
  return wallMs >= 0 && upMs >= 0 && Math.max(wallMs, upMs + grainOf(asked)) <= maxAgeMs;
}

/** By how much the uptime may be behind: it is told in hundredths, and by some kernels in whole seconds. */
const grainOf = ({ upMs }: Moment): number => (upMs % 1000 === 0 ? 1000 : 10);

export interface Ledger {
  /** Oldest first; none that is in doubt. Throws nothing. */
  read(): Fetched[];
  /** Throws nothing: what is not written down, somebody fetches again. */
  add(it: Fetched): void;
  /** Takes back the others, to be called before what may undo them is run. Throws FL_LOCK_DIR if they would count on. */
  retain(keep: (it: Fetched) => boolean): void;
  /** Takes back all. Throws FL_LOCK_DIR as `retain` does. */
  clear(): void;
  /** The ids of requests with which a fetch for all failed. Throws nothing. */
  avoided(): readonly string[];
  /** Leaves these to themselves from now on. Throws nothing. */
  avoid(ids: readonly string[]): void;
}

const mostAvoided = 256;

const [mostFetches, mostBytes] = [64, 65_536];

/** `repository` is its common directory, which need not exist yet. */
export const openLedger = (lockDir: string, repository: string): Ledger => {
  const file = join(lockDir, 'fetches.json');
  const avoidedFile = join(lockDir, 'avoided.json');

  const find = (): { id: string; uid: number } | undefined => {
    const found = lstatSync(repository, { bigint: true, throwIfNoEntry: false });
    return found?.isDirectory() ? { id: identityOf(found), uid: Number(found.uid) } : undefined;
  };

  const readFor = (it: ReturnType<typeof find>): Fetched[] | undefined => {
    const read = it && readSmall(file, { mostBytes, mayRead: (found) => isTrusted(found, it.uid) });
    return it && isRecord(read) && read.repository === it.id ? read.fetches : undefined;
  };

  const write = (fetches: Fetched[], it: ReturnType<typeof find>): void => replace(file, textOf(fetches, it?.id));

  const replace = (path: string, text: string): void => {
    const staged = join(lockDir, 't', `f.${newId()}.${encodeProcess({ ...thisProcess(), key: '0' })}`);
    const mode = lstatSync(lockDir).mode & 0o020 ? 0o664 : 0o644;
    try {
      writeNew(staged, text, mode);
      renameSync(staged, path);
    } catch (error) {
      orNothing(() => rmSync(staged, { force: true }));
      throw error;
    }
  };

  const retain = (keep: (it: Fetched) => boolean): void => {
    const found = orNothing(find);
    const all = orNothing(() => readFor(found));
    const kept = all?.filter(keep) ?? [];
    if (all && kept.length === all.length) return;
    // What we do not believe, another user may: it goes as well.
    if (kept.length > 0 && orNothing(() => write(kept, found) ?? true)) return;
    try {
      if (lstatSync(file, { throwIfNoEntry: false })?.isFile()) unless(['ENOENT'], () => unlinkSync(file));
    } catch (error) {
      throw refusal(lockDir, error);
    }
  };

  // Whoever may have written it can do no more than have somebody fetch for itself.
  const avoided = (): string[] => {
    const read = readSmall(avoidedFile);
    return Array.isArray(read) ? read.filter((it) => typeof it === 'string' && isId(it)) : [];
  };

  return {
    read: () => orNothing(() => readFor(find())) ?? [],
    add: (it) =>
      orNothing(() => {
        const found = find();
        // Fetches follow each other: one that began under a greater number is of a line that was numbered anew since. Who may
        // join an older one of the same demand may join this one; if a clock was put back in between, somebody fetches once more.
        const demand = JSON.stringify(it.demand);
        const before = (readFor(found) ?? []).filter((one) => one.began.seq <= it.began.seq && JSON.stringify(one.demand) !== demand);
        if (found && isFetched(it)) write(fitting([...before, it], found.id), found);
      }),
    retain,
    clear: () => retain(() => false),
    avoided,
    avoid: (ids) => orNothing(() => ids.length > 0 && replace(avoidedFile, JSON.stringify([...avoided(), ...ids].slice(-mostAvoided)))),
  };
};

/** Of one directory for ever: its number is given out again when it is gone, its birth is not. */
export const identityOf = ({ dev, ino, birthtimeNs, ctimeNs }: Pick<BigIntStats, 'dev' | 'ino' | 'birthtimeNs' | 'ctimeNs'>): string =>
  // A file system that keeps no birth tells the last change in its place.
  [dev, ino, ...(birthtimeNs === ctimeNs ? [] : [birthtimeNs])].join(':');

const isTrusted = ({ uid, mode }: Stats, owner: number): boolean => {
  const me = process.geteuid?.();
  return me === undefined || ([me, 0, owner].includes(uid) && (mode & 0o002) === 0);
};

const textOf = (fetches: Fetched[], repository: string | undefined): string => JSON.stringify({ v: 1, repository, fetches });

const isTooLarge = (fetches: Fetched[], repository: string): boolean =>
  fetches.length > mostFetches || Buffer.byteLength(textOf(fetches, repository)) > mostBytes;

/** The newest of them, and none that has no room even alone. */
function fitting(fetches: Fetched[], repository: string): Fetched[] {
  const kept = fetches.filter((it) => !isTooLarge([it], repository));
  while (isTooLarge(kept, repository)) kept.shift();
  return kept;
}

function isRecord(read: unknown): read is { repository: string; fetches: Fetched[] } {
  if (typeof read !== 'object' || read === null) return false;
  const { v, repository, fetches } = read as Record<string, unknown>;
  return v === 1 && typeof repository === 'string' && Array.isArray(fetches) && fetches.length <= mostFetches && fetches.every(isFetched);
}

const isCount = (read: unknown): read is number => Number.isSafeInteger(read) && (read as number) >= 0;

function isFetched(read: unknown): read is Fetched {
  if (typeof read !== 'object' || read === null) return false;
  const { demand, began, endedSeq, ticket, job, epoch } = read as Record<string, unknown>;
  return (
    isDemand(demand) &&
    isMoment(began) &&
    isCount(endedSeq) &&
    endedSeq >= began.seq &&
    typeof ticket === 'string' &&
    isId(ticket) &&
    isJob(job) &&
    (epoch === undefined || isCount(epoch))
  );
}

function isMoment(read: unknown): read is Moment {
  if (typeof read !== 'object' || read === null) return false;
  const { seq, at, upMs, boot } = read as Record<string, unknown>;
  return [seq, at, upMs].every(isCount) && typeof boot === 'string' && /^([0-9a-f]{32}|none)$/.test(boot);
}
