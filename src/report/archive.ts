/**
 * The files of a journal. Events are appended to the live one; when it has grown long, whoever appends next renames it.
 * Nobody tells the others: who still has it open appends to it under its new name, where it is read as well.
 *
 * G1 no rename replaces anything: no two processes make the same name. G2 the numbers in the names rise from older to newer, whatever
 * the clocks say. G3 only plain files with such a name are read or removed, and the oldest go first. G4 what cannot be renamed grows.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, renameSync, type Stats, statSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { orNothing } from '../base/errors.ts';

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

/** Puts the live file aside that was found; true if there is, or may be, another one to append to now. */
export function putAside(live: string, found: Stats, bounds: Bounds): boolean {
  const dir = dirname(live);
  if (!isSame(lstatSync(live, { throwIfNoEntry: false }), found)) return true;
  if (wouldShutOut(dir)) return false;
  const number = (listArchives(dir)[0]?.number ?? 0) + 1;
  const [name, later] = namesOf(number);
  if (!pattern.test(later)) return false;
  const isMoved = orNothing(() => {
    renameSync(live, join(dir, name));
    return true;
  });
  if (!isMoved) return false;
  orNothing(() => {
    // Somebody may have been quicker since we looked, and have put ours aside: what we moved then is newer.
    if (!isSame(lstatSync(join(dir, name)), found)) renameSync(join(dir, name), join(dir, later));
  });
  removeOldest(dir, bounds);
  return true;
}

function namesOf(number: number): [name: string, later: string] {
  const own = randomBytes(8).toString('hex');
  return [`journal-${number}-${own}.jsonl`, `journal-${number + 1}-${own}.jsonl`];
}

/** The next file would be root's for a moment, and nobody else could append to it. */
function wouldShutOut(dir: string): boolean {
  const { uid, mode } = statSync(dir);
  return process.geteuid?.() === 0 && uid !== 0 && (mode & 0o020) === 0;
}

function removeOldest(dir: string, { keptBytes, keptFiles }: Bounds): void {
  let bytes = 0;
  for (const [index, it] of listArchives(dir).entries()) {
    bytes += it.bytes;
    // The newest stays, however long it is.
    if (index > 0 && (index >= keptFiles || bytes > keptBytes)) orNothing(() => unlinkSync(it.path));
  }
}

export interface OpenFile {
  fd: number;
  size: number;
}

const mostTries = 20;

/** All files, newest first, as they were at one moment; the caller closes them. */
export function openFiles(dir: string): OpenFile[] {
  for (let tries = 1; ; tries++) {
    const before = listArchives(dir).map((it) => it.path);
    const files = [journalOf(dir), ...before].map(openToRead);
    const after = listArchives(dir).map((it) => it.path);
    const open = files.filter((it) => it !== undefined);
    // Else one was put aside, and is missing here or is here twice.
    if (before.join() === after.join() || tries === mostTries) return open;
    for (const it of open) closeSync(it.fd);
  }
}

function openToRead(path: string): OpenFile | undefined {
  const fd = orNothing(() => openSync(path, constants.O_RDONLY | safely));
  if (fd === undefined) return undefined;
  const found = fstatSync(fd);
  if (found.isFile()) return { fd, size: found.size };
  closeSync(fd);
  return undefined;
}
