import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Figures, families, isOurText, lockLabel, renderMetrics, samplesIn } from '../../../src/report/pictures/metrics.ts';
import { count, countOf, emptyTally } from '../../../src/report/totals/tally.ts';
import { at, makeEvent } from '../../support/events.ts';
import { lives } from '../../support/journal-events.ts';

const figures = (overrides: Partial<Figures> = {}): Figures => ({ guards: '/srv/mirror.git', tally: emptyTally(), line: [], ...overrides });
const someEvents = [makeEvent('lock_acquired', 0, { waited_ms: 40 }), makeEvent('lock_released', 1500, { held_ms: 1500 })];
const some = (guards = '/srv/mirror.git') => figures({ guards, tally: count(emptyTally(), someEvents) });

/** Name and labels to value. */
const seriesOf = (text: string) =>
  new Map(
    text
      .split('\n')
      .filter((it) => it !== '' && !it.startsWith('#'))
      .map((it): [string, number] => [it.slice(0, it.lastIndexOf(' ')), Number(it.slice(it.lastIndexOf(' ') + 1))]),
  );
const read = (text: string, name: string, labels = '') => seriesOf(text).get(`${name}{lock="/srv/mirror.git"${labels}}`);

describe('the metrics', () => {
  it('tell waits and holds in seconds, cumulative, with sum and count', () => {
    const text = renderMetrics([some()]);
    const buckets = ['0.01', '0.05', '0.5', '1', '2.5', '+Inf'];
    const inBuckets = (name: string) => buckets.map((le) => read(text, `${name}_bucket`, `,mode="update",le="${le}"`));
    expect(inBuckets('fetch_lock_wait_seconds')).toEqual([0, 1, 1, 1, 1, 1]);
    expect(inBuckets('fetch_lock_hold_seconds')).toEqual([0, 0, 0, 0, 1, 1]);
    expect(read(text, 'fetch_lock_wait_seconds_sum', ',mode="update"')).toBe(0.04);
    expect(read(text, 'fetch_lock_hold_seconds_sum', ',mode="update"')).toBe(1.5);
    expect(read(text, 'fetch_lock_hold_seconds_count', ',mode="update"')).toBe(1);
  });

  it('have histograms that never fall from bucket to bucket and end in their count', () => {
    fc.assert(
      fc.property(lives, (events) => {
        const tally = count(emptyTally(), events);
        const text = renderMetrics([figures({ tally })]);
        for (const mode of ['shared', 'update', 'exclusive'] as const) {
          const buckets = [...seriesOf(text)].flatMap(([name, value]) =>
            name.startsWith(`fetch_lock_wait_seconds_bucket{lock="/srv/mirror.git",mode="${mode}"`) ? [value] : [],
          );
          expect(buckets).toEqual([...buckets].sort((a, b) => a - b));
          expect(buckets.at(-1)).toBe(countOf(tally.waits[mode]));
          expect(read(text, 'fetch_lock_wait_seconds_count', `,mode="${mode}"`)).toBe(countOf(tally.waits[mode]));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('tell how requests and fetches ended, and when the newest event was', () => {
    const events = [
      ...someEvents,
      makeEvent('lock_timeout', 0, { ticket: 'b', mode: 'shared' }),
      makeEvent('lock_bypassed', 0, { ticket: 'b', mode: 'shared' }),
      makeEvent('lock_recovered', 0, { ticket: 'c', mode: 'exclusive', held_ms: 5 }),
      makeEvent('fetch_joined', 9000, { ticket: 'd' }),
    ];
    const text = renderMetrics([figures({ tally: count(emptyTally(), events) })]);
    expect(read(text, 'fetch_lock_requests_total', ',mode="update",outcome="released"')).toBe(1);
    expect(read(text, 'fetch_lock_requests_total', ',mode="shared",outcome="timeout"')).toBe(1);
    expect(read(text, 'fetch_lock_requests_total', ',mode="exclusive",outcome="died"')).toBe(1);
    expect(read(text, 'fetch_lock_fetches_total', ',outcome="joined"')).toBe(1);
    for (const name of ['timeouts', 'recoveries', 'bypasses']) expect(read(text, `fetch_lock_${name}_total`)).toBe(1);
    expect(read(text, 'fetch_lock_last_event_timestamp_seconds')).toBe(at(9000) / 1000);
  });

  it('tell who waits and who holds now', () => {
    const line = [
      { mode: 'shared', isGranted: true },
      { mode: 'shared', isGranted: true },
      { mode: 'exclusive', isGranted: false },
    ] as const;
    const text = renderMetrics([figures({ line })]);
    expect(read(text, 'fetch_lock_holders', ',mode="shared"')).toBe(2);
    expect(read(text, 'fetch_lock_waiters', ',mode="shared"')).toBe(0);
    expect(read(text, 'fetch_lock_waiters', ',mode="exclusive"')).toBe(1);
  });

  it('are there with zeros before anything has happened, all but what has not been', () => {
    const text = renderMetrics([figures()]);
    expect(read(text, 'fetch_lock_timeouts_total')).toBe(0);
    expect(read(text, 'fetch_lock_wait_seconds_bucket', ',mode="shared",le="+Inf"')).toBe(0);
    expect(text).not.toMatch(/unknown|last_event/);
  });

  it('name each family once for several locks, and each series once', () => {
    const text = renderMetrics([some('/a'), some('/b'), some('/b')]);
    const types = text.split('\n').filter((it) => it.startsWith('# TYPE'));
    expect(types.length).toBe(new Set(types).size);
    expect(text.match(/^fetch_lock_timeouts_total.*/gm)).toEqual([
      'fetch_lock_timeouts_total{lock="/a"} 0',
      'fetch_lock_timeouts_total{lock="/b"} 0',
    ]);
  });

  it('are all in the docs, each with its kind and its labels', () => {
    const docs = readFileSync(join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'metrics.md'), 'utf8');
    const text = renderMetrics([some()]);
    const labelsOf = (family: string) => {
      const [, labels = ''] = new RegExp(`^${family}(?:_count)?\\{(.*)\\}`, 'm').exec(text) ?? [];
      return [...labels.matchAll(/(\w+)="/g)].map(([, name]) => `\`${name}\``).join(', ');
    };
    const rows = [...docs.matchAll(/^\| (`fetch_lock_.*?) \| [^|]* \|$/gm)].map(([, row]) => row);
    expect(rows).toEqual(Object.entries(families).map(([name, [kind]]) => `\`${name}\` | ${kind} | ${labelsOf(name)}`));
  });

  it('have only so many series a lock, whatever jobs call themselves', () => {
    const job = (index: number) => ({ repository: `acme/${index}`, job: `secret-${index}`, user: `u${index}` });
    const events = Array.from({ length: 300 }, (_, index) =>
      makeEvent('lock_acquired', index, { ticket: `t${index}`, mode: `m${index}`, job: job(index), path: `p${index}`, waited_ms: index }),
    );
    const text = renderMetrics([figures({ tally: count(emptyTally(), events) })]);
    expect(seriesOf(text).size).toBeLessThan(250);
    expect(text).not.toMatch(/secret|acme/);
  });
});

describe('a lock as a label', () => {
  it.each([
    ['/srv/mirror.git', '/srv/mirror.git'],
    ['/srv/grün und blau', '/srv/grün und blau'],
    ['/srv/a"b', '/srv/a\\"b'],
    ['/srv/a\\b', '/srv/a\\\\b'],
  ])('is %s as it is, by the rules of the format', (path, label) => {
    expect(lockLabel(path)).toBe(label);
  });

  it.each([
    '/a\nfetch_lock_x 1',
    '/a::error::b',
    '##[error]x',
    '/a\u202eb',
    '/a\x1b[31m',
    `/${'x'.repeat(330)}`,
    '/a ',
    'https://u:pw@h/x',
    '/\ud800',
  ])('is inert where it cannot be shown, and differs from all others: %j', (path) => {
    const label = lockLabel(path);
    expect(label).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}]{1,330} #[\da-f]{8}$/u);
    expect(label).not.toMatch(/::|##\[|pw/);
    expect(lockLabel(label.replace(/ #[\da-f]{8}$/, ''))).not.toBe(label);
    expect(lockLabel(`${path}\n`)).not.toBe(label);
  });
});

describe('a text of ours', () => {
  const nowAt = at(60_000);
  const lock = (label: string) => new Set([label]);

  it('is read back whole, whatever the locks are called', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 30 }), { maxLength: 4 }), (paths) => {
        const text = renderMetrics(paths.map((it) => some(`/${it}`)));
        expect(renderMetrics([], samplesIn(text, new Set(), nowAt))).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the series of other locks and gives up its own', () => {
    const text = renderMetrics([some('/a'), some('/b')]);
    const merged = renderMetrics([figures({ guards: '/b' })], samplesIn(text, lock('/b'), nowAt));
    expect(merged).toMatch(/^fetch_lock_hold_seconds_count\{lock="\/a",mode="update"\} 1$/m);
    expect(merged).toMatch(/^fetch_lock_hold_seconds_count\{lock="\/b",mode="update"\} 0$/m);
    expect([...seriesOf(merged).keys()].filter((it) => it.includes('last_event'))).toHaveLength(1);
  });

  it('forgets a lock of which nothing was heard for a month', () => {
    const text = renderMetrics([some('/a')]);
    const monthMs = 30 * 24 * 3_600_000;
    expect(samplesIn(text, new Set(), at(1500) + monthMs - 2).length).toBeGreaterThan(0);
    expect(samplesIn(text, new Set(), at(1500) + monthMs + 2)).toEqual([]);
  });

  it.each([
    'fetch_lock_other{lock="/a"} 1',
    'fetch_lock_timeouts_total{lock="/a"} 1 # more',
    'fetch_lock_timeouts_total{lock="/a"} NaN',
    'fetch_lock_timeouts_total{lock="/a",more="::error::"} 1',
    'fetch_lock_timeouts_total{lock="a\\q"} 1',
    'fetch_lock_timeouts_total 1',
    'fetch_lock_timeouts_total_sum{lock="/a"} 1',
    '# HELP fetch_lock_timeouts_total other',
  ])('is read without what is not of ours: %s', (line) => {
    const text = renderMetrics([some('/a')]);
    expect(samplesIn(`${text}${line}\n`, new Set(), nowAt)).toEqual(samplesIn(text, new Set(), nowAt));
  });

  it('is known by its first line; nothing may be replaced either', () => {
    expect([renderMetrics([]), renderMetrics([some()]), '', '\n'].map(isOurText)).toEqual([true, true, true, true]);
    expect(['root:x:0:0', '# HELP up x', ' # Written by fetch-lock'].map(isOurText)).toEqual([false, false, false]);
  });
});
