import { describe, expect, it } from '@jest/globals';
import { type Entry, type Fact, judgeFleet, type Publish, readPublishes } from '../../proof/fleet/judge.ts';
import type { Mode } from '../../src/lock/ticket.ts';

type Told = [at: number, who: string, fact: Fact];

const told = (...facts: Told[]): Entry[] => facts.map(([at, who, fact]) => ({ ...fact, at, who }));
const judge = (entries: Entry[], publishes: Publish[] = []) => judgeFleet({ entries, publishes, leaseMs: 5000 });

/** One request from asking to the grant; its process and its host are called as it is. */
const section = (id: string, mode: Mode, times: [asked: number, granted: number], ...more: Told[]): Entry[] =>
  told(
    [times[0], id, { event: 'asked', id, party: id, host: `host of ${id}`, mode, timeoutMs: 20_000 }],
    [times[1], id, { event: 'granted', id, token: `1.${id}`, fence: 1, dirty: [] }],
    ...more,
  );
const says = (id: string, event: 'sure' | 'lost' | 'releasing' | 'queued', at: number): Told => [at, id, { event, id }];
const happens = (at: number, fact: Fact): Told => [at, 'arena', fact];

describe('J1 and J2: what the locks say, and what processes believe', () => {
  const other = section('b', 'exclusive', [5, 100]);

  it('finds a lock that says it holds while another one is granted', () => {
    const found = judge([...section('a', 'update', [0, 10], says('a', 'sure', 101), says('a', 'lost', 200)), ...other]);
    expect([found.contradictions.length, found.overlaps.length]).toEqual([1, 1]);
  });

  it('only tells of one that was stopped, and was told when it looked', () => {
    const stopped = section(
      'a',
      'update',
      [0, 10],
      says('a', 'sure', 20),
      happens(21, { event: 'stopping', victim: 'a' }),
      happens(210, { event: 'continuing', victim: 'a' }),
      says('a', 'lost', 211),
    );
    const found = judge([...stopped, ...other]);
    expect([found.contradictions.length, found.overlaps.length]).toEqual([0, 1]);
  });

  it.each([
    ['let go', says('a', 'releasing', 99)],
    ['was told that it is lost', says('a', 'lost', 99)],
    ['was killed', happens(99, { event: 'killing', victim: 'a' })],
    ['was refused by git', [99, 'a', { event: 'barred', id: 'a', code: 'FL_LOST' }] as Told],
  ])('finds nothing where the first one %s before', (_, end) => {
    const found = judge([...section('a', 'update', [0, 10], says('a', 'sure', 20), end), ...other]);
    expect([found.contradictions, found.overlaps]).toEqual([[], []]);
  });

  it('lets an update and readers be at once', () => {
    const found = judge([
      ...section('a', 'update', [0, 10], says('a', 'sure', 300)),
      ...section('b', 'shared', [5, 100], says('b', 'sure', 300)),
    ]);
    expect([found.contradictions, found.overlaps]).toEqual([[], []]);
  });
});

describe('J3: what git took', () => {
  const publish = (fence: number, id: string, old: string, next: string, parent = old): Publish => ({ fence, id, old, new: next, parent });
  const stale = (...publishes: Publish[]) => judge([], publishes).stale.length;
  const undone = (...publishes: Publish[]) => judge([], publishes).undone.length;

  it('takes numbers that rise, and the same holder twice', () => {
    expect(stale(publish(1, 'a', '0', '1'), publish(4, 'b', '1', '2'), publish(4, 'b', '2', '3'), publish(5, 'a', '3', '4'))).toBe(0);
  });

  it('finds a number that falls, also behind another that fell', () => {
    expect(stale(publish(3, 'a', '0', '1'), publish(1, 'b', '1', '2'), publish(2, 'c', '2', '3'))).toBe(2);
  });

  it('finds two with one number, and one that undid another', () => {
    expect(stale(publish(3, 'a', '0', '1'), publish(3, 'b', '1', '2'))).toBe(1);
    expect(undone(publish(3, 'a', '0', '1'), publish(4, 'b', '1', '2', '0'))).toBe(1);
    expect(undone(publish(3, 'a', '0', '1'), publish(4, 'b', '1', '2'))).toBe(0);
  });

  it('finds one that was told it had been refused', () => {
    const entries = section('a', 'update', [0, 1], [2, 'a', { event: 'barred', id: 'a', code: 'FL_LOST' }]);
    expect(judge(entries, [publish(1, 'a', '0', '1')]).stale).toHaveLength(1);
  });

  it('reads the reflog, and leaves out what is no publish', () => {
    const lines = [
      '0 a x <x@y> 1 +0000',
      `a b x <x@y> 1 +0000\tpublish 7 ${'f'.repeat(16)} a`,
      'b c x <x@y> 1 +0000\tcommit: publish 1',
      '',
    ];
    expect(readPublishes(lines.join('\n'))).toEqual([{ old: 'a', new: 'b', fence: 7, id: 'f'.repeat(16), parent: 'a' }]);
  });
});

