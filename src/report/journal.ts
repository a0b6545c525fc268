/**
 * The journal of a lock: one JSON object a line, appended in one write, so that lines of many processes stay whole.
 * It is for people: a journal that cannot be written never stops a lock, and a line that cannot be read is left out.
 */
import { closeSync, constants, fchownSync, fstatSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { messageOf, unless } from '../base/errors.ts';
import { type Event, type EventDetail, formatEvent, parseEvent, type Report } from '../base/event.ts';
import type { Log } from '../base/log.ts';
import { inert } from '../base/text.ts';
import { type Bounds, journalOf, openFiles, putAside, readAt, safely, usualBounds } from './archive.ts';

/** Appends one event. Throws what the system says if it can't. */
export function appendEvent(dir: string, event: Event, bounds = usualBounds): void {
  const fd = openLive(journalOf(dir), bounds);
  try {
    const text = Buffer.from(`${isTorn(fd) ? '\n' : ''}${formatEvent(event)}\n`);
    const written = writeSync(fd, text);
    if (written < text.length) throw new Error(`only ${written} of ${text.length} bytes could be written, as when the disk is full`);
  } finally {
    closeSync(fd);
  }
}

const mostTries = 20;

/** The live file, of which there may be a new one each time one looks. */
function openLive(path: string, bounds: Bounds): number {
  for (let tries = 1; ; tries++) {
    // Looked for before it is made: in a sticky directory Linux lets nobody "create" what is there and another's (proc_sys_fs(5),
    // protected_regular).
    const fd = unless(['ENOENT'], () => openSync(path, toAppend)) ?? unless(['EEXIST'], () => make(path));
    if (fd === undefined) {
      if (tries < mostTries) continue;
      throw new Error(`'${path}' comes and goes`);
    }
    try {
      const found = fstatSync(fd);
      if (!found.isFile()) throw new Error(`'${path}' is not a file`);
      if (found.size < bounds.liveBytes || tries >= mostTries || !putAside(path, found, bounds)) return fd;
    } catch (error) {
      closeSync(fd);
      throw error;
    }
    closeSync(fd);
  }
}

const toAppend = constants.O_RDWR | constants.O_APPEND | safely;

/** Whoever may make files in the directory may append to this one, from the moment it is there. */
function make(path: string): number {
  const { mode, uid } = statSync(dirname(path));
  const mask = process.umask(0);
  try {
    const fd = openSync(path, toAppend | constants.O_CREAT | constants.O_EXCL, 0o600 | (mode & 0o020 && 0o060) | (mode & 0o002 && 0o006));
    if (process.geteuid?.() === 0 && uid !== 0) unless(['EPERM', 'EINVAL', 'ENOSYS'], () => fchownSync(fd, uid, -1));
    return fd;
  } finally {
    process.umask(mask);
  }
}

/**
 * Somebody died while writing: what comes next must not become a part of that line. A write of somebody alive may be seen half done
 * for a moment too, where it goes over the end of a page; if that moment is long, there will be an empty line.
 */
function isTorn(fd: number): boolean {
  return Array.from({ length: 50 }).every(() => endsInLine(fd));
}

function endsInLine(fd: number): boolean {
  const { size } = fstatSync(fd);
  const last = Buffer.alloc(1);
  return size > 0 && readSync(fd, last, 0, 1, size - 1) === 1 && last.toString() !== '\n';
}

interface Reach {
  /** Milliseconds since 1970; what was written before is left out. */
  sinceAt?: number;
  /** How much is read at most, from the newest end. Without it, what a look at the last hours needs. */
  mostBytes?: number;
  /** The id of the only ticket that is asked about. */
  ticket?: string;
}

const recentBytes = 1_048_576;
const utmostBytes = 134_217_728; // a file that could not be put aside may have any length

/** Events in the order in which they were written; none if there is no journal. */
export function readEvents(dir: string, { sinceAt = -Infinity, mostBytes = recentBytes, ticket }: Reach = {}): Event[] {
  const pieces: Event[][] = [];
  for (const lines of readBackwards(dir, Math.min(mostBytes, utmostBytes))) {
    const asked = ticket === undefined ? lines : lines.filter((it) => it.includes(ticket));
    const events = asked.flatMap((it) => parseEvent(it) ?? []).filter((it) => ticket === undefined || it.ticket === ticket);
    const recent = events.filter((it) => Date.parse(it.ts) >= sinceAt);
    pieces.push(recent);
    // Clocks jump, so that one old event does not mean that all before it are.
    if (events.length > 0 && recent.length === 0) break;
  }
  return pieces.reverse().flat();
}

const pieceBytes = 262_144;

/** The lines of all files, the newest piece first, in each the oldest line first. */
function* readBackwards(dir: string, mostBytes: number): Generator<string[]> {
  const files = openFiles(dir);
  try {
    let left = mostBytes;
    for (const { fd, found } of files) {
      // The end of a line that begins in the piece before. The first line may be cut off by where we end; it then does not parse.
      let rest = Buffer.alloc(0);
      const { size } = found;
      const first = Math.max(0, size - left);
      for (let end = size; end > first; end = Math.max(first, end - pieceBytes)) {
        const start = Math.max(first, end - pieceBytes);
        const bytes = Buffer.concat([readAt(fd, start, end), rest]);
        const cut = start === first ? 0 : bytes.indexOf('\n') + 1;
        rest = bytes.subarray(0, cut);
        // Without any end of a line it is none of ours.
        if (cut > 0 || start === first) yield bytes.toString('utf8', cut).split('\n');
      }
      left -= size - first;
    }
  } finally {
    for (const it of files) closeSync(it.fd);
  }
}

/** A report that goes to the journal; `common` is in every event. Its first failure is told to `onTrouble`, and goes no further. */
export function journalReport(dir: string, common: EventDetail, onTrouble: (message: string) => void): Report {
  let isBroken = false;
  return (event, detail) => {
    try {
      appendEvent(dir, { v: 1, ts: new Date().toISOString(), event, ...common, ...detail });
    } catch (error) {
      if (!isBroken) onTrouble(`The journal in '${inert(dir, 4096)}' cannot be written: ${inert(messageOf(error), 1000)}.`);
      isBroken = true;
    }
  };
}

/** For events that no lock has a journal for: they go to the host's, if there is one, and in any case to the log. */
export function hostReport(dir: string | undefined, common: EventDetail, { info, warning }: Pick<Log, 'info' | 'warning'>): Report {
  const report = dir === undefined ? undefined : journalReport(dir, common, warning);
  return (event, detail) => {
    report?.(event, detail);
    const where =
      dir === undefined ? 'No journal could take this event' : `This event is for the journal of the host, '${inert(dir, 4096)}'`;
    info(`${where}: ${event}${detail.code ? `, ${detail.code}` : ''}.`);
  };
}
