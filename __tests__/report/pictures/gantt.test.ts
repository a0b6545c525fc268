import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderGantt } from '../../../src/report/pictures/gantt.ts';
import type { Row } from '../../../src/report/timeline.ts';
import { spansOf } from '../../../src/report/waiting/spans.ts';
import { at } from '../../support/events.ts';
import { hostileNames, timedRow } from '../../support/scenes.ts';

const nowAt = at(2_000_000_000);
const mine = timedRow('mine', [0, 40, 42, 60]);
const chartOf = (rows: readonly Row[], us = mine, at = nowAt) => {
  const shown = spansOf(rows, at).map((span, index) => ({ span, number: index + 1 }));
  const ours = shown.find(({ span }) => span.row === us)?.span ?? spansOf([us], at)[0];
  return (ours && renderGantt(shown, ours)) ?? '';
};
/** What is drawn of each request, with the times in seconds. */
const drawn = (rows: readonly Row[], us = mine, at = nowAt) => {
  const lines = chartOf(rows, us, at).split('\n');
  return lines
    .slice(lines.findIndex((line) => line.startsWith('  section')))
    .filter((line) => line.startsWith('  '))
    .map((line) => line.trim());
};

describe('renderGantt', () => {
  it('draws the wait, the hold and what is shared of it in a line, from zero', () => {
    expect(
      drawn([timedRow('other', [-30, -30, '-', 40], { job: { repository: 'acme/api', job: 'build', job_index: '3' } }), mine]),
    ).toEqual([
      'section 1. api build (3)',
      'holds 1 m 10 s :active, 00:00:00.000, 00:01:10.000',
      'section 2. ▸ this job',
      'waits 40 s :done, 00:00:30.000, 00:01:10.000',
      '· :active, 00:01:10.000, 00:01:12.000',
      'shares 18 s :00:01:12.000, 00:01:30.000',
      'holds 2.0 s :00:01:30.000, 00:01:30.000',
    ]);
  });

  it('draws a joined fetch as a milestone', () => {
    expect(drawn([{ ...mine, fetched: 'joined' }]).slice(1)).toEqual([
      'waits 40 s :done, 00:00:00.000, 00:00:40.000',
      '· :milestone, 00:00:40.000, 00:00:40.000',
      '· :active, 00:00:41.111, 00:00:42.000',
      'shares 18 s :00:00:42.000, 00:01:00.000',
      'joined, holds 2.0 s :00:01:00.000, 00:01:00.000',
    ]);
  });

  it.each<[Row['outcome'], string]>([
    ['timeout', 'gave up after 40 s :crit, '],
    ['deadlock', 'gave up after 40 s :crit, '],
    ['bypassed', 'went on without it after 40 s :crit, '],
    ['cancelled', 'cancelled after 40 s :done, '],
    ['died', 'died after 40 s :done, '],
  ])('a wait that ended as %s', (outcome, start) => {
    const us = timedRow('mine', [0, '-', '-', 40], { outcome });
    expect(drawn([us], us)).toEqual(['section 1. ▸ this job', `${start}00:00:00.000, 00:00:40.000`]);
  });

  it.each<[Row['outcome'], string]>([
    ['released', 'holds 40 s'],
    ['died', 'holds 40 s, then died'],
    ['broken', 'holds 40 s, then lost it'],
  ])('a hold that ended as %s', (outcome, says) => {
    expect(drawn([timedRow('other', [0, 0, '-', 40], { outcome }), mine])[1]).toMatch(new RegExp(`^${says} :active, `));
  });

  it.each<[string, Row[], string]>([
    ['waits', [timedRow('mine', [0, '-', '-', '-'])], 'waits 40 s so far :done, '],
    ['holds', [timedRow('mine', [0, 10, '-', '-'])], 'holds 30 s so far :active, '],
    ['waited, as far as is known', [timedRow('mine', [0, '-', '-', '-']), timedRow('later', [1, 30, '-', 40])], 'waits 30 s :done, '],
  ])('one that %s still', (_, rows, start) => {
    const lines = drawn(rows, rows[0], at(40_000));
    expect(lines.filter((it) => it.startsWith(start))).toHaveLength(1);
  });

  it('draws as much before and after the wait as it took, and says what is cut whole', () => {
    const us = timedRow('mine', [0, 40, '-', 4000]);
    expect(drawn([timedRow('other', [-4000, -4000, '-', 40]), us], us)).toEqual([
      'section 1. web test',
      'holds 1 h 7 m :active, 00:00:00.000, 00:01:20.000',
      'section 2. ▸ this job',
      'waits 40 s :done, 00:00:40.000, 00:01:20.000',
      'holds 1 h 6 m :active, 00:01:20.000, 00:02:00.000',
    ]);
  });

  it.each([
    [0.2, 'HH:mm:ss.SSS', '%-S.%L s', '50millisecond'],
    [40, 'HH:mm:ss.SSS', '%-M m %S s', '10second'],
    [7000, 'HH:mm:ss.SSS', '%-H h %M m', '30minute'],
    [80_000, 'YYYY-MM-DD HH:mm:ss.SSS', 'day %-j, %-H h', '6hour'],
    [800_000, 'YYYY-MM-DD HH:mm:ss.SSS', 'day %-j, %-H h', '5day'],
  ])('has an axis for a wait of %d s', (seconds, dates, axis, ticks) => {
    const us = timedRow('mine', [0, seconds, '-', seconds * 2]);
    expect(chartOf([us], us)).toContain(`\n  dateFormat ${dates}\n  axisFormat ${axis}\n  tickInterval ${ticks}\n`);
  });

  it('counts days, where a clock would begin again', () => {
    const us = timedRow('mine', [0, 180_000, '-', 190_000]);
    expect(drawn([us], us)[1]).toBe('waits 50 h :done, 2001-01-01 00:00:00.000, 2001-01-03 02:00:00.000');
  });

  it.each([
    ['longer than a month', timedRow('mine', [0, 2_000_000, '-', 4_000_000])],
    ['of no number', { ...mine, grantedAt: Number.NaN }],
  ])('draws nothing of a wait %s', (_, us) => {
    expect(chartOf([us], us)).toBe('');
  });

  it('numbers requests of one name, so that each has its line', () => {
    const names = drawn([1, 2].map((index) => timedRow(`${index}`, [-9, -9, '-', 40]))).filter((line) => line.startsWith('section'));
    expect(names).toEqual(['section 1. web test', 'section 2. web test']);
  });

  it.each([
    [{}, 'a job without a name'],
    [{ user: 'ann', command: 'git gc --prune=now' }, 'git gc --prune now'],
    [{ user: 'ann', host: 'h' }, 'ann'],
    [{ repository: 'acme/a-repository-with-a-long-name', job: 'j' }, 'a-repository-with-a-long…'],
    [{ job: '\u{1F680} \u05d0\u202e a\u0301\u0301\u0301\u0301b' }, '\u05d0 ab'],
  ])('calls %j by its name', (job, name) => {
    expect(drawn([timedRow('x', [-9, -9, '-', 40], { job })])[0]).toBe(`section 1. ${name}`);
  });
});

