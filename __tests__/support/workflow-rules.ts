/** What every workflow of this repository keeps to. Each rule answers what is wrong. */
import type { Permissions, Workflow, WorkflowFile, WorkflowStep } from './workflows.ts';

/** What a token may write, by workflow and job, and nothing else. */
export type Allowed = Record<string, string[]>;

export function breaches({ path, text, workflow }: WorkflowFile, allowed: Allowed): string[] {
  return [...unpinned(text), ...ofWorkflow(workflow), ...ofJobs(path, workflow, allowed)].map((it) => `${path}: ${it}`);
}

/** An action of somebody else is named by what cannot move, with the version for people and for dependabot. */
const unpinned = (text: string): string[] =>
  [...text.matchAll(/^\s*(?:- )?uses: *(.*)$/gm)]
    .map(([, used = '']) => used)
    .filter((it) => !/^\.\/[\w./-]*$/.test(it) && !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(it))
    .map((it) => `'${it}' is not pinned by a commit with its version behind it`);

function ofWorkflow(workflow: Workflow): string[] {
  return [
    ...(JSON.stringify(workflow.permissions) === '{}' ? [] : ['the token may do something before a job has asked for it']),
    ...(workflow.concurrency === undefined ? ['nothing is said of runs at the same time'] : []),
    // It runs with the rights of the repository on what a stranger has written.
    ...('pull_request_target' in workflow.on ? ['pull_request_target'] : []),
  ];
}

function ofJobs(path: string, { jobs, on }: Workflow, allowed: Allowed): string[] {
  return Object.entries(jobs).flatMap(([name, job]) => {
    const steps = job.steps ?? [];
    const wrong = [
      ...(job.permissions === undefined ? ['does not say what its token may do'] : []),
      ...writesOf(job.permissions)
        .filter((it) => !allowed[`${path} ${name}`]?.includes(it))
        .map((it) => `may write ${it}`),
      ...(job.uses === undefined && typeof job['timeout-minutes'] !== 'number' ? ['has no limit'] : []),
      ...steps.flatMap(ofStep),
    ];
    // A stranger's pull request must never run on a host of ours.
    if (!isOfGithub(job['runs-on']) && Object.keys(on).join() !== 'workflow_dispatch') wrong.push('runs at home unasked');
    return wrong.map((it) => `job ${name} ${it}`);
  });
}

/** Runs on a machine that GitHub throws away afterwards; or it is another workflow, which has its own say. */
const isOfGithub = (label: unknown): boolean =>
  label === undefined || (typeof label === 'string' && /^(ubuntu|macos|windows)-latest$|^\$\{\{ matrix\.os \}\}$/.test(label));

const writesOf = (permissions: Permissions = {}): string[] =>
  typeof permissions === 'string'
    ? [permissions]
    : Object.entries(permissions)
        .filter(([, right]) => right !== 'read' && right !== 'none')
        .map(([scope]) => scope);

function ofStep(step: WorkflowStep): string[] {
  const wrong = [];
  // What is put into a script's text is a part of the script: it goes by env.
  if (step.run?.includes('${{')) wrong.push(`puts an expression into a script: ${step.run}`);
  if (step.uses?.startsWith('actions/checkout@') && step.with?.['persist-credentials'] !== false)
    wrong.push('leaves its token in .git/config');
  return wrong;
}
