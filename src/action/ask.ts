/** Asking for one lock of a step: in the log, in the journal, and, if the user would rather have that, going on without it. */
import type { Clock } from '../base/clock.ts';
import { type Code, FetchLockError, messageOf } from '../base/errors.ts';
import type { Job, Report } from '../base/event.ts';
import { acquire, GaveUp, type Lock, mayDoWithout } from '../lock/acquire.ts';
import { openFileStore } from '../lock/host/file-store.ts';
import type { LockStore } from '../lock/store.ts';
import type { Process } from '../lock/ticket.ts';
import { journalReport } from '../report/journal.ts';
import {
  describeCircle,
  sayAcquired,
  sayDirty,
  sayRecovered,
  sayReleased,
  sayWaiting,
  troubleDeadlock,
  troubleWaiting,
} from '../report/words.ts';
import type { Inputs } from './inputs.ts';
import type { Notebook } from './job/notebook.ts';
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
  /** By the clock's `now`. */
  sinceMs: number;
  close(): void;
}

/** Events that no journal takes. */
export const logReport =
  ({ log }: Runner): Report =>
  (event, { code }) =>
    log.info(`No journal could take this event: ${event}${code ? `, ${code}` : ''}.`);

/** Throws what the user is to read; the journal has it already. */
export async function ask(task: Task, target: Target, timeoutMs: number, isFailClosed = task.inputs.isFailClosed): Promise<Grant> {
  const { runner, clock, inputs, job, outcome, notebook, asked } = task;
  asked.push(target);
  saveTickets(
    runner,
    asked.map(({ id, place, path, mode, hasPins }) => ({
      ...{ id, place, path, mode, job, hasSummary: inputs.hasSummary },
      ...(hasPins ? { hasPins } : {}),
    })),
  );
  const beforeMs = outcome.waitedMs;
  const { place, path, mode, id } = target;
  let report = logReport(runner);
  let store: LockStore | undefined;
  try {
    store = await openFileStore(place, clock);
    // Only now: a directory that was refused is not written to.
    report = journalReport(place.dir, { lock: place.guards, path, mode, job, pid: process.pid, ticket: id }, runner.log.warning);
    const lock = await wait(task, target, store, report, timeoutMs);
    notebook.note({ place, token: lock.token });
    return { target, report, lock, sinceMs: clock.now(), close: store.close };
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

const resultOf: Partial<Record<Code, Result>> = { FL_TIMEOUT: 'timeout', FL_CANCELLED: 'cancelled', FL_DEADLOCK: 'unavailable' };

async function wait(task: Task, target: Target, store: LockStore, report: Report, timeoutMs: number): Promise<Lock> {
  const { clock, signal, inputs, job, party, worker, notebook, outcome, runner } = task;
  const { id, path, mode, errand } = target;
  const { log } = runner;
  const witnesses = inputs.hold === 'job' && worker ? [worker] : [];
  const request = { id, party, mode, job, witnesses, others: notebook.read, ...(errand ? { errand } : {}) };
  const beforeMs = outcome.waitedMs;
  const lock = await acquire(store, request, {
    ...{ clock, signal, timeoutMs },
    report: (event, detail) => {
      if (event === 'lock_recovered' && detail.holder) log.warning(sayRecovered(path, detail.holder));
      outcome.waitedMs = beforeMs + (detail.waited_ms ?? 0);
      outcome.position = Math.max(outcome.position, detail.ahead ?? 0);
      report(event, detail);
    },
    onWaiting: (line, waitedMs) => log.info(sayWaiting(path, mode, line, waitedMs)),
  });
  log.info(sayAcquired(path, mode, lock.waitedMs, lock.position));
  if (target.startsAfresh) lock.settle();
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

function explain(error: unknown, { path, mode }: Target, { lockTimeout }: Inputs, waitedMs: number): unknown {
  if (!(error instanceof GaveUp)) return error;
  const { code, obstacle, circle } = error;
  const trouble =
    code === 'FL_DEADLOCK'
      ? troubleDeadlock(path, mode, describeCircle(circle))
      : troubleWaiting(path, mode, obstacle, waitedMs, lockTimeout);
  return new FetchLockError(code, trouble);
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

async function letGoOf({ clock, runner, notebook }: Task, { lock, target, report, sinceMs }: Grant): Promise<void> {
  notebook.forget(target.id);
  if (!(await lock?.release())) return;
  const heldMs = Math.round(clock.now() - sinceMs);
  report('lock_released', { held_ms: heldMs });
  runner.log.info(sayReleased(target.path, target.mode, heldMs));
}
