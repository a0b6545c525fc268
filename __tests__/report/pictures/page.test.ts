import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { renderDocument } from '../../../src/report/pictures/document.ts';
import { renderPage } from '../../../src/report/pictures/page.ts';
import { type Row, timeline } from '../../../src/report/timeline.ts';
import { accountOf } from '../../../src/report/waiting/account.ts';
import { at } from '../../support/events.ts';
import { makeRow } from '../../support/rows.ts';
import { makeWeek } from '../../support/week.ts';

const sec = (seconds: number) => at(seconds * 1000);
const nowAt = sec(600);
const holder = makeRow({
  ...{ ticket: 'holder', mode: 'exclusive', outcome: 'released', job: { repository: 'acme/api', job: 'gc' } },
  ...{ askedAt: sec(0), grantedAt: sec(0), waitedMs: 0, endedAt: sec(41), heldMs: 41_000 },
});
const waiter = makeRow({
  ...{
    ticket: 'waiter',
    outcome: 'released',
    job: { repository: 'acme/web', job: 'test', url: 'https://github.example/acme/web/actions/runs/1' },
  },
  ...{ askedAt: sec(2), grantedAt: sec(41), waitedMs: 39_000, downgradedAt: sec(44), endedAt: sec(50), heldMs: 9000, fetched: 'joined' },
});
const page = (rows: readonly Row[], path = 'mirror.git') => renderPage({ accounts: [accountOf(path, rows, nowAt)], nowAt });
const textOf = (html: string) =>
  html
    .replace(/<style>.*<\/style>/s, '')
    .replace(/<[^>]*>/g, '\n')
    .replace(/\u00a0/g, ' ');

