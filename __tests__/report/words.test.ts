import { describe, expect, it } from '@jest/globals';
import { nameJob, sayWaiting, troubleWaiting } from '../../src/report/words.ts';

const job = {
  repository: 'acme/web',
  job: 'test',
  job_index: '3',
  run_id: '812',
  run_attempt: '2',
  runner: 'r-1',
  url: 'https://github.com/acme/web/actions/runs/812/job/9',
};
const seen = { mode: 'update', job, heldMs: 41_000, verdict: 'alive' as const };

it.each([
  [job, 'acme/web job test (leg 3), run 812 attempt 2 on r-1'],
  [{ repository: 'acme/web', job: 'test', job_index: '0', run_id: '1', run_attempt: '1' }, 'acme/web job test, run 1'],
  [{ user: 'root', host: 'h', command: 'git gc' }, 'root running git gc on h'],
  [{}, 'a job without a name'],
  [{ job: 'x\n##[error]' }, 'job x # #[error]'],
])('%j is called %s', (it, name) => {
  expect(nameJob(it)).toBe(name);
});

describe('a waiting line', () => {
  it('says what is wanted, how many are in front, who has it, for how long, and whether it lives', () => {
    expect(sayWaiting('/srv/app.git', 'exclusive', { holders: [seen], ahead: 2 }, 0)).toBe(
      `Waiting to get an exclusive lock on /srv/app.git: 2 requests in front. Held by acme/web job test (leg 3), run 812 attempt 2 on r-1 (update, for 41 s, still running) ${job.url}.`,
    );
  });

  it('tells the dead and the unseen from the living, and several from one', () => {
    const say = (verdict: 'dead' | 'unknown') =>
      sayWaiting('/x', 'update', { holders: [{ ...seen, verdict, heldMs: 0 }, seen], ahead: 1 }, 31_000);
    expect(say('dead')).toContain('(update, no longer running)');
    expect(say('unknown')).toMatch(
      /^Waiting for 31 s to get an update lock.*1 request in front.*cannot be seen from here.* and 1 other\.$/,
    );
  });

  it('has no link that is none', () => {
    expect(sayWaiting('/x', 'update', { holders: [{ ...seen, job: { ...job, url: 'https://x/ ::error::' } }], ahead: 1 }, 0)).not.toContain(
      'https',
    );
  });
});

it('an error says how long, what, who, and which knob', () => {
  expect(troubleWaiting('/x', 'update', { holders: [seen], ahead: 1 }, 300_000, '5m')).toEqual({
    what: 'Waited 5 m for the update lock on /x and gave up.',
    why: expect.stringMatching(/^Held by acme\/web .*; 1 request in front\.$/),
    fix: 'Raise `lock-timeout` (now 5m), or look at what holds it.',
  });
});
