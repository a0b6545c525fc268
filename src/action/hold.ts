/**
 * The main stage: ask, wait, be granted, run git, hand the locks to the keeper, set the outputs.
 *
 * G1 what post needs is saved before the first wait. G2 without the lock no command runs, unless the user asked for that.
 * G3 the outputs are set however it ends. G4 once told to stop, git is gone before a lock is let go.
 */
import type { Clock } from '../base/clock.ts';
import { FetchLockError, messageOf } from '../base/errors.ts';
import { startHelper } from '../base/exec.ts';
import { refusePolicy } from '../base/policy.ts';
import { inert } from '../base/text.ts';
import { runUnderLock, StillRunning, takenAway } from '../fetch/guarded.ts';
import type { Scope } from '../git/scope.ts';
import { type Charge, instruct, keeperEnvironment } from '../lock/keeper.ts';
import { sayDowngraded, sayReleased } from '../report/words.ts';
import { ask, type Grant, logReport, type Outcome, type Task } from './ask.ts';
import { identifyJob, partyOf, partyVariable } from './identity.ts';
import { type Inputs, inputOf, readInputs } from './inputs.ts';
import { openNotebook } from './notebook.ts';
import { hasRepository, planStep, type Target } from './plan.ts';
import type { Runner } from './runner.ts';
import { saveOutcome, saveTickets } from './state.ts';
import { findWorker, untilGone } from './worker.ts';

interface Host {
  clock: Clock;
  /** Aborted when the step is to stop. */
  signal: AbortSignal;
  /** The keeper's bundle. */
  keeper: string;
}

interface Step extends Task {
  scopes: Scope[];
  targets: Target[];
  keeper: string;
  fetched: 'fetched' | 'none';
}

/** Runs the stage. Never throws: a failure fails the step. */
export async function hold(runner: Runner, host: Host): Promise<void> {
  const outcome: Outcome = {
    ...{ result: 'unavailable', waitedMs: 0, hasSummary: !/^false$/i.test(inputOf(runner.env, 'summary')), isQuiet: true, dirty: [] },
    ...{ isLocked: false, position: 0 },
  };
  let step: Step | undefined;
  try {
    refusePolicy();
    step = plan(runner, host, readInputs(runner.env, 'main'), outcome);
    await holdAll(step);
  } catch (error) {
    if (error instanceof FetchLockError && error.code === 'FL_NOT_A_REPO') logReport(runner)('lock_unavailable', { code: error.code });
    outcome.failure = messageOf(error);
    runner.fail(error);
  } finally {
    publish(runner, outcome, step);
  }
}

function plan(runner: Runner, { clock, signal, keeper }: Host, inputs: Inputs, outcome: Outcome): Step {
  const { scopes, targets } = planStep(inputs, runner.workspace);
  const worker = findWorker();
  const { party, isNew } = partyOf(runner.env);
  if (isNew) runner.shareWithJob(partyVariable, party);
  return {
    ...{ runner, clock, keeper, inputs, outcome, scopes, targets, party, fetched: 'none' },
    signal: AbortSignal.any([signal, untilGone(worker, clock)]),
    ...{ job: identifyJob(runner.env), notebook: openNotebook(runner.env), ...(worker ? { worker } : {}) },
  };
}

function publish(runner: Runner, outcome: Outcome, step: Step | undefined): void {
  const { result, waitedMs, hasSummary, isQuiet, dirty, failure } = outcome;
  saveOutcome(runner, { result, waitedMs, hasSummary, isQuiet, dirty, ...(failure === undefined ? {} : { failure }) });
  const scopes = step?.scopes ?? [];
  const outputs = {
    locked: outcome.isLocked,
    result,
    'waited-ms': waitedMs,
    'queue-position': outcome.position,
    fetched: step?.fetched ?? 'none',
    'git-dir': scopes.map((it) => (hasRepository(it) ? it.guards : '')).join('\n'),
    'lock-dir': scopes.map((it) => it.lock.dir).join('\n'),
    dirty: dirty.length > 0,
  };
  for (const [name, value] of Object.entries(outputs)) runner.setOutput(name, String(value));
}

async function holdAll(step: Step): Promise<void> {
  const { runner, inputs, targets, job, outcome } = step;
  const tickets = targets.map(({ id, place, path, mode }) => ({ id, place, path, mode, job, hasSummary: inputs.hasSummary }));
  saveTickets(runner, tickets);
  outcome.result = 'acquired';
  outcome.isLocked = true;
  const grants: Grant[] = [];
  try {
    await askForAll(step, grants);
    await useLocks(step, grants);
  } finally {
    for (const it of grants) it.close();
  }
}

