/**
 * How a lock stands, for people: who holds it, who waits for whom, and who is dead.
 *
 * G1 a look changes nothing: it makes no file and no socket, takes no latch, and needs no right but to read.
 * G2 it judges as the line does, so that who is shown as dead is whom the next request removes.
 * G3 however much somebody has put there, its records are bounded: of requests beyond `most` the names alone are read.
 * Not promised: one moment. Who moves meanwhile is shown where he was or where he is, and once.
 */
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { errnoOf, FetchLockError, messageOf, orNothing } from '../base/errors.ts';
import type { Job } from '../base/event.ts';
import { inert } from '../base/text.ts';
import { type Line, pathOf, readGranted, readJob, readLine } from './host/line.ts';
import { judge, type Kernel, systemKernel } from './host/liveness.ts';
import { findLockDir, type Place } from './host/lock-dir.ts';
import { bestOf } from './host/obstacle.ts';
import { askIn, openSockets } from './host/wake.ts';
import { livingWitnesses, type Queue, type Verdict, whoHolds } from './queue.ts';
import { encodeProcess, type Mode, type Ticket, timeIn, tokenOf } from './ticket.ts';

/** A request as somebody sees it who looks at the lock. */
export interface Seen {
  id: string;
  token: string;
  mode: Mode;
  job: Job;
  /** Milliseconds since 1970; left out where it is not known. */
  askedAt?: number;
  grantedAt?: number;
  /** `dead` only if all its witnesses are. */
  verdict: Verdict;
  /** The processes it stands for. */
  witnesses: { pid: number; verdict: Verdict }[];
}

export interface SeenWaiter extends Seen {
  /** In the line of the living, from 1; 0 for the dead, who block nobody. */
  position: number;
  /** The living requests that it has to wait for, granted or in front. */
  ahead: number;
  /** Of those, the granted, and the last one in front: the ids. */
  waitsFor: string[];
}

export interface Look {
  /** There is a lock directory: somebody has used it. */
  isThere: boolean;
  /** By the wall clock: milliseconds since 1970. */
  at: number;
  /** Oldest first. */
  granted: Seen[];
  /** In order, the dead among them. */
  waiting: SeenWaiter[];
  /** Grants of dead writers that nobody has put right: who writes next is told. */
  dirty: Seen[];
  /** Why the other hosts of a fleet are not shown. */
  fleetTrouble?: string;
}

const most = 1000;

/** Looks at the lock; `nowAt` is milliseconds since 1970. Throws FL_LOCK_DIR if it cannot be read. */
export async function lookAt(place: Place, nowAt: number, kernel: Kernel = systemKernel): Promise<Look> {
  try {
    const line = await readJudged(place, kernel);
    return line ? show(place.dir, line, nowAt) : { isThere: false, at: nowAt, granted: [], waiting: [], dirty: [] };
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    throw new FetchLockError('FL_LOCK_DIR', {
      what: `The lock directory '${inert(place.dir)}' cannot be read.`,
      why: reasons[errnoOf(error) ?? ''] ?? `${inert(messageOf(error))}.`,
      fix: 'Look as the user of the runner, or as root.',
    });
  }
}

const reasons: Record<string, string> = { EACCES: 'Permission is denied.', EPERM: 'Permission is denied.' };

/** Every request, judged as the line does; undefined if there is no lock directory, or only part of one: it is being made or removed. */
export async function readJudged(place: Place, kernel: Kernel): Promise<Line | undefined> {
  const found = findLockDir(place);
  if (!found) return undefined;
  const { root, isLocal } = found;
  try {
    const sockets = openSockets(root);
    try {
      const askSocket = askIn(sockets.pathOf);
      return await readLine(root, (it) => judge(it, { kernel, askSocket, isLocal }), kernel);
    } finally {
      sockets.close();
    }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' && !findLockDir(place)) return undefined;
    throw error;
  }
}

function show(root: string, { tickets, verdicts }: Line, nowAt: number): Look {
  // Of one that was granted while we read, the grant.
  const queue = whoHolds([...new Map(tickets.map((it) => [it.id, it])).values()], verdicts);
  const [deadHolders, deadWaiters] = [queue.dead.filter((it) => it.isGranted), queue.dead.filter((it) => !it.isGranted)];
  const see = (it: Ticket, index: number, where = pathOf(root, it)): Seen => seenAt(index < most ? where : undefined, it, verdicts);
  return {
    isThere: true,
    at: nowAt,
    granted: inOrder([...queue.holders, ...deadHolders]).map((it, index) => see(it, index)),
    waiting: [
      ...queue.waiters.map(({ ticket }, index) => ({ ...see(ticket, index), ...placeOf(queue, index) })),
      ...deadWaiters.map((it, index) => ({ ...see(it, index), position: 0, ahead: 0, waitsFor: [] })),
    ],
    dirty: crashed(root).map(({ ticket, path }, index) => ({ ...see(ticket, index, path), verdict: 'dead' as const })),
  };
}

const inOrder = (tickets: Ticket[]): Ticket[] => tickets.sort((a, b) => a.seq - b.seq);

function placeOf({ waiters }: Queue, index: number): Pick<SeenWaiter, 'position' | 'ahead' | 'waitsFor'> {
  const blockers = (index < most && waiters[index]?.blockers) || [];
  const last = blockers.at(-1);
  const near = blockers.filter((it) => it.isGranted || it === last);
  return { position: index + 1, ahead: blockers.length, waitsFor: near.map((it) => it.id) };
}

/** A request from the directory where it lies; without one, from its name. */
function seenAt(where: string | undefined, it: Ticket, verdicts: ReadonlyMap<string, Verdict>): Seen {
  const living = livingWitnesses(it, verdicts);
  // A link may lead to what another has written.
  const inside = (where !== undefined && orNothing(() => lstatSync(where).isDirectory() && readdirSync(where))) || [];
  const [askedAt, grantedAt] = [timeIn(inside, 'a'), timeIn(inside, 'g')];
  return {
    ...{ id: it.id, token: tokenOf(it.seq, it.id), mode: it.mode },
    job: where !== undefined && inside.length > 0 ? readJob(join(where, 'owner.json')) : {},
    ...(askedAt === undefined ? {} : { askedAt }),
    ...(grantedAt === undefined ? {} : { grantedAt }),
    verdict: living.length === 0 && !it.hasStranger ? 'dead' : bestOf(living, verdicts),
    witnesses: it.witnesses.slice(0, 16).map((one) => ({ pid: one.pid, verdict: verdicts.get(encodeProcess(one)) ?? 'dead' })),
  };
}

function crashed(root: string): { ticket: Ticket; path: string }[] {
  const room = join(root, 'crashed');
  const names = orNothing(() => lstatSync(room).isDirectory() && readdirSync(room)) || [];
  return names.slice(0, most).flatMap((name) => {
    const path = join(room, name);
    const ticket = orNothing(() => readGranted(path, name));
    return ticket ? [{ ticket, path }] : [];
  });
}
