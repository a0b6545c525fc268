/**
 * What stands in a lock directory: every request and its number, who of its witnesses lives, what it tells, and the one call that
 * moves it.
 * Records are for people: no decision reads one, and whoever may write there may have written anything.
 */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { FetchLockError, orNothing, unless } from '../../base/errors.ts';
import { isJob, type Job } from '../../base/event.ts';
import { quoteForShell } from '../../base/text.ts';
import { isAlive, type Verdict } from '../queue.ts';
import { type Errand, errandText, type Request, type Standing } from '../store.ts';
import {
  decodeGranted,
  decodeToken,
  decodeWaiting,
  encodeProcess,
  marksOf,
  newId,
  type Process,
  type Ticket,
  timeIn,
  tokenOf,
  waitingName,
} from '../ticket.ts';
import { findOrphan, thisProcess } from './liveness.ts';
import { writeNew } from './lock-dir.ts';
import type { Kernel } from './system/port.ts';

export interface Line {
  tickets: Ticket[];
  verdicts: Map<string, Verdict>;
}

type Judge = (it: Process) => Promise<Verdict>;

/** Every request. The waiting are read first: one that is granted meanwhile is seen twice rather than not at all. */
export function readTickets(root: string): Ticket[] {
  const waiting = readdirSync(join(root, 'q')).map(decodeWaiting);
  const granted = readdirSync(join(root, 'h')).map((it) => readGranted(join(root, 'h', it), it));
  return [...waiting, ...granted].filter((it) => it !== undefined);
}

export async function judgeWitnesses(tickets: readonly Ticket[], judge: Judge): Promise<Map<string, Verdict>> {
  const verdicts = new Map<string, Verdict>();
  for (const it of tickets.flatMap((ticket) => ticket.witnesses)) {
    const name = encodeProcess(it);
    if (!verdicts.has(name)) verdicts.set(name, await judge(it));
  }
  return verdicts;
}

/** Every request, each witness judged of those of interest; in doubt the others live. An orphan that works under a token is one more witness of that grant. */
export async function readLine(
  root: string,
  judge: Judge,
  kernel: Kernel,
  isOfInterest: (it: Ticket) => boolean = () => true,
): Promise<Line> {
  const tickets = readTickets(root);
  const verdicts = await judgeWitnesses(tickets.filter(isOfInterest), judge);
  for (const it of tickets) {
    if (!it.isGranted || isAlive(it, verdicts)) continue;
    const orphan = findOrphan(tokenOf(it.seq, it.id), lstatSync(pathOf(root, it), { throwIfNoEntry: false })?.uid ?? -1, kernel);
    if (!orphan) continue;
    it.witnesses.push(orphan);
    verdicts.set(encodeProcess(orphan), 'alive');
  }
  return { tickets, verdicts };
}

/** The ids of all requests, the waiting read first: one that is granted meanwhile is seen twice rather than not at all. */
export function readIds(root: string): string[] {
  const waiting = readdirSync(join(root, 'q')).map(decodeWaiting);
  const granted = readdirSync(join(root, 'h')).map(decodeToken);
  return [...new Set([...waiting, ...granted].flatMap((it) => it?.id ?? []))];
}

/** Every request once, by its name alone and nobody judged: of one seen twice, the grant. */
export const readStanding = (root: string): Ticket[] => [...new Map(readTickets(root).map((it) => [it.id, it])).values()];

/** A name for what is to be renamed into its place; if we die before, it is swept. */
export const stagedIn = (root: string): string => join(root, 't', `f.${newId()}.${encodeProcess(thisProcess())}`);

/** The last number given out, as far as `seq` and these requests tell; 0 if there is none. */
function lastOf(root: string, tickets: readonly { seq: number }[]): number {
  const written = readSmall(join(root, 'seq'));
  return Math.max(0, Number.isSafeInteger(written) ? (written as number) : 0, ...tickets.map((it) => it.seq));
}

/** A name with a greater number would not be read by anybody, and so keep nobody out. */
const isNumber = (seq: number): boolean => decodeToken(tokenOf(seq, newId())) !== undefined;

/** The last number given out; 0 if there is none, or it is not known. */
export function lastSeq(root: string): number {
  const names = orNothing(() => ['q', 'h'].flatMap((room) => readdirSync(join(root, room))));
  const last = names
    ? lastOf(
        root,
        names.map((it) => decodeWaiting(it) ?? decodeToken(it)).filter((it) => it !== undefined),
      )
    : 0;
  return isNumber(last) ? last : 0;
}

/** Gives out the next number, to be called under the latch; `tickets` are the requests there are. Throws FL_LOCK_DIR. */
export function nextSeq(root: string, self: Process, tickets: readonly Ticket[]): number {
  const seq = 1 + lastOf(root, tickets);
  if (!isNumber(seq)) throw usedUp(root);
  const staged = join(root, 't', `n.${newId()}.${encodeProcess(self)}`);
  writeNew(staged, `${seq}\n`);
  renameSync(staged, join(root, 'seq'));
  return seq;
}

