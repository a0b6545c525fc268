/** What a job is made of (steps, and the actions they use) and what comes out of it. All but actions travels as JSON between a worker and the test. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Status } from './expressions.ts';
import type { Annotation } from './log-commands.ts';

export type Stage = 'pre' | 'main' | 'post' | 'hook';
export type Conclusion = Status | 'skipped';

export interface StepSpec {
  id: string;
  /** The directory of an action.yml. As `./…` it is local, and looked up in the workspace when the step begins. */
  uses?: string;
  /** As if `uses` began with `./`: it gets no pre. */
  isLocal?: boolean;
  /** A script for bash. */
  run?: string;
  with?: Record<string, string>;
  if?: string;
  env?: Record<string, string>;
  timeoutMs?: number;
  /** As `continue-on-error`. */
  isAllowedToFail?: boolean;
}

export interface JobSpec {
  name: string;
  steps: StepSpec[];
  env?: Record<string, string>;
  secrets?: Record<string, string>;
  workspace?: string;
  matrix?: Record<string, unknown>;
  index?: number;
  checkRunId?: string;
  runId?: string;
  runAttempt?: string;
  repository?: string;
  /** The host's own scripts, `.sh` or `.js`: around all steps, and after all posts. */
  hooks?: { started?: string; completed?: string };
  /** The node of `using: node24`, if not the runner's. */
  node24?: string;
  /** How long a stage has after SIGINT, and after SIGTERM, in milliseconds. The runner's own are the default. */
  graceMs?: { interrupt: number; terminate: number };
  /** How long the runner waits for the pipes of a stage that has exited. */
  closeMs?: number;
}

/** What the runner takes from an action.yml. */
export interface Action {
  dir: string;
  inputs: Record<string, { default?: unknown }>;
  outputs: Record<string, { value?: string }>;
  runs: { using: string; 'pre-if'?: string; 'post-if'?: string } & Partial<Record<Stage, string>>;
  /** Of a composite action. */
  steps?: StepSpec[];
}

export interface StageResult {
  /** The step's id; `outer.inner` for a step of a composite action; `started` or `completed` for a hook. */
  step: string;
  stage: Stage;
  conclusion: Conclusion;
  exitCode: number | null;
  signal: string | null;
  durationMs: number;
  /** The log as shown: masked, and commands only as the runner shows them. */
  lines: string[];
  annotations: Annotation[];
  outputs: Record<string, string>;
  state: Record<string, string>;
  summary: string;
}

export interface JobResult {
  conclusion: Status;
  stages: StageResult[];
  /** By step. */
  outputs: Record<string, Record<string, string>>;
  /** What steps put into GITHUB_ENV. */
  env: Record<string, string>;
}

/** From a worker to the test that started it. */
export type Message =
  | { type: 'ready'; trackingId: string }
  | { type: 'began'; step: string; stage: Stage; pid: number }
  | { type: 'line'; step: string; stage: Stage; text: string }
  | { type: 'ended'; result: StageResult }
  | { type: 'done'; result: JobResult };

/** To a worker. */
export type Order = 'cancel' | 'stop';

/** A worker's only argument. */
export interface Assignment {
  job: JobSpec;
  /** The runner's own directory. */
  root: string;
}

type ActionFile = Partial<Action> & { runs: Action['runs'] & { steps?: (Partial<StepSpec> & { 'continue-on-error'?: boolean })[] } };

export function readAction(dir: string): Action {
  const { inputs, outputs, runs } = parse(readFileSync(join(dir, 'action.yml'), 'utf8')) as ActionFile;
  if (!['node24', 'composite'].includes(runs.using))
    throw new Error(`this simulator runs node24 and composite actions, not '${runs.using}'`);
  const steps = runs.steps?.map((it, index) => ({
    ...it,
    id: it.id ?? `step-${index + 1}`,
    isAllowedToFail: it['continue-on-error'] ?? false,
  }));
  return { dir, inputs: inputs ?? {}, outputs: outputs ?? {}, runs, ...(steps ? { steps } : {}) };
}
