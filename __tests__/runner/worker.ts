/**
 * The worker of one job: the process whose children the stages are.
 *
 * In order: the started hook, every `pre` of actions that are not local, the steps, the posts of whatever stage began (last in, first
 * out), the completed hook, and the killing of orphans that carry the job's tracking id. A cancel asks the conditions of what runs
 * again; a stop of the service (SIGINT and SIGTERM to the worker, and the loss of whom it reports to, are one too) does not ask, and
 * skips everything but the orphans.
 *
 * Not simulated: a server (its job timeout, its kill of a worker that takes too long, `process.clean`), a setup that fails, container
 * jobs and actions, background steps, other shells than bash, `working-directory`, `vars` and `needs`, hashFiles(), limits on which
 * context may be used where, file-size limits but the summary's, problem matchers.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type Contexts, interpolate, isMet, isStepMet, type Status } from './expressions.ts';
import { openFileCommands } from './file-commands.ts';
import {
  type Action,
  type Assignment,
  type Conclusion,
  type Message,
  type Order,
  readAction,
  type Stage,
  type StageResult,
  type StepSpec,
} from './job.ts';
import { addMask, LogReader, mask } from './log-commands.ts';
import { killTracked, pids, type StageProcess, startStage } from './processes.ts';

/** The job, or a composite action inside it. */
interface Scope {
  status: Status;
  steps: Record<string, { outputs: Record<string, string>; outcome: Conclusion; conclusion: Conclusion }>;
  posts: ((outer?: Run) => Promise<void>)[];
  /** The step whose composite action it is. */
  outer?: Step;
}

interface Step {
  spec: StepSpec;
  /** Of a hook. */
  script?: string;
  name: string;
  scope: Scope;
  action?: Action;
  inner?: { scope: Scope; steps: Step[] };
  state: Record<string, string>;
  hasPost: boolean;
}

/** One stage of a step while it lasts. */
interface Run {
  step: Step;
  stage: Stage;
  outer: Run | undefined;
  process?: StageProcess;
  stopped?: 'cancelled' | 'timeout';
}

type Outcome = Partial<Pick<StageResult, 'exitCode' | 'signal' | 'lines' | 'annotations' | 'outputs' | 'summary'>> & { status: Conclusion };

const { job, root } = JSON.parse(process.argv[2] ?? '') as Assignment;
// The test that is told may be gone, which is no reason to fail.
const tell = (message: Message) =>
  new Promise((told) => (process.connected ? process.send?.(message, undefined, undefined, told) : told(null)));

const repository = job.repository ?? 'acme/web';
const temp = join(root, '_work', '_temp');
const workspace = job.workspace ?? join(root, '_work', basename(repository), basename(repository));
const trackingId = `github_${randomUUID()}`;
const secrets = new Set<string>();
for (const it of Object.values(job.secrets ?? {})) addMask(secrets, it);

const jobScope: Scope = { status: 'success', steps: {}, posts: [] };
const stages: StageResult[] = [];
const nothing = { exitCode: null, signal: null, lines: [], annotations: [], outputs: {}, summary: '' };
const env: Record<string, string> = {};
const paths: string[] = [];
let isStopped = false;
let running: Run | undefined;

