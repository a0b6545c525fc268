import { describe, expect, it } from '@jest/globals';
import { formatDuration, parseDuration } from '../../src/base/duration.ts';

describe('parseDuration', () => {
  it.each([
    ['0', 0],
    ['0s', 0],
    ['250ms', 250],
    ['30s', 30_000],
    ['1.5m', 90_000],
    ['2h', 7_200_000],
  ])('%s is %d ms', (text, ms) => {
    expect(parseDuration('lock-timeout', text)).toBe(ms);
  });

  it.each(['', '5', '00', '5 minutes', '5 m', '5M', '1,5h', '-5m', '+5m', '1e3s', '.5s', '5.s', '5m xyz', '5d', 'Infinity', '600h', '٥m'])(
    '%j is none',
    (text) => {
      expect(() => parseDuration('lock-timeout', text)).toThrow(
        expect.objectContaining({ code: 'FL_INPUT', message: expect.stringContaining(`\`lock-timeout\` is '${text}'`) }),
      );
    },
  );
});

it.each([
  [-5, '0 ms'],
  [0.4, '0 ms'],
  [840, '840 ms'],
  [1000, '1.0 s'],
  [9949, '9.9 s'],
  [9950, '10 s'],
  [41_200, '41 s'],
  [60_000, '1 m'],
  [200_000, '3 m 20 s'],
  [7_500_000, '2 h 5 m'],
])('%d ms is written %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
