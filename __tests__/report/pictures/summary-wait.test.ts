import { describe, expect, it } from '@jest/globals';
import { renderSummary, type Step } from '../../../src/report/pictures/summary.ts';
import type { Row } from '../../../src/report/timeline.ts';
import { at } from '../../support/events.ts';
import { scenes, timedRow } from '../../support/scenes.ts';

const nowAt = at(600_000);
const mine = timedRow('mine', [0, 41, 42, 60], { ahead: 1 });
const url = 'https://github.example/acme/api/actions/runs/118';
const holder = timedRow('holder', [-9, -9, '-', 41], {
  ...{ job: { repository: 'acme/api', job: 'build', run_id: '118', runner: 'runner-2', url }, gitMs: 40_000 },
});
const link = `[acme/api job build](${url})`;
const render = (rows: Row[], more: Partial<Step> = {}) =>
  renderSummary({ waits: [{ rows, ticket: 'mine', path: 'mirror.git', mode: 'update' }], result: 'acquired', nowAt, ...more });
const lineOf = (markdown: string, start: string) => markdown.split('\n').find((line) => line.startsWith(start));
const isWhole = (markdown: string) =>
  Buffer.byteLength(markdown) <= 65_536 &&
  (markdown.match(/^```/gm) ?? []).length % 2 === 0 &&
  (markdown.match(/<details>/g) ?? []).length === (markdown.match(/\n<\/details>\n/g) ?? []).length;

describe('who held it meanwhile', () => {
  const quick = (ticket: string, from: number, to: number, more: Partial<Row> = {}) =>
    timedRow(ticket, [from, from, '-', to], { job: { job: ticket }, ...more });

  it.each<[string, Row[], string | undefined]>([
    ['nobody', [], undefined],
    ['one', [holder], `Meanwhile it was held by ${link} for 41 s.`],
    ['two', [quick('a', 0, 10), quick('b', 10, 41)], 'Meanwhile it was held by job b for 31 s and job a for 10 s.'],
    [
      'four',
      [1, 2, 3, 4].map((it) => quick(`j${it}`, 0, it * 10)),
      'Meanwhile it was held by job j4 for 40 s, job j3 for 30 s and 2 others.',
    ],
    ['one for a moment', [quick('a', 0, 0.9)], undefined],
    ['one that only shared it', [quick('a', 0, 41, { mode: 'shared' })], undefined],
    ['one that died', [quick('a', 0, 41, { outcome: 'died' })], 'Meanwhile it was held by job a for 41 s, until it died.'],
    ['one by hand', [quick('a', 0, 41, { job: { user: 'ann', host: 'h' } })], 'Meanwhile it was held by ann on h for 41 s.'],
  ])('%s', (_, rows, sentence) => {
    expect(lineOf(render([...rows, mine]), 'Meanwhile')).toBe(sentence);
  });

  it.each<[string, Partial<Row>, boolean]>([
    ['kept it for long after git', { gitMs: 4000 }, true],
    ['ran git nearly all the time', { gitMs: 30_000 }, false],
    ['ran no git', { gitMs: 0 }, false],
    ['shared it after git', { gitMs: 4000, downgradedAt: at(20_000) }, false],
    ['died', { gitMs: 4000, outcome: 'died' }, false],
  ])('says what would help where it %s', (_, overrides, isTold) => {
    const said = lineOf(render([{ ...holder, ...overrides }, mine]), 'Meanwhile');
    const advice = ` ${link} kept it for 50 s, of which git took 4.0 s: there, \`hold: step\` would free it once git is done, and \`mode: auto\` share it.`;
    expect(said?.endsWith(advice)).toBe(isTold);
  });

  it('is told of one that gave up too', () => {
    const us = timedRow('mine', [0, '-', '-', 30], { outcome: 'timeout', ahead: 1 });
    expect(render([holder, us], { result: 'timeout', failure: 'Held.' })).toContain(
      `**Gave up.** Held.\n\nMeanwhile it was held by ${link} for 30 s.\n\n\`\`\`mermaid\n`,
    );
  });
});

