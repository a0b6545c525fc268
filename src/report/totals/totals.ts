/**
 * Totals of a lock that go on where its journal has long forgotten: a small file beside the journal says what has been counted, and
 * how far in each of the journal's files. Who wants the totals reads it, counts what came since, and writes it anew.
 *
 * G1 an event is counted once, however often, by how many and in which order they are read: a file of the journal is known by its
 *    first line, not by its name, which rotation changes. G2 nobody waits: of two who write at once the later one wins, and what the
 *    other one has counted is counted again from where this one is. G3 who may not write gets the same totals. G4 a file that is
 *    missing, cut off or nonsense means to begin again with what the journal still has, which Prometheus takes for a restart.
 * Not promised: what nobody has counted before rotation took it away.
 */
import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, lstatSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { orNothing } from '../../base/errors.ts';
import { parseEvent } from '../../base/event.ts';
import { type OpenFile, openFiles, readAt, safely } from '../archive.ts';
import { publishFile } from '../publish.ts';
import { count, emptyTally, isTally, type Tally } from './tally.ts';

/** How far a file of the journal has been counted. */
interface Mark {
  /** Of its first line. */
  id: string;
  /** Bytes, up to the end of a line. */
  counted: number;
}

interface Totals {
  marks: Mark[];
  tally: Tally;
}

const totalsOf = (lockDir: string): string => join(lockDir, 'totals.json');

/**
 * The totals up to now. `staged` is where the file may be prepared: a name on the same file system that nobody else has.
 * Throws nothing: what cannot be read counts for nothing.
 */
export function totalUp(lockDir: string, staged: string): Tally {
  const before = readTotals(lockDir);
  const after = advance(before, lockDir);
  if (JSON.stringify(after) !== JSON.stringify(before)) orNothing(() => save(lockDir, after, staged));
  return after.tally;
}

function save(lockDir: string, { marks, tally }: Totals, staged: string): void {
  const mode = lstatSync(lockDir).mode & 0o020 ? 0o664 : 0o644;
  publishFile(totalsOf(lockDir), `${JSON.stringify({ v: 1, marks, tally })}\n`, { staged, mode });
}

// A file that is not seen while it gets another name must not be forgotten: it would be counted again.
const mostMarks = 128;

function advance(before: Totals, lockDir: string): Totals {
  const marks = new Map(before.marks.map(({ id, counted }) => [id, counted]));
  let { tally } = before;
  let left = mostBytesAtOnce;
  const files = openFiles(lockDir);
  const [live] = files;
  try {
    for (const file of files.slice(0, mostMarks).reverse()) {
      // The live one is never passed over.
      if (left < mostBytes && file !== live) continue;
      const found = orNothing(() => readOn(file, (id) => marks.get(id) ?? 0));
      if (!found) continue;
      left -= found.read;
      tally = count(
        tally,
        found.lines.flatMap((it) => parseEvent(it) ?? []),
      );
      // Those that are still there are the last to be forgotten.
      marks.delete(found.id);
      marks.set(found.id, found.counted);
    }
  } finally {
    for (const it of files) closeSync(it.fd);
  }
  return { marks: [...marks].map(([id, counted]) => ({ id, counted })).slice(-mostMarks), tally };
}

// More than a journal has; of what somebody has put there, the next look takes the next piece.
const [mostIdBytes, mostBytes, mostBytesAtOnce] = [4096, 8 * 1_048_576, 48 * 1_048_576];

/** The whole lines after the mark, and where the next one begins; undefined for what is not yet a file of the journal. */
function readOn({ fd, found: { size } }: OpenFile, markOf: (id: string) => number): (Mark & { read: number; lines: string[] }) | undefined {
  const head = readAt(fd, 0, Math.min(size, mostIdBytes));
  // A line without anything in it would be the same in many files.
  const cut = head.indexOf('\n', 1);
  if (cut < 0 && head.length < mostIdBytes) return undefined;
  const id = createHash('sha256')
    .update(cut < 0 ? head : head.subarray(0, cut))
    .digest('hex')
    .slice(0, 32);
  const from = markOf(id);
  const bytes = readAt(fd, from, Math.min(size, from + mostBytes));
  const whole = bytes.lastIndexOf('\n') + 1;
  // So much without the end of a line is no line of ours.
  const used = whole === 0 && bytes.length === mostBytes ? mostBytes : whole;
  return { id, counted: from + used, read: bytes.length, lines: bytes.toString('utf8', 0, used).split('\n') };
}

const mostTotalsBytes = 262_144;

function readTotals(lockDir: string): Totals {
  const read = orNothing(() => {
    const fd = openSync(totalsOf(lockDir), constants.O_RDONLY | safely);
    try {
      const found = fstatSync(fd);
      return found.isFile() && found.size <= mostTotalsBytes ? JSON.parse(readAt(fd, 0, found.size).toString('utf8')) : undefined;
    } finally {
      closeSync(fd);
    }
  }) as Record<string, unknown> | undefined | null;
  const isWhole = read?.v === 1 && Array.isArray(read.marks) && read.marks.every(isMark) && isTally(read.tally);
  return isWhole ? { marks: read.marks as Mark[], tally: read.tally as Tally } : { marks: [], tally: emptyTally() };
}

const isMark = (read: unknown): read is Mark => {
  const it = read as Mark | undefined | null;
  return typeof it?.id === 'string' && /^[\da-f]{32}$/.test(it.id) && Number.isSafeInteger(it.counted) && it.counted >= 0;
};
