/**
 * The journal of a lock: one JSON object a line, appended in one write, so that lines of many processes stay whole.
 * It is for people: a journal that cannot be written never stops a lock, and a line that cannot be read is left out.
 */
import { closeSync, constants, fchmodSync, fstatSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { messageOf } from '../base/errors.ts';
import { type Event, type EventDetail, parseEvent, type Report } from '../base/event.ts';

export const journalOf = (lockDir: string): string => join(lockDir, 'journal.jsonl');

// A planted link is not followed, a planted fifo does not block.
const safely = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Appends one event. Throws what the system says if it can't. */
export function appendEvent(lockDir: string, event: Event): void {
  const path = journalOf(lockDir);
  const fd = openSync(path, constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | safely, 0o600);
  try {
    const found = fstatSync(fd);
    if (!found.isFile()) throw new Error(`'${path}' is not a file`);
    if (found.size === 0 && statSync(dirname(path)).mode & 0o020) fchmodSync(fd, 0o660);
    writeSync(fd, `${isTorn(fd, found.size) ? '\n' : ''}${JSON.stringify(event)}\n`);
  } finally {
    closeSync(fd);
  }
}

/** Somebody died while writing: what comes next must not become a part of that line. */
function isTorn(fd: number, size: number): boolean {
  const last = Buffer.alloc(1);
  return size > 0 && readSync(fd, last, 0, 1, size - 1) === 1 && last.toString() !== '\n';
}

const mostBytes = 1_048_576;

/** The newest events, oldest first; none if there is no journal. */
export function readEvents(lockDir: string): Event[] {
  let fd: number | undefined;
  try {
    fd = openSync(journalOf(lockDir), constants.O_RDONLY | safely);
    const found = fstatSync(fd);
    if (!found.isFile()) return [];
    const length = Math.min(found.size, mostBytes);
    const bytes = Buffer.alloc(length);
    readSync(fd, bytes, 0, length, found.size - length);
    // The first line may be cut off by where we began; like a torn last one, it then does not parse.
    return bytes
      .toString('utf8')
      .split('\n')
      .map(parseEvent)
      .filter((it) => it !== undefined);
  } catch {
    return [];
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** A report that goes to the journal; `common` is in every event. Its first failure is told to `onTrouble`, and goes no further. */
export function journalReport(lockDir: string, common: EventDetail, onTrouble: (message: string) => void): Report {
  let isBroken = false;
  return (event, detail) => {
    try {
      appendEvent(lockDir, { v: 1, ts: new Date().toISOString(), event, ...common, ...detail });
    } catch (error) {
      if (!isBroken) onTrouble(`The journal in '${lockDir}' cannot be written: ${messageOf(error)}.`);
      isBroken = true;
    }
  };
}