describe('what the lock has cost lately', () => {
  const requests = (count: number, waited: number, overrides: Partial<Row> = {}) =>
    Array.from({ length: count }, (_, index) => timedRow(`r${waited} ${index}`, [-90_000, -90_000 + waited, '-', -80_000], overrides));
  const said = (rows: Row[]) => lineOf(render([...rows, mine]), 'On this lock');

  it('is told with the numbers', () => {
    expect(said([...requests(94, 1.2), ...requests(4, 48), ...requests(1, 3, { outcome: 'died' })])).toBe(
      'On this lock in the last 25 h 10 m: 100 requests; half of them waited at most 1.2 s (p50), 95 % at most 3.0 s (p95); 1 job died.',
    );
    const gaveUp = timedRow('g', [-500_000, '-', '-', -499_700], { outcome: 'timeout' });
    expect(said([gaveUp, { ...gaveUp, ticket: 'h' }])).toBe(
      'On this lock in the last 6 days: 3 requests; half of them waited at most 5 m (p50), 95 % at most 5 m (p95); 2 gave up.',
    );
  });

  it('is not told of what is older, nor of one request alone', () => {
    expect(said(requests(9, 1).map((row) => ({ ...row, askedAt: at(-8 * 86_400_000) })))).toBeUndefined();
    expect(said([])).toBeUndefined();
  });

  it('is not told where nothing was waited for', () => {
    const quick = timedRow('mine', [0, 0.01, '-', 60]);
    expect(render([...requests(9, 1), quick])).not.toMatch(/On this lock|mermaid|details/);
  });
});

describe('the picture', () => {
  it('comes after the sentences and before the numbers, with the same numbers', () => {
    const markdown = render([holder, mine]);
    expect(markdown).toMatch(
      /^### fetch-lock\n\nWaited [\s\S]*\nMeanwhile [^\n]*\n\n```mermaid\n[^`]*\n```\n\n<details>[\s\S]*<\/details>\n$/,
    );
    expect(markdown).toContain('  section 1. api build\n');
    expect(markdown).toContain(`| 1 | [acme/api job build, run 118 on runner&#45;2](${url}) |`);
    expect(markdown).toContain('  section 2. ▸ this job\n');
  });

  it('leaves out who only shared it, and not from the numbers', () => {
    const reader = timedRow('reader', [-10, -10, '-', 90], { mode: 'shared', job: { job: 'reader' } });
    const markdown = render([reader, holder, mine]);
    expect(markdown).not.toMatch(/section \d+\. reader/);
    expect(markdown).toContain('| 1 | job reader |');
    expect(markdown).not.toContain('not drawn');
  });

  it('has at most 40 requests, those that were in the way first, and says of how many it does not tell', () => {
    const waiters = Array.from({ length: 100 }, (_, index) => timedRow(`w${index}`, [index / 10, 100 + index, '-', 200]));
    const markdown = render([holder, mine, ...waiters]);
    expect(markdown.match(/^ {2}section /gm)).toHaveLength(40);
    expect(markdown).toContain('  section 1. api build\n');
    expect(markdown).toContain('\n```\n\n62 more requests of that time not drawn.\n');
  });

  it('is one for each of several locks, which share the room', () => {
    const waiters = Array.from({ length: 100 }, (_, index) => timedRow(`w${index}`, [index / 10, 100 + index, '-', 200]));
    const waits = ['a', 'b', 'c'].map((path) => ({ rows: [holder, mine, ...waiters], ticket: 'mine', path, mode: 'update' }));
    const markdown = renderSummary({ waits, result: 'acquired', nowAt });
    expect(markdown.match(/^ {2}section /gm)).toHaveLength(39);
    expect(markdown.match(/^(The wait on|Meanwhile) \w/gm)).toEqual([
      'Meanwhile a',
      'Meanwhile b',
      'Meanwhile c',
      'The wait on a',
      'The wait on b',
      'The wait on c',
    ]);
  });
});

it.each(Object.keys(scenes))('is whole and small: %s', (name) => {
  expect(isWhole(renderSummary(scenes[name] as Step))).toBe(true);
});

it('is cut between its parts, and never in one', () => {
  const long = '@'.repeat(5000);
  const job = { repository: long, job: long, runner: long, url: `https://x/${'y'.repeat(200)}` };
  const rows = [mine, ...Array.from({ length: 60 }, (_, index) => timedRow(`w${index}`, [index / 10, 100, '-', 200], { job }))];
  for (const count of [1, 2, 5, 20]) {
    const waits = Array.from({ length: count }, (_, index) => ({ rows, ticket: 'mine', path: `${index}${long}`, mode: 'update' }));
    const markdown = renderSummary({ waits, result: 'acquired', nowAt, failure: long });
    expect(isWhole(markdown)).toBe(true);
    expect(markdown).toContain('\n```mermaid\n');
  }
});
