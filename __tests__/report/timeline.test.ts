import { describe, expect, it } from '@jest/globals';
import type { Event, EventDetail, EventName } from '../../src/base/event.ts';
import { type Row, savedFetches, timeline } from '../../src/report/timeline.ts';
import { accountOf } from '../../src/report/waiting/account.ts';
import { at, makeEvent } from '../support/events.ts';

const sec = (seconds: number) => at(seconds * 1000);
const event = (name: EventName, seconds: number, more: EventDetail = {}) => makeEvent(name, seconds * 1000, more);

describe('timeline', () => {
  it('makes one row of a request that waited, held, ran git and let go', () => {
    const { job } = makeEvent('lock_waiting', 0);
    const rows = timeline([
      event('lock_waiting', 0, { ahead: 2 }),
      event('lock_acquired', 41, { waited_ms: 41_000, ahead: 2 }),
      event('git_finished', 44, { duration_ms: 3000 }),
      event('git_finished', 45, { duration_ms: 500 }),
      event('lock_released', 50, { held_ms: 9000 }),
    ]);
    expect(rows).toEqual([
      {
        ...{ ticket: 'a', job, mode: 'update', outcome: 'released', ahead: 2, gitMs: 3500, waitedMs: 41_000, heldMs: 9000 },
        ...{ askedAt: sec(0), grantedAt: sec(41), endedAt: sec(50) },
        ...{ fetched: 'none', joined: [], merged: 0, fetches: { asked: 0, saved: 0 }, incidents: {}, met: [] },
      },
    ]);
  });

  it('tells of one that an admin broke whose it was, and that it ended when it was let go of', () => {
    const holder = { job: 'the holder' };
    const admin = event('lock_broken', 2, { holder, job: { user: 'an admin' } });
    const rows = timeline([event('lock_acquired', 0, { job: holder }), admin, event('lock_released', 3, { job: holder, held_ms: 3000 })]);
    expect(rows).toMatchObject([{ job: holder, outcome: 'broken', endedAt: sec(3), heldMs: 3000 }]);
  });

  it.each<[string, Event[], string]>([
    ['that waits', [event('lock_waiting', 0)], 'waiting'],
    ['that holds', [event('lock_waiting', 0), event('lock_acquired', 1)], 'holding'],
    ['that gave up', [event('lock_waiting', 0), event('lock_timeout', 1)], 'timeout'],
    ['that was cancelled', [event('lock_waiting', 0), event('lock_cancelled', 1)], 'cancelled'],
    ['that no lock was to be had for', [event('lock_unavailable', 0)], 'unavailable'],
    ['that went on without', [event('lock_timeout', 0), event('lock_bypassed', 0)], 'bypassed'],
    ['that let go', [event('lock_acquired', 0), event('lock_released', 1)], 'released'],
  ])('says of a request %s how it went', (_, events, outcome) => {
    expect(timeline(events).map((row) => row.outcome)).toEqual([outcome]);
  });

  it('ends a request when it gives up', () => {
    const [row] = timeline([event('lock_waiting', 0), event('lock_timeout', 30, { waited_ms: 30_000 })]);
    expect(row).toMatchObject({ askedAt: sec(0), endedAt: sec(30), waitedMs: 30_000 });
    expect(row).not.toHaveProperty('grantedAt');
  });

  it('knows when it was asked from how long it was waited, if the journal begins later', () => {
    expect(timeline([event('lock_acquired', 41, { waited_ms: 40_000 })])[0]).toMatchObject({ askedAt: sec(1), grantedAt: sec(41) });
  });

  it.each<[string, Event[], object]>([
    ['lets go', [event('lock_released', 50, { held_ms: 9000 })], { outcome: 'released', endedAt: sec(50), heldMs: 9000 }],
    ['dies', [event('lock_recovered', 50, { held_ms: 9000 })], { outcome: 'died', endedAt: sec(50), heldMs: 9000 }],
    ['shares it', [event('lock_downgraded', 50, { held_ms: 9000 })], { outcome: 'holding', downgradedAt: sec(50) }],
  ])('knows since when it was held, if the journal begins when it %s', (_, events, more) => {
    const [row] = timeline(events);
    expect(row).toMatchObject({ askedAt: sec(41), grantedAt: sec(41), ...more });
    expect(row).not.toHaveProperty('waitedMs');
  });

  it('knows how long it was held from the times, if nobody said', () => {
    expect(timeline([event('lock_acquired', 1), event('lock_released', 4)])[0]?.heldMs).toBe(3000);
  });

  it('keeps requests apart, and puts them in the order in which they asked', () => {
    const rows = timeline([
      event('lock_acquired', 9, { ticket: 'x', waited_ms: 1000 }),
      event('lock_acquired', 10, { ticket: 'y', waited_ms: 8000 }),
      event('lock_released', 11, { ticket: 'x' }),
    ]);
    expect(rows.map((row) => [row.ticket, row.outcome])).toEqual([
      ['y', 'holding'],
      ['x', 'released'],
    ]);
  });

  it('takes a name for a name, whatever it means elsewhere', () => {
    expect(timeline([event('lock_acquired', 0, { ticket: '__proto__' })]).map((row) => row.ticket)).toEqual(['__proto__']);
  });

  it('draws nothing of an event without a ticket', () => {
    const { ticket: _, ...bare } = event('lock_recovered', 0);
    expect(timeline([bare])).toEqual([]);
    expect(timeline([])).toEqual([]);
  });
});