const usedUp = (root: string): FetchLockError =>
  new FetchLockError('FL_LOCK_DIR', {
    what: `The numbers of the lock directory '${root}' are used up.`,
    why: 'Somebody has written a number there that is too great.',
    fix: `While no job runs: rm -r ${quoteForShell(root)}`,
  });

/** What the waiting came for, oldest first, of those whose word our user or root wrote. */
export function readErrands(root: string): Errand[] {
  const waiting = (orNothing(() => readdirSync(join(root, 'q'))) ?? []).map(decodeWaiting).filter((it) => it !== undefined);
  return waiting
    .sort((a, b) => a.seq - b.seq)
    .map((it) => ({ seq: it.seq, id: it.id, errand: readErrand(pathOf(root, it)) }))
    .filter((it) => it.errand !== undefined);
}

/** A link may lead to a request of ours in another lock. */
const readErrand = (dir: string): unknown =>
  orNothing(() => lstatSync(dir).isDirectory()) ? readSmall(join(dir, 'errand.json'), { mayRead: isOfOurs }) : undefined;

const isOfOurs = ({ uid }: Stats): boolean => [undefined, uid].includes(process.geteuid?.()) || uid === 0;

/** What lies in a request's directory, which is private as yet. */
export function writeRequest(home: string, request: Request, self: Process, nowAt: number): void {
  for (const name of [...marksOf(request, self), `a.${nowAt}`]) writeFileSync(join(home, name), '', { flag: 'wx' });
  const errand = errandText(request);
  writeNew(join(home, 'owner.json'), JSON.stringify(request.job), 0o640);
  if (errand !== undefined) writeNew(join(home, 'errand.json'), errand, 0o640);
}

/** Where a request is. */
export const pathOf = (root: string, it: Ticket): string =>
  it.isGranted || !it.asker ? join(root, 'h', tokenOf(it.seq, it.id)) : join(root, 'q', waitingName(it, it.asker));

/** Unlike existsSync it takes no error for an answer. */
export const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

// A link that leads to itself is no directory either.
const noDirectory = ['ENOENT', 'ENOTDIR', 'ELOOP'];

export const namesIn = (dir: string): string[] => unless(noDirectory, () => readdirSync(dir)) ?? [];

export function readGranted(path: string, name: string): Ticket | undefined {
  const inside = unless(noDirectory, () => readdirSync(path));
  return inside && decodeGranted(name, inside);
}

/** A request for people, from the directory where it lies now. */
export function standingAt(path: string, it: Ticket, verdict: Verdict, nowAt: number): Standing {
  const grantedAt = timeIn(namesIn(path), 'g');
  return {
    id: it.id,
    token: tokenOf(it.seq, it.id),
    mode: it.mode,
    job: readJob(join(path, 'owner.json')),
    heldMs: grantedAt === undefined ? 0 : Math.max(0, nowAt - grantedAt),
    verdict,
  };
}

/** The grants of dead writers that nobody has settled. */
export const readCrashed = (root: string, nowAt: number): Standing[] =>
  readdirSync(join(root, 'crashed')).flatMap((name) => {
    const path = join(root, 'crashed', name);
    const it = readGranted(path, name);
    return it ? [standingAt(path, it, 'dead', nowAt)] : [];
  });

/** True: it was there and is there no longer. An errno is looked into, since a rename may have happened all the same. */
export function move(from: string, to: string): boolean {
  for (let tries = 0; ; tries++) {
    try {
      renameSync(from, to);
      return true;
    } catch (error) {
      if (isThere(to)) return true;
      if (!isThere(from)) return false;
      if (tries > 50) throw error;
    }
  }
}

/** True: it was there, and is taken out of the way by one rename. */
export function discardFrom(root: string, from: string): boolean {
  const to = join(root, 't', `d.${newId()}`);
  if (!move(from, to)) return false;
  // What cannot be removed now is swept later.
  orNothing(() => rmSync(to, { recursive: true, force: true }));
  return true;
}

const mostSmallBytes = 16_384;

/** The job that a request's record names; empty if it names none. */
export function readJob(path: string): Job {
  const read = readSmall(path);
  return isJob(read) ? read : {};
}

/** What a small plain file says in JSON; undefined if it is not such a file, or `mayRead` does not like what it is. */
export function readSmall(
  path: string,
  { mostBytes = mostSmallBytes, mayRead = () => true }: { mostBytes?: number; mayRead?: (found: Stats) => boolean } = {},
): unknown {
  let fd: number | undefined;
  try {
    fd = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const found = fstatSync(fd);
    if (!found.isFile() || found.size > mostBytes || !mayRead(found)) return undefined;
    const bytes = Buffer.alloc(found.size);
    readSync(fd, bytes, 0, found.size, 0);
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}
