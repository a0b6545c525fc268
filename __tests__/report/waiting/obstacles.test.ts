import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Row, Span } from '../../../src/report/timeline.ts';
import { concerned, inTheWay, obstaclesOf } from '../../../src/report/waiting/obstacles.ts';
import { spansOf, waitedMs } from '../../../src/report/waiting/spans.ts';
import { at } from '../../support/events.ts';
import { anyRow, request } from '../../support/rows.ts';
import { timedRow } from '../../support/scenes.ts';

const sec = (seconds: number) => at(seconds * 1000);
const nowAt = sec(1000);
const mine = timedRow('mine', [0, 40, 41, 60]);
const look = (rows: readonly Row[], us: Row): [Span[], Span] => {
  const spans = spansOf(
    rows.toSorted((a, b) => a.askedAt - b.askedAt),
    nowAt,
  );
  return [spans, spans.find((it) => it.row === us) as Span];
};
const found = (rows: Row[], us = mine) => obstaclesOf(...look([...rows, us], us)).map(({ span, ms }) => [span.row.ticket, ms / 1000]);

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
    expect(found([timedRow('in front', [-9, 50, '-', 60])], us)).toEqual([['in front', 0]]);
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
    expect(concerned(...look(rows, mine)).map((it) => it.row.ticket)).toEqual(['holds', 'sooner', 'later']);
  });
});

describe('inTheWay', () => {
  const found = (...rows: Row[]) =>
    [...inTheWay(spansOf(rows, nowAt))].map(([waiter, obstacles]) => [
      waiter.row.ticket,
      obstacles.map((it) => `${it.span.row.ticket} ${it.ms / 1000}`),
    ]);

  it.each<[string, Row, Row, number]>([
    ['an update behind an update', request('a', 'update', 0, 0, 30), request('b', 'update', 10, 30, 40), 20],
    [
      'an update behind one that was downgraded',
      request('a', 'update', 0, 0, 90, { downgradedAt: sec(25) }),
      request('b', 'update', 10, 30, 40),
      15,
    ],
    [
      'exclusive behind one that was downgraded',
      request('a', 'update', 0, 0, 30, { downgradedAt: sec(5) }),
      request('b', 'exclusive', 10, 30, 40),
      20,
    ],
    ['a reader behind exclusive', request('a', 'exclusive', 0, 0, 30), request('b', 'shared', 10, 30, 40), 20],
    ['one that gave up behind one that still holds', request('a', 'exclusive', 0, 0), request('b', 'shared', 10, undefined, 70), 60],
    ['one behind who was granted while it waited', request('a', 'exclusive', 0, 12, 30), request('b', 'shared', 10, 30, 40), 18],
  ])('finds %s', (_, holder, waiter, seconds) => {
    expect(found(holder, waiter).at(-1)).toEqual(['b', [`a ${seconds}`]]);
  });

  it.each<[string, Row, Row]>([
    ['who only reads, of an update', request('a', 'shared', 0, 0, 90), request('b', 'update', 10, 30, 40)],
    ['who let go before', request('a', 'exclusive', 0, 0, 10), request('b', 'exclusive', 10, 30, 40)],
    ['who held for a blink', request('a', 'exclusive', 0, 0, 10.1), request('b', 'exclusive', 10, 30, 40)],
  ])('does not find one %s', (_, other, waiter) => {
    expect(found(other, waiter)).toEqual([]);
  });

  it('names the worst first', () => {
    const rows = [request('a', 'shared', 0, 0, 20), request('b', 'shared', 1, 1, 60), request('c', 'exclusive', 10, 60, 70)];
    expect(found(...rows)).toEqual([['c', ['b 50', 'a 10']]]);
  });

  it('names no more than people read', () => {
    const line = Array.from({ length: 100 }, (_, index) => request(`${index}`, 'exclusive', index));
    expect(found(...line).at(-1)?.[1]).toHaveLength(20);
  });

  const span = (index: number, granted: number, ended: number) => request(`${index}`, 'exclusive', index / 1000, granted, ended);
  it.each<[string, (index: number) => Row]>([
    ['wait', (index) => request(`${index}`, 'exclusive', index / 1000)],
    ['hold', (index) => span(index, index / 1000 + 0.0005, 900)],
    ['are granted', (index) => span(index, 100 + index / 1000, 100 + (index + 1) / 1000)],
  ])('looks no longer at each of many that %s at once', (_, make) => {
    const looksAt = (count: number) => {
      let looks = 0;
      const spans = spansOf(
        Array.from({ length: count }, (_, index) => make(index)),
        nowAt,
      ).map((it) => {
        const { endsAt, waitedUntil } = it;
        const counting = (value: number) => ({
          get: () => {
            looks += 1;
            return value;
          },
        });
        return Object.defineProperties({ ...it }, { endsAt: counting(endsAt), waitedUntil: counting(waitedUntil) });
      });
      expect(inTheWay(spans).size).toBeGreaterThan(0);
      return looks;
    };
    // Where each is compared with all, twice as many are four times the work.
    expect(looksAt(3000) / looksAt(1500)).toBeLessThan(3);
  });

  it('names who stood in front, where nobody held', () => {
    const rows = [request('a', 'exclusive', 0, undefined, 30), request('b', 'update', 10, 30, 40)];
    expect(found(...rows)).toEqual([['b', ['a 0']]]);
  });

  it('has nobody in the way for longer than the wait, nor itself', () => {
    fc.assert(
      fc.property(fc.array(anyRow), (rows) => {
        for (const [waiter, obstacles] of inTheWay(spansOf(rows, nowAt))) {
          for (const { span, ms } of obstacles) {
            expect(span).not.toBe(waiter);
            expect(ms).toBeLessThanOrEqual(waitedMs(waiter));
          }
        }
      }),
    );
  });

  it('finds of all what is found of each', () => {
    fc.assert(
      fc.property(fc.array(anyRow), (rows) => {
        const spans = spansOf(rows, nowAt);
        const all = inTheWay(spans);
        for (const it of spans.filter((one) => waitedMs(one) > 0)) expect(all.get(it) ?? []).toEqual(obstaclesOf(spans, it));
      }),
    );
  });
});