const github = {
  ...{ repository, repository_owner: dirname(repository), run_id: job.runId ?? '812', run_attempt: job.runAttempt ?? '1', run_number: '7' },
  ...{ job: job.name, workflow: 'ci', event_name: 'push', actor: 'octocat', ref: 'refs/heads/main', sha: '0'.repeat(40) },
  ...{ server_url: 'https://github.com', api_url: 'https://api.github.com', workspace },
};
const runner = {
  ...{ name: basename(root), os: 'Linux', arch: process.arch.toUpperCase(), environment: 'self-hosted' },
  ...{ temp, tool_cache: join(root, '_work', '_tool'), workspace: dirname(workspace) },
};
const variables = (prefix: string, values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}_${name.toUpperCase().replaceAll(' ', '_')}`, value]));

function contextsOf(step: Step, stage: Stage): Contexts {
  const { outer } = step.scope;
  return {
    github: { ...github, token: 'a-token-nobody-may-show', ...(outer?.action ? { action_path: outer.action.dir } : {}) },
    ...{ job: { status: jobScope.status, ...(job.checkRunId ? { check_run_id: job.checkRunId } : {}) }, matrix: job.matrix ?? {} },
    ...{ strategy: { 'job-index': job.index ?? 0 }, runner, secrets: job.secrets ?? {}, steps: step.scope.steps },
    ...{ env: { ...job.env, ...env, ...(outer ? ownEnvOf(outer, stage) : {}) }, inputs: outer ? inputsOf(outer, stage) : {} },
  };
}

/** Whose success the step's conditions ask for: a pre's and a post's is always the job's. */
const statusOf = (step: Step, stage: Stage): Status => (stage === 'main' ? step.scope : jobScope).status;

const textOf = (text: unknown, step: Step, stage: Stage): string =>
  interpolate(String(text ?? ''), contextsOf(step, stage), statusOf(step, stage));

const textsOf = (texts: Record<string, unknown>, step: Step, stage: Stage): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, textOf(text, step, stage)]));

const ownEnvOf = (step: Step, stage: Stage): Record<string, string> => ({
  ...(step.scope.outer ? ownEnvOf(step.scope.outer, stage) : {}),
  ...textsOf(step.spec.env ?? {}, step, stage),
});

function inputsOf(step: Step, stage: Stage): Record<string, string> {
  const defaults = Object.entries(step.action?.inputs ?? {}).map(([name, it]) => [name, it.default]);
  return textsOf({ ...Object.fromEntries(defaults), ...step.spec.with }, step, stage);
}

function envOf(step: Step, stage: Stage, commands: Record<string, string>): Record<string, string> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(INPUT|STATE|GITHUB|RUNNER|ACTIONS)_/.test(name));
  const asked = stage === 'hook' ? {} : { ...job.env, ...env, ...ownEnvOf(step, stage) };
  const all: Record<string, string> = {
    ...{ ...(Object.fromEntries(inherited) as Record<string, string>), RUNNER_TRACKING_ID: trackingId, CI: 'true', ...asked },
    ...{ GITHUB_ACTIONS: 'true', ...variables('GITHUB', github), ...variables('RUNNER', runner), ...commands },
    ...(step.scope.outer?.action ? { GITHUB_ACTION_PATH: step.scope.outer.action.dir } : {}),
    ...(stage === 'hook' ? {} : { GITHUB_ACTION: step.spec.id }),
  };
  if (step.action) Object.assign(all, variables('INPUT', inputsOf(step, stage)), { ACTIONS_RUNTIME_TOKEN: 'a-token-nobody-may-keep' });
  for (const [name, value] of Object.entries(step.state)) all[`STATE_${name}`] = value;
  return { ...all, PATH: [...paths.toReversed(), all.PATH ?? ''].join(':') };
}

function isWanted(step: Step, stage: Stage): boolean {
  if (isStopped || stage === 'hook') return !isStopped;
  const [contexts, status] = [contextsOf(step, stage), statusOf(step, stage)];
  if (stage === 'main') return isStepMet(step.spec.if, contexts, status);
  return isMet(step.action?.runs[`${stage}-if`] ?? 'always()', contexts, status);
}

function has({ action, inner }: Step, stage: Stage): boolean {
  if (inner) return stage !== 'pre' || inner.steps.some((it) => has(it, stage));
  return action ? action.runs[stage] !== undefined : stage === 'main';
}

function stepOf(spec: StepSpec, scope: Scope, name = spec.id): Step {
  const step: Step = { spec, scope, name, state: {}, hasPost: false };
  if (!spec.isLocal && !spec.uses?.startsWith('./')) loadAction(step);
  return step;
}

function loadAction(step: Step): void {
  if (!step.spec.uses || step.action) return;
  step.action = readAction(resolve(workspace, step.spec.uses));
  if (!step.action.steps) return;
  const scope: Scope = { status: 'success', steps: {}, posts: [], outer: step };
  step.inner = { scope, steps: step.action.steps.map((it) => stepOf(it, scope, `${step.name}.${it.id}`)) };
}

async function runStage(step: Step, stage: Stage, outer?: Run): Promise<void> {
  if (stage === 'post' && step.inner?.scope.posts.length === 0) return;
  const startedMs = performance.now();
  const { spec, scope } = step;
  let outcome: Outcome;
  try {
    if (!isWanted(step, stage)) outcome = { status: 'skipped' };
    else {
      loadAction(step);
      if (has(step, 'post') && !step.hasPost) {
        step.hasPost = true;
        scope.posts.push((it) => runStage(step, 'post', it));
      }
      outcome = await runLimited({ step, stage, outer });
    }
  } catch (error) {
    outcome = { status: 'failure', annotations: [{ level: 'error', message: String(error) }] };
  }
  const { status, ...came } = outcome;
  const conclusion = status === 'failure' && spec.isAllowedToFail ? 'success' : status;
  worsen(scope, conclusion);
  if (stage === 'main') scope.steps[spec.id] = { outputs: came.outputs ?? {}, outcome: status, conclusion };
  const own = { step: step.name, stage, conclusion, durationMs: performance.now() - startedMs, state: { ...step.state } };
  const result = { ...nothing, ...came, ...own };
  stages.push(result);
  void tell({ type: 'ended', result });
}

function worsen(scope: Scope, to: Conclusion): void {
  if (to === 'cancelled' || (to === 'failure' && scope.status === 'success')) scope.status = to;
}

async function runLimited(run: Run): Promise<Outcome> {
  const { timeoutMs } = run.step.spec;
  const limit = timeoutMs === undefined ? undefined : setTimeout(() => stop(run, 'timeout'), timeoutMs);
  try {
    return await (run.step.inner ? runInner(run, run.step.inner) : runProcess(run));
  } finally {
    clearTimeout(limit);
    running = undefined;
  }
}

async function runInner(run: Run, { scope, steps }: NonNullable<Step['inner']>): Promise<Outcome> {
  scope.status = 'success';
  if (run.stage === 'post') await runPosts(scope, run);
  else for (const it of steps) if (has(it, run.stage)) await runStage(it, run.stage, run);
  const values = Object.entries(run.step.action?.outputs ?? {}).map(([name, it]) => [name, it.value]);
  const outputs = run.stage === 'main' ? textsOf(Object.fromEntries(values), { ...run.step, scope }, 'main') : {};
  return { status: run.stopped === 'timeout' ? 'failure' : (run.stopped ?? scope.status), outputs };
}

async function runPosts(scope: Scope, outer?: Run): Promise<void> {
  for (let post = scope.posts.pop(); post; post = scope.posts.pop()) await post(outer);
}

async function runProcess(run: Run): Promise<Outcome> {
  const { step, stage } = run;
  const commands = openFileCommands(join(temp, '_runner_file_commands', randomUUID()));
  const log = new LogReader(secrets);
  run.process = startStage({
    ...{ ...commandOf(step, stage), cwd: workspace, env: envOf(step, stage, commands.variables) },
    ...{ graceMs: job.graceMs ?? { interrupt: 7500, terminate: 2500 }, closeMs: job.closeMs ?? 5000 },
    onLine: (line) => {
      const text = log.read(line);
      if (text !== undefined) void tell({ type: 'line', step: step.name, stage, text });
    },
  });
  running = run;
  if (whyStopped(run)) run.process.stop();
  if (run.process.pid !== undefined) void tell({ type: 'began', step: step.name, stage, pid: run.process.pid });
  const { exitCode, signal } = await run.process.ended;

  const kept = commands.read();
  Object.assign(step.state, log.state, kept.state);
  Object.assign(env, kept.env);
  for (const it of kept.path) paths.push(...paths.splice(0).filter((other) => other !== it), it);
  const troubles = [...log.troubles, ...kept.troubles];
  for (const it of [...troubles, ...kept.complaints]) log.annotate('error', it);
  const why = whyStopped(run);
  const status = why === 'cancelled' ? why : why || exitCode !== 0 || troubles.length > 0 ? 'failure' : 'success';
  const outputs = { ...log.outputs, ...kept.outputs };
  return { status, exitCode, signal, lines: log.lines, annotations: log.annotations, outputs, summary: mask(kept.summary, secrets) };
}

function commandOf(step: Step, stage: Stage): { file: string; args: string[] } {
  const node = (major: number) => join(root, 'externals', `node${major}`, 'bin', 'node');
  const { action, script, spec } = step;
  if (action) return { file: job.node24 ?? node(24), args: [join(action.dir, action.runs[stage] ?? '')] };
  if (script?.endsWith('.js')) return { file: node(20), args: [script] };
  if (script && !script.endsWith('.sh')) throw new Error(`a hook is a .sh or a .js, not '${script}'`);
  // A file, as the runner does it: `bash -c` may become its last command, which then gets the signals.
  const written = join(temp, `${randomUUID()}.sh`);
  if (!script) writeFileSync(written, textOf(spec.run, step, stage));
  return { file: 'bash', args: ['-e', script ?? written] };
}

const whyStopped = (run: Run): Run['stopped'] => run.stopped ?? (run.outer && whyStopped(run.outer));

function stop(run: Run, why: NonNullable<Run['stopped']>): void {
  run.stopped ??= why;
  running?.process?.stop();
}

/** What begins after a cancel is not cancelled by it, unless inside of what was. */
function cancel(isStop: boolean): void {
  if (jobScope.status === 'cancelled' && !isStop) return;
  isStopped ||= isStop;
  jobScope.status = 'cancelled';
  for (let it = running; it; it = it.outer) if (!isWanted(it.step, it.stage)) stop(it, 'cancelled');
}

process.on('message', (order: Order) => cancel(order === 'stop'));
for (const it of ['SIGINT', 'SIGTERM', 'disconnect']) process.on(it, () => cancel(true));

rmSync(temp, { recursive: true, force: true });
for (const dir of [temp, workspace]) mkdirSync(dir, { recursive: true });
const steps = job.steps.map((spec) => stepOf(spec, jobScope));
const known = new Set(pids());
void tell({ type: 'ready', trackingId });
const runHook = async (id: string, script?: string) => {
  if (script) await runStage({ spec: { id }, script, scope: jobScope, name: id, state: {}, hasPost: false }, 'hook');
};
jobScope.posts.push(() => runHook('completed', job.hooks?.completed));
await runHook('started', job.hooks?.started);
for (const step of steps) if (has(step, 'pre')) await runStage(step, 'pre');
for (const step of steps) await runStage(step, 'main');
await runPosts(jobScope);
killTracked(trackingId, known);
rmSync(temp, { recursive: true, force: true });
const outputs = Object.fromEntries(Object.entries(jobScope.steps).map(([id, it]) => [id, it.outputs]));
await tell({ type: 'done', result: { conclusion: jobScope.status, stages, outputs, env } });
if (process.connected) process.disconnect();
