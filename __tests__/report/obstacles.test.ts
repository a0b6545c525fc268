import { describe, expect, it } from '@jest/globals';
import { concerned, holdsOf, obstaclesOf, waitOf } from '../../src/report/obstacles.ts';
import { at } from '../support/events.ts';
import { timedRow } from '../support/scenes.ts';

const sec = (seconds: number) => at(seconds * 1000);
const nowAt = sec(1000);
const mine = timedRow('mine', [0, 40, 41, 60]);
const found = (rows: Parameters<typeof obstaclesOf>[0], us = mine) =>
  obstaclesOf([...rows, us], us, nowAt).map(({ row, blockedMs }) => [row.ticket, blockedMs / 1000]);

describe('obstaclesOf', () => {
  it('is who held meanwhile what could not be shared, the longest first', () => {
    const short = timedRow('short', [-5, 34, '-', 40]);
    const long = timedRow('long', [-9, -9, '-', 34], { mode: 'exclusive' });
    expect(found([short, long])).toEqual([
      ['long', 34],
      ['short', 6],
    ]);
  });

  it.each<[string, string, string, boolean]>([
    ['an update', 'a shared one', 'shared', false],
    ['an update', 'another', 'update', true],
    ['an update', 'an exclusive one', 'exclusive', true],
  ])('of %s: %s', (_, __, mode, isOne) => {
    expect(found([timedRow('other', [-9, -9, '-', 34], { mode })])).toEqual(isOne ? [['other', 34]] : []);
  });

  it('counts nothing since it was shared, unless we are to be alone', () => {
    const shared = timedRow('shared', [-9, -9, 4, 90]);
    expect(found([shared])).toEqual([['shared', 4]]);
    expect(found([shared], { ...mine, mode: 'exclusive' })).toEqual([['shared', 40]]);
  });

  it('is also who kept one waiting that we might not pass', () => {
    const reader = timedRow('reader', [-20, -20, '-', 30], { mode: 'shared' });
    const pruner = timedRow('pruner', [-10, 30, '-', 40], { mode: 'exclusive' });
    const us = { ...mine, mode: 'shared' };
    expect(found([reader, pruner], us)).toEqual([
      ['reader', 30],
      ['pruner', 10],
    ]);
    expect(found([reader, { ...pruner, askedAt: sec(10) }], us)).toEqual([['pruner', 10]]);
  });

  it('is nobody who came after, and nobody who was gone before', () => {
    expect(found([timedRow('before', [-9, -9, '-', -1]), timedRow('after', [3, 60, '-', 70])])).toEqual([]);
  });

  it('is never the one that waited, though its clock went back', () => {
    const us = timedRow('mine', [0, -5, '-', 60]);
    expect(found([timedRow('in front', [-9, 50, '-', 60])], us)).toEqual([]);
  });

  it('is still somebody where we tried once', () => {
    const once = timedRow('mine', [0, '-', '-', 0], { outcome: 'timeout' });
    expect(found([timedRow('holds', [-9, -9, '-', 34])], once)).toEqual([['holds', 0.001]]);
  });
});

describe('concerned', () => {
  it('is the obstacles, then who waited at the same time, and nobody who was let in at once', () => {
    const rows = [
      timedRow('reader', [3, 3.001, '-', 50], { mode: 'shared' }),
      timedRow('later', [30, 60, '-', 70]),
      timedRow('sooner', [10, 70, '-', 80]),
      timedRow('holds', [-9, -9, '-', 40]),
      mine,
    ];
    expect(concerned(rows, mine, nowAt).map((row) => row.ticket)).toEqual(['holds', 'sooner', 'later']);
  });
});

describe('the spans of a row', () => {
  it('go from asking to being granted, then by mode to the end', () => {
    expect(waitOf(mine, nowAt)).toEqual({ fromAt: sec(0), toAt: sec(40) });
    expect(holdsOf(mine, nowAt)).toEqual([
      { mode: 'update', fromAt: sec(40), toAt: sec(41) },
      { mode: 'shared', fromAt: sec(41), toAt: sec(60) },
    ]);
  });

  it('last until now where nothing ended them, and never end before they began', () => {
    expect(waitOf(timedRow('waits', [0, '-', '-', '-']), nowAt)).toEqual({ fromAt: sec(0), toAt: nowAt });
    expect(holdsOf(timedRow('holds', [0, 1, '-', '-']), nowAt)).toEqual([{ mode: 'update', fromAt: sec(1), toAt: nowAt }]);
    expect(waitOf(timedRow('back', [9, 1, '-', 2]), nowAt).toAt).toBe(sec(9));
  });
});
