/**
 * The main stage: ask, wait, be granted, run git, hand the locks to the keeper, set the outputs.
 *
 * G1 what post needs is saved before the first wait. G2 without the lock no command runs, unless the user asked for that.
 * G3 the outputs are set however it ends. G4 once told to stop, git is gone before a lock is let go.
 */

import { resolve } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { type Code, FetchLockError, messageOf } from '../base/errors.ts';
import { startHelper } from '../base/exec.ts';
import { heldTooLongReason, refuseOutside } from '../base/policy/bounds.ts';
import { type Policy, policyPath, readPolicy } from '../base/policy/policy.ts';
import { inert } from '../base/text.ts';
import { isStillRunning } from '../fetch/guarded.ts';
import { isThere } from '../fetch/mirror.ts';
import { momentOf } from '../fetch/sharing/ledger.ts';
import { sortWants } from '../fetch/sharing/wants.ts';
import { isForeign } from '../git/isolation/isolation.ts';
import { httpsOrigins, secretsOf } from '../git/isolation/token.ts';
import { refuseDeepening } from '../git/scope.ts';
import { openNotebook } from '../lock/job/notebook.ts';
import { partyVariable } from '../lock/job/party.ts';
import { type Charge, instruct, keeperEnvironment } from '../lock/keeper.ts';
import { takenAway } from '../lock/store.ts';
import { hostReport } from '../report/journal.ts';
import { sayDowngraded } from '../report/words.ts';
import { askBeside, caught, type Grant, letGo, type Outcome } from './ask.ts';
import { inputOf } from './inputs/given.ts';
import { isOverruled, readInputsUnder } from './inputs/house-rules.ts';
import type { Inputs } from './inputs/inputs.ts';
import { identifyJob, partyOf } from './job/identity.ts';
import { findWorker, untilGone } from './job/worker.ts';
import { hasRepository, needsGit, planStep } from './plan.ts';
import { lookAhead, runCommands } from './repositories/commands.ts';
import { type Made, makeMirrors, publishMirrors, snapshotMirrors } from './repositories/mirrors.ts';
import type { Step } from './repositories/step.ts';
import { checkWants, unpinAll } from './repositories/wants.ts';
import type { Runner } from './runner.ts';
import { saveMetricsFile, saveOutcome } from './state.ts';

interface Host {
  clock: Clock;
  /** Aborted when the step is to stop. */
  signal: AbortSignal;
  /** The keeper's bundle, and the courier's. */
  keeper: string;
  courier: string;
  /** The directory of git's hook. */
  hooks: string;
}

/** Runs the stage. Never throws: a failure fails the step. */
export async function hold(runner: Runner, host: Host): Promise<void> {
  const outcome: Outcome = {
    ...{ result: 'unavailable', waitedMs: 0, hasSummary: !/^false$/i.test(inputOf(runner.env, 'summary')), isQuiet: true, dirty: [] },
    ...{ isLocked: false, position: 0 },
  };
  let step: Step | undefined;
  let policy: Policy | undefined;
  try {
    policy = readPolicy();
    const inputs = readInputsUnder(policy, runner.env, 'main');
    outcome.hasSummary = inputs.hasSummary;
    if (isOverruled(policy, runner.env)) runner.log.info(`Input \`fail-closed\` counts for nothing here: '${policyPath}' has it always.`);
    if (inputs.token !== undefined) for (const it of secretsOf(inputs.token)) runner.hide(it);
    for (const it of inputs.redis?.secrets ?? []) runner.hide(it);
    if (inputs.metricsFile !== undefined) saveMetricsFile(runner, resolve(runner.workspace, inputs.metricsFile));
    step = await plan(runner, host, inputs, policy, outcome);
    await holdAll(step);
  } catch (error) {
    if (!step && error instanceof FetchLockError) reportRefusal(runner, policy, error.code);
    outcome.failure = messageOf(error);
    runner.fail(error);
  } finally {
    publish(runner, outcome, step);
  }
  // Post would say it only when the job is over.
  if (step?.inputs.hold === 'step' && step.inputs.metricsFile !== undefined && !host.signal.aborted) {
    const places = step.asked.map((it) => it.place);
    const { writeMetrics } = await import('./metrics.ts');
    await writeMetrics(runner, host.clock, places, resolve(runner.workspace, step.inputs.metricsFile));
  }
}

const refusals: Code[] = ['FL_NOT_A_REPO', 'FL_POLICY'];

/** Of a step that got no further than its plan, and so has no lock with a journal. */
function reportRefusal({ env, log }: Runner, policy: Policy | undefined, code: Code): void {
  if (!refusals.includes(code)) return;
  const common = { path: inputOf(env, 'path'), job: identifyJob(env), pid: process.pid };
  hostReport(policy?.hostJournal, common, log)('lock_unavailable', { decision: 'deny', code });
}

