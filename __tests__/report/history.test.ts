import { describe, expect, it } from '@jest/globals';
import { middleOf, recentHistory, whyIsShort } from '../../src/report/history.ts';
import type { Row } from '../../src/report/timeline.ts';
import { at } from '../support/events.ts';
import { makeRow } from '../support/rows.ts';

const weekMs = 7 * 24 * 3_600_000;
const nowAt = at(weekMs);

describe('middleOf', () => {
  it.each<[number[], ReturnType<typeof middleOf>]>([
    [[], {}],
    [[7], { p50Ms: 7, p95Ms: 7 }],
    [[2, 1], { p50Ms: 1, p95Ms: 2 }],
    [[4, 1, 3, 2], { p50Ms: 2, p95Ms: 4 }],
    [Array.from({ length: 100 }, (_, index) => 100 - index), { p50Ms: 50, p95Ms: 95 }],
  ])('of %j: %j', (numbers, expected) => {
    expect(middleOf(numbers)).toEqual(expected);
  });
});

describe('recentHistory', () => {
  it('is empty without rows', () => {
    expect(recentHistory([], nowAt)).toEqual({ sinceAt: at(0), waits: 0, timeouts: 0, recoveries: 0 });
  });

  it('counts the requests of the last seven days that came to an end of their wait', () => {
    const rows = [
      makeRow({ askedAt: at(-1), waitedMs: 99_999, outcome: 'timeout' }),
      makeRow({ askedAt: at(0), waitedMs: 30, outcome: 'released' }),
      makeRow({ askedAt: at(1), waitedMs: 10, outcome: 'died' }),
      makeRow({ askedAt: at(2), waitedMs: 20, outcome: 'timeout' }),
      makeRow({ askedAt: at(3), outcome: 'waiting' }),
    ];
    expect(recentHistory(rows, nowAt)).toEqual({ sinceAt: at(0), waits: 3, p50Ms: 20, p95Ms: 30, timeouts: 1, recoveries: 1 });
    expect(recentHistory(rows, at(weekMs + 2))).toEqual({
      ...{ sinceAt: at(2), waits: 1, p50Ms: 20, p95Ms: 20, timeouts: 1, recoveries: 0 },
    });
  });
});

describe('whyIsShort', () => {
  const waited = (waitedMs: number, overrides: Partial<Row> = {}): Row =>
    makeRow({ waitedMs, ahead: 1, grantedAt: at(waitedMs), outcome: 'released', ...overrides });
  const gaveUp = (waitedMs: number): Row => {
    const { grantedAt: _, ...row } = waited(waitedMs, { outcome: 'timeout' });
    return row;
  };
  const times = (count: number, row: Row): Row[] => Array.from({ length: count }, () => row);

  it('tells the figures of those who had to wait', () => {
    expect(whyIsShort([...times(3, waited(1000)), ...times(2, waited(9000))], 5000, nowAt)).toEqual({
      ...{ waits: 5, longer: 2, p50Ms: 1000, p95Ms: 9000 },
    });
  });

  it.each<[string, Row[], boolean]>([
    ['too few to tell', times(4, waited(9000)), false],
    ['enough', times(5, waited(9000)), true],
    ['all of them shorter', times(50, waited(4999)), false],
    ['all of them granted just at the limit', times(50, waited(5000)), false],
    ['all of them given up at the limit', times(50, gaveUp(5000)), true],
    ['all of them given up before it', times(50, gaveUp(4000)), false],
    ['a single one that hung', [...times(5, waited(10)), waited(900_000)], false],
    ['two of forty', [...times(38, waited(10)), ...times(2, waited(9000))], false],
    ['two of thirty-nine', [...times(37, waited(10)), ...times(2, waited(9000))], true],
    [
      'two of thirty-nine, beside those who found nobody in front',
      [...times(37, waited(10)), ...times(2, waited(9000)), ...times(99, waited(0, { ahead: 0 }))],
      true,
    ],
    ['those who were cancelled after it', times(5, { ...gaveUp(6000), outcome: 'cancelled' }), true],
    ['those who still wait', times(50, makeRow({ ahead: 1, outcome: 'waiting' })), false],
    ['those of more than a week ago', times(50, waited(9000, { askedAt: at(-1) })), false],
  ])('%s', (_, rows, isShort) => {
    expect(whyIsShort(rows, 5000, nowAt) !== undefined).toBe(isShort);
  });
});
