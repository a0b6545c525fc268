import { describe, expect, it } from '@jest/globals';
import type { Figure } from '../../bench/case.ts';
import type { FigureResult } from '../../bench/result.ts';
import { formatNumber, renderHeadlines, renderTable } from '../../bench/table.ts';

const figures: Record<string, Figure> = {
  'hand-off/one': { name: 'one', title: 'Hand-off', unit: 'ms', beside: 'flock', target: { plus: 3 }, isHeadline: true },
  'fetch/step': { name: 'step', title: 'A fetch', unit: 'ms', beside: 'git', target: { times: 1.1, of: 'git', plus: 100 } },
  'burst/fetches': { name: 'fetches', title: 'Network fetches', unit: 'count', isHeadline: true },
};
const party = (value: number, p95 = value) => ({ value, p95, values: 5 });
const results: Record<string, FigureResult> = {
  'hand-off/one': {
    parties: { ours: party(1.934, 2.4), flock: party(1.41) },
    ratios: { flock: { ratio: 1.372, noise: 0.084, rounds: 5 } },
  },
  'fetch/step': { parties: { ours: party(130), git: party(20) }, ratios: { git: { ratio: 6.5, noise: 0.1, rounds: 5 } } },
  'burst/fetches': { parties: { ours: party(1), git: party(30), clone: party(30) }, ratios: {}, error: 0 },
};

describe('the table', () => {
  it('has a line for each figure, a column for each peer that was there, and what is aimed at', () => {
    expect(renderTable(figures, results).split('\n')).toEqual([
      '|  |  | fetch-lock | p95 | plain git | flock(1) | fresh shallow clone | noise | target |',
      '| --- | --- | --: | --: | --: | --: | --: | --: | --: |',
      '| hand-off/one | Hand-off, ms | 1.93 | 2.40 |  | 1.41 (1.37×) |  | 8 % | ≤ 3 ms: met |',
      '| fetch/step | A fetch, ms | 130 | 130 | 20 (6.50×) |  |  | 10 % | ≤ 1.1 × plain git + 100 ms: **missed** |',
      '| burst/fetches | Network fetches | 1 | 1 | 30 |  | 30 |  |  |',
    ]);
  });

  it('leaves out what was not measured', () => {
    expect(renderTable(figures, {}).split('\n')).toHaveLength(2);
  });

  it('is short in the README', () => {
    expect(renderHeadlines(figures, results)).toEqual([
      '|  | fetch-lock | plain git | flock(1) | fresh shallow clone |',
      '| --- | --: | --: | --: | --: |',
      '| Hand-off, ms | **1.93** |  | 1.41 |  |',
      '| Network fetches | **1** | 30 |  | 30 |',
    ]);
  });
});

it.each([
  [0, '0'],
  [30, '30'],
  [0.0312, '0.031'],
  [0.25, '0.25'],
  [1.934, '1.93'],
  [12.345, '12.3'],
  [207.4, '207'],
  [10_890.4, '10,890'],
  [Number.NaN, ''],
])('%d is written as %j', (value, text) => {
  expect(formatNumber(value)).toBe(text);
});
