import { describe, expect, it } from '@jest/globals';
import type { Job } from '../../src/base/event.ts';
import * as words from '../../src/report/words.ts';

const job: Job = {
  repository: 'acme/web',
  job: 'test',
  run_id: '812',
  runner: 'runner-2',
  url: 'https://github.example/acme/web/actions/runs/812',
};
const seen = (overrides: Partial<words.Seen> = {}): words.Seen => ({ mode: 'update', job, heldMs: 41_000, verdict: 'alive', ...overrides });

describe('nameJob', () => {
  it.each<[Job, string]>([
    [{ ...job, job_index: '3', run_attempt: '2' }, 'acme/web job test (leg 3), run 812 attempt 2 on runner-2'],
    [{ ...job, job_index: '0', run_attempt: '1' }, 'acme/web job test, run 812 on runner-2'],
    [{ user: 'root', host: 'h1', command: 'git gc' }, 'root running git gc on h1'],
    [{ command: 'git gc' }, 'running git gc'],
    [{ run_attempt: '2', job_index: '3' }, 'a job without a name'],
    [{ runner: 'runner-2' }, 'a job without a name on runner-2'],
    [{}, 'a job without a name'],
  ])('%j', (job, name) => {
    expect(words.nameJob(job)).toBe(name);
  });

  it('keeps the name of another job on one short line that nobody obeys', () => {
    const name = words.nameJob({ repository: '::error::x\n##[group]\u001b[31m', job: 'y'.repeat(1000) });
    expect(name).not.toMatch(/^::|##\[|\p{Cc}/u);
    expect(name.length).toBeLessThanOrEqual(200);
  });
});

describe('linkOf', () => {
  it.each(['https://github.example/a/b/actions/runs/1/job/2', 'https://ghe.example:8443/a/b'])('takes %s', (url) => {
    expect(words.linkOf({ url })).toBe(url);
  });

  it.each([
    ...[
      '',
      'http://h/x',
      'javascript:alert(1)',
      'https://h',
      'https://u:p@h/x',
      'https://h/x y',
      'https://h/x)',
      'https://h/<b>',
      'https://h/x\n',
    ],
    ...['https://h/?q', 'https://h/#f', 'https://h/x|y', ' https://h/x', 'x https://h/x'],
  ])('does not take %j', (url) => {
    expect(words.linkOf({ url })).toBeUndefined();
  });

  it('has none where there is none', () => {
    expect(words.linkOf({})).toBeUndefined();
  });
});

describe('sayWaiting', () => {
  const say = (line: Partial<words.Line>, waitedMs = 0, mode = 'exclusive') =>
    words.sayWaiting('mirror.git', mode, { holders: [seen()], ahead: 1, ...line }, waitedMs);

  it('says at once what is wanted, who has it, since when, where to look and how many are in front', () => {
    expect(say({ ahead: 3 })).toBe(
      `Waiting to get an exclusive lock on mirror.git: 3 requests in front. Held by acme/web job test, run 812 on runner-2 (update, for 41 s, still running). ${job.url}`,
    );
  });

  it('says later for how long it has been waited', () => {
    expect(say({}, 30_000)).toMatch(/^Waiting for 30 s to get an exclusive lock on mirror\.git: 1 request in front\./);
  });

  it.each([
    ['alive', 'still running'],
    ['dead', 'no longer running'],
    ['unknown', 'cannot be seen from here'],
  ] as const)('says of a holder that is %s: %s', (verdict, text) => {
    expect(say({ holders: [seen({ verdict, heldMs: 0 })] })).toContain(`(update, ${text})`);
  });

  it.each([
    [[seen(), seen()], 'and 1 other.'],
    [[seen(), seen(), seen()], 'and 2 others.'],
    [[], 'Nobody holds it yet.'],
  ])('counts the holders', (holders, end) => {
    expect(
      say({ holders })
        .replace(/ https:\S+$/, '')
        .endsWith(end),
    ).toBe(true);
  });

  it('says why nothing is granted, beside who has it and without', () => {
    const reason = 'The Redis at r was started just now.';
    expect(say({ holders: [], reason })).toMatch(/: 1 request in front\. The Redis at r was started just now\.$/);
    expect(say({ reason })).toMatch(/still running\)\. The Redis at r was started just now\. https:/);
    expect(words.sayBehind('m', { holders: [], ahead: 2, reason }, 5000)).toBe(
      'Waiting 5.0 s. The Redis at r was started just now; 2 in front, for m.',
    );
    expect(words.troubleWaiting('m', 'update', { holders: [], ahead: 2, reason }, 5000, '5s')).toEqual({
      what: 'Waited 5.0 s for the update lock on m and gave up.',
      why: 'The Redis at r was started just now.',
      fix: 'Raise `lock-timeout` (now 5s), or see why that is so.',
    });
  });

  it('says of one that is first on this host only for whom it waits itself', () => {
    const waitsFor = { repository: 'acme/api', job: 'lint', host: 'ci-2' };
    expect(say({ holders: [seen({ waitsFor })] })).toContain(
      '(update, for 41 s, still running), which is first on this host and waits for acme/api job lint on ci-2. ',
    );
  });

  it.each([
    ['shared', 'a shared'],
    ['update', 'an update'],
    ['exclusive', 'an exclusive'],
  ])('has the article of %s', (mode, text) => {
    expect(say({}, 0, mode)).toContain(`to get ${text} lock`);
  });

  it('gives no link that could be something else, and no line break', () => {
    const text = words.sayWaiting('a\n::b', 'update', { holders: [seen({ job: { job: 'x\ny', url: 'https://h/x\n::z' } })], ahead: 1 }, 0);
    expect(text).not.toMatch(/\n|https:|::/);
  });
});

