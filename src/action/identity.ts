/** Which job this is: labels for people, from the runner's environment. Pure. */

import type { Job } from '../base/event.ts';
import type { Environment } from '../base/exec.ts';
import { inputOf } from './inputs.ts';

const mostSigns = 200;

export function identifyJob(env: Environment): Job {
  const labels: Job = {};
  const label = (key: keyof Job, value: string | undefined) => {
    if (value) labels[key] = value.slice(0, mostSigns);
  };
  label('repository', env.GITHUB_REPOSITORY);
  label('run_id', env.GITHUB_RUN_ID);
  label('run_attempt', env.GITHUB_RUN_ATTEMPT);
  label('job', env.GITHUB_JOB);
  label('job_index', inputOf(env, 'job-index'));
  label('runner', env.RUNNER_NAME);
  const url = linkToJob(env);
  // A link that is cut leads elsewhere.
  if (url && url.length <= mostSigns) labels.url = url;
  return labels;
}

/** A link is built only from what cannot be anything else. */
function linkToJob(env: Environment): string | undefined {
  const {
    GITHUB_SERVER_URL: server = '',
    GITHUB_REPOSITORY: repository = '',
    GITHUB_RUN_ID: run = '',
    GITHUB_RUN_ATTEMPT: attempt = '',
  } = env;
  if (!/^https:\/\/[\w.-]+(:\d+)?$/.test(server) || !/^[\w.-]+\/[\w.-]+$/.test(repository) || !/^\d+$/.test(run)) return undefined;
  const checkRun = inputOf(env, 'check-run-id');
  const runUrl = `${server}/${repository}/actions/runs/${run}`;
  if (/^\d+$/.test(checkRun)) return `${runUrl}/job/${checkRun}`;
  return /^\d+$/.test(attempt) ? `${runUrl}/attempts/${attempt}` : runUrl;
}
