/**
 * What git leaves behind when it is killed, and what of it may be taken away. Pure.
 *
 * G1 what somebody has open is never taken away; nor is a lock file while a git that may have made it works in the repository.
 * G2 only plain files are: a directory or a link in the place of a lock file was not made by git.
 * G3 where nobody can be seen, a file goes only if it is older than git ever holds it, or if its maker is known to be dead.
 * G4 in a fleet nobody can be seen: the lock of a ref goes when its maker has lost the lock, and packed-refs.lock only when it is
 * our own or that of a dead job of this host. See docs/decisions/0022-a-fence-in-git.md.
 */
import { formatDuration } from '../../base/duration.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Files of a common directory by name, each with the age at which it is left-over though nobody can be seen, in milliseconds. */
export const commonLocks: Readonly<Record<string, number>> = {
  // Written in one go: a small file that is read, changed and renamed.
  'config.lock': minuteMs,
  // Held while a pack is received or written, or as long as it takes to check out a large tree.
  'shallow.lock': hourMs,
  'packed-refs.lock': hourMs,
  'packed-refs.new': hourMs,
  'objects/info/commit-graph.lock': hourMs,
  'objects/info/commit-graphs/commit-graph-chain.lock': hourMs,
  'objects/info/alternates.lock': hourMs,
  'objects/pack/multi-pack-index.lock': hourMs,
  'gc.pid.lock': hourMs,
  // A gc may take very long. After twelve hours git itself passes over the note of a gc elsewhere.
  'gc.pid': 12 * hourMs,
  'objects/maintenance.lock': 24 * hourMs,
};

/** Each worktree has a HEAD. Its lock also stops a fetch into a bare repository, and a gc of any. */
export const headLocks: Readonly<Record<string, number>> = { 'HEAD.lock': hourMs };
/** What only work in one worktree needs. */
export const worktreeLocks: Readonly<Record<string, number>> = {
  'index.lock': hourMs,
  'ORIG_HEAD.lock': hourMs,
  'MERGE_RR.lock': hourMs,
  'config.worktree.lock': hourMs,
  'info/sparse-checkout.lock': hourMs,
};

/** Where every `*.lock`, at any depth, is git's. */
export const lockTrees = ['refs', 'logs', 'reftable'] as const;
export const treeLockMs = hourMs;

/** Packs and objects that were never finished. Nothing waits for them, but they fill the disk. */
export const temporaryMs = 24 * hourMs;
export const isTemporary = (dir: 'objects' | 'pack' | 'fan-out' | 'common', name: string): boolean =>
  ({
    objects: /^(tmp_|incoming-)/,
    pack: /^(tmp_|\.tmp-\d+-)/,
    'fan-out': /^tmp_obj_/,
    common: /^shallow_\w{6}$/,
  })[dir].test(name);

/** Who uses a file, or the repository it is in. */
export type Occupancy =
  | { answer: 'nobody' }
  | { answer: 'somebody'; who: Occupant; hasItOpen: boolean }
  /** Others may be there who cannot be seen. */
  | { answer: 'unknown'; why: string };

export interface Occupant {
  pid: number;
  /** Inert. */
  command: string;
}

export interface Leftover {
  kind: 'file' | 'directory' | 'link' | 'other';
  /** By the clock of its file system, in milliseconds; below zero if it comes from the future. */
  ageMs: number;
  /** From which age on it cannot be in use. */
  oldMs: number;
  /** A directory in which git keeps objects that nobody has seen yet; nothing else may be a directory. */
  isQuarantine?: boolean;
  /** The lock of a ref: no git changes one once the fence has been moved. */
  isOfRef?: boolean;
  /** Of the table of refs, which whoever has it writes as a whole: it would take back what others wrote since, however late it is. */
  isOfTable?: boolean;
}

/** What is known of who made it. */
export interface Maker {
  /** It came into being while our own command ran, which is gone, under our lock. */
  isOurs?: boolean;
  /** How long ago the lock was granted to a writer that died, in milliseconds. */
  deadForMs?: number | undefined;
  /** Other hosts write here too, and who works there cannot be seen. The fence has been moved. */
  isFleet?: boolean | undefined;
  /** How long ago the lock was granted to a writer of another host that lost it, and may not be dead, in milliseconds. */
  lostForMs?: number | undefined;
}

/** What this host can see of a fleet. */
const seenFrom = (users: Occupancy, { isFleet }: Maker): Occupancy =>
  isFleet && users.answer === 'nobody' ? { answer: 'unknown', why: 'other hosts work in this repository, too' } : users;

/** Why it may be taken away; undefined: it stays. */
export function whyRemovable(leftover: Leftover, seen: Occupancy, maker: Maker): string | undefined {
  const { kind, ageMs, oldMs, isQuarantine } = leftover;
  const users = seenFrom(seen, maker);
  if (kind !== 'file' && !(kind === 'directory' && isQuarantine)) return undefined;
  // What comes from the future tells nothing about when it came.
  const isOurs = maker.isOurs === true && ageMs >= 0;
  if (users.answer === 'somebody' && (users.hasItOpen || !isOurs)) return undefined;
  if (isOurs) return 'our git command left it';
  if (users.answer === 'nobody') return 'nobody works in the repository';
  if (maker.deadForMs !== undefined && ageMs >= 0 && ageMs <= maker.deadForMs) return 'the job that wrote it died';
  const isRefused = maker.lostForMs !== undefined && ageMs >= 0 && ageMs <= maker.lostForMs && leftover.isOfRef;
  if (isRefused) return 'the host that wrote it has lost the lock, and git refuses what it still does';
  if (maker.isFleet && leftover.isOfTable) return undefined;
  return ageMs >= oldMs ? `it is older than ${formatDuration(oldMs)}` : undefined;
}

/** Why it stays, for people: one sentence. */
export function whyItStays({ kind, ageMs, oldMs, isOfTable }: Leftover, seen: Occupancy, maker: Maker = {}): string {
  const users = seenFrom(seen, maker);
  if (kind !== 'file')
    return `It is ${kind === 'directory' ? 'a directory' : kind === 'link' ? 'a link' : 'no plain file'}, which git did not make.`;
  if (users.answer === 'somebody') {
    const { pid, command } = users.who;
    return `Process ${pid} (${command}) ${users.hasItOpen ? 'has it open' : 'works in the repository'}.`;
  }
  if (users.answer === 'nobody') return 'It could not be removed.';
  const age = ageMs < 0 ? 'from the future' : `${formatDuration(Math.round(ageMs))} old`;
  const until = maker.isFleet && isOfTable ? '' : ` until it is ${formatDuration(oldMs)} old`;
  return `It is ${age}, and whether somebody uses it cannot be seen from here: ${users.why}. It is left${until}.`;
}