describe('the end of a request that is told twice', () => {
  const held = event('lock_acquired', 0, { waited_ms: 0 });

  it.each<[string, Event[], object]>([
    [
      'is its death, whatever its own post finds',
      [held, event('lock_recovered', 5, { held_ms: 4900 }), event('lock_broken', 9)],
      { outcome: 'died', heldMs: 4900, endedAt: sec(4.9) },
    ],
    [
      'is its death, if its own post lets go of it too',
      [held, event('lock_recovered', 5, { held_ms: 4900 }), event('lock_released', 9, { held_ms: 9000 })],
      { outcome: 'died', heldMs: 4900, endedAt: sec(4.9) },
    ],
    [
      'is that an admin ended it, if that was told before it could say that it held',
      [event('lock_waiting', 0), event('lock_broken', 5), event('lock_acquired', 5, { waited_ms: 5000 }), event('lock_downgraded', 6)],
      { outcome: 'broken', waitedMs: 5000 },
    ],
    [
      'is that an admin took it out of the line',
      [event('lock_waiting', 0), event('lock_broken', 5), event('lock_unavailable', 6, { waited_ms: 6000 })],
      { outcome: 'broken', endedAt: sec(5) },
    ],
    [
      'is that it went on without the lock, and why',
      [event('lock_waiting', 0), event('lock_timeout', 5, { waited_ms: 5000 }), event('lock_bypassed', 5)],
      { outcome: 'bypassed', refusal: 'timeout', waitedMs: 5000, endedAt: sec(5) },
    ],
  ])('%s', (_, events, expected) => {
    expect(timeline(events)).toMatchObject([expected]);
  });
});

it.each([-3_000_000, -7200, 7200, 3_000_000])('knows how long a request waited and held, though the clock jumps by %d s', (jump) => {
  const rows = timeline([
    event('lock_waiting', 0, { ahead: 1 }),
    event('lock_acquired', 10 + jump, { waited_ms: 10_100 }),
    event('lock_released', 15 - jump, { held_ms: 5000 }),
  ]);
  expect(rows).toMatchObject([{ askedAt: sec(-0.1 + jump), grantedAt: sec(10 + jump), endedAt: sec(15 + jump) }]);
  expect(accountOf('', rows, sec(60)).figures.totalMs).toBe(10_100);
});

it('grants nothing to one that died in line', () => {
  const [row] = timeline([event('lock_waiting', 0), event('lock_recovered', 5, { held_ms: 0 })]);
  expect(row).toMatchObject({ outcome: 'died', endedAt: sec(5) });
  for (const key of ['grantedAt', 'heldMs', 'waitedMs']) expect(row).not.toHaveProperty(key);
});

it('believes no time that cannot be', () => {
  const yearMs = 366 * 24 * 3_600_000;
  const rows = timeline([
    event('lock_acquired', 5, { ticket: 'below', waited_ms: -5 }),
    event('lock_acquired', 6, { ticket: 'above', waited_ms: 1e300 }),
    event('lock_acquired', 7, { ticket: 'jump' }),
    event('lock_released', 4, { ticket: 'jump' }),
    event('git_finished', 4, { ticket: 'jump', duration_ms: -1e300 }),
  ]);
  expect(rows).toMatchObject([
    { ticket: 'above', askedAt: at(6000 - yearMs), waitedMs: yearMs },
    { ticket: 'below', askedAt: sec(5), waitedMs: 0 },
    { ticket: 'jump', heldMs: 0, gitMs: 0 },
  ]);
});

it('ends the row of one that died, under its own name, when another tells of it', () => {
  const events = [
    makeEvent('lock_acquired', 0, { ticket: 'dead', job: { job: 'victim' } }),
    makeEvent('lock_recovered', 5000, { ticket: 'dead', job: { job: 'finder' }, holder: { job: 'victim' }, held_ms: 4900 }),
    makeEvent('lock_acquired', 6000, { ticket: 'taken' }),
    makeEvent('lock_broken', 7000, { ticket: 'taken' }),
  ];
  expect(timeline(events)).toMatchObject([
    { ticket: 'dead', outcome: 'died', job: { job: 'victim' }, heldMs: 4900, endedAt: at(4900) },
    { ticket: 'taken', outcome: 'broken', heldMs: 1000, endedAt: at(7000) },
  ]);
});

