/**
 * Finds what a killed git left in a repository, and takes it away: to be called only under a lock that may write.
 *
 * In order: `removeLeftovers` before the first git command; `timeIn` before each, and `removeOwn` after one that failed;
 * `whatIsInTheWay` for the error if it did not help.
 * G1 no link is followed, neither to a file nor through a directory. G2 what is removed is what was judged: a lock file can only be
 * another one if its maker took the first away, and that changes its inode or its times. G3 each removal is an event and a line.
 * G4 nothing here fails a step: what cannot be removed stays, and git will say so.
 */
import { closeSync, fstatSync, lstatSync, openSync, rmSync, unlinkSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { formatDuration } from '../../base/duration.ts';
import { errnoOf } from '../../base/errors.ts';
import type { Report } from '../../base/event.ts';
import type { Log } from '../../base/log.ts';
import { inert, plural } from '../../base/text.ts';
import type { Scope } from '../../git/scope.ts';
import { newId } from '../../lock/ticket.ts';
import { type Found, findLocks, findTemporaries, rootsOf, type WriteMode } from './finds.ts';
import { isTemporary, type Leftover, type Maker, whyItStays, whyRemovable } from './leftovers.ts';
import { takeCensus } from './occupants.ts';

export interface Cleaning {
  clock: Clock;
  log: Log;
  report: Report;
  /** Who uses what; a port, so that tests can be a place where nobody can be seen. */
  census?: typeof takeCensus;
}

/** What is known of those who had the lock before. */
export type Past = Pick<Maker, 'deadForMs' | 'lostForMs' | 'isFleet'>;

const patienceMs = 3000;
// Of the five seconds in which a cancelled step has to end, stopping git may have taken four.
const ownPatienceMs = 500;

/** Before the first git command. */
export function removeLeftovers(scope: Scope, mode: WriteMode, cleaning: Cleaning, past: Past = {}): void {
  const found = findLocks(scope, mode);
  if (past.deadForMs !== undefined) found.push(...findTemporaries(scope.guards));
  remove(scope, found, cleaning, patienceMs, past);
}

/** After a git command that failed or was stopped, and is gone: what came into being since `time`. */
export function removeOwn(scope: Scope, mode: WriteMode, cleaning: Cleaning, time: bigint | undefined, { isFleet }: Past = {}): void {
  if (time === undefined) return;
  const found = [...findLocks(scope, mode), ...findTemporaries(scope.guards)].filter((it) => it.stats.mtimeNs >= time);
  remove(scope, found, cleaning, ownPatienceMs, { isOurs: true, isFleet });
}

/** What is still in the way of git, as two parts of an error; undefined if nothing is. */
export function whatIsInTheWay(
  scope: Scope,
  mode: WriteMode,
  { clock, census = takeCensus }: Pick<Cleaning, 'clock' | 'census'>,
  past: Past = {},
): { why: string; fix: string } | undefined {
  const found = findLocks(scope, mode);
  const [first] = found;
  const now = first && timeIn(scope);
  if (!first || now === undefined) return undefined;
  const untilMs = clock.now() + ownPatienceMs;
  const usersOf = census(
    rootsOf(scope),
    found.map((it) => it.path),
    () => clock.now() > untilMs,
  );
  const shown = found.slice(0, 5).map((it) => `'${nameOf(scope, it.path)}': ${whyItStays(leftoverOf(it, now), usersOf(it.path), past)}`);
  const more = found.length > shown.length ? ` And ${plural(found.length - shown.length, 'other')}.` : '';
  const isPlain = inert(first.path, first.path.length) === first.path;
  const command = `\`rm ${first.stats.isDirectory() ? '-r ' : ''}-- '${first.path.replaceAll("'", "'\\''")}'\``;
  return {
    why: `In the way: ${shown.join(' ')}${more}`,
    fix: `Once no git works there any more, remove ${isPlain ? `it: ${command}.` : 'it by hand.'}`,
  };
}

/** Now, by the clock of the repository's file system, in nanoseconds; undefined if nothing can be written there. */
export function timeIn({ guards }: Scope): bigint | undefined {
  // If we die in between, git's prune takes it away by its name.
  const path = join(guards, 'objects', `tmp_fetch-lock-${newId()}`);
  try {
    const fd = openSync(path, 'wx', 0o600);
    try {
      return fstatSync(fd, { bigint: true }).mtimeNs;
    } finally {
      unlinkSync(path);
      closeSync(fd);
    }
  } catch {
    return undefined;
  }
}

function remove(scope: Scope, found: Found[], { clock, log, report, census = takeCensus }: Cleaning, forMs: number, maker: Maker): void {
  const now = found.length > 0 ? timeIn(scope) : undefined;
  if (now === undefined) return;
  const untilMs = clock.now() + forMs;
  const isLate = () => clock.now() > untilMs;
  const usersOf = census(
    rootsOf(scope),
    found.map((it) => it.path),
    isLate,
  );
  for (const it of found) {
    if (isLate()) {
      log.info('There was no time to look at everything that git left behind.');
      return;
    }
    const leftover = leftoverOf(it, now);
    const file = nameOf(scope, it.path);
    const users = usersOf(it.path);
    const reason = whyRemovable(leftover, users, maker);
    if (reason === undefined) {
      log.info(`'${file}' was left in '${inert(scope.path)}'. ${whyItStays(leftover, users, maker)}`);
      continue;
    }
    const trouble = removeOne(it);
    if (trouble) {
      log.info(`'${file}' was left in '${inert(scope.path)}' and could not be removed: ${inert(trouble)}.`);
      continue;
    }
    const ageMs = Math.max(0, Math.round(leftover.ageMs));
    log.info(`Removed '${file}' from '${inert(scope.path)}', ${formatDuration(ageMs)} old: ${reason}.`);
    report('git_lock_removed', { file, reason, age_ms: ageMs });
  }
}

/** Answers what went wrong (G2). */
function removeOne({ path, stats }: Found): string | undefined {
  try {
    const seen = lstatSync(path, { bigint: true });
    const isSame = (['dev', 'ino', 'mode', 'mtimeNs', 'ctimeNs'] as const).every((key) => seen[key] === stats[key]);
    if (!isSame) return 'it has changed meanwhile';
    if (seen.isDirectory()) rmSync(path, { recursive: true });
    else unlinkSync(path);
    return undefined;
  } catch (error) {
    return errnoOf(error) ?? 'an unknown reason';
  }
}

export const leftoverOf = ({ path, stats, oldMs, isOfRef = false }: Found, now: bigint): Leftover => ({
  kind: stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : stats.isSymbolicLink() ? 'link' : 'other',
  ageMs: Number(now - stats.mtimeNs) / 1e6,
  oldMs,
  isQuarantine: basename(dirname(path)) === 'objects' && isTemporary('objects', basename(path)),
  isOfRef,
  isOfTable: basename(path).startsWith('packed-refs.'),
});

const nameOf = ({ guards }: Scope, path: string): string => inert(relative(guards, path));
