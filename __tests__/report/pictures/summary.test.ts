import { describe, expect, it } from '@jest/globals';
import { renderSummary, type Step, type Wait } from '../../../src/report/pictures/summary.ts';
import type { Row } from '../../../src/report/timeline.ts';
import { at } from '../../support/events.ts';
import { makeRow } from '../../support/rows.ts';

const startAt = at(0);
const nowAt = startAt + 600_000;
const mine = makeRow({
  ...{ ticket: 'mine', outcome: 'released', askedAt: startAt, grantedAt: startAt + 41_000, endedAt: startAt + 50_000 },
  ...{ waitedMs: 41_000, heldMs: 9000, gitMs: 4200, ahead: 2 },
});
const wait = (overrides: Partial<Wait> = {}): Wait => ({ rows: [mine], ticket: 'mine', path: 'mirror.git', mode: 'update', ...overrides });
const render = ({ rows = [mine], path = 'mirror.git', ...step }: Partial<Wait & Step> = {}) =>
  renderSummary({ waits: [wait({ rows, path })], result: 'acquired', nowAt, ...step });
const rowsOf = (markdown: string) => markdown.split('\n').filter((line) => line.startsWith('|') && !/^\|( # \| job |--)/.test(line));
/** The one fence that is ours; what is left of it shows in what follows. */
const withoutFence = (markdown: string) => markdown.replace(/\n```mermaid\n[^`]*\n```\n/, '');
const isOurs = (line: string) => /^\| \d+ \| \*\*/.test(line);
const crowd = (count: number, overrides: Partial<Row> = {}) =>
  Array.from({ length: count }, (_, index) => makeRow({ ticket: `t${index}`, askedAt: startAt + index, ...overrides }));

describe('renderSummary', () => {
  it('is one sentence when nothing was waited for', () => {
    const quick = makeRow({ ...mine, waitedMs: 12, ahead: 0, heldMs: 4200, gitMs: 4000 });
    expect(render({ rows: [quick, ...crowd(3)], waitedMs: 12 })).toBe(
      '### fetch-lock\n\nWaited 12 ms for the update lock on mirror.git, then held it for 4.2 s (git: 4.0 s).\n',
    );
  });

  it('says who waited for whom when something was', () => {
    const other = makeRow({
      ...{ ticket: 'other', job: { repository: 'acme/api', url: 'https://github.example/acme/api/actions/runs/1' } },
      ...{
        askedAt: startAt - 60_000,
        grantedAt: startAt - 60_000,
        waitedMs: 0,
        heldMs: 101_000,
        endedAt: startAt + 41_000,
        outcome: 'released',
      },
    });
    const long = makeRow({ ticket: 'long ago', askedAt: startAt - 9000, endedAt: startAt - 8000 });
    const markdown = render({ rows: [other, long, mine] });
    expect(markdown).toContain('Waited 41 s for the update lock on mirror.git behind 2 requests, then held it for 9.0 s (git: 4.2 s).');
    expect(rowsOf(markdown)).toEqual([
      '| 1 | [acme/api](https://github.example/acme/api/actions/runs/1) | update | 0 ms | 1 m 41 s |  |  | released |',
      '| 2 | **acme/web job test** | update | 41 s | 9.0 s | 4.2 s |  | released |',
    ]);
    expect(markdown).toMatch(
      /\n```\n\n<details>.*<\/summary>\n\n\| # \| job .*\n\|--:\|---\|---\|--:\|--:\|--:\|---\|---\|\n[\s\S]*\n\n<\/details>\n$/,
    );
  });

  it('counts until now what has not ended', () => {
    const waiting = makeRow({ ticket: 'waits', outcome: 'waiting', askedAt: startAt + 30_000 });
    const holding = makeRow({ ticket: 'holds', askedAt: startAt, waitedMs: 0, grantedAt: startAt });
    expect(rowsOf(render({ rows: [mine, holding, waiting] })).slice(1)).toEqual([
      '| 2 | acme/web job test | update | 0 ms | 10 m |  |  | holding |',
      '| 3 | acme/web job test | update | 9 m 30 s |  |  |  | waiting |',
    ]);
  });

  it.each([
    ['bypassed', '**Went on without the lock** on mirror.git after 41 s, behind'],
    ['timeout', '**Gave up.**'],
    ['cancelled', 'Cancelled while it held mirror.git, after waiting 41 s.'],
    ['unavailable', '**No lock was taken** on mirror.git.'],
    [undefined, 'The step was ended before it could say how the lock on mirror.git went.'],
  ])('has a sentence for %s', (result, sentence) => {
    const said = renderSummary({ waits: [wait()], nowAt, ...(result === undefined ? {} : { result }) }).split('\n')[2];
    expect(said).toBe(result === 'bypassed' ? sentence.replace(', behind', '.') : sentence);
  });

  it('says why it failed', () => {
    expect(render({ rows: [], result: 'timeout', waitedMs: 5000, failure: 'Held by *them*. [FL_TIMEOUT]' })).toBe(
      '### fetch-lock\n\n**Gave up.** Held by &#42;them&#42;. &#91;FL&#95;TIMEOUT&#93;\n',
    );
  });

  it('shows names of other jobs as text, and no link that could be something else', () => {
    const hostile = '</details>\n|x|<img src=x onerror=y>`**[a](b)![c](d)@me #1 ::error::\u202e';
    const job = { repository: hostile, job: hostile, runner: hostile, url: 'https://x/)<script>' };
    const markdown = render({ rows: [makeRow({ ticket: 'bad', job, mode: '<b>|' }), mine], path: hostile, failure: hostile });
    expect(rowsOf(markdown)).toHaveLength(2);
    expect(rowsOf(markdown)[0]?.match(/\|/g)).toHaveLength(9);
    expect(withoutFence(markdown).replace(/&#\d+;/g, '?')).not.toMatch(/<img|<script|<b>|`|\]\(|::|@me|\u202e|#1/);
    expect(markdown.match(/<[^>]*>/g)).toEqual(['<details>', '<summary>', '</summary>', '</details>']);
  });

  it.each([
    ['first', -1, 0],
    ['last', 100_000, 39],
    ['in the middle', 2500.5, 20],
  ])('shows at most 40 of 5,000 requests, ours among them where it came %s, in order', (_, place, ourPlace) => {
    const rows = crowd(5000).map((row) => ({ ...row, job: { job: row.ticket } }));
    const ours = { ...mine, askedAt: startAt + place, endedAt: startAt + 200_000 };
    const markdown = render({ rows: [...rows, ours].sort((a, b) => a.askedAt - b.askedAt) });
    const shown = rowsOf(markdown);
    expect(shown).toHaveLength(40);
    expect(shown.filter((line) => isOurs(line))).toHaveLength(1);
    expect(shown.findIndex((line) => isOurs(line))).toBe(ourPlace);
    expect(markdown).toContain('\n4961 more requests not shown.\n');
  });

  it('has a sentence and a fold for each of several locks, and 40 rows in all', () => {
    const crowded = [mine, ...crowd(100)];
    const markdown = render({ waits: [wait({ rows: crowded, path: 'a' }), wait({ rows: crowded, path: 'b', mode: 'exclusive' })] });
    expect(markdown.match(/^### /gm)).toHaveLength(1);
    for (const path of ['a', 'b']) {
      expect(markdown).toContain(`Waited 41 s for the update lock on ${path} behind`);
      expect(markdown).toContain(`<summary>Who waited for whom on ${path}</summary>`);
    }
    expect(rowsOf(markdown)).toHaveLength(40);
  });

  it('tells once what went wrong with one of several locks', () => {
    const waits = [wait({ path: 'a' }), wait({ path: 'b', rows: [{ ...mine, outcome: 'cancelled' }] }), wait({ path: 'c', rows: [] })];
    const markdown = render({ waits, result: 'cancelled' });
    expect(markdown.split('\n').filter((line) => /Cancelled|Waited/.test(line))).toEqual([
      'Cancelled while it held b, after waiting 41 s.',
    ]);
  });

  it('shows all of 40, and says nothing of more', () => {
    const markdown = render({ rows: [mine, ...crowd(39)] });
    expect(rowsOf(markdown)).toHaveLength(40);
    expect(markdown).not.toContain('not shown');
  });

  it('stays under 64 KiB with 5,000 requests of the longest names', () => {
    const long = '|'.repeat(5000);
    const url = `https://x/${'y'.repeat(200)}`;
    const rows = [...crowd(5000, { job: { repository: long, job: long, runner: long, url }, mode: long }), mine];
    const markdown = render({ rows, path: long, failure: long });
    expect(rowsOf(markdown)).toHaveLength(40);
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(65_536);
    const endless = crowd(5000, { job: { url: `https://x/${'y'.repeat(70_000)}` } });
    expect(Buffer.byteLength(render({ rows: [...endless, mine] }))).toBeLessThanOrEqual(65_536);
  });
});

describe('what a fetch came to', () => {
  const holder = { repository: 'acme/api', job: 'test', url: 'https://github.example/acme/api/actions/runs/1' };
  const said = (overrides: Partial<Row>, ...others: Row[]) => render({ rows: [{ ...mine, ...overrides }, ...others] }).split('\n');
  const start = 'Waited 41 s for the update lock on mirror.git behind 2 requests, then held it for 9.0 s (git: 4.2 s)';

  it.each<[Partial<Row>, string, string]>([
    [{ fetched: 'none' }, '.', ''],
    [{ fetched: 'fetched' }, '; fetched.', 'fetched'],
    [{ fetched: 'fetched', merged: 1 }, '; fetched, also for 1 request in line.', 'fetched (+1)'],
    [{ fetched: 'fetched', merged: 7, joined: [holder] }, '; fetched, also for 7 requests in line.', 'fetched (+7)'],
    [{ fetched: 'present' }, '; nothing had to be fetched.', 'present'],
    [{ fetched: 'joined', joined: [holder] }, `; joined the fetch of [acme/api job test](${holder.url}).`, 'joined'],
    [{ fetched: 'joined', joined: [{ job: 'x' }, holder] }, '; joined the fetches of job x and 1 other.', 'joined'],
    [{ fetched: 'joined', joined: [{ job: 'x' }, {}, holder] }, '; joined the fetches of job x and 2 others.', 'joined'],
    [{ fetched: 'joined' }, '; joined the fetch of another job.', 'joined'],
  ])('%j', (overrides, end, cell) => {
    const lines = said(overrides);
    expect(lines[2]).toBe(`${start}${end}`);
    expect(lines.find((line) => isOurs(line))).toBe(`| 1 | **acme/web job test** | update | 41 s | 9.0 s | 4.2 s | ${cell} | released |`);
  });

  it.each([
    [30, 29, '29 of the last 30 fetches asked for here needed no network of their own.'],
    [30, 1, '1 of the last 30 fetches asked for here needed no network of its own.'],
    [30, 30, 'All of the last 30 fetches asked for here needed no network of their own.'],
    [1, 1, 'The last fetch asked for here needed no network of its own.'],
  ])('sums up %d fetches of which %d were saved', (asked, saved, line) => {
    const other = makeRow({ ticket: 'other', fetches: { asked: asked - saved, saved: 0 } });
    expect(said({ fetches: { asked: saved, saved } }, other)[4]).toBe(line);
  });

  it('says nothing of savings where there are none', () => {
    expect(said({ fetches: { asked: 30, saved: 0 } }).join()).not.toContain('needed no network');
  });

  it('says of which of several locks', () => {
    const rows = [{ ...mine, fetches: { asked: 2, saved: 1 } }];
    const markdown = render({ waits: [wait({ rows, path: 'a' }), wait({ rows, path: 'b' }), wait({ path: 'c' })] });
    expect(markdown.match(/^.*needed no network.*$/gm)).toEqual([
      '1 of the last 2 fetches asked for on a needed no network of its own.',
      '1 of the last 2 fetches asked for on b needed no network of its own.',
    ]);
  });

  it('shows the name of whom it joined as text', () => {
    const hostile = '](javascript:x)\n|x|<b>::error::@me';
    const lines = said({ fetched: 'joined', joined: [{ job: hostile, url: 'https://x/)<script>' }] });
    expect(lines[2]).toMatch(/; joined the fetch of .*\.$/);
    expect(lines[2]?.replace(/&#\d+;/g, '?')).not.toMatch(/\]\(|<b>|<script|::|@me|\|/);
  });

  it('stays under 64 KiB with 40 locks of the longest names', () => {
    const long = '@'.repeat(5000);
    const joined = [{ repository: long, url: `https://x/${'y'.repeat(200)}` }, {}];
    const rows = [{ ...mine, fetched: 'joined' as const, joined, fetches: { asked: 1, saved: 1 } }];
    const waits = Array.from({ length: 40 }, () => wait({ rows, path: long }));
    const markdown = render({ waits, failure: long });
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(65_536);
    expect(markdown.match(/joined the fetches of/g)?.length).toBeGreaterThan(5);
  });
});
