import { expect, it } from '@jest/globals';
import { errorOf, errorOfMean, mean, median, quantile, ratioOf } from '../../bench/statistics.ts';

it.each([
  [[3, 1, 2], 2],
  [[4, 1, 3, 2], 2.5],
  [[7], 7],
  [[10, 9, 100], 10],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected);
});

it('nothing has no median', () => {
  expect(median([])).toBeNaN();
});

it('a quantile is a value that was measured, and does not sort what it was given', () => {
  const values = [50, 10, 40, 20, 30];
  expect([quantile(values, 0), quantile(values, 0.5), quantile(values, 0.8), quantile(values, 0.95), quantile(values, 1)]).toEqual([
    10, 30, 50, 50, 50,
  ]);
  expect(values).toEqual([50, 10, 40, 20, 30]);
});

it('a mean is not a median', () => {
  expect(mean([0, 0, 0, 2])).toBe(0.5);
});

it('a ratio compares what was measured in the same round', () => {
  // The machine is ten times as slow in the second round, for both.
  expect(ratioOf([[2], [20], [4]], [[1], [10], [2]])).toEqual({ ratio: 2, noise: 0, rounds: 3 });
});

it('a ratio takes the median of a round, and not each value', () => {
  expect(ratioOf([[3, 3, 300]], [[1, 1, 1]])?.ratio).toBeCloseTo(3);
});

it('a ratio leaves out rounds that one of them was not in', () => {
  expect(ratioOf([[2], [2], []], [[1], [], [1]])).toEqual({ ratio: 2, noise: 0, rounds: 1 });
  expect(ratioOf([[2], []], [[], [1]])).toBeUndefined();
});

it('what took no time has no ratio', () => {
  expect(ratioOf([[0]], [[1]])).toBeUndefined();
  expect(ratioOf([[1]], [[0]])).toBeUndefined();
});

it('noise is the spread of the ratios, whatever one wild round does to it', () => {
  const logs = [-0.1, 0, 0.1, 0.1, -0.1];
  const calm = ratioOf(
    logs.map((it) => [Math.exp(it)]),
    logs.map(() => [1]),
  );
  expect(calm?.noise).toBeCloseTo(0.14826);
  const wild = ratioOf(
    [...logs, 5].map((it) => [Math.exp(it)]),
    [...logs, 5].map(() => [1]),
  );
  expect(wild?.noise).toBeCloseTo(0.14826);
});

it('more rounds leave less of the noise', () => {
  expect(errorOf({ ratio: 3, noise: 0.2, rounds: 4 })).toBeCloseTo(0.12533);
  expect(errorOf({ ratio: 3, noise: 0.2, rounds: 16 })).toBeCloseTo(0.062665);
});

it('the error of a mean is that of its values, and none of a single one', () => {
  expect(errorOfMean([1, 1, 1])).toBe(0);
  expect(errorOfMean([5])).toBe(0);
  expect(errorOfMean([0, 2])).toBe(1);
});