it.each<[string, Event[], Partial<Row>]>([
  [
    'died, when its post finds it gone',
    [event('lock_recovered', 5, { held_ms: 5000 }), event('lock_broken', 90)],
    { outcome: 'died', endedAt: sec(5), heldMs: 5000 },
  ],
  [
    'was broken, when its post finds it gone',
    [event('lock_broken', 5, { held_ms: 5000 }), event('lock_broken', 90)],
    { outcome: 'broken', endedAt: sec(5), heldMs: 5000 },
  ],
  [
    'was broken, and died of it',
    [event('lock_broken', 5, { held_ms: 5000 }), event('lock_recovered', 7, { held_ms: 7000 })],
    { outcome: 'broken', endedAt: sec(7), heldMs: 7000 },
  ],
])('still tells of one that it %s', (_, ends, row) => {
  expect(timeline([event('lock_acquired', 0), ...ends])).toMatchObject([row]);
});

it('knows how long one waited that post took back', () => {
  expect(timeline([makeEvent('lock_waiting', 0), makeEvent('lock_cancelled', 300_000)])).toMatchObject([{ waitedMs: 300_000 }]);
});

describe('the fetches of a request', () => {
  const [one, two] = [{ job: 'one' }, { job: 'two' }];
  const fetched = event('git_finished', 1, { network: true, exit_code: 0 });
  const joined = event('fetch_joined', 1, { holder: one });
  const skipped = event('fetch_skipped', 1, { reason: 'present' });

  it.each<[string, Event[], string, { asked: number; saved: number }]>([
    ['none', [event('lock_acquired', 0)], 'none', { asked: 0, saved: 0 }],
    ['one over the network', [fetched], 'fetched', { asked: 1, saved: 0 }],
    ['one joined', [joined], 'joined', { asked: 1, saved: 1 }],
    ['one skipped', [skipped], 'present', { asked: 1, saved: 1 }],
    ['a skipped and a joined one', [skipped, joined], 'joined', { asked: 2, saved: 2 }],
    ['a joined and a skipped one', [joined, skipped], 'joined', { asked: 2, saved: 2 }],
    ['a joined one and one over the network', [fetched, joined, skipped], 'fetched', { asked: 3, saved: 2 }],
    ['one that failed', [event('git_finished', 1, { network: true, exit_code: 1 })], 'none', { asked: 0, saved: 0 }],
    ['one that was stopped', [event('git_finished', 1, { network: true })], 'none', { asked: 0, saved: 0 }],
    ['git without a network', [event('git_finished', 1, { network: false, exit_code: 0 })], 'none', { asked: 0, saved: 0 }],
    ['git before this was told', [event('git_finished', 1, { exit_code: 0 })], 'none', { asked: 0, saved: 0 }],
    ['a mirror cloned', [event('mirror_created', 1)], 'fetched', { asked: 0, saved: 0 }],
    ['a mirror restored', [event('mirror_restored', 1)], 'fetched', { asked: 0, saved: 0 }],
    ['a mirror made anew', [joined, event('mirror_rebuilt', 1)], 'fetched', { asked: 1, saved: 1 }],
    ['a mirror saved', [event('mirror_saved', 1)], 'none', { asked: 0, saved: 0 }],
  ])('%s', (_, events, fetched, fetches) => {
    expect(timeline(events)).toMatchObject([{ fetched, fetches }]);
  });

  it('name each job that was joined once, and not more than people read', () => {
    const more = Array.from({ length: 5000 }, (_, index) => event('fetch_joined', 2, { holder: { job: `j${index}` } }));
    const [row] = timeline([joined, event('fetch_joined', 1, { holder: two }), joined, event('fetch_joined', 1)]);
    expect(row?.joined).toEqual([one, two]);
    expect(timeline(more)[0]).toMatchObject({ joined: { length: 16 }, fetches: { asked: 5000 } });
  });

  it('know for how many in line they were done', () => {
    const finished = (merged: number) => event('git_finished', 1, { merged, network: true, exit_code: 0 });
    expect(timeline([finished(7), finished(2)])[0]?.merged).toBe(7);
  });

  it('add up over all requests', () => {
    const of = (ticket: string, events: Event[]) => events.map((it) => ({ ...it, ticket }));
    const rows = timeline([...of('a', [fetched]), ...of('b', [joined]), ...of('c', [joined, skipped]), ...of('d', [])]);
    expect(savedFetches(rows)).toEqual({ asked: 4, saved: 3 });
    expect(savedFetches([])).toEqual({ asked: 0, saved: 0 });
  });
});
