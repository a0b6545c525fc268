/**
 * The files of a journal. Events are appended to the live one; when it has grown long, whoever appends next renames it.
 * Nobody tells the others: who still has it open appends to it under its new name, where it is read as well.
 *
 * G1 no rename replaces anything: no two processes make the same name. G2 the numbers in the names rise from older to newer, whatever
 * the clocks say. G3 only plain files with such a name are read or removed, and the oldest go first. G4 what cannot be renamed grows.
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
  type Stats,
  statSync,
  unlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { orNothing } from '../base/errors.ts';
import { randomHex } from '../base/system/random.ts';

export interface Bounds {
  /** From this length on the live file is put aside. */
  liveBytes: number;
  /** What was put aside is kept up to this sum, and up to this number of files. */
  keptBytes: number;
  keptFiles: number;
}

export const usualBounds: Bounds = { liveBytes: 1_048_576, keptBytes: 15 * 1_048_576, keptFiles: 64 };

export const journalOf = (dir: string): string => join(dir, 'journal.jsonl');

/** A planted link is not followed, a planted fifo does not block. */
export const safely = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

interface Archive {
  path: string;
  number: number;
  bytes: number;
}

const pattern = /^journal-([1-9]\d{0,11})-[0-9a-f]{16}\.jsonl$/;

/** Newest first. */
export const listArchives = (dir: string): Archive[] =>
  (orNothing(() => readdirSync(dir)) ?? [])
    .flatMap((name) => {
      const [, number] = pattern.exec(name) ?? [];
      const path = join(dir, name);
      const found = number === undefined ? undefined : orNothing(() => lstatSync(path));
      return found?.isFile() ? [{ path, number: Number(number), bytes: found.size }] : [];
    })
    .sort((a, b) => b.number - a.number || (a.path < b.path ? 1 : -1));

const isSame = (one: Stats | undefined, other: Stats): boolean => one?.ino === other.ino && one.dev === other.dev;

/** Puts the live file aside that was found; true if there is another one to append to now. */
export function putAside(live: string, found: Stats, bounds: Bounds): boolean {
  const dir = dirname(live);
  if (wouldShutOut(dir)) return false;
  return (
    alone(dir, () => {
      if (!isSame(lstatSync(live, { throwIfNoEntry: false }), found)) return true;
      const name = `journal-${(listArchives(dir)[0]?.number ?? 0) + 1}-${randomHex(8)}.jsonl`;
      if (!pattern.test(name)) return false;
      renameSync(live, join(dir, name));
      removeOldest(dir, bounds);
      return true;
    }) ?? false
  );
}

const deadAfterMs = 10_000; // it takes less than one

/**
 * Runs `act` unless another process is at it, or it fails. Should there be two all the same, since one was stopped for long, a file may
 * get a number that is too low, and is then read too early; no event is lost.
 */
function alone<T>(dir: string, act: () => T): T | undefined {
  const guard = join(dir, 'journal.moving');
  return orNothing(() => {
    const left = lstatSync(guard, { throwIfNoEntry: false });
    if (left?.isFile() && Math.abs(Date.now() - left.mtimeMs) > deadAfterMs) unlinkSync(guard);
    closeSync(openSync(guard, 'wx', 0o600));
    try {
      return act();
    } finally {
      unlinkSync(guard);
    }
  });
}

/** The next file would be root's for a moment, and nobody else could append to it. */
function wouldShutOut(dir: string): boolean {
  const { uid, mode } = statSync(dir);
  return process.geteuid?.() === 0 && uid !== 0 && (mode & 0o020) === 0;
}

function removeOldest(dir: string, { keptBytes, keptFiles }: Bounds): void {
  let bytes = 0;
  const surplus = listArchives(dir).filter((it, index) => {
    bytes += it.bytes;
    // The newest stays, however long it is.
    return index > 0 && (index >= keptFiles || bytes > keptBytes);
  });
  // The oldest first: who reads meanwhile is to find no gap.
  for (const it of surplus.reverse()) orNothing(() => unlinkSync(it.path));
}

export interface OpenFile {
  fd: number;
  found: Stats;
}

const mostTries = 20;

/** All files, newest first and without a gap between two; the caller closes them. */
export function openFiles(dir: string): OpenFile[] {
  const path = journalOf(dir);
  for (let tries = 1; ; tries++) {
    // In this order a file that is put aside meanwhile may be here twice, but not be missing. What is removed meanwhile is the oldest.
    const live = openToRead(path);
    const archives = listArchives(dir).flatMap((it) => openToRead(it.path) ?? []);
    if (!live) return archives;
    if (archives.some((it) => isSame(it.found, live.found))) {
      closeSync(live.fd);
      return archives;
    }
    if (tries === mostTries || isSame(lstatSync(path, { throwIfNoEntry: false }), live.found)) return [live, ...archives];
    for (const it of [live, ...archives]) closeSync(it.fd);
  }
}

function openToRead(path: string): OpenFile | undefined {
  const fd = orNothing(() => openSync(path, constants.O_RDONLY | safely));
  if (fd === undefined) return undefined;
  const found = fstatSync(fd);
  if (found.isFile()) return { fd, found };
  closeSync(fd);
  return undefined;
}

/** The bytes between two places, as far as they are there. */
export function readAt(fd: number, start: number, end: number): Buffer {
  const bytes = Buffer.alloc(Math.max(0, end - start));
  let read = 0;
  for (let got = 1; got > 0 && read < bytes.length; read += got) got = readSync(fd, bytes, read, bytes.length - read, start + read);
  return bytes.subarray(0, read);
}
