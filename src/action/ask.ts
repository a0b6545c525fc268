/** Asking for one lock of a step: in the log, in the journal, and, if the user would rather have that, going on without it. */
import type { Clock } from '../base/clock.ts';
import { type Code, FetchLockError, messageOf } from '../base/errors.ts';
import type { Job, Report } from '../base/event.ts';
import { heldTooLong, heldTooLongReason, refuseOutside } from '../base/policy/bounds.ts';
import type { Policy } from '../base/policy/policy.ts';
import { inert } from '../base/text.ts';
import type { Barrier } from '../git/isolation/isolation.ts';
import { acquire, GaveUp, type Lock, mayDoWithout } from '../lock/acquire.ts';
import { openStore } from '../lock/fleet/open.ts';
import type { Notebook } from '../lock/job/notebook.ts';
import { type LockStore, takenAway } from '../lock/store.ts';
import type { Process } from '../lock/ticket.ts';
import { hostReport, journalReport } from '../report/journal.ts';
import { adviseOnLimit } from '../report/limit.ts';
import { lookThrough } from '../report/through.ts';
import { sayAcquired, sayDirty, sayRecovered, sayReleased, sayWaiting, troubleGivingUp } from '../report/words.ts';
import type { Inputs } from './inputs/inputs.ts';
import type { Target } from './plan.ts';
import type { Runner } from './runner.ts';
import { type OutcomeState, type Result, saveTickets } from './state.ts';

/** What a step asks with. */
export interface Task {
  runner: Runner;
  clock: Clock;
  /** Aborted when the step is to stop. */
  signal: AbortSignal;
  inputs: Inputs;
  policy: Policy;
  /** Aborted, and `signal` with it, when something is held for longer than the policy allows. */
  overdue: AbortController;
  job: Job;
  party: string;
  /** The job's own process, where it can be seen. */
  worker?: Process;
  notebook: Notebook;
  outcome: Outcome;
  /** What was asked for so far; post lets go of it. */
  asked: Target[];
}

export interface Outcome extends OutcomeState {
  isLocked: boolean;
  position: number;
}

/** One lock of the step, or the permission to do without. */
export interface Grant {
  target: Target;
  report: Report;
  lock?: Lock;
  /** Of a fleet's lock that may write, from when the fence has been moved. */
  barrier?: Barrier;
  /** By the clock's `now`. */
  sinceMs: number;
  close(): void;
}

const lookMs = 500;

/** Asks while the step has other locks: when one of them is broken, it waits no longer. */
export async function askBeside(
  held: readonly Grant[],
  ...[task, target, timeoutMs, isFailClosed]: Parameters<typeof ask>
): Promise<Grant> {
  // Of a hundred who wait each would wake for nothing.
  if (held.length === 0) return ask(task, target, timeoutMs, isFailClosed);
  const lost = new AbortController();
  const stopLooking = task.clock.every(lookMs, () => {
    const it = held.find(({ lock }) => lock?.isHeld() === false);
    if (it)
      lost.abort(takenAway(`The lock on '${inert(it.target.path)}' was lost while this step waited for another.`, it.lock?.whyLost()));
  });
  try {
    return await ask({ ...task, signal: AbortSignal.any([task.signal, lost.signal]) }, target, timeoutMs, isFailClosed);
  } finally {
    stopLooking();
  }
}

/** Throws what the user is to read; the journal has it already. */
export async function ask(task: Task, target: Target, timeoutMs: number, isFailClosed = task.inputs.isFailClosed): Promise<Grant> {
  const { runner, clock, inputs, policy, job, outcome, notebook, asked, worker } = task;
  const beforeMs = outcome.waitedMs;
  const { place, path, mode, id } = target;
  const common = { lock: place.guards, path, mode, job, pid: process.pid, ticket: id };
  let report = hostReport(policy.hostJournal, common, runner.log);
  let store: LockStore | undefined;
  try {
    // What is refused post must not touch either.
    refuseOutside(policy, { path, guards: place.guards, lock: place });
    asked.push(target);
    saveTickets(
      runner,
      asked.map(({ id, place, path, mode, hasPins }) => ({
        ...{ id, place, path, mode, job, hasSummary: inputs.hasSummary },
        ...(hasPins ? { hasPins } : {}),
      })),
    );
    store = await openStore(place, clock, { address: inputs.redis, onTrouble: runner.log.warning });
    // Only now: a directory that was refused is not written to.
    report = journalReport(place.dir, common, runner.log.warning);
    const lock = await wait(task, target, store, report, timeoutMs);
    const { RUNNER_TRACKING_ID: tracking } = runner.env;
    notebook.note({ ...{ place, path, mode, job }, token: lock.token, ...(worker ? { worker } : {}), ...(tracking ? { tracking } : {}) });
    const callOff = limitHold(task, target, lock);
    const close = () => {
      callOff();
      store?.close();
    };
    return { target, report, lock, sinceMs: clock.now(), close };
  } catch (error) {
    store?.close();
    const why = explain(error, target, inputs, outcome.waitedMs - beforeMs);
    const code = why instanceof FetchLockError ? why.code : undefined;
    outcome.result = (code && resultOf[code]) ?? 'unavailable';
    if (!store) report('lock_unavailable', { ticket: id, decision: 'deny', ...(code ? { code } : {}) });
    if (isFailClosed || !mayDoWithout(why)) throw why;
    outcome.result = 'bypassed';
    outcome.failure = messageOf(why);
    report('lock_bypassed', { ticket: id, decision: 'allow', code: why.code, reason: 'fail-closed is false' });
    runner.log.warning(`Going on without the lock, since \`fail-closed\` is false: ${outcome.failure}`);
    return { target, report, sinceMs: clock.now(), close: () => {} };
  }
}

