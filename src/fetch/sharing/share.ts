/**
 * One fetch for many. Under its lock a step does without a fetch that another one has done for it, and does its own for all in line.
 *
 * G1 a fetch counts for whoever had asked before it began, by the numbers of the lock, and if `max-age` allows it by both clocks of
 * the host; nobody is given an older state. G2 it counts only as long as nothing ran since that may have written the same refs in
 * another way, and not after a writer that died; where none counts any longer, a lock that may write is asked for first. G3 what is
 * asked for others fails nobody: if the fetch for all fails for a reason that may be one of theirs, it is done for ourselves alone.
 * G4 what runs for ourselves alone is the user's command as it is. G5 in a fleet a fetch counts only for as long as no other host was
 * granted a lock for another purpose: its ledger is not ours. And it is made for others only where it does nothing that our own would not.
 */
import type { Job } from '../../base/event.ts';
import type { Lock } from '../../lock/acquire.ts';
import { decodeToken } from '../../lock/ticket.ts';
import { GitFailed, type Task } from '../guarded.ts';
import { hasRef } from '../refs.ts';
import { covers, type Demand, keeps } from './demand.ts';
import { fetchFor } from './describe.ts';
import { type Asked, mergeLine, readErrands, withoutNamed, writesOnlyPins } from './errand.ts';
import { type Fetched, isFreshFor, type Ledger, type Moment } from './ledger.ts';

export interface Sharing {
  /** The repository's common directory. */
  guards: string;
  /** A shared one only lets us look. */
  lock: Lock;
  /** Has `lock` be one that may write: asks for another, and answers it, where it is not. */
  strengthen: () => Promise<Lock | undefined>;
  ledger: Ledger;
  /** When the step asked. */
  asked: Moment;
  maxAgeMs: number;
  job: Job;
  now: (seq: number) => Moment;
  /** Runs it under the lock; `merged` tells for how many others; what is only tried is not tried again. Throws what `runUnderLock` throws. */
  run: (task: Task, merged?: number, isOnlyTried?: boolean) => Promise<void>;
  onMerging: (others: number) => void;
  onAlone: (complaint: string) => void;
}

/** What tells whether a fetch is done already. */
export type Known = Pick<Sharing, 'guards' | 'ledger' | 'asked' | 'maxAgeMs' | 'now'>;

/** What a lock tells of what was fetched under it. */
interface LineState {
  isDirty: boolean;
  lastSeq: number;
  /** In a fleet: fetches of another one may have been undone elsewhere. */
  epoch?: number;
}

const stateOf = async ({ dirty, lastSeq, fleet }: Sharing['lock']): Promise<LineState> => ({
  isDirty: dirty.length > 0,
  lastSeq: await lastSeq(),
  ...epochOf(fleet),
});

const epochOf = (fleet: Sharing['lock']['fleet']): Pick<LineState, 'epoch'> => (fleet ? { epoch: fleet.epoch } : {});

/** The fetches that did all of it for whoever asked then; undefined if there are none. */
export function findFetches(
  demands: readonly Demand[],
  { guards, ledger, asked, maxAgeMs, now }: Known,
  lock?: LineState,
): Fetched[] | undefined {
  // What a writer that died has left is to be put right first.
  if (lock?.isDirty) return undefined;
  // Where a greater number was given out before, the lock has been numbered anew since.
  const last = lock?.lastSeq ?? Number.POSITIVE_INFINITY;
  // One that began between our asking and our number is younger than the time alone tells.
  const moments = [asked, now(0)];
  const fresh = ledger
    .read()
    .filter((it) => lock === undefined || it.epoch === lock.epoch)
    .filter((it) => it.endedSeq <= last && moments.some((moment) => isFreshFor(it.began, moment, maxAgeMs)))
    .reverse();
  const found = demands.map((demand) => fresh.find((it) => covers(it.demand, demand)?.refs.every((name) => hasRef(guards, name))));
  return found.every((it) => it !== undefined) ? found : undefined;
}

