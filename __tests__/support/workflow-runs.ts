/** Jobs of the repository's own workflows, for the simulated runner, and what the API of GitHub would say of them afterwards. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { JobResult, JobSpec, StepSpec } from '../runner/job.ts';
import { makeHome } from './places.ts';
import { jobOf, root, type WorkflowStep } from './workflows.ts';

/** What is there before the first step, which is a checkout of somebody else's making. */
function checkOut(): string {
  const workspace = makeHome();
  for (const it of ['.github', 'action.yml', 'dist', 'package.json']) symlinkSync(join(root, it), join(workspace, it));
  return workspace;
}

const idOf = ({ id, name, run }: WorkflowStep, index: number): string => id ?? name ?? run ?? String(index);

/** A job as it is written, with other words in some places: what the real GitHub would have, and this machine has not. */
export function jobFrom(file: string, name: string, words: Record<string, string> = {}): JobSpec {
  const steps = (jobOf(file, name).steps ?? []).filter((it) => !/^[\w-]+\//.test(it.uses ?? ''));
  const text = Object.entries(words).reduce((whole, [from, to]) => whole.replaceAll(from, to), JSON.stringify(steps));
  return { name, workspace: checkOut(), steps: (JSON.parse(text) as WorkflowStep[]).map(stepFrom) };
}

function stepFrom(step: WorkflowStep, index: number): StepSpec {
  const { uses, run, with: inputs, env } = step;
  return {
    id: idOf(step, index),
    ...(uses === undefined ? {} : { uses }),
    ...(run === undefined ? {} : { run }),
    ...(step.if === undefined ? {} : { if: step.if }),
    ...(env === undefined ? {} : { env }),
    ...(inputs === undefined ? {} : { with: Object.fromEntries(Object.entries(inputs).map(([key, it]) => [key, String(it)])) }),
    ...(step['continue-on-error'] ? { isAllowedToFail: true } : {}),
  };
}

/** As `GET …/actions/runs/ID/jobs` has it. */
export function recordOf(file: string, name: string, { stages, conclusion }: JobResult): object {
  const named = Object.fromEntries(
    (jobOf(file, name).steps ?? []).map((it, index) => [idOf(it, index), it.name ?? `Run ${it.run ?? it.uses}`]),
  );
  const steps = stages.map((it) => ({ name: `${it.stage === 'post' ? 'Post ' : ''}${named[it.step]}`, conclusion: it.conclusion }));
  return { total_count: 1, jobs: [{ id: 1, name: jobOf(file, name).name, conclusion, steps }] };
}
