/** Which job this is, from the runner's environment: labels for people, and one key for all its steps. Pure. */
import { createHash } from 'node:crypto';
import type { Job } from '../../base/event.ts';
import type { Environment } from '../../base/exec.ts';
import { isId, newId } from '../../lock/ticket.ts';
import { inputOf } from '../inputs/inputs.ts';

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

/** The variable that carries a job's key where nothing of the runner's does. */
export const partyVariable = 'FETCH_LOCK_PARTY';

/** For whom this step asks. What all steps of a job share and no other job has; a new key, to be shared, where there is none. */
export function partyOf(env: Environment): { party: string; isNew: boolean } {
  const { RUNNER_TRACKING_ID: tracking = '', [partyVariable]: shared = '' } = env;
  const checkRun = inputOf(env, 'check-run-id');
  const key = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
  if (/^\d+$/.test(checkRun)) return { party: key(`${env.GITHUB_SERVER_URL ?? ''} ${checkRun}`), isNew: false };
  // Some jobs set it to something of their own, to keep what they start: that may be the same in many jobs.
  if (/^github_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(tracking)) return { party: key(tracking), isNew: false };
  return isId(shared) ? { party: shared, isNew: false } : { party: newId(), isNew: true };
}