/** Does it, or finds it done; answers whose fetches did it, and none if it was ours. */
export async function fetchOnce(task: Task, demands: readonly Demand[], sharing: Sharing): Promise<Fetched[]> {
  const found = findFetches(demands, sharing, await stateOf(sharing.lock));
  if (found) return found;
  const stronger = await sharing.strengthen();
  // Somebody may have done it while we waited.
  const since = stronger && findFetches(demands, sharing, await stateOf(stronger));
  if (!since) await fetchForAll(task, demands, { ...sharing, lock: stronger ?? sharing.lock });
  return since ?? [];
}

async function fetchForAll(task: Task, demands: readonly Demand[], sharing: Sharing): Promise<void> {
  const { lock, ledger, now, job, run } = sharing;
  // Before the line is read: whoever asks from now on may not be in it.
  const state = await stateOf(lock);
  const began = now(state.lastSeq);
  const [own, ...more] = demands;
  const known = ledger.read();
  const seen = { ...sharing, ledger: { ...ledger, read: () => known } };
  const avoided = ledger.avoided();
  // What undoes nothing for this step may do so for a step of another host that asked for the same, and does not know of this one.
  const isHarmless = (it: Asked) =>
    !lock.fleet || (own !== undefined && it.demands.every((one) => covers(own, one) || writesOnlyPins(one)));
  const isToServe = (it: Asked) => !avoided.includes(it.id) && isHarmless(it) && !isServed(it, seen, state);
  let line = own && more.length === 0 ? readErrands(await lock.errands()).filter(isToServe) : [];
  for (let isFirst = true; ; isFirst = false) {
    const merged = own && line.length > 0 ? mergeLine(own, line) : undefined;
    const isWider = merged !== undefined && merged.demand !== own;
    const whole = isWider ? [merged.demand] : demands;
    ledger.retain((it) => whole.every((demand) => keeps(demand, it.demand)));
    try {
      if (merged && merged.served.length > 0) sharing.onMerging(merged.served.length);
      await run(isWider ? { argv: fetchFor(merged.demand, task), isNetwork: true } : task, merged?.served.length, isWider);
      const { id: ticket = '' } = decodeToken(lock.token) ?? {};
      // Of several remotes, one may have written over what another one brought.
      for (const demand of whole.filter((it) => whole.every((other) => other === it || keeps(other, it))))
        ledger.add({ demand, began, endedSeq: await lock.lastSeq(), ticket, job, ...epochOf(lock.fleet) });
      return;
    } catch (error) {
      if (!isWider || !(error instanceof GitFailed) || ours.includes(error.fault)) throw error;
      const rest = withoutNamed(line, error.complaint);
      const left = isFirst && rest.length < line.length ? rest : [];
      // Else everybody in front of them would lose that time. What passes is nobody's fault.
      if (error.fault !== 'passing') ledger.avoid(line.filter((it) => !left.includes(it)).map((it) => it.id));
      line = left;
      if (line.length === 0) sharing.onAlone(error.complaint);
    }
  }
}

/** Another fetch has done it since it asked. */
const isServed = ({ seq, demands }: Asked, known: Known, state: LineState): boolean =>
  findFetches(demands, { ...known, asked: { ...known.asked, seq }, maxAgeMs: 0 }, state) !== undefined;

/** These would be met by our own fetch as well. What is large, and another's, may fill the disk or the memory, or be too much for a server. */
const ours: readonly GitFailed['fault'][] = ['not writable', 'missing remote', 'damage', 'still running'];

/** It does nothing to what refs say. */
export const leavesRefs = ({ argv }: Pick<Task, 'argv'>): boolean =>
  ['gc', 'repack', 'pack-refs', 'prune', 'maintenance', 'lfs'].includes(argv[0] ?? '');

/** A command that nobody shares. What it does to the refs is not known, so what was fetched before counts no more. */
export async function runAlone(task: Task, { ledger, run, strengthen }: Pick<Sharing, 'ledger' | 'run' | 'strengthen'>): Promise<void> {
  await strengthen();
  if (!leavesRefs(task)) ledger.clear();
  await run(task);
}
