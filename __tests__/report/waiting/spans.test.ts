import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Row } from '../../../src/report/timeline.ts';
import { inTheWay, spansOf, waitedMs } from '../../../src/report/waiting/spans.ts';
import { at } from '../../support/events.ts';
import { makeRow } from '../../support/rows.ts';

const sec = (seconds: number) => at(seconds * 1000);
const nowAt = sec(1000);

/** Asked, granted and ended at these seconds. */
const request = (ticket: string, mode: string, asked: number, granted?: number, ended?: number, more: Partial<Row> = {}): Row =>
  makeRow({
    ...{ ticket, mode, askedAt: sec(asked), outcome: granted === undefined ? 'waiting' : 'holding' },
    ...(granted === undefined ? {} : { grantedAt: sec(granted), waitedMs: (granted - asked) * 1000 }),
    ...(ended === undefined ? {} : { endedAt: sec(ended), outcome: granted === undefined ? 'timeout' : 'released' }),
    ...more,
  });

describe('spansOf', () => {
  it.each<[string, Row, [waited: number, ends: number, isOpen: boolean]]>([
    ['was granted and let go', request('a', 'update', 0, 10, 30), [10, 30, false]],
    ['still holds', request('a', 'update', 0, 10), [10, 1000, true]],
    ['still waits', request('a', 'update', 0), [1000, 1000, true]],
    ['gave up', request('a', 'update', 0, undefined, 60), [60, 60, false]],
    ['went on without the lock', request('a', 'update', 0, undefined, undefined, { outcome: 'bypassed', waitedMs: 5000 }), [5, 5, false]],
    ['ended before it asked, as clocks say that jump', request('a', 'update', 50, 20, 10), [50, 50, false]],
  ])('knows of a request that %s when it ended', (_, row, [waited, ends, isOpen]) => {
    expect(spansOf([row], nowAt)).toMatchObject([{ waitedUntil: sec(waited), endsAt: sec(ends), isOpen }]);
  });

  it.each<[string, Row, Row, number | undefined]>([
    ['holds it exclusive, and one who asked later got it', request('a', 'exclusive', 0, 0), request('b', 'shared', 5, 40), 40],
    ['holds it to update, and a later one updates', request('a', 'update', 0, 0), request('b', 'update', 5, 40), 40],
    ['waits to update, and a later one updates', request('a', 'update', 0), request('b', 'update', 5, 40), 40],
    ['holds it to update, and a later one reads', request('a', 'update', 0, 0), request('b', 'shared', 5, 40), undefined],
    [
      'holds it shared since a downgrade, and a later one updates',
      request('a', 'update', 0, 0, undefined, { downgradedAt: sec(3) }),
      request('b', 'update', 5, 40),
      undefined,
    ],
    ['holds it in a mode nobody knows, and a later one updates', request('a', 'odd', 0, 0), request('b', 'update', 5, 40), undefined],
  ])('knows of one whose end is not recorded: it %s (G2)', (_, row, later, ended) => {
    const [span] = spansOf([row, later], nowAt);
    expect(span).toMatchObject({ isOpen: ended === undefined, endsAt: sec(ended ?? 1000) });
  });

  it('takes no wait for longer than one can be, whatever a record says', () => {
    const [span] = spansOf([request('a', 'update', -1e12, 0)], nowAt);
    expect(span && waitedMs(span)).toBe(2 ** 31);
    const [endless] = spansOf([makeRow({ askedAt: Number.NEGATIVE_INFINITY, grantedAt: sec(0) })], nowAt);
    expect(endless && waitedMs(endless)).toBe(2 ** 31);
  });

  const anyTime = fc.integer({ min: -100, max: 2000 });
  const anyRow = fc
    .tuple(fc.constantFrom('exclusive', 'update', 'shared', 'odd'), anyTime, fc.option(anyTime), fc.option(anyTime), fc.option(anyTime))
    .map(([mode, asked, granted, downgraded, ended]) =>
      request(
        `${asked}`,
        mode,
        asked,
        granted ?? undefined,
        ended ?? undefined,
        downgraded === null ? {} : { downgradedAt: sec(downgraded) },
      ),
    );

  it('never ends before it begins, and is in the order of asking (G1)', () => {
    fc.assert(
      fc.property(fc.array(anyRow), (rows) => {
        const spans = spansOf(rows, nowAt);
        expect(spans).toHaveLength(rows.length);
        for (const it of spans) {
          const times = [it.askedAt, it.waitedUntil, it.downgradedAt, it.endsAt];
          expect(times).toEqual(times.toSorted((a, b) => a - b));
        }
        expect(spans.map((it) => it.askedAt)).toEqual(spans.map((it) => it.askedAt).toSorted((a, b) => a - b));
      }),
    );
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

  it('names who stood in front, where nobody held', () => {
    const rows = [request('a', 'exclusive', 0, undefined, 30), request('b', 'update', 10, 30, 40)];
    expect(found(...rows)).toEqual([['b', ['a 0']]]);
  });
});
