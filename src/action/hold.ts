/**
 * The main stage: ask, wait, be granted, run git, hand the lock to the keeper, set the outputs.
 *
 * G1 what post needs is saved before the first wait. G2 without the lock no command runs, unless the user asked for that.
 * G3 the outputs are set however it ends. G4 once told to stop, git is gone before the lock is let go.
 */
import type { Clock } from '../base/clock.ts';
import { type Code, FetchLockError, messageOf } from '../base/errors.ts';
import type { Job, Report } from '../base/event.ts';
import { startHelper } from '../base/exec.ts';
import { refusePolicy } from '../base/policy.ts';
import { inert } from '../base/text.ts';
import { type Guard, runUnderLock, StillRunning } from '../fetch/guarded.ts';
import { resolveScope, type Scope } from '../git/scope.ts';
import { acquire, GaveUp, type Lock } from '../lock/acquire.ts';
import { openFileStore } from '../lock/host/file-store.ts';
import { type Charge, instruct, keeperEnvironment } from '../lock/keeper.ts';
import type { LockStore } from '../lock/store.ts';
import { newId, type Process } from '../lock/ticket.ts';
import { journalReport } from '../report/journal.ts';
import { sayAcquired, sayDirty, sayRecovered, sayReleased, sayWaiting, troubleWaiting } from '../report/words.ts';
import { identifyJob } from './identity.ts';
import { type Inputs, inputOf, readInputs } from './inputs.ts';
import type { Runner } from './runner.ts';
import { type OutcomeState, type Result, saveOutcome, saveTicket } from './state.ts';
import { findWorker, untilGone } from './worker.ts';

interface Host {
  clock: Clock;
  /** Aborted when the step is to stop. */
  signal: AbortSignal;
  /** The keeper's bundle. */
  keeper: string;
}

interface Outcome extends OutcomeState {
  isLocked: boolean;
  position: number;
  fetched: 'fetched' | 'none';
  gitDir: string;
  lockDir: string;
}

/** Runs the stage. Never throws: a failure fails the step. */
export async function hold(runner: Runner, host: Host): Promise<void> {
  const outcome: Outcome = {
    ...{ result: 'unavailable', waitedMs: 0, hasSummary: !/^false$/i.test(inputOf(runner.env, 'summary')), isQuiet: true, dirty: [] },
    ...{ isLocked: false, position: 0, fetched: 'none', gitDir: '', lockDir: '' },
  };
  try {
    refusePolicy();
    const inputs = readInputs(runner.env, 'main');
    await holdPath(runner, host, inputs, outcome);
  } catch (error) {
    if (error instanceof FetchLockError && error.code === 'FL_NOT_A_REPO') logReport(runner)('lock_unavailable', { code: error.code });
    outcome.failure = messageOf(error);
    runner.fail(error);
  } finally {
    publish(runner, outcome);
  }
}

function publish(runner: Runner, outcome: Outcome): void {
  const { result, waitedMs, hasSummary, isQuiet, dirty, failure } = outcome;
  saveOutcome(runner, { result, waitedMs, hasSummary, isQuiet, dirty, ...(failure === undefined ? {} : { failure }) });
  const outputs = {
    locked: outcome.isLocked,
    result,
    'waited-ms': waitedMs,
    'queue-position': outcome.position,
    fetched: outcome.fetched,
    'git-dir': outcome.gitDir,
    'lock-dir': outcome.lockDir,
    dirty: dirty.length > 0,
  };
  for (const [name, value] of Object.entries(outputs)) runner.setOutput(name, String(value));
}

async function holdPath(runner: Runner, host: Host, inputs: Inputs, outcome: Outcome): Promise<void> {
  const scope = resolveScope({
    path: inputs.path,
    workspace: runner.workspace,
    needsRepository: inputs.commands.length > 0,
    ...(inputs.lockDir === undefined ? {} : { lockDir: inputs.lockDir }),
  });
  outcome.lockDir = scope.lock.dir;
  outcome.gitDir = scope.kind === 'directory' ? '' : scope.guards;
  const worker = findWorker();
  const task: Task = {
    inputs,
    scope,
    outcome,
    id: newId(),
    job: identifyJob(runner.env),
    report: logReport(runner),
    ...(worker ? { worker } : {}),
  };
  const until = { ...host, signal: AbortSignal.any([host.signal, untilGone(worker, host.clock)]) };
  saveTicket(runner, { id: task.id, place: scope.lock, path: scope.path, mode: inputs.mode, job: task.job, hasSummary: inputs.hasSummary });

  let store: LockStore | undefined;
  let lock: Lock;
  try {
    store = await openFileStore(scope.lock, host.clock);
    // Only now: a directory that was refused is not written to.
    task.report = journalReport(
      scope.lock.dir,
      { lock: scope.guards, path: scope.path, mode: inputs.mode, job: task.job, pid: process.pid },
      runner.log.warning,
    );
    lock = await ask(runner, until, task, store);
  } catch (error) {
    store?.close();
    return goWithout(runner, until, task, error, store !== undefined);
  }
  try {
    await useLock(runner, until, task, lock);
  } finally {
    store.close();
  }
}

/** Events that no journal takes. */
const logReport =
  ({ log }: Runner): Report =>
  (event, { code }) =>
    log.info(`No journal could take this event: ${event}${code ? `, ${code}` : ''}.`);

