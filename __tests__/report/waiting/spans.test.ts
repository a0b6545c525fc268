import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Row } from '../../../src/report/timeline.ts';
import { around, holdsOf, spansOf, waitedMs, waitOf } from '../../../src/report/waiting/spans.ts';
import { at } from '../../support/events.ts';
import { anyRow, makeRow, request } from '../../support/rows.ts';

const sec = (seconds: number) => at(seconds * 1000);
const nowAt = sec(1000);

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
});

describe('around', () => {
  const found = (rows: Row[], at: number) => {
    const spans = spansOf(rows, at);
    const mine = spans.find((it) => it.row.ticket === 'mine');
    return mine ? around(spans, mine).map((it) => it.row.ticket) : [];
  };
  const mine = makeRow({ ticket: 'mine', askedAt: sec(10), endedAt: sec(20) });

  it.each<[string, number, number | undefined, boolean]>([
    ['ended before', 0, 9, false],
    ['ended as it asked', 0, 10, true],
    ['began before and ended within', 0, 15, true],
    ['was there all the time', 0, 30, true],
    ['came and went within', 12, 14, true],
    ['asked as it ended', 20, 30, true],
    ['asked after it', 21, 30, false],
    ['has not ended', 0, undefined, true],
    ['has not ended, but asked after it', 21, undefined, false],
  ])('a request that %s', (_, asked, ended, isThere) => {
    const other = makeRow({ ticket: 'other', askedAt: sec(asked), ...(ended === undefined ? {} : { endedAt: sec(ended) }) });
    expect(found([mine, other], sec(100)).includes('other')).toBe(isThere);
  });

  it('goes on until now for one that has not ended', () => {
    const open = makeRow({ ticket: 'mine', askedAt: sec(10) });
    const later = makeRow({ ticket: 'later', askedAt: sec(50) });
    expect(found([open, later], sec(60))).toEqual(['mine', 'later']);
    expect(found([open, later], sec(40))).toEqual(['mine']);
  });
});

describe('the stretches of a span', () => {
  const stretches = (row: Row) => {
    const [span] = spansOf([row], nowAt);
    return span && [waitOf(span), ...holdsOf(span)];
  };

  it('go from asking to being granted, then by mode to the end', () => {
    expect(stretches(request('a', 'update', 0, 40, 60, { downgradedAt: sec(41) }))).toEqual([
      { fromAt: sec(0), toAt: sec(40) },
      { mode: 'update', fromAt: sec(40), toAt: sec(41) },
      { mode: 'shared', fromAt: sec(41), toAt: sec(60) },
    ]);
  });

  it('last until now where nothing ended them', () => {
    expect(stretches(request('a', 'update', 0))).toEqual([{ fromAt: sec(0), toAt: nowAt }]);
    expect(stretches(request('a', 'shared', 0, 1, undefined, { downgradedAt: sec(5) }))?.slice(1)).toEqual([
      { mode: 'shared', fromAt: sec(1), toAt: nowAt },
    ]);
  });
});
