import { describe, expect, it } from '@jest/globals';
import { type Entry, type Fact, judgeHistory } from '../../proof/history.ts';
import type { Mode } from '../../src/lock/ticket.ts';

/** Each fact with its time and its process. */
const told = (...facts: [at: number, who: string, fact: Fact][]): Entry[] => facts.map(([at, who, fact]) => ({ ...fact, at, who }));

/** One request from asking to letting go; its process is called as it is. */
function section(
  id: string,
  seq: number,
  mode: Mode,
  times: [asked: number, granted: number, releasing?: number],
  party = `of-${id}`,
): Entry[] {
  const [asked, granted, releasing] = times;
  return told(
    [asked, id, { event: 'asked', id, party, mode, timeoutMs: 1000 }],
    [granted, id, { event: 'granted', id, token: tokenOf(id, seq), dirty: [] }],
    ...(releasing === undefined ? [] : ([[releasing, id, { event: 'releasing', id }]] as [number, string, Fact][])),
  );
}
const tokenOf = (id: string, seq: number) => `${seq}.${id}`;
const [a, b, c] = ['a', 'b', 'c'].map((letter) => letter.repeat(16)) as [string, string, string];

describe('C1 exclusion', () => {
  const pairs: [Mode, Mode, number][] = [
    ['shared', 'shared', 0],
    ['shared', 'update', 0],
    ['update', 'update', 1],
    ['shared', 'exclusive', 1],
    ['exclusive', 'exclusive', 1],
  ];
  it.each(pairs)('%s beside %s: %i', (one, other, overlaps) => {
    const history = [...section(a, 1, one, [0, 1, 10]), ...section(b, 2, other, [2, 5, 20])];
    expect(judgeHistory(history).overlaps).toHaveLength(overlaps);
  });

  it('sees none where one begins when the other ends', () => {
    expect(judgeHistory([...section(a, 1, 'exclusive', [0, 1, 10]), ...section(b, 2, 'exclusive', [2, 10, 20])]).overlaps).toEqual([]);
  });

  it('ends a grant at the kill of its process, and not before', () => {
    const kill = told([8, 'arena', { event: 'killing', victim: a }]);
    const next = (from: number) => section(b, 2, 'exclusive', [2, from, 20]);
    expect(judgeHistory([...section(a, 1, 'exclusive', [0, 1]), ...kill, ...next(9)]).overlaps).toEqual([]);
    expect(judgeHistory([...section(a, 1, 'exclusive', [0, 1]), ...kill, ...next(7)]).overlaps).toHaveLength(1);
  });

  it('lets a grant live as long as its keeper and its job', () => {
    const asked = told([0, a, { event: 'asked', id: a, party: a, mode: 'exclusive', timeoutMs: 0, job: 'job' }]);
    const rest = told(
      [1, a, { event: 'granted', id: a, token: tokenOf(a, 1), dirty: [] }],
      [2, a, { event: 'handing', id: a, keeper: 'keeper' }],
      [3, a, { event: 'handed', id: a, keeper: 'keeper' }],
      [4, a, { event: 'ending' }],
      [5, 'arena', { event: 'killing', victim: 'keeper' }],
      [8, 'arena', { event: 'killing', victim: 'job' }],
    );
    const judged = (from: number) => judgeHistory([...asked, ...rest, ...section(b, 2, 'exclusive', [2, from, 20])]).overlaps;
    expect([judged(7), judged(9)].map((it) => it.length)).toEqual([1, 0]);
  });

  it.each<[string, Fact]>([
    ['the job is gone', { event: 'killing', victim: 'job' }],
    ['it is broken', { event: 'breaking', id: a }],
    ['it is held for too long', { event: 'stopping', victim: 'nobody' }],
  ])('lets no keeper end a grant beside its step, not even when %s', (_, reason) => {
    const asked = told([0, a, { event: 'asked', id: a, party: a, mode: 'exclusive', timeoutMs: 0, job: 'job' }]);
    const rest = told(
      [1, a, { event: 'granted', id: a, token: tokenOf(a, 1), dirty: [] }],
      [2, a, { event: 'handing', id: a, keeper: 'keeper', ...(reason.event === 'stopping' ? { limitMs: 1 } : {}) }],
      [3, a, { event: 'handed', id: a, keeper: 'keeper' }],
      [5, 'arena', reason],
      [8, a, { event: 'ending' }],
    );
    const judged = (from: number) => judgeHistory([...asked, ...rest, ...section(b, 2, 'exclusive', [2, from, 20])]).overlaps;
    expect([judged(7), judged(9)].map((it) => it.length)).toEqual([1, 0]);
  });

  it('takes a downgraded grant for shared', () => {
    const weak = told([5, a, { event: 'downgrading', id: a }]);
    const history = (mode: Mode) => [...section(a, 1, 'exclusive', [0, 1, 10]), ...weak, ...section(b, 2, mode, [2, 6, 20])];
    expect(judgeHistory(history('update')).overlaps).toEqual([]);
    expect(judgeHistory(history('exclusive')).overlaps).toHaveLength(1);
  });

  it('lets one party in twice, but not two of its steps that are at work', () => {
    const first = section(a, 1, 'exclusive', [0, 1, 10], 'party');
    const second = section(b, 2, 'exclusive', [2, 5, 8], 'party');
    expect(judgeHistory([...first, ...second]).overlaps).toHaveLength(1);
    const gone = told([3, a, { event: 'handed', id: a, keeper: 'keeper' }], [4, a, { event: 'ending' }]);
    expect(judgeHistory([...first, ...gone, ...second]).overlaps).toEqual([]);
  });

  it('believes one who met another writer', () => {
    expect(judgeHistory(told([1, a, { event: 'met', id: a, other: b }])).overlaps).toHaveLength(1);
  });
});

