/** Which job this is, from the runner's environment: labels for people, and one key for all its steps. Pure. */
import type { Job } from '../../base/event.ts';
import type { Environment } from '../../base/exec.ts';
import { jobParty, partyKey, sharedParty } from '../../lock/job/party.ts';
import { newId } from '../../lock/ticket.ts';
import { inputOf } from '../inputs/given.ts';

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

/**
 * For whom this step asks: what all steps of a job share and no other job has. `isNew` if it is to be shared: a command of the job that
 * asks for the lock sees no input of ours, and perhaps nothing of the runner's.
 */
export function partyOf(env: Environment): { party: string; isNew: boolean } {
  const checkRun = inputOf(env, 'check-run-id');
  const ofCheckRun = /^\d+$/.test(checkRun) ? partyKey(`${env.GITHUB_SERVER_URL ?? ''} ${checkRun}`) : undefined;
  const shared = sharedParty(env);
  const party = ofCheckRun ?? jobParty(env) ?? shared ?? newId();
  return { party, isNew: party !== shared };
}