describe('sayShort', () => {
  it('says how long others have waited, and what to do', () => {
    expect(words.sayShort('a\n::b', 30_000, { waits: 40, longer: 7, p50Ms: 12_000, p95Ms: 70_000 })).toBe(
      'This wait for a : :b may end in vain: it ends after 30 s, and 7 of the 40 requests that had to wait there in the last 7 days waited longer or gave up (p50 12 s, p95 1 m 10 s). Raise `lock-timeout`, or look at what holds the lock for so long.',
    );
  });
});

describe('what is said at the end', () => {
  it.each([
    [words.sayAcquired('m', 'update', 3, 0), 'Got the update lock on m at once.'],
    [words.sayAcquired('m', 'update', 3, 1), 'Got the update lock on m after 3 ms.'],
    [words.sayAcquired('m', 'update', 41_000, 0), 'Got the update lock on m after 41 s.'],
    [words.sayReleased('m', 'exclusive', 9000), 'Let go of the exclusive lock on m, held for 9.0 s.'],
    [words.sayRecovered('m', { job: 'x' }), 'The lock on m was recovered: job x died without letting go.'],
    [
      words.sayDirty('m', [{ job: 'x' }, { job: 'y' }]),
      'm may be half-written: job x; job y died while holding the lock. Output `dirty` is true.',
    ],
  ])('%s', (said, text) => {
    expect(said).toBe(text);
  });

  it('says on giving up who has it, how many are in front and which input to raise', () => {
    const line = { holders: [seen({ verdict: 'unknown' })], ahead: 2 };
    expect(words.troubleWaiting('m', 'update', line, 300_000, '5m')).toEqual({
      what: 'Waited 5 m for the update lock on m and gave up.',
      why: `Held by acme/web job test, run 812 on runner-2 (update, for 41 s, cannot be seen from here); 2 requests in front.`,
      fix: `Raise \`lock-timeout\` (now 5m), or look at what holds it. ${job.url}`,
    });
    expect(words.troubleWaiting('m', 'update', line, 0, '0').what).toBe('The update lock on m is taken.');
  });
});

describe('what is said of a fetch', () => {
  it('that was joined: whose it was, why it serves, and what is spared', () => {
    expect(words.sayJoined('m', 'fetch --prune origin', job)).toBe(
      `Joined the fetch of acme/web job test, run 812 on runner-2: it began after this step asked, so \`git fetch --prune origin\` is not run in m. ${job.url}`,
    );
    expect(words.sayJoined('m', 'git  fetch', { job: 'x' }, 12_000)).toBe(
      'Joined the fetch of job x: it began 12 s before this step asked, which `max-age` allows, so `git fetch` is not run in m.',
    );
    expect(words.sayJoined('m', undefined, { job: 'x' })).toBe('Joined the fetch of job x: it brought what is wanted into m.');
  });

  it.each([
    [words.sayPresent('m', 1), 'What is wanted is in m already, kept by a ref: nothing is fetched.'],
    [words.sayPresent('m', 3), 'All that is wanted (3) is in m already, kept by a ref: nothing is fetched.'],
    [words.sayMerged('m', 1), 'Fetching into m for 1 request in line too.'],
    [words.sayMerged('m', 7), 'Fetching into m for 7 requests in line too.'],
    [
      words.sayAlone('m', 'fatal: no such ref'),
      'The fetch into m for all in line failed, which may be because of one of them (fatal: no such ref): doing ours alone.',
    ],
    [words.sayAlone('m', ''), 'The fetch into m for all in line failed, which may be because of one of them: doing ours alone.'],
  ])('%s', (said, text) => {
    expect(said).toBe(text);
  });

  it('keeps texts of others on one line that nobody obeys, without passwords', () => {
    const hostile = '::error::x\n##[group]\u001b[31m';
    const holder = { job: hostile, url: 'javascript:x' };
    for (const said of [
      words.sayJoined(hostile, `fetch https://u:pw@h/x ${hostile}`, holder, 1),
      words.sayJoined(hostile, undefined, holder),
      ...[words.sayPresent(hostile, 1), words.sayMerged(hostile, 1), words.sayAlone(hostile, hostile)],
    ])
      expect(said).not.toMatch(/::|##\[|\p{Cc}|pw|javascript/u);
  });
});
