/** What a job is made of, and what comes out of it. All of it travels as JSON between a worker and the test. */
import type { Stage } from './action-file.ts';
import type { Status } from './expressions.ts';
import type { Annotation } from './log-commands.ts';

export interface StepSpec {
  id: string;
  /** The directory of an action.yml. */
  uses?: string;
  /** As `uses: ./…`: it gets no pre. */
  isLocal?: boolean;
  /** A script for bash. */
  run?: string;
  with?: Record<string, string>;
  if?: string;
  env?: Record<string, string>;
  timeoutMs?: number;
  isAllowedToFail?: boolean;
}

export interface JobSpec {
  name: string;
  steps: StepSpec[];
  env?: Record<string, string>;
  workspace?: string;
  index?: number;
  checkRunId?: string;
  runId?: string;
  repository?: string;
  /** How long a stage has after SIGINT, and after SIGTERM, in milliseconds. The runner's own are the default. */
  graceMs?: { interrupt: number; terminate: number };
  /** How long the runner waits for the pipes of a stage that has exited. */
  closeMs?: number;
}

export interface StageResult {
  step: string;
  stage: Stage;
  conclusion: Status | 'skipped';
  exitCode: number | null;
  signal: string | null;
  durationMs: number;
  lines: string[];
  annotations: Annotation[];
  outputs: Record<string, string>;
  state: Record<string, string>;
  summary: string;
}

export interface JobResult {
  conclusion: Status;
  stages: StageResult[];
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
  /** The node of `using: node24`. */
  node: string;
}
