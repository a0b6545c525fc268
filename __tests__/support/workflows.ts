/** The repository's own workflows: as text, as YAML, and their steps. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export const root = join(import.meta.dirname, '..', '..', '..');

export interface WorkflowStep {
  id?: string;
  name?: string;
  uses?: string;
  run?: string;
  if?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
  'timeout-minutes'?: number;
  'continue-on-error'?: boolean;
}

export type Permissions = Record<string, string> | string;

export interface WorkflowJob {
  name?: string;
  uses?: string;
  'runs-on'?: unknown;
  steps?: WorkflowStep[];
  permissions?: Permissions;
  'timeout-minutes'?: number;
}

export interface Workflow {
  on: Record<string, { workflow_call?: unknown } | null>;
  permissions?: Permissions;
  concurrency?: unknown;
  jobs: Record<string, WorkflowJob>;
}

export interface WorkflowFile {
  path: string;
  text: string;
  workflow: Workflow;
}

const dir = join('.github', 'workflows');

export const workflows: WorkflowFile[] = readdirSync(join(root, dir)).map((name) => {
  const text = readFileSync(join(root, dir, name), 'utf8');
  return { path: `.github/workflows/${name}`, text, workflow: parse(text) as Workflow };
});

export const jobOf = (file: string, job: string): WorkflowJob => {
  const found = workflows.find((it) => it.path.endsWith(`/${file}`))?.workflow.jobs[job];
  if (!found) throw new Error(`${file} has no job ${job}`);
  return found;
};