describe('J4: order', () => {
  const passed = section('a', 'update', [0, 9000], says('a', 'queued', 10));
  const passes = (mode: Mode, asked: number, ...more: Told[]) => {
    const { disorders, excused } = judge([...passed, ...section('b', mode, [asked, 8000]), ...told(...more)]);
    return [disorders.length, excused];
  };

  it('finds who came later and was granted first', () => {
    expect(passes('update', 20)).toEqual([1, 0]);
  });

  it('lets pass who asked before the other one was in line, or does not conflict', () => {
    expect(passes('update', 5)).toEqual([0, 0]);
    expect(passes('shared', 20)).toEqual([0, 0]);
  });

  it.each([
    ['its process', { event: 'stopping', victim: 'a' }, { event: 'continuing', victim: 'a' }],
    ['its network', { event: 'parting', host: 'host of a', how: 'cut' }, { event: 'mending', host: 'host of a' }],
    ['Redis', { event: 'redis going' }, { event: 'redis back' }],
  ] as [string, Fact, Fact][])('excuses it where %s did not work for long enough to lose a place', (_, from, to) => {
    expect(passes('update', 20, happens(1000, from), happens(1300, to))).toEqual([1, 0]);
    expect(passes('update', 20, happens(1000, from), happens(3000, to))).toEqual([0, 1]);
  });

  it('does not call it passed when it had given up, or was killed, before', () => {
    const entries = section('b', 'update', [20, 8000]);
    const asked = told([0, 'a', { event: 'asked', id: 'a', party: 'a', host: 'x', mode: 'update', timeoutMs: 1 }], says('a', 'queued', 10));
    expect(judge([...asked, ...told(happens(30, { event: 'killing', victim: 'a' })), ...entries]).disorders).toEqual([]);
    expect(judge([...asked, ...told([8001, 'a', { event: 'refused', id: 'a', code: 'FL_TIMEOUT' }]), ...entries]).disorders).toEqual([]);
  });
});

describe('J5: service', () => {
  const asked: Told = [0, 'a', { event: 'asked', id: 'a', party: 'a', host: 'host of a', mode: 'update', timeoutMs: 1 }];
  const refused = (code: string): Told => [60_000, 'a', { event: 'refused', id: 'a', code }];

  it('finds a request without an end', () => {
    expect(judge(told(asked)).unserved).toHaveLength(1);
    expect(judge(told(asked, happens(9, { event: 'killing', victim: 'a' }))).unserved).toEqual([]);
  });

  it('wants a reason for a refusal that is no time-out', () => {
    expect(judge(told(asked, refused('FL_TIMEOUT'))).groundless).toEqual([]);
    expect(judge(told(asked, refused('FL_BACKEND'))).groundless).toHaveLength(1);
    const cut = [
      happens(50_000, { event: 'parting', host: 'host of a', how: 'cut' }),
      happens(59_000, { event: 'mending', host: 'host of a' }),
    ];
    expect(judge(told(asked, refused('FL_BACKEND'), ...cut)).groundless).toEqual([]);
    expect(judge(told(asked, refused('TypeError: nonsense'), ...cut)).groundless).toHaveLength(1);
  });

  it('tells what a process broke with', () => {
    expect(judge(told(asked, [1, 'a', { event: 'broke', message: 'why' }])).others).toEqual(['a broke: why']);
  });
});
