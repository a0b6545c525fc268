import { describe, expect, it } from '@jest/globals';
import { identifyJob, partyOf } from '../../../src/action/job/identity.ts';
import { commandParty } from '../../../src/lock/job/party.ts';

const env = {
  ...{ GITHUB_SERVER_URL: 'https://github.example', GITHUB_REPOSITORY: 'acme/web', GITHUB_RUN_ID: '812', GITHUB_RUN_ATTEMPT: '2' },
  ...{ GITHUB_JOB: 'test', RUNNER_NAME: 'runner-2', 'INPUT_JOB-INDEX': '3', 'INPUT_CHECK-RUN-ID': '77' },
};

describe('identifyJob', () => {
  it('labels the job, with a link to it', () => {
    expect(identifyJob(env)).toEqual({
      ...{ repository: 'acme/web', run_id: '812', run_attempt: '2', job: 'test', job_index: '3', runner: 'runner-2' },
      url: 'https://github.example/acme/web/actions/runs/812/job/77',
    });
  });

  it('has no labels where nothing is known', () => {
    expect(identifyJob({})).toEqual({});
    expect(identifyJob({ GITHUB_JOB: '', 'INPUT_JOB-INDEX': ' ' })).toEqual({});
  });

  it('cuts what is too long', () => {
    expect(identifyJob({ GITHUB_JOB: 'x'.repeat(5000) }).job).toHaveLength(200);
  });

  it.each([
    ['the attempt, without a number of the job', { 'INPUT_CHECK-RUN-ID': '' }, '/acme/web/actions/runs/812/attempts/2'],
    ['the attempt, where the number is none', { 'INPUT_CHECK-RUN-ID': '77)](x' }, '/acme/web/actions/runs/812/attempts/2'],
    ['the run, where neither is known', { 'INPUT_CHECK-RUN-ID': '', GITHUB_RUN_ATTEMPT: '' }, '/acme/web/actions/runs/812'],
  ])('links to %s', (_, overrides, path) => {
    expect(identifyJob({ ...env, ...overrides }).url).toBe(`https://github.example${path}`);
  });

  it('keeps the port of the server in the link', () => {
    expect(identifyJob({ ...env, GITHUB_SERVER_URL: 'https://ghe.example:8443' }).url).toMatch(/^https:\/\/ghe\.example:8443\/acme/);
  });

  it.each([
    { GITHUB_SERVER_URL: '' },
    { GITHUB_SERVER_URL: 'http://github.example' },
    { GITHUB_SERVER_URL: 'javascript:alert(1)//' },
    { GITHUB_SERVER_URL: 'https://github.example/x y' },
    { GITHUB_SERVER_URL: 'https://user@github.example' },
    { GITHUB_REPOSITORY: 'web' },
    { GITHUB_REPOSITORY: 'acme/web/x' },
    { GITHUB_REPOSITORY: 'acme/web)\n' },
    { GITHUB_RUN_ID: '' },
    { GITHUB_RUN_ID: '812#x' },
  ])('gives no link where a part of it could be anything: %j', (overrides) => {
    expect(identifyJob({ ...env, ...overrides })).not.toHaveProperty('url');
  });
});

describe('partyOf', () => {
  const tracking = { RUNNER_TRACKING_ID: 'github_4f0c2e1a-0000-4000-8000-000000000001' };
  const checkRun = { 'INPUT_CHECK-RUN-ID': '77', GITHUB_SERVER_URL: 'https://github.example' };

  it('is the same for all steps of a job, and another for another job', () => {
    for (const env of [tracking, checkRun]) {
      const { party } = partyOf(env);
      expect(party).toMatch(/^[0-9a-f]{16}$/);
      expect(partyOf({ ...env, GITHUB_ACTION: 'another step' }).party).toBe(party);
    }
    const others = [
      { RUNNER_TRACKING_ID: 'github_4f0c2e1a-0000-4000-8000-000000000002' },
      { ...checkRun, 'INPUT_CHECK-RUN-ID': '78' },
      { ...checkRun, GITHUB_SERVER_URL: 'https://github.com' },
    ];
    expect(new Set([tracking, checkRun, ...others].map((env) => partyOf(env).party)).size).toBe(5);
  });

  it('goes by the check run first, and by nothing that jobs set themselves', () => {
    expect(partyOf({ ...checkRun, ...tracking })).toEqual(partyOf(checkRun));
    for (const own of ['', '0', 'keep-my-daemon', 'github_', 'github_keep_my_daemon']) {
      expect(partyOf({ ...checkRun, RUNNER_TRACKING_ID: own })).toEqual(partyOf(checkRun));
      expect(partyOf({ RUNNER_TRACKING_ID: own })).not.toEqual(partyOf({ RUNNER_TRACKING_ID: own }));
    }
  });

  it('is made new where nothing tells, and the same again once it was shared', () => {
    const { party, isNew } = partyOf({});
    expect(isNew).toBe(true);
    expect(partyOf({ FETCH_LOCK_PARTY: party })).toEqual({ party, isNew: false });
    expect(partyOf({ FETCH_LOCK_PARTY: '../x' }).isNew).toBe(true);
  });

  it('is shared once, so that a command of the job that sees no input of ours is of the same party', () => {
    const { party, isNew } = partyOf({ ...checkRun, ...tracking });
    expect([isNew, commandParty({ ...tracking, FETCH_LOCK_PARTY: party })]).toEqual([true, party]);
    expect(partyOf({ ...checkRun, FETCH_LOCK_PARTY: party }).isNew).toBe(false);
    expect(commandParty(tracking)).toBe(partyOf(tracking).party);
  });
});
