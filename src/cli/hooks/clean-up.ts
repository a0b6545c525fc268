/**
 * What the hooks do. Around a job nobody else of it is at work: what it holds when all its posts are over, no step of it lets go of any
 * more. Another job's locks are left alone unless all who had them are dead.
 */
import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import { inert } from '../../base/text.ts';
import { unpin } from '../../fetch/sharing/pins.ts';
import { openFileStore } from '../../lock/host/file-store.ts';
import { readGranted } from '../../lock/host/line.ts';
import { endOrphans, judgePid, processOf } from '../../lock/host/liveness.ts';
import { hasLockDir, type Place } from '../../lock/host/lock-dir.ts';
import { systemKernel } from '../../lock/host/system/kernel.ts';
import { type Note, openNotebook } from '../../lock/job/notebook.ts';
import type { LockStore } from '../../lock/store.ts';
import { decodeToken, isSameProcess, type Process } from '../../lock/ticket.ts';
import { journalReport } from '../../report/journal.ts';
import { sayRecovered, sayReleased } from '../../report/words.ts';
import type { When } from './script.ts';

interface Round {
  when: When;
  env: Record<string, string>;
  clock: Clock;
  /** Pid of the job's own process. */
  worker: number;
  /** Locks of the host, of which the job need not have asked for any. */
  places: readonly (Place & { path: string })[];
  say(text: string): void;
}

/** Trouble with one lock is told, and keeps no other. */
export async function cleanUp(round: Round): Promise<void> {
  const notebook = openNotebook(round.env);
  const worker = processOf(round.worker);
  const notes = notebook.read();
  const each = async <T>(all: readonly T[], act: (it: T) => Promise<void>) => {
    for (const it of all) await act(it).catch((error) => round.say(inert(messageOf(error), 1000)));
  };
  const mine = notes.filter((it) => round.when === 'completed' && isOf(it, worker, round.env.RUNNER_TRACKING_ID));
  await each(mine, async (it) => {
    if (await letGo(it, round)) notebook.forget(idOf(it));
  });
  // Of a job before, whose worker was killed.
  const stale = notes.filter((it) => it.worker && judgePid(it.worker, systemKernel) === 'dead');
  const places = [...round.places, ...[...mine, ...stale].map(({ place, path }) => ({ ...place, path }))];
  await each([...new Map(places.map((it) => [it.dir, it])).values()], (it) => sweep(it, round));
  for (const it of stale) notebook.forget(idOf(it));
}

const idOf = ({ token }: Note): string => decodeToken(token)?.id ?? '';

/** The temporary directory may have been another job's too, which a runner that was started again did not see end. */
const isOf = (note: Note, worker: Process | undefined, tracking = ''): boolean =>
  (worker !== undefined && note.worker !== undefined && isSameProcess(worker, note.worker)) ||
  (/^github_./.test(tracking) && note.tracking === tracking);

/** True if there is nothing to let go of any more. */
async function letGo({ place, token, path, mode, job }: Note, { clock, say }: Round): Promise<boolean> {
  const id = decodeToken(token)?.id ?? '';
  const store = hasLockDir(place) ? await openFileStore(place, clock) : undefined;
  try {
    // One that is broken is held until somebody has seen to it.
    if (!store || store.isGone(token)) return true;
    if (isAtWork(place, token)) {
      say(`The step that locked ${inert(path)} is still at work: its lock stays.`);
      return false;
    }
    // Its post did not run or was killed, so how its main ended is not known.
    await endOrphans(token, clock);
    unpin(id, place);
    const abandoned = await store.abandon(token);
    if (!abandoned) return true;
    const common = { lock: place.guards, path, mode, ticket: id, job, pid: process.pid };
    journalReport(place.dir, common, say)('lock_released', { held_ms: abandoned.heldMs, reason: 'job-completed hook' });
    say(`${sayReleased(path, mode, abandoned.heldMs)} The step's own post did not.`);
    return true;
  } finally {
    store?.close();
  }
}

/** In doubt it is. */
function isAtWork(place: Place, token: string): boolean {
  const { asker, hasStranger } = readGranted(`${place.dir}/h/${token}`, token) ?? {};
  if (hasStranger || !asker) return hasStranger === true;
  const isOurs = asker.boot === systemKernel.boot && asker.namespace === systemKernel.namespace;
  return !isOurs || judgePid(asker, systemKernel) !== 'dead';
}

async function sweep({ path, ...place }: Place & { path: string }, { clock, say, when }: Round): Promise<void> {
  if (!hasLockDir(place)) return;
  const store: LockStore = await openFileStore(place, clock);
  try {
    const report = journalReport(place.dir, { lock: place.guards, path, pid: process.pid }, say);
    for (const it of await store.sweep()) {
      say(sayRecovered(path, it.job));
      const reason = `found dead by the job-${when} hook`;
      report('lock_recovered', { ticket: it.id, mode: it.mode, holder: it.job, held_ms: it.heldMs, reason });
    }
  } finally {
    store.close();
  }
}