describe('C2 order', () => {
  it('sees who was passed, whether it was granted later or never', () => {
    const later = [...section(a, 1, 'exclusive', [0, 20, 30]), ...section(b, 2, 'exclusive', [1, 5, 10])];
    expect(judgeHistory(later).disorders).toHaveLength(1);
    const never = told(
      [0, a, { event: 'asked', id: a, party: a, mode: 'exclusive', timeoutMs: 10 }],
      [1, a, { event: 'waiting', id: a, seq: 1 }],
      [12, a, { event: 'refused', id: a, code: 'FL_TIMEOUT' }],
    );
    const judged = (at: number) => judgeHistory([...never, ...section(b, 2, 'exclusive', [2, at, 20])]).disorders;
    expect([judged(5), judged(11)].map((it) => it.length)).toEqual([1, 0]);
  });

  it('has nothing against a pass of one that does not conflict, or was not in line yet', () => {
    expect(judgeHistory([...section(a, 1, 'shared', [0, 20, 30]), ...section(b, 2, 'shared', [1, 5, 10])]).disorders).toEqual([]);
    expect(judgeHistory([...section(a, 2, 'exclusive', [0, 20, 30]), ...section(b, 1, 'exclusive', [1, 5, 10])]).disorders).toEqual([]);
  });

  it('excuses a party that held something when it passed', () => {
    const held = section(c, 1, 'shared', [0, 1, 30], 'party');
    const judged = judgeHistory([...held, ...section(a, 2, 'exclusive', [2, 40, 50]), ...section(b, 3, 'shared', [3, 5, 10], 'party')]);
    expect(judged).toMatchObject({ disorders: [], excused: 1 });
  });

  it('excuses a party whose job was killed as long as its keeper may not have let go', () => {
    const asked = told([0, c, { event: 'asked', id: c, party: 'party', mode: 'shared', timeoutMs: 0, job: 'job' }]);
    const rest = told(
      [1, c, { event: 'granted', id: c, token: tokenOf(c, 1), dirty: [] }],
      [2, c, { event: 'handing', id: c, keeper: 'keeper' }],
      [3, c, { event: 'ending' }],
      [3, 'arena', { event: 'ended', victim: c }],
      [4, 'arena', { event: 'killing', victim: 'job' }],
      [4, 'arena', { event: 'ended', victim: 'job' }],
      [6, 'arena', { event: 'ended', victim: 'keeper' }],
    );
    const first = section(a, 2, 'exclusive', [2, 40, 50]);
    const judged = (at: number) => judgeHistory([...asked, ...rest, ...first, ...section(b, 3, 'shared', [3, at, 10], 'party')]);
    expect([judged(5), judged(7)].map((it) => [it.disorders.length, it.excused])).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });
});

