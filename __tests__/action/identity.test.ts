import { describe, expect, it } from '@jest/globals';
import { identifyJob } from '../../src/action/identity.ts';

const env = {
  ...{ GITHUB_REPOSITORY: 'acme/web', GITHUB_RUN_ID: '812', GITHUB_RUN_ATTEMPT: '2', GITHUB_JOB: 'test', RUNNER_NAME: 'r-1' },
  ...{ GITHUB_SERVER_URL: 'https://github.com', 'INPUT_JOB-INDEX': '3', 'INPUT_CHECK-RUN-ID': '99' },
};

describe('identifyJob', () => {
  it('reads the labels of a job and links to it', () => {
    expect(identifyJob(env)).toEqual({
      ...{ repository: 'acme/web', run_id: '812', run_attempt: '2', job: 'test', job_index: '3', runner: 'r-1' },
      url: 'https://github.com/acme/web/actions/runs/812/job/99',
    });
  });

  it('links to the attempt where the job has no number', () => {
    expect(identifyJob({ ...env, 'INPUT_CHECK-RUN-ID': '' }).url).toBe('https://github.com/acme/web/actions/runs/812/attempts/2');
  });

  it.each([
    { GITHUB_SERVER_URL: 'javascript:alert(1)' },
    { GITHUB_REPOSITORY: 'a/b](x)' },
    { GITHUB_RUN_ID: '1/../2' },
    { GITHUB_SERVER_URL: 'https://x/" y' },
  ])('makes no link of %j', (more) => {
    expect(identifyJob({ ...env, ...more }).url).toBeUndefined();
  });

  it('knows nothing outside of a runner, and cuts what is too long', () => {
    expect(identifyJob({})).toEqual({});
    expect(identifyJob({ GITHUB_JOB: 'x'.repeat(1000) }).job).toHaveLength(200);
  });
});