async function ask(runner: Runner, host: Host, task: Task, store: LockStore): Promise<Lock> {
  const { inputs, scope, outcome, job, worker } = task;
  const { log } = runner;
  const request = {
    id: task.id,
    party: newId(),
    others: () => [],
    mode: inputs.mode,
    job,
    witnesses: inputs.hold === 'job' && worker ? [worker] : [],
  };
  const lock = await acquire(store, request, {
    clock: host.clock,
    timeoutMs: inputs.lockTimeoutMs,
    signal: host.signal,
    report: (event, detail) => {
      if (event === 'lock_recovered' && detail.holder) log.warning(sayRecovered(scope.path, detail.holder));
      outcome.waitedMs = detail.waited_ms ?? outcome.waitedMs;
      outcome.position = detail.ahead ?? outcome.position;
      task.report(event, detail);
    },
    onWaiting: (line, waitedMs) => log.info(sayWaiting(scope.path, inputs.mode, line, waitedMs)),
  });
  outcome.result = 'acquired';
  outcome.isLocked = true;
  outcome.dirty = lock.dirty.map((it) => it.token);
  log.info(sayAcquired(scope.path, inputs.mode, lock.waitedMs, lock.position));
  if (lock.dirty.length > 0)
    log.warning(
      sayDirty(
        scope.path,
        lock.dirty.map((it) => it.job),
      ),
    );
  return lock;
}

interface Task {
  inputs: Inputs;
  scope: Scope;
  outcome: Outcome;
  /** Of the ticket. */
  id: string;
  job: Job;
  /** The job's own process, where it can be seen. */
  worker?: Process;
  report: Report;
}

async function useLock(runner: Runner, host: Host, task: Task, lock: Lock): Promise<void> {
  const { inputs, scope, outcome } = task;
  const grantedMs = host.clock.now();
  // The keeper starts beside git: its start then costs no time.
  const keeping =
    inputs.hold === 'job'
      ? caught(instruct(startHelper(host.keeper, keeperEnvironment(runner.env)), chargeOf(task, lock), host))
      : undefined;
  const gitFailure = await caught(runCommands(runner, host, task, { token: lock.token, isHeld: lock.isHeld }));
  const keeperFailure = await keeping;
  const isKept = inputs.hold === 'job' && keeperFailure === undefined && !host.signal.aborted;
  // Told to stop, everything else is a consequence of that.
  let failure = gitFailure ?? (host.signal.aborted ? host.signal.reason : keeperFailure);
  outcome.isQuiet = !(failure instanceof StillRunning);
  if (isKept) {
    failure ??= lock.isHeld()
      ? undefined
      : new FetchLockError('FL_LOST', {
          what: `The lock on '${inert(scope.path)}' was taken away before the step ended.`,
          why: 'Its grant is no longer there: an admin, the post step or a cleaner took it away.',
          fix: 'Run the job again.',
        });
  } else if (outcome.isQuiet) {
    if (failure === undefined) lock.settle();
    await letGo(runner, task, lock, Math.round(host.clock.now() - grantedMs));
  }
  if (failure === undefined) return;
  const code = failure instanceof FetchLockError ? failure.code : undefined;
  if (code === 'FL_CANCELLED') outcome.result = 'cancelled';
  if (code === 'FL_CANCELLED' || code === 'FL_LOST') outcome.isLocked = false;
  throw failure;
}

const caught = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

const chargeOf = ({ scope, inputs, job, worker }: Task, { token }: Lock): Charge => ({
  ...{ place: scope.lock, path: scope.path, token, mode: inputs.mode, job },
  ...(worker ? { worker } : {}),
});

async function letGo(runner: Runner, { id, inputs, scope, report }: Task, lock: Lock, heldMs: number): Promise<void> {
  if (!(await lock.release())) return;
  report('lock_released', { ticket: id, held_ms: heldMs });
  runner.log.info(sayReleased(scope.path, inputs.mode, heldMs));
}

async function runCommands(runner: Runner, host: Host, { inputs, scope, report, outcome, id }: Task, guard: Guard): Promise<void> {
  await runUnderLock(inputs.commands, scope, guard, {
    env: runner.env,
    clock: host.clock,
    signal: host.signal,
    limitMs: inputs.gitTimeoutMs,
    log: runner.log,
    report: (event, detail) => {
      if (detail.exit_code === 0) outcome.fetched = 'fetched';
      report(event, { ticket: id, ...detail });
    },
  });
}

/** No lock: the end, unless the user would rather go on without it. A cancel is always the end. */
async function goWithout(runner: Runner, host: Host, task: Task, error: unknown, isReported: boolean): Promise<void> {
  const { inputs, scope, report, outcome } = task;
  let why = error;
  if (error instanceof GaveUp) {
    why = new FetchLockError('FL_TIMEOUT', troubleWaiting(scope.path, inputs.mode, error.obstacle, outcome.waitedMs, inputs.lockTimeout));
  }
  const code = why instanceof FetchLockError ? why.code : undefined;
  const detail = { ticket: task.id, ...(code ? { code } : {}) };
  outcome.result = (code && resultOf[code]) ?? 'unavailable';
  if (!isReported) report('lock_unavailable', { ...detail, decision: 'deny' });
  const mayBypass = code === 'FL_TIMEOUT' || code === 'FL_LOCK_DIR' || code === 'FL_BACKEND';
  if (inputs.isFailClosed || !mayBypass) throw why;
  outcome.result = 'bypassed';
  report('lock_bypassed', { ...detail, decision: 'allow', reason: 'fail-closed is false' });
  outcome.failure = messageOf(why);
  runner.log.warning(`Going on without the lock, since \`fail-closed\` is false: ${outcome.failure}`);
  await runCommands(runner, host, task, { isHeld: () => true }).catch((failure) => {
    if (failure instanceof FetchLockError && failure.code === 'FL_CANCELLED') outcome.result = 'cancelled';
    throw failure;
  });
}

const resultOf: Partial<Record<Code, Result>> = { FL_TIMEOUT: 'timeout', FL_CANCELLED: 'cancelled' };
