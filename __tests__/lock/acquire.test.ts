import { beforeEach, describe, expect, it } from '@jest/globals';
import { pause } from '../../src/base/clock.ts';
import { FetchLockError } from '../../src/base/errors.ts';
import type { EventDetail } from '../../src/base/event.ts';
import { acquire, GaveUp, type Lock, type Wait } from '../../src/lock/acquire.ts';
import type { LockStore, Obstacle, Request, Standing } from '../../src/lock/store.ts';
import { newId } from '../../src/lock/ticket.ts';
import { createManualClock, type ManualClock } from '../support/manual-clock.ts';
import { MemoryWorld } from '../support/memory-store.ts';
import { makeRequest } from '../support/requests.ts';

let clock: ManualClock;
let world: MemoryWorld;
let events: (EventDetail & { event: string })[];
beforeEach(() => {
  clock = createManualClock();
  world = new MemoryWorld(clock);
  events = [];
});

interface Asked {
  lines: { waitedMs: number; ahead: number; holders: number }[];
  lock?: Lock;
  error?: unknown;
  stop(reason: Error): void;
}

function ask(overrides: Partial<Request> = {}, more: Partial<Wait> = {}, store: LockStore = world.open()): Asked {
  const stop = new AbortController();
  const asked: Asked = { lines: [], stop: (reason) => stop.abort(reason) };
  const wait: Wait = {
    ...{ clock, timeoutMs: 600_000, signal: stop.signal, report: (event, detail) => events.push({ event, ...detail }) },
    onWaiting: ({ ahead, holders }, waitedMs) => asked.lines.push({ waitedMs, ahead, holders: holders.length }),
    ...more,
  };
  acquire(store, makeRequest(overrides), wait).then(
    (lock) => {
      asked.lock = lock;
    },
    (error) => {
      asked.error = error;
    },
  );
  return asked;
}

/** Asks, and lets everything happen that needs no time. */
async function holding(overrides: Partial<Request> = {}): Promise<Lock> {
  const asked = ask(overrides);
  await clock.advance(0);
  if (!asked.lock) throw new Error('not granted');
  return asked.lock;
}

const blocked = (holders: Standing[], reason?: string): Obstacle => ({
  at: '',
  holders,
  ahead: 1,
  watch: [],
  ...(reason ? { reason } : {}),
});

/** Meets these obstacles, each for a second. */
async function asking(...obstacles: Obstacle[]): Promise<Asked> {
  const met = [...obstacles];
  const store: LockStore = {
    ...world.open(),
    place: async () => ({ obstacle: met.shift() ?? blocked([]), recovered: [] }),
    wait: (_, __, signal) => pause(clock, 1000, signal),
  };
  const asked = ask({}, {}, store);
  await clock.advance((obstacles.length - 1) * 1000);
  return asked;
}

const names = () => events.map((it) => it.event);