async function plan(
  runner: Runner,
  { clock, signal, keeper, courier, hooks }: Host,
  inputs: Inputs,
  policy: Policy,
  outcome: Outcome,
): Promise<Step> {
  const { scopes, targets } = await planStep(inputs, runner.workspace, runner.env);
  for (const it of scopes) refuseOutside(policy, it);
  // Rather than after a long wait; it is looked at again under the lock.
  if (needsGit(inputs)) for (const it of scopes) isForeign(it, policy, runner.env);
  for (const it of scopes.filter((one) => hasRepository(one) && isThere(one.guards))) refuseDeepening(it, inputs.commands);
  const worker = findWorker();
  const origins = httpsOrigins([runner.env.GITHUB_SERVER_URL, inputs.url, ...inputs.commands.flatMap((it) => it.argv)]);
  const overdue = new AbortController();
  const { party, isNew } = partyOf(runner.env);
  if (isNew) runner.shareWithJob(partyVariable, party);
  return {
    ...{ runner, clock, keeper, courier, hooks, inputs, policy, overdue, outcome, scopes, targets, asked: [], party, fetched: 'none' },
    ...{ wants: sortWants(inputs.wants), askedAt: momentOf(0, clock), outlooks: new Map(), told: new Set(), made: new Set() },
    ...(inputs.token === undefined ? {} : { credential: { token: inputs.token, origins } }),
    signal: AbortSignal.any([signal, untilGone(worker, clock), overdue.signal]),
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
  const { outcome } = step;
  const [stagings, grants]: [Grant[], Grant[]] = [[], []];
  try {
    const made = await makeMirrors(step, stagings);
    await lookAhead(step);
    outcome.result = 'acquired';
    await lockAll(step, stagings, grants, made);
    outcome.isLocked = grants.every((it) => it.lock);
    await letGo(step, stagings);
    await useLocks(step, grants, made);
  } catch (error) {
    outcome.isQuiet = !isStillRunning(error);
    if (outcome.isQuiet) await caught(letGo(step, stagings));
    const code = error instanceof FetchLockError ? error.code : undefined;
    if (code === 'FL_CANCELLED') outcome.result = 'cancelled';
    // A lock that was asked for when others were held already may have been refused.
    const isRefused = outcome.result !== 'acquired' && outcome.result !== 'bypassed';
    if (isRefused || code === 'FL_LOST') outcome.isLocked = false;
    throw error;
  } finally {
    for (const it of [...stagings, ...grants]) it.close();
  }
}

/** All or nothing: what was granted is let go of when one is refused. */
async function lockAll(step: Step, stagings: readonly Grant[], grants: Grant[], made: readonly Made[]): Promise<void> {
  const untilMs = step.clock.now() + step.inputs.lockTimeoutMs;
  try {
    for (const it of step.targets) {
      const leftMs = Math.max(0, untilMs - step.clock.now());
      grants.push(await askBeside([...stagings, ...grants], step, it, leftMs));
    }
    publishMirrors(step, made, grants);
  } catch (error) {
    await caught(letGo(step, grants));
    throw error;
  }
}

/** Runs git, and leaves the locks to the keeper, or lets go of them. */
async function useLocks(step: Step, grants: Grant[], made: readonly Made[]): Promise<void> {
  const { inputs, signal } = step;
  const held = grants.flatMap((it) => (it.lock ? [{ ...it, lock: it.lock }] : []));
  // The keeper starts beside git: its start then costs no time.
  const keeping = inputs.hold === 'job' && held.length > 0 ? caught(handOver(step, grants)) : undefined;
  const gitFailure = await caught(runCommands(step, grants));
  const isQuiet = !isStillRunning(gitFailure);
  // Before others may fetch: their prune may take away what keeps a commit that is not pinned yet.
  const wantFailure = gitFailure === undefined && !signal.aborted ? await caught(checkWants(step, grants)) : undefined;
  const downgradeFailure = isQuiet && !signal.aborted ? await caught(downgrade(step, grants)) : undefined;
  const snapshotFailure = gitFailure === undefined ? await caught(snapshotMirrors(step, made, grants)) : undefined;
  const keeperFailure = await keeping;
  const lost = held.find((it) => !it.lock.isHeld());
  // Told to stop, everything else is a consequence of that.
  let failure =
    gitFailure ??
    (signal.aborted
      ? signal.reason
      : (keeperFailure ??
        wantFailure ??
        downgradeFailure ??
        snapshotFailure ??
        (lost && takenAway(`The lock on '${inert(lost.target.path)}' was lost before the step ended.`, lost.lock.whyLost()))));
  const isKept = keeping !== undefined && keeperFailure === undefined && !signal.aborted;
  if (!isKept && isQuiet) {
    if (failure === undefined) for (const it of held) await it.lock.settle();
    unpinAll(grants);
    const trouble = await caught(letGo(step, grants));
    failure ??= trouble;
  }
  if (failure !== undefined) throw failure;
}

function handOver(step: Step, grants: Grant[]): Promise<void> {
  const charge: Omit<Charge, 'main'> = {
    grants: grants.flatMap(({ lock, target: { place, path, mode }, sinceMs }) =>
      lock ? [{ place, path, mode, token: lock.token, heldMs: step.clock.now() - sinceMs }] : [],
    ),
    job: step.job,
    ...(step.inputs.redis ? { redis: step.inputs.redis } : {}),
    ...(step.policy.maxHoldMs === undefined ? {} : { limit: { ms: step.policy.maxHoldMs, reason: heldTooLongReason } }),
    ...(step.worker ? { worker: step.worker } : {}),
  };
  return instruct(startHelper(step.keeper, keeperEnvironment(step.runner.env)), charge, step);
}

async function downgrade({ clock, runner }: Step, grants: Grant[]): Promise<void> {
  for (const { lock, target, report, sinceMs } of grants) {
    if (!target.endsShared || !(await lock?.downgrade())) continue;
    report('lock_downgraded', { mode: 'shared', held_ms: Math.round(clock.now() - sinceMs) });
    runner.log.debug(sayDowngraded(target.path, target.mode));
  }
}
