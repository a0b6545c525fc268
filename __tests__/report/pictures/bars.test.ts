import { describe, expect, it } from '@jest/globals';
import { type Canvas, legendOfBars, renderBars } from '../../../src/report/pictures/bars.ts';
import { type Row, timeline } from '../../../src/report/timeline.ts';
import { accountOf } from '../../../src/report/waiting/account.ts';
import { at } from '../../support/events.ts';
import { makeRow } from '../../support/rows.ts';
import { makeWeek } from '../../support/week.ts';

const sec = (seconds: number) => at(seconds * 1000);
const plain = (width: number): Canvas => ({ width, paint: (_, text) => text });
const bars = (rows: readonly Row[], width = 100, path = 'mirror.git') => renderBars(accountOf(path, rows, sec(600)), plain(width));

const row = (ticket: string, mode: string, asked: number, granted: number, ended: number, more: Partial<Row> = {}) =>
  makeRow({
    ...{ ticket, mode, outcome: 'released', job: { job: ticket } },
    ...{ askedAt: sec(asked), grantedAt: sec(granted), waitedMs: (granted - asked) * 1000, endedAt: sec(ended), ...more },
  });

describe('the bars', () => {
  it('are on one axis: thin for waiting, thick for holding by its mode, a dot for a fetch that was joined', () => {
    const { grantedAt: _, ...gaveUp } = row('late', 'shared', 25, 25, 40, { outcome: 'timeout', waitedMs: 15_000 });
    expect(
      bars([
        row('build', 'update', 0, 0, 20, { downgradedAt: sec(10) }),
        row('test', 'update', 2, 10, 30, { downgradedAt: sec(10), fetched: 'joined' }),
        row('gc', 'exclusive', 14, 30, 40),
        gaveUp,
      ]),
    ).toEqual([
      'mirror.git',
      '  4 requests · 8.0 s median wait (p50) · 16 s p95 wait · 39 s of waiting in all · 1 gave up',
      '  Most of the waiting was for job test (17 s, 2 waits); job build (12 s, 2 waits); job gc (10 s, 1',
      '  wait).',
      ...['', '  21 Nov 2026 05:00:00 UTC, for 40 s, 4 requests'],
      '   1 build                      ▓▓▓▓▓▓▓▓▓▓░░░░░░░░░░',
      '   2 test                        ────────●░░░░░░░░░░░░░░░░░░░░          8.0 s behind 1',
      '   3 gc                                      ────────────────██████████ 16 s behind 2 and 1 more',
      '   4 late                                               ──────────────✗ 15 s behind 3 and 1 more',
    ]);
  });

  it.each([40, 60, 80, 200])('fit into %d columns, whatever is written in them', (width) => {
    const hostile = '構建'.repeat(60);
    const named = timeline(makeWeek(200)).map((it, index) => (index % 3 === 0 ? { ...it, job: { job: hostile } } : it));
    const columns = (line: string) => [...line].reduce((sum, it) => sum + (it > '\u3000' ? 2 : 1), 0);
    const lines = [...bars(named, width, hostile), ...legendOfBars(plain(width))];
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.filter((it) => columns(it) > width)).toEqual([]);
  });

  it('show names of others as text', () => {
    const lines = bars([row('x', 'update', 0, 0, 1, { job: { job: '\u001b[31m\n::error::\u202e' } })], 100, 'a\nb\u001b[0m');
    expect(lines.join(' ')).not.toMatch(/[\p{Cf}\p{Cc}]|::/u);
    expect(lines[0]).toBe('a b [0m');
  });

  it('say how many are not drawn', () => {
    const lines = bars(timeline(makeWeek(1000)));
    const drawn = lines.filter((it) => /^ {2}[ \d]\d /.test(it) && /[─▓░█]/.test(it)).length;
    expect(drawn).toBeGreaterThan(8);
    expect(lines.join('\n')).toContain(`${1000 - drawn} more requests not drawn`);
  });

  it('are none where nobody asked', () => {
    expect(bars([])).toEqual(['mirror.git', '  Nobody has asked for this lock.']);
  });
});