describe('acquire', () => {
  it('is granted at once what is free, and says nothing but that', async () => {
    expect(await holding()).toMatchObject({ waitedMs: 0, position: 0, dirty: [] });
    expect(events).toEqual([expect.objectContaining({ event: 'lock_acquired', decision: 'allow', waited_ms: 0, ahead: 0 })]);
  });

  it('says at once that it waits, then every half minute, and at once when something changed', async () => {
    const holder = await holding();
    const first = ask();
    const asked = ask();
    await clock.advance(70_000);
    expect(asked.lines).toEqual([0, 30_000, 60_000].map((waitedMs) => ({ waitedMs, ahead: 2, holders: 1 })));
    await holder.release();
    await clock.advance(0);
    expect(first.lock?.waitedMs).toBe(70_000);
    await clock.advance(3000);
    expect(asked.lines).toHaveLength(4);
    expect(asked.lines[3]).toMatchObject({ ahead: 1, holders: 1 });
  });

  it('gives up at its limit, not earlier and not later, and leaves the line (G2, G3)', async () => {
    await holding();
    const asked = ask({}, { timeoutMs: 5000 });
    await clock.advance(4999);
    expect(asked.error).toBeUndefined();
    await clock.advance(1);
    expect(asked.error).toBeInstanceOf(GaveUp);
    expect(asked.error).toMatchObject({ code: 'FL_TIMEOUT', obstacle: { ahead: 1 } });
    expect(names()).toEqual(['lock_acquired', 'lock_waiting', 'lock_timeout']);
    expect(events[2]).toMatchObject({ decision: 'deny', waited_ms: 5000, code: 'FL_TIMEOUT' });
    expect(await world.open().lookAround()).toHaveLength(1);
  });

  it('tries once where the limit is 0, and takes what is free then', async () => {
    const holder = await holding();
    const late = ask({}, { timeoutMs: 0 });
    await clock.advance(0);
    expect(late.error).toMatchObject({ code: 'FL_TIMEOUT' });
    expect(late.lines).toEqual([]);
    await holder.release();
    const next = ask({}, { timeoutMs: 0 });
    await clock.advance(0);
    expect(next.lock).toBeDefined();
  });

  it('stops when it is told to, with the reason it was given (G2)', async () => {
    await holding();
    const asked = ask();
    await clock.advance(100);
    const reason = new FetchLockError('FL_CANCELLED', { what: 'Told to stop.' });
    asked.stop(reason);
    await clock.advance(0);
    expect(asked.error).toBe(reason);
    expect(names().at(-1)).toBe('lock_cancelled');
    expect(await world.open().lookAround()).toHaveLength(1);
  });

  it.each([
    [0, 10_000],
    [60_000, 60_000],
  ])('does not wait for a latch for ever: with a limit of %s it gives up after %s', async (timeoutMs, afterMs) => {
    const stuck: LockStore = {
      ...world.open(),
      place: (_, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    };
    const asked = ask({}, { timeoutMs }, stuck);
    await clock.advance(afterMs - 1);
    expect(asked.error).toBeUndefined();
    await clock.advance(1);
    expect(asked.error).toMatchObject({ code: 'FL_TIMEOUT', message: expect.stringContaining('latch') });
  });

  it('gives the reason of a store that waits for something else than the latch', async () => {
    const slow = new FetchLockError('FL_BACKEND', { what: 'Slow.' });
    const stuck: LockStore = {
      ...world.open(),
      place: (_, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      whySlow: () => slow,
    };
    const asked = ask({}, { timeoutMs: 0 }, stuck);
    await clock.advance(10_000);
    expect(asked.error).toBe(slow);
    expect(names()).toEqual(['lock_unavailable']);
  });

  it('records who is in the way on another host, and again when that changes, and nobody of this host', async () => {
    const there = (id: string): Standing => ({
      ...{ id, token: `1.${id}`, mode: 'update', job: { job: id, host: 'b' }, host: 'b', heldMs: 7000, verdict: 'alive' },
    });
    const here = (id: string): Standing => ({ id, token: `1.${id}`, mode: 'update', job: { job: id }, heldMs: 9, verdict: 'alive' });
    await asking(
      blocked([here('x')]),
      blocked([here('y')]),
      blocked([there('one')]),
      blocked([there('one')]),
      blocked([{ ...there('two'), heldMs: 0 }]),
      blocked([], 'It was started just now: nothing for 30 s.'),
      blocked([], 'It was started just now: nothing for 1 m 4 s.'),
    );
    const detail = { event: 'lock_waiting', mode: 'exclusive', ticket: expect.any(String) };
    expect(events).toEqual([
      { ...detail, ahead: 1, holder: { job: 'x' } },
      {
        ...{ ...detail, waited_ms: 2000, holder: { job: 'one', host: 'b' } },
        elsewhere: [{ ticket: 'one', mode: 'update', job: { job: 'one', host: 'b' }, held_ms: 7000 }],
      },
      {
        ...detail,
        waited_ms: 4000,
        holder: { job: 'two', host: 'b' },
        elsewhere: [{ ticket: 'two', mode: 'update', job: { job: 'two', host: 'b' } }],
      },
      { ...detail, waited_ms: 5000, reason: 'It was started just now: nothing for 30 s.' },
    ]);
  });

  it('says at once why nothing is granted, and again when that is another reason', async () => {
    const asked = await asking(
      blocked([]),
      blocked([], 'Redis is away.'),
      blocked([], 'Redis is away.'),
      blocked([], 'It was started: nothing for 30 s.'),
      blocked([], 'It was started: nothing for 29 s.'),
      blocked([]),
    );
    expect(asked.lines.map((it) => it.waitedMs)).toEqual([0, 1000, 3000]);
  });

  it('tells an error of the store as it is, once, and takes the request back', async () => {
    const broken: LockStore = { ...world.open(), wait: () => Promise.reject(new FetchLockError('FL_LOCK_DIR', { what: 'Full.' })) };
    await holding();
    const asked = ask({}, {}, broken);
    await clock.advance(0);
    expect(asked.error).toMatchObject({ code: 'FL_LOCK_DIR' });
    expect(names()).toEqual(['lock_acquired', 'lock_waiting', 'lock_unavailable']);
    expect(await world.open().lookAround()).toHaveLength(1);
  });

  it('names the dead in whose place it comes', async () => {
    const store = world.open();
    ask({ job: { job: 'the dead' } }, {}, store);
    await clock.advance(0);
    const asked = ask();
    await clock.advance(500);
    world.kill(store.self);
    await clock.advance(0);
    expect(asked.lock?.dirty).toMatchObject([{ job: { job: 'the dead' } }]);
    expect(events.find((it) => it.event === 'lock_recovered')).toMatchObject({ holder: { job: 'the dead' }, held_ms: 500 });
  });
});

describe('a deadlock', () => {
  const other = [{ place: { dir: '/other.fetch-lock', guards: '/other', kind: 'beside' as const }, token: '1.0123456789abcdef' }];

  /** Two jobs that read, whose steps have ended, and who now ask to write. */
  async function strengthenBoth(others: () => typeof other) {
    const parties = [newId(), newId()];
    for (const party of parties) {
      const store = world.open();
      const asked = ask({ party, mode: 'shared' }, {}, store);
      await clock.advance(0);
      await world.open().sign(asked.lock?.token ?? '');
      world.kill(store.self);
    }
    const older = ask({ party: parties[0] ?? '', others });
    await clock.advance(5000);
    const younger = ask({ party: parties[1] ?? '', others });
    return { older, younger };
  }

  it('is found within two seconds of being complete; the youngest gives up, and nobody else (P11)', async () => {
    const { older, younger } = await strengthenBoth(() => other);
    await clock.advance(999);
    expect(younger.error).toBeUndefined();
    await clock.advance(1001);
    expect(younger.error).toMatchObject({ code: 'FL_DEADLOCK', circle: [{}, {}] });
    expect(events.filter((it) => it.event === 'deadlock_detected')).toEqual([
      expect.objectContaining({ decision: 'deny', code: 'FL_DEADLOCK' }),
    ]);
    await clock.advance(60_000);
    expect(older.error).toBeUndefined();
  });

  it('is not looked for by those who hold nothing', async () => {
    const { older, younger } = await strengthenBoth(() => []);
    await clock.advance(60_000);
    expect([older.error, younger.error]).toEqual([undefined, undefined]);
  });
});
