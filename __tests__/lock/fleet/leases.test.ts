import { describe, expect, it } from '@jest/globals';
import { elapsedMs, hear, isDue, isFresh, isHeld, type Kept } from '../../../src/lock/fleet/redis/leases.ts';
import { createRenewal } from '../../../src/lock/fleet/redis/renewal.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const at = (nowMs: number, upMs = nowMs) => ({ nowMs, upMs });
const makeKept = (overrides: Partial<Kept> = {}): Kept => ({ token: '1.0123456789abcdef', renewed: at(0), state: 'held', ...overrides });

describe('a lease, as its session sees it', () => {
  it('is due after a third, and too late half a lease after that (G1)', () => {
    expect([9999, 10_000].map((ms) => isDue(at(0), at(ms), 30_000))).toEqual([false, true]);
    expect([24_999, 25_000].map((ms) => isFresh(at(0), at(ms), 30_000))).toEqual([true, false]);
  });

  it('counts the time in which the machine was suspended, and does not trust a clock that went back (G3)', () => {
    expect([elapsedMs(at(0, 0), at(10, 60_000)), elapsedMs(at(0, 0), at(60_000, -5))]).toEqual([60_000, 60_000]);
  });

  it('is lost for good, whatever is heard later (G2)', () => {
    const it = makeKept();
    expect([isHeld(it, at(24_999), 30_000), isHeld(it, at(25_000), 30_000)]).toEqual([true, false]);
    hear(it, 'held', at(25_001));
    expect([it.state, isHeld(it, at(25_001), 30_000)]).toEqual(['lost', false]);
    hear(it, 'gone', at(25_002));
    expect(it.state).toBe('gone');
  });

  it('goes by the latest renewal that was sent, not by the latest answer', () => {
    const it = makeKept();
    hear(it, 'held', at(9000));
    hear(it, 'held', at(5000));
    expect(it.renewed).toEqual(at(9000));
  });

  it('stays broken', () => {
    const it = makeKept();
    hear(it, 'broken', at(1));
    hear(it, 'held', at(2));
    expect([it.state, isHeld(it, at(2), 30_000)]).toEqual(['broken', false]);
  });
});

describe('a renewal', () => {
  it('asks after a third of the lease, soon again when that fails, and only looks at what is lost', async () => {
    const clock = createManualClock();
    const asked: [number, string][] = [];
    let isAway = false;
    const renewal = createRenewal({
      ...{ clock, leaseMs: 30_000, waiting: () => new Map() },
      ask: async (ids) => {
        asked.push([clock.now(), ids.join()]);
        if (isAway) throw new Error('away');
        return ids.map(() => 'held');
      },
    });
    const [id, token] = ['0123456789abcdef', '1.0123456789abcdef'];
    renewal.keep(id, token, { ...at(0), upMs: Number.POSITIVE_INFINITY });
    await clock.advance(20_000);
    expect(asked).toEqual([10_000, 20_000].map((ms) => [ms, id]));
    isAway = true;
    await clock.advance(20_000);
    expect(asked.slice(2).map(([ms]) => ms)).toEqual([30_000, 32_000, 34_000, 36_000, 38_000, 40_000]);
    expect(renewal.isHeld(token)).toBe(true);
    await clock.advance(5000);
    expect([renewal.isHeld(token), renewal.isGone(token), renewal.isLost(id)]).toEqual([false, false, true]);
    isAway = false;
    await clock.advance(20_000);
    expect(asked.at(-1)?.[1]).toBe(`?${id}`);
    expect(renewal.isHeld(token)).toBe(false);
    renewal.stop();
  });
});
