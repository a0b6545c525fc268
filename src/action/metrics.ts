/**
 * The input `metrics-file`. Jobs with other locks may write the same file, and its reader sees what is there only when it looks: so
 * each replaces what is said of its own locks and keeps the rest, one job at a time. Trouble with it is a warning and nothing more.
 */
import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, rmSync } from 'node:fs';
import { type Clock, pause } from '../base/clock.ts';
import { messageOf, orNothing, unless } from '../base/errors.ts';
import { inert } from '../base/text.ts';
import { readStanding, stagedIn } from '../lock/host/line.ts';
import { isUsable, type Place } from '../lock/host/lock-dir.ts';
import { safely } from '../report/archive.ts';
import { type Figures, isOurText, lockLabel, renderMetrics, samplesIn } from '../report/pictures/metrics.ts';
import { hiddenBeside, publishFile, unwritable } from '../report/publish.ts';
import { totalUp } from '../report/totals/totals.ts';
import type { Runner } from './runner.ts';

/** Writes what there is to say of these locks now. Never throws. */
export async function writeMetrics({ log }: Runner, clock: Clock, places: readonly Place[], path: string): Promise<void> {
  try {
    const all = [...new Map(places.map((it) => [it.dir, it])).values()].filter(isUsable);
    // What was counted before its turn would take back what another has written since.
    if (all.length > 0) await inTurn(path, clock, () => merge(path, all.map(figuresOf), clock.wall()));
  } catch (error) {
    log.warning(`The metrics are not written: ${inert(messageOf(error), 1000)}`);
  }
}

const figuresOf = ({ dir, guards }: Place): Figures => ({ guards, line: readStanding(dir), tally: totalUp(dir, stagedIn(dir)) });

function merge(path: string, all: readonly Figures[], nowAt: number): void {
  const text = readOurs(path);
  publishFile(path, renderMetrics(all, samplesIn(text, new Set(all.map((it) => lockLabel(it.guards))), nowAt)));
}

const mostBytes = 8 * 1_048_576;

function readOurs(path: string): string {
  const fd = unless(['ENOENT', 'ENOTDIR', 'ELOOP'], () => openSync(path, constants.O_RDONLY | safely));
  // What is wrong with it, whoever writes it says.
  if (fd === undefined) return '';
  try {
    const found = fstatSync(fd);
    if (!found.isFile()) return '';
    const text = found.size <= mostBytes ? readFileSync(fd, 'utf8') : undefined;
    if (text !== undefined && isOurText(text)) return text;
    throw new Error(`'${path}' holds something else, and is left as it is. Give \`metrics-file\` a name of its own, or remove it.`);
  } finally {
    closeSync(fd);
  }
}

// What is done in turn takes milliseconds: whoever needs so long was killed.
const [deadMs, limitMs, lookMs] = [2000, 4000, 20];

async function inTurn(path: string, clock: Clock, act: () => void): Promise<void> {
  const claim = hiddenBeside(path, 'turn');
  const untilMs = clock.now() + limitMs;
  let fd = claimTurn(path, claim);
  while (fd === undefined) {
    if (clock.now() > untilMs) throw new Error(`'${claim}' says that another job has been writing it all the time. Remove it if none is.`);
    await pause(clock, lookMs);
    const found = lstatSync(claim, { throwIfNoEntry: false });
    if (found && Math.abs(clock.wall() - found.mtimeMs) > deadMs) orNothing(() => rmSync(claim));
    fd = claimTurn(path, claim);
  }
  try {
    act();
  } finally {
    // Somebody may have taken us for dead. As long as it is open, nothing else has its number.
    if (lstatSync(claim, { throwIfNoEntry: false })?.ino === fstatSync(fd).ino) orNothing(() => rmSync(claim));
    closeSync(fd);
  }
}

function claimTurn(path: string, claim: string): number | undefined {
  try {
    return unless(['EEXIST'], () => openSync(claim, 'wx', 0o600));
  } catch (error) {
    throw unwritable(path, error);
  }
}