/** All or nothing: what was granted is let go of when one is refused. */
async function askForAll(step: Step, grants: Grant[]): Promise<void> {
  const untilMs = step.clock.now() + step.inputs.lockTimeoutMs;
  try {
    for (const it of step.targets) grants.push(await ask(step, it, Math.max(0, untilMs - step.clock.now())));
  } catch (error) {
    await caught(letGo(step, grants));
    throw error;
  }
}

/** Runs git, and leaves the locks to the keeper, or lets go of them. */
async function useLocks(step: Step, grants: Grant[]): Promise<void> {
  const { inputs, outcome, signal } = step;
  const held = grants.flatMap((it) => (it.lock ? [{ ...it, lock: it.lock }] : []));
  // The keeper starts beside git: its start then costs no time.
  const keeping = inputs.hold === 'job' && held.length > 0 ? caught(handOver(step, grants)) : undefined;
  const gitFailure = await caught(runCommands(step, grants));
  outcome.isQuiet = !(gitFailure instanceof StillRunning);
  const downgradeFailure = outcome.isQuiet && !signal.aborted ? await caught(downgrade(step, grants)) : undefined;
  const keeperFailure = await keeping;
  const lost = held.find((it) => !it.lock.isHeld());
  // Told to stop, everything else is a consequence of that.
  let failure =
    gitFailure ??
    (signal.aborted
      ? signal.reason
      : (keeperFailure ??
        downgradeFailure ??
        (lost && takenAway(`The lock on '${inert(lost.target.path)}' was taken away before the step ended.`))));
  const isKept = keeping !== undefined && keeperFailure === undefined && !signal.aborted;
  if (!isKept && outcome.isQuiet) {
    if (failure === undefined) for (const it of held) it.lock.settle();
    const trouble = await caught(letGo(step, grants));
    failure ??= trouble;
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

function handOver(step: Step, grants: Grant[]): Promise<void> {
  const charge: Charge = {
    grants: grants.flatMap(({ lock, target: { place, path, mode } }) => (lock ? [{ place, path, mode, token: lock.token }] : [])),
    job: step.job,
    ...(step.worker ? { worker: step.worker } : {}),
  };
  return instruct(startHelper(step.keeper, keeperEnvironment(step.runner.env)), charge, step);
}

/** In each repository in turn; the first failure ends it. */
async function runCommands(step: Step, grants: Grant[]): Promise<void> {
  const { runner, inputs } = step;
  const repositories = new Map(step.scopes.filter(hasRepository).map((it) => [it.workDir, it]));
  for (const scope of repositories.values()) {
    const grant = grants.find((it) => it.target.place.dir === scope.lock.dir);
    const isHeld = () => grants.every((it) => it.lock?.isHeld() ?? true);
    const guard = { isHeld, ...(grant?.lock ? { token: grant.lock.token } : {}) };
    await runUnderLock(inputs.commands, scope, guard, {
      ...{ env: runner.env, clock: step.clock, signal: step.signal, limitMs: inputs.gitTimeoutMs, log: runner.log },
      report: (event, detail) => {
        if (detail.exit_code === 0) step.fetched = 'fetched';
        grant?.report(event, detail);
      },
    });
  }
}

async function downgrade({ clock, runner }: Step, grants: Grant[]): Promise<void> {
  for (const { lock, target, report, sinceMs } of grants) {
    if (!target.endsShared || !(await lock?.downgrade())) continue;
    report('lock_downgraded', { mode: 'shared', held_ms: Math.round(clock.now() - sinceMs) });
    runner.log.debug(sayDowngraded(target.path, target.mode));
  }
}

/** In the opposite order; throws the first trouble when all were tried. */
async function letGo(step: Step, grants: Grant[]): Promise<void> {
  let failure: unknown;
  for (const it of grants.toReversed()) failure ??= await caught(letGoOf(step, it));
  if (failure !== undefined) throw failure;
}

async function letGoOf({ clock, runner, notebook }: Step, { lock, target, report, sinceMs }: Grant): Promise<void> {
  notebook.forget(target.id);
  if (!(await lock?.release())) return;
  const heldMs = Math.round(clock.now() - sinceMs);
  report('lock_released', { held_ms: heldMs });
  runner.log.info(sayReleased(target.path, target.mode, heldMs));
}