describe('the page', () => {
  it('says of each request what became of it, and behind whom', () => {
    const text = textOf(page([holder, waiter]));
    expect(text).toContain('Most of the waiting was for acme/api job gc (39 s, 1 wait).');
    expect(text).toContain('exclusive · held 41 s');
    expect(text).toContain('update · waited 39 s behind 1 · joined a fetch · held 9.0 s');
    expect(text).toMatch(/\nmedian wait \(p50\)\n+0 ms\n/);
  });

  it.each<[string, Partial<Row>, string]>([
    ['gave up', { outcome: 'timeout' }, 'waited 39 s behind 1 · gave up'],
    ['was cancelled', { outcome: 'cancelled' }, 'waited 39 s behind 1 · was cancelled'],
    ['went on without', { outcome: 'bypassed' }, 'waited 39 s behind 1 · went on without the lock'],
  ])('says who %s', (_, more, said) => {
    const { grantedAt: ____, heldMs: _____, ...left } = waiter;
    expect(textOf(page([holder, { ...left, ...more, fetched: 'none', endedAt: sec(41) }]))).toContain(`update · ${said}`);
  });

  it('tells what goes on', () => {
    const open = makeRow({ ticket: 'open', askedAt: sec(590), outcome: 'waiting' });
    const holds = makeRow({ ticket: 'holds', askedAt: sec(580), grantedAt: sec(580), waitedMs: 0 });
    const text = textOf(page([holds, open]));
    expect(text).toContain('update · has held 20 s');
    expect(text).toContain('update · has waited 10 s behind 1');
  });

  it('allows its own style sheet and nothing else (G1)', () => {
    const html = page([holder, waiter]);
    const [, style = ''] = /<style>(.*)<\/style>/s.exec(html) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(html).toContain(
      `default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;`,
    );
    expect(html).not.toMatch(/<script|\son\w+=|\sstyle=|\bsrc=|url\(|@import/);
  });

  it('has names of others as text, and no link that could be something else (G2)', () => {
    const hostile = '</style><script>alert(1)</script>"\'><img src=x onerror=y>&amp;\u202e\u001b[2J::error::';
    const job = { repository: hostile, job: hostile, runner: hostile, url: 'javascript:alert(1)' };
    const html = page([holder, { ...waiter, job, mode: hostile, joined: [job] }], hostile);
    const plain = page([holder, { ...waiter, mode: 'odd' }]);
    const tags = (text: string) => text.replace(/<a [^>]*>|<\/a>/g, '').match(/<[a-z/!][^\s>]*/g);
    expect(tags(html)).toEqual(tags(plain));
    expect(html.replaceAll('\n', '')).not.toMatch(/javascript|\p{Cf}|\p{Cc}|::error/u);
    expect(html).toContain('&lt;/style&gt;&lt;script&gt;alert(1)');
  });

  it('links to a run that can be nothing else', () => {
    expect(page([holder, waiter]).match(/<a [^>]*>/g)).toEqual([
      '<a href="https://github.example/acme/web/actions/runs/1" rel="noreferrer">',
    ]);
  });

  it('draws a bounded number of thousands of requests, and counts all of them (G3)', () => {
    const rows = timeline(makeWeek(3000));
    const html = page(rows);
    const drawn = html.match(/<li><div/g)?.length ?? 0;
    expect(drawn).toBeGreaterThan(500);
    expect(drawn).toBeLessThanOrEqual(600);
    expect(textOf(html)).toMatch(/\n3000\n/);
    expect(Buffer.byteLength(html)).toBeLessThan(1_048_576);
    const [, left = ''] = /(\d+) more requests not drawn/.exec(html) ?? [];
    expect(Number(left)).toBe(3000 - drawn);
  });

  it('keeps every mark within the drawing', () => {
    const html = page(timeline(makeWeek(1000)));
    const bars = [...html.matchAll(/<rect class="[\w-]+" x="([\d.]+)%" y="\d+" width="([\d.]+)%"/g)].map(
      ([, x, width]) => Number(x) + Number(width),
    );
    expect(bars.length).toBeGreaterThan(300);
    expect(Math.max(...bars)).toBeLessThanOrEqual(100);
    expect(html).not.toMatch(/NaN|Infinity|undefined|="-/);
  });

  it('has a sentence where nobody waited, and where nobody asked', () => {
    const text = textOf(page([holder]));
    expect(text).toContain('Nobody waited.');
    expect(text).toContain('Nobody had to wait for anybody.');
    expect(textOf(page([]))).toContain('Nobody has asked for this lock.');
  });
});

describe('the document', () => {
  const render = (rows: readonly Row[], path = 'mirror.git') =>
    renderDocument({ accounts: [accountOf(path, rows, nowAt)], nowAt, since: '24h' });

  it('tells every request by lock, and behind whom', () => {
    expect(JSON.parse(render([holder, waiter]))).toMatchObject({
      ...{ v: 1, ts: '2026-11-21T05:10:00.000Z', since: '24h' },
      locks: [
        {
          ...{ path: 'mirror.git', requests: 2, waited_ms: { total: 39_000, p50: 0, p95: 39_000 }, timeouts: 0, recoveries: 0 },
          blockers: [{ name: 'acme/api job gc', blocked_ms: 39_000, waits: 1 }],
          rows: [
            { ticket: 'holder', mode: 'exclusive', waited_ms: 0, held_ms: 41_000, behind: [] },
            {
              ...{ ticket: 'waiter', outcome: 'released', asked_at: '2026-11-21T05:00:02.000Z', granted_at: '2026-11-21T05:00:41.000Z' },
              ...{ downgraded_at: '2026-11-21T05:00:44.000Z', ended_at: '2026-11-21T05:00:50.000Z', waited_ms: 39_000, held_ms: 9000 },
              ...{ fetched: 'joined', behind: [{ ticket: 'holder', blocked_ms: 39_000 }] },
            },
          ],
        },
      ],
    });
  });

  it('has nothing that a terminal obeys, and loses nothing', () => {
    const job = { job: '\u001b[2J\u009b31m\u202e\u{e0001}\u2028\ud800 gc' };
    const text = render([{ ...holder, job }]);
    expect(text).not.toMatch(/[^\n\x20-\x7e]/);
    expect(JSON.parse(text).locks[0].rows[0].job).toEqual(job);
  });
});
