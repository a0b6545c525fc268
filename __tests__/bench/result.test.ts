import { describe, expect, it } from '@jest/globals';
import { type Figure, inTurns, type Party } from '../../bench/case.ts';
import { resultOf } from '../../bench/result.ts';

const sample = (party: Party, ...values: number[]) => ({ figure: 'wait', party, values });
const figure: Figure = { name: 'wait', title: 'A wait', unit: 'ms', beside: 'flock' };

describe('the result of a figure', () => {
  it('has the median of all values, how many they were, and the ratio to each peer', () => {
    const rounds = [
      [sample('ours', 2, 4), sample('flock', 1), sample('lockfile', 6)],
      [sample('ours', 8), sample('flock', 4), sample('lockfile', 16)],
    ];
    expect(resultOf(figure, rounds)).toEqual({
      parties: {
        ours: { value: 4, p95: 8, values: 3 },
        flock: { value: 2.5, p95: 4, values: 2 },
        lockfile: { value: 11, p95: 16, values: 2 },
      },
      ratios: { flock: { ratio: 2.449, noise: 0.3006, rounds: 2 }, lockfile: { ratio: 0.5, noise: 0, rounds: 2 } },
    });
  });

  it('knows nothing of other figures', () => {
    expect(resultOf({ ...figure, name: 'other' }, [[sample('ours', 2), sample('flock', 1)]])).toEqual({ parties: {}, ratios: {} });
  });

  it('is the mean of a count, so that one failure in many rounds is seen, and has no ratio', () => {
    const rounds = [0, 0, 0, 1].map((failed) => [sample('ours', failed), sample('git', 3)]);
    expect(resultOf({ ...figure, unit: 'count' }, rounds)).toEqual({
      parties: { ours: { value: 0.25, p95: 1, values: 4 }, git: { value: 3, p95: 3, values: 4 } },
      ratios: {},
      error: 0.25,
    });
  });
});

it('everybody has a turn in each round, and each round begins with another one', async () => {
  const acts = ['a', 'b', 'c'].map((name) => async () => name);
  expect([await inTurns(0, acts), await inTurns(1, acts), await inTurns(5, acts)].map((it) => it.join(''))).toEqual(['abc', 'bca', 'cab']);
});