describe('C3 service', () => {
  const asked = told([0, a, { event: 'asked', id: a, party: a, mode: 'shared', timeoutMs: 0 }]);
  it('wants an end of every request', () => {
    expect(judgeHistory(asked).unserved).toHaveLength(1);
    expect(judgeHistory([...asked, ...told([1, 'arena', { event: 'killing', victim: a }])]).unserved).toEqual([]);
    expect(judgeHistory([...asked, ...told([1, a, { event: 'refused', id: a, code: 'FL_TIMEOUT' }])]).unserved).toEqual([]);
  });

  it('measures how long nobody was granted while somebody waited', () => {
    expect(judgeHistory([...section(a, 1, 'shared', [0, 3, 4]), ...section(b, 2, 'shared', [1, 10, 11])]).longestGapMs).toBe(7);
  });
});

describe('C4 dead writers and C5 releases', () => {
  const kill = told([8, 'arena', { event: 'killing', victim: a }]);
  it('wants a dead writer to be told, or kept', () => {
    const died = [...section(a, 1, 'update', [0, 1]), ...kill];
    expect(judgeHistory(died).forgotten).toHaveLength(1);
    expect(judgeHistory(died, [tokenOf(a, 1)]).forgotten).toEqual([]);
    const next = told([9, b, { event: 'granted', id: b, token: tokenOf(b, 2), dirty: [tokenOf(a, 1)] }]);
    expect(judgeHistory([...died, ...next]).forgotten).toEqual([]);
  });

  it('asks nothing of a reader, or of one who was letting go', () => {
    expect(judgeHistory([...section(a, 1, 'shared', [0, 1]), ...kill]).forgotten).toEqual([]);
    expect(judgeHistory([...section(a, 1, 'update', [0, 1, 7]), ...kill]).forgotten).toEqual([]);
  });

  it('sees a grant that was let go of twice', () => {
    const release = (who: string, did: boolean) => told([5, who, { event: 'released', id: a, did }]);
    expect(judgeHistory([...release('x', true), ...release('y', false)]).others).toEqual([]);
    expect(judgeHistory([...release('x', true), ...release('y', true)]).others).toHaveLength(1);
  });
});

it('a grant may be lost, and a waiter taken back, that an admin has broken, and no other', () => {
  const history = [
    ...section(a, 1, 'exclusive', [0, 1, 10]),
    ...told([5, a, { event: 'lost', id: a }], [6, b, { event: 'refused', id: b, code: 'FL_CANCELLED' }]),
  ];
  const broken = told([4, 'admin', { event: 'breaking', id: a }], [4, 'admin', { event: 'breaking', id: b }]);
  expect([judgeHistory(history), judgeHistory([...history, ...broken])].map((it) => it.others.length)).toEqual([2, 0]);
});

it('a holder whose look was given an error may take its grant for lost, and no other', () => {
  const fault: Fact = { event: 'fault', call: 'lstatSync', code: 'EIO' };
  const history = [...section(a, 1, 'shared', [0, 1, 10]), ...section(b, 2, 'shared', [0, 1, 10])];
  const doubt = told(
    [5, a, fault],
    [5, a, { event: 'lost', id: a }],
    [4, b, fault],
    [6, b, { event: 'releasing', id: b }],
    [7, b, { event: 'lost', id: b }],
  );
  expect(judgeHistory([...history, ...doubt]).others).toEqual([`${b} of ${b} was not held any more`]);
});