/** What is let go of by then is no concern of it. */
function limitHold({ policy: { maxHoldMs }, clock, overdue }: Task, { path }: Target, lock: Lock): () => void {
  if (maxHoldMs === undefined) return () => {};
  return clock.after(maxHoldMs, () => lock.isHeld() && overdue.abort(heldTooLong(path, maxHoldMs)));
}

const resultOf: Partial<Record<Code, Result>> = { FL_TIMEOUT: 'timeout', FL_CANCELLED: 'cancelled', FL_DEADLOCK: 'unavailable' };

async function wait(task: Task, target: Target, store: LockStore, report: Report, timeoutMs: number): Promise<Lock> {
  const { clock, signal, inputs, job, party, worker, notebook, outcome, runner } = task;
  const { id, place, path, mode, errand, purpose } = target;
  const { log } = runner;
  const witnesses = inputs.hold === 'job' && worker ? [worker] : [];
  const request = {
    id,
    party,
    mode,
    job,
    witnesses,
    others: notebook.read,
    ...(errand ? { errand } : {}),
    ...(purpose === undefined ? {} : { purpose }),
  };
  const beforeMs = outcome.waitedMs;
  let isAdvised = false;
  const lock = await acquire(store, request, {
    ...{ clock, signal, timeoutMs },
    report: (event, detail) => {
      if (event === 'lock_recovered' && detail.holder) log.warning(sayRecovered(path, detail.holder));
      outcome.waitedMs = beforeMs + (detail.waited_ms ?? 0);
      outcome.position = Math.max(outcome.position, detail.ahead ?? 0);
      report(event, detail);
    },
    onWaiting: (line, waitedMs) => {
      log.info(sayWaiting(path, mode, lookThrough(place, line), waitedMs));
      // What others waited is read only where somebody is in front: who is alone does not pay for it.
      const advice = isAdvised ? undefined : adviseOnLimit(place.dir, path, timeoutMs, clock.wall());
      isAdvised = true;
      if (advice !== undefined) log.warning(advice);
    },
  });
  log.info(sayAcquired(path, mode, lock.waitedMs, lock.position));
  if (target.startsAfresh) await lock.settle();
  else if (lock.dirty.length > 0) {
    log.warning(
      sayDirty(
        path,
        lock.dirty.map((it) => it.job),
      ),
    );
    outcome.dirty.push(...lock.dirty.map((it) => it.token));
  }
  return lock;
}

function explain(error: unknown, { path, mode, place }: Target, { lockTimeout }: Inputs, waitedMs: number): unknown {
  if (!(error instanceof GaveUp)) return error;
  const { code, obstacle, circle } = error;
  return new FetchLockError(code, troubleGivingUp({ obstacle: lookThrough(place, obstacle), circle }, path, mode, waitedMs, lockTimeout));
}

/** What went wrong, or undefined. */
export const caught = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

/** In the opposite order; throws the first trouble when all were tried. */
export async function letGo(task: Task, grants: readonly Grant[]): Promise<void> {
  let failure: unknown;
  for (const it of grants.toReversed()) {
    const trouble = await caught(letGoOf(task, it));
    failure ??= trouble;
  }
  if (failure !== undefined) throw failure;
}

async function letGoOf({ clock, runner, notebook, overdue }: Task, { lock, target, report, sinceMs }: Grant): Promise<void> {
  const why = lock?.whyLost();
  const isReleased = await lock?.release();
  // Until it is let go of, the host's hook may have to do it.
  notebook.forget(target.id);
  if (!isReleased) return;
  const heldMs = Math.round(clock.now() - sinceMs);
  if (why !== undefined) return report('lock_broken', { held_ms: heldMs, reason: why });
  report('lock_released', { held_ms: heldMs, ...(overdue.signal.aborted ? { reason: heldTooLongReason } : {}) });
  runner.log.info(sayReleased(target.path, target.mode, heldMs));
}
