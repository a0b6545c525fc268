/**
 * Where the jobs of a lock wait besides: a waiter leaves a note in every grant of its job, and whoever looks for a circle goes from
 * note to note. A note is a hint about where to look. What is found there is read from names, places and the kernel, as anywhere.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { orNothing } from '../../base/errors.ts';
import type { Glimpse } from '../deadlock.ts';
import { isAtWork, whoHolds } from '../queue.ts';
import type { Held } from '../store.ts';
import { decodeToken, encodeProcess, isId, timeIn, tokenOf } from '../ticket.ts';
import { type Line, namesIn, pathOf, readJob, readLine, readSmall } from './line.ts';
import { judge } from './liveness.ts';
import { isPlace, isUsable, type Place } from './lock-dir.ts';
import { diskOf } from './system/disk.ts';
import type { Kernel } from './system/port.ts';
import { openSockets } from './system/sockets.ts';
import { askIn } from './wake.ts';

const mostLocks = 64;
const isNote = (name: string): boolean => name.startsWith('b.') && isId(name.slice(2));

const notePath = ({ place, token }: Held, id: string): string | undefined =>
  decodeToken(token) && isUsable(place) ? join(place.dir, 'h', token, `b.${id}`) : undefined;

/** Says in each of these grants that their job waits at `place`, under that id. Without the note a circle ends with the first time-out. */
export function leaveNotes(grants: readonly Held[], id: string, place: Place): void {
  for (const path of grants.map((it) => notePath(it, id)))
    if (path) orNothing(() => writeFileSync(path, JSON.stringify(place), { flag: 'wx', mode: 0o640 }));
}

export function takeNotes(grants: readonly Held[], id: string): void {
  for (const path of grants.map((it) => notePath(it, id))) if (path) orNothing(() => rmSync(path, { force: true }));
}

/** The living requests of this lock, and of every lock that a chain of notes leads to. */
export async function lookAround(place: Place, kernel: Kernel): Promise<Glimpse[]> {
  const places = new Map([[place.dir, place]]);
  const glimpses: Glimpse[] = [];
  for (const it of places.values()) {
    // A note may lead anywhere; only our own place has to be there.
    const line = await readThere(it.dir, kernel).catch((error) => {
      if (it === place) throw error;
    });
    if (!line || !isUsable(it)) continue;
    glimpses.push(...glimpsesOf(it, line));
    for (const note of notesIn(it, line)) if (places.size < mostLocks) places.set(note.dir, places.get(note.dir) ?? note);
  }
  return glimpses;
}

async function readThere(dir: string, kernel: Kernel): Promise<Line> {
  const isLocal = orNothing(() => diskOf(dir).isLocal) ?? false;
  const sockets = openSockets(dir);
  try {
    const askSocket = askIn(sockets.pathOf);
    return await readLine(dir, (one) => judge(one, { kernel, askSocket, isLocal }), kernel);
  } finally {
    sockets.close();
  }
}

function glimpsesOf(place: Place, { tickets, verdicts }: Line): Glimpse[] {
  const { holders, waiters } = whoHolds(tickets, verdicts);
  return [...holders.map((ticket) => ({ ticket, blockers: [] })), ...waiters].flatMap(({ ticket, blockers }) => {
    const path = pathOf(place.dir, ticket);
    const { id, party, mode, isGranted, asker } = ticket;
    const askedAt = timeIn(namesIn(path), 'a');
    // It is no longer there: a victim that gives up. Were it the oldest of its circle for that, another one would give up as well.
    if (askedAt === undefined) return [];
    return {
      ...{ id, party, mode, isGranted, guards: place.guards, job: readJob(join(path, 'owner.json')) },
      // One process has a key for each lock directory.
      asker: asker && encodeProcess({ ...asker, key: '0' }),
      isAtWork: isAtWork(ticket, verdicts),
      askedAt,
      blockers: blockers.map((it) => it.id),
    };
  });
}

function notesIn(place: Place, { tickets }: Line): Place[] {
  const dirs = tickets.filter((it) => it.isGranted).map((it) => join(place.dir, 'h', tokenOf(it.seq, it.id)));
  return dirs
    .flatMap((dir) => namesIn(dir).map((name) => join(dir, name)))
    .filter((path) => isNote(basename(path)))
    .slice(0, mostLocks)
    .map((path) => readSmall(path))
    .filter(isPlace);
}
