/**
 * The worker of one job: the process whose children the stages are.
 *
 * In order: every `pre` of actions that are not local, the steps, the posts of whatever stage began (last in, first out), and the
 * killing of orphans that carry the job's tracking id. A cancel asks the running step's condition again; a stop of the service does
 * not ask, and skips everything but the orphans.
 * Not simulated: composite and container actions, job hooks, secrets, expressions in `run`, a server.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Action, readAction, type Stage } from './action-file.ts';
import { type Contexts, interpolate, isMet, isStepMet, type Status } from './expressions.ts';
import { openFileCommands } from './file-commands.ts';
import type { Assignment, Message, Order, StageResult, StepSpec } from './job.ts';
import { LogReader } from './log-commands.ts';
import { type StageProcess, startStage } from './stage-process.ts';

const { job, root, node } = JSON.parse(process.argv[2] ?? '') as Assignment;
const tell = (message: Message) => {
  if (process.connected) process.send?.(message);
};

const temp = join(root, '_work', '_temp');
const workspace = job.workspace ?? join(root, '_work', 'web', 'web');
const trackingId = `github_${randomUUID()}`;
const masks = new Set<string>();
const stages: StageResult[] = [];
const outputs: Record<string, { outputs: Record<string, string> }> = {};
const env: Record<string, string> = {};
const paths: string[] = [];

let status: Status = 'success';
let isStopped = false;
let running: { process: StageProcess; isStillWanted: () => boolean } | undefined;

const worsen = (to: Status) => {
  if (status === 'success' || to === 'cancelled') status = to;
};

const contexts = (): Contexts => ({
  github: { repository: job.repository ?? 'acme/web', run_id: job.runId ?? '812', workspace },
  job: { status, ...(job.checkRunId ? { check_run_id: job.checkRunId } : {}) },
  strategy: { 'job-index': job.index ?? 0 },
  matrix: {},
  runner: { name: runnerName, os: 'Linux', temp },
  env: { ...job.env, ...env },
  steps: outputs,
});

const runnerName = root.split('/').at(-1) ?? '';

const runnerEnv = (): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter((it): it is [string, string] => it[1] !== undefined && !/^(INPUT|STATE|GITHUB|RUNNER)_/.test(it[0])),
  ),
  ...job.env,
  ...{
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: job.repository ?? 'acme/web',
    GITHUB_RUN_ID: job.runId ?? '812',
    GITHUB_RUN_ATTEMPT: '1',
  },
  ...{ GITHUB_JOB: job.name, GITHUB_SERVER_URL: 'https://github.com', GITHUB_WORKSPACE: workspace, GITHUB_ACTION: '__run' },
  ...{ RUNNER_NAME: runnerName, RUNNER_TEMP: temp, RUNNER_OS: 'Linux', RUNNER_ENVIRONMENT: 'self-hosted', RUNNER_TRACKING_ID: trackingId },
  ...{ ACTIONS_RUNTIME_TOKEN: 'a-token-nobody-may-keep' },
  ...env,
  PATH: [...paths.toReversed(), process.env.PATH ?? ''].join(':'),
});

interface Step {
  spec: StepSpec;
  action?: Action;
  state: Record<string, string>;
  hasPost: boolean;
}

const posts: Step[] = [];

const isWanted = ({ spec, action }: Step, stage: Stage): boolean => {
  if (isStopped) return false;
  if (stage === 'main') return isStepMet(spec.if, contexts(), status);
  return isMet(action?.runs[`${stage}-if`] ?? 'always()', contexts(), status);
};

async function runStage(step: Step, stage: Stage): Promise<void> {
  const { spec, action } = step;
  const file = action?.runs[stage];
  if (action && file === undefined) return;
  if (!isWanted(step, stage)) {
    finish({ ...nothing, step: spec.id, stage, conclusion: 'skipped' });
    return;
  }
  if (action?.runs.post && !step.hasPost) {
    step.hasPost = true;
    posts.push(step);
  }
  const commands = openFileCommands(join(temp, '_runner_file_commands', randomUUID()));
  const log = new LogReader(masks);
  const startedMs = performance.now();
  const stageEnv = { ...runnerEnv(), ...spec.env, ...inputsOf(step), ...statesOf(step), ...commands.variables };
  const child = startStage({
    ...(action ? { file: node, args: [join(action.dir, file ?? '')] } : { file: 'bash', args: ['-e', '-c', spec.run ?? ''] }),
    ...{ cwd: workspace, env: stageEnv, graceMs: job.graceMs ?? { interrupt: 7500, terminate: 2500 }, closeMs: job.closeMs ?? 5000 },
    ...(spec.timeoutMs === undefined ? {} : { timeoutMs: spec.timeoutMs }),
    onLine: (line) => tell({ type: 'line', step: spec.id, stage, text: log.read(line) }),
  });
  // What starts after a cancel is not cancelled by it.
  running = { process: child, isStillWanted: () => isWanted(step, stage) };
  tell({ type: 'began', step: spec.id, stage, pid: child.pid });
  const { exitCode, signal, stopped } = await child.ended;
  running = undefined;

  const kept = commands.read();
  Object.assign(step.state, log.state, kept.state);
  Object.assign(env, kept.env);
  paths.push(...kept.path);
  const own = { ...log.outputs, ...kept.outputs };
  if (stage === 'main') outputs[spec.id] = { outputs: own };
  const hasFailed = exitCode !== 0 || kept.troubles.length > 0;
  const conclusion = stopped === 'cancelled' ? 'cancelled' : stopped === 'timeout' || hasFailed ? 'failure' : 'success';
  if (conclusion !== 'success' && !spec.isAllowedToFail) worsen(conclusion);
  finish({
    ...{ step: spec.id, stage, conclusion, exitCode, signal, durationMs: performance.now() - startedMs, lines: log.lines },
    annotations: [...log.annotations, ...kept.troubles.map((message) => ({ level: 'error' as const, message }))],
    ...{ outputs: own, state: { ...step.state }, summary: kept.summary },
  });
}

const nothing = { exitCode: null, signal: null, durationMs: 0, lines: [], annotations: [], outputs: {}, state: {}, summary: '' };

function finish(result: StageResult): void {
  stages.push(result);
  tell({ type: 'ended', result });
}

const inputsOf = ({ spec, action }: Step): Record<string, string> => {
  const given = spec.with ?? {};
  const names = [...new Set([...Object.keys(action?.inputs ?? {}), ...Object.keys(given)])];
  return Object.fromEntries(
    names.map((name) => [
      `INPUT_${name.toUpperCase().replaceAll(' ', '_')}`,
      interpolate(String(given[name] ?? action?.inputs[name]?.default ?? ''), contexts(), status),
    ]),
  );
};

const statesOf = ({ state }: Step) => Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));

const pids = () => readdirSync('/proc').filter((it) => /^\d+$/.test(it));

function killOrphans(known: Set<string>): void {
  for (const pid of pids()) {
    if (known.has(pid) || Number(pid) === process.pid) continue;
    try {
      if (`\0${readFileSync(`/proc/${pid}/environ`, 'latin1')}`.includes(`\0RUNNER_TRACKING_ID=${trackingId}\0`))
        process.kill(Number(pid), 'SIGKILL');
    } catch {
      // Gone, or another user's, which the runner spares.
    }
  }
}

process.on('message', (order: Order) => {
  if (order === 'stop') isStopped = true;
  worsen('cancelled');
  if (running && (order === 'stop' || !running.isStillWanted())) running.process.stop('cancelled');
});

rmSync(temp, { recursive: true, force: true });
for (const dir of [temp, workspace]) mkdirSync(dir, { recursive: true });
const known = new Set(pids());
tell({ type: 'ready', trackingId });
const steps: Step[] = job.steps.map((spec) => ({
  spec,
  state: {},
  hasPost: false,
  ...(spec.uses ? { action: readAction(spec.uses) } : {}),
}));
for (const step of steps) if (step.action && !step.spec.isLocal) await runStage(step, 'pre');
for (const step of steps) await runStage(step, 'main');
for (let step = posts.pop(); step; step = posts.pop()) await runStage(step, 'post');
killOrphans(known);
rmSync(temp, { recursive: true, force: true });
tell({ type: 'done', result: { conclusion: status, stages } });
process.disconnect?.();