const time = fc.double({ min: -1e5, max: 1e5, noNaN: true });
const never = fc.constant('-' as const);
const row = (ticket: string) =>
  fc
    .tuple(
      time,
      fc.oneof(time, never),
      fc.oneof(time, never),
      fc.oneof(time, never),
      hostileNames,
      fc.constantFrom('none', 'joined', 'fetched'),
    )
    .map(([asked, granted, downgraded, ended, name, fetched]) =>
      timedRow(ticket, [asked, granted, downgraded, ended], {
        ...{ job: { repository: name, job: name, job_index: name }, mode: name, fetched: fetched as Row['fetched'] },
      }),
    );

it('whatever the names and times: our words, the names in a section each, and nothing else', () => {
  const stamp = '(2001-01-\\d\\d )?\\d\\d:\\d\\d:\\d\\d\\.\\d{3}';
  const bar = new RegExp(
    `^(·|((waits|holds|shares|joined|gave up|went on|cancelled|died|released|holding|[\\d.]+ )[\\w., ]*)) :((done|active|crit|milestone), )?${stamp}, ${stamp}$`,
  );
  fc.assert(
    fc.property(fc.array(row('other'), { maxLength: 5 }), row('mine'), (others, us) => {
      const rows = [...others, us];
      const chart = chartOf(rows, us);
      if (chart === '') return;
      expect(chart.match(/```/g)).toHaveLength(2);
      expect(chart).toMatch(/^```mermaid\n[^`]*\n```\n$/);
      const lines = drawn(rows, us);
      expect(lines.filter((line) => /^section \d+\. [\p{L}\p{M}\p{N} .,_()/…▸-]{1,27}$/u.test(line))).toHaveLength(rows.length);
      for (const line of lines.filter((it) => !it.startsWith('section '))) expect(line).toMatch(bar);
      for (const line of lines.filter((it) => !it.startsWith('section '))) {
        const [from, to] = line.replace(/^.*?:(\w+, )?/, '').split(', ');
        expect(from && to && from <= to).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});
