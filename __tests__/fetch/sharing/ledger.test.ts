import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { identityOf, isFreshFor, type Moment, momentOf } from '../../../src/fetch/sharing/ledger.ts';
import { systemKernel } from '../../../src/lock/host/system/kernel.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const boot = 'b'.repeat(32);
const began: Moment = { seq: 10, at: 1_000_000, upMs: 50_010, boot };
const hour = 3_600_000;

describe('a fetch is fresh for', () => {
  it.each<[string, Partial<Moment>, number, boolean]>([
    ['who asked before it began', { seq: 9 }, 0, true],
    ['the last who had asked when it began', { seq: 10 }, 0, true],
    ['not the first who asked after that', { seq: 11 }, 0, false],
    ['not one whose number is not known', { seq: 0 }, 0, false],
    ['who asked before, whatever the clocks say', { seq: 9, at: 0, upMs: 0 }, 0, true],
    ['not who had a smaller number before the machine was started again', { seq: 9, boot: 'c'.repeat(32) }, hour, false],
    ['who may be given what is that old', { at: 1_004_990, upMs: 54_999 }, 5000, true],
    ['not if the uptime may be a little older than it says', { at: 1_004_000, upMs: 55_001 }, 5000, false],
    ['not if the wall clock says more', { at: 1_005_001, upMs: 52_001 }, 5000, false],
    ['not if the uptime tells seconds only, and may be one older', { at: 1_004_000, upMs: 55_000 }, 5000, false],
    ['who asked in the same moment', { at: 1_000_000, upMs: 50_010 }, 10, true],
    ['not without a limit', { at: 1_000_000, upMs: 50_010 }, 0, false],
    ['not if the wall clock went back', { at: 999_999, upMs: 50_011 }, hour, false],
    ['not if the uptime went back', { at: 1_000_001, upMs: 50_009 }, hour, false],
    ['not after another start of the machine', { at: 1_000_001, upMs: 50_011, boot: 'c'.repeat(32) }, hour, false],
    ['not in a container that counts from its own start', { at: 1_000_001, upMs: 11 }, hour, false],
    ['not with a limit that is no number', { at: 1_000_001, upMs: 50_011 }, Number.NaN, false],
  ])('%s', (_, asked, maxAgeMs, isFresh) => {
    expect(isFreshFor(began, { ...began, seq: 11, ...asked }, maxAgeMs)).toBe(isFresh);
  });

  const times = fc.record({
    ageMs: fc.integer({ min: -20_000, max: 20_000 }),
    maxAgeMs: fc.integer({ min: 1, max: 15_000 }),
    upAtMs: fc.integer({ min: 30_000, max: 10 ** 7 }),
    grainMs: fc.constantFrom(10, 1000),
    jumpMs: fc.oneof(fc.constant(0), fc.integer({ min: -(10 ** 5), max: 10 ** 5 })),
    shiftMs: fc.oneof(fc.constant(0), fc.integer({ min: -(10 ** 5), max: 10 ** 5 })),
    asleepMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20_000 })),
    isRestarted: fc.boolean(),
  });

  it('nobody with something older than that, as long as one of the clocks is right', () => {
    let fresh = 0;
    fc.assert(
      fc.property(times, fc.constantFrom('wall', 'uptime'), ({ ageMs, maxAgeMs, upAtMs, grainMs, jumpMs, shiftMs, asleepMs }, right) => {
        const coarse = (ms: number) => Math.floor(ms / grainMs) * grainMs;
        // The wall clock is set, or the uptime does not count a sleep, or is that of another container.
        const wallMs = ageMs + (right === 'wall' ? 0 : jumpMs);
        const upMs = ageMs + (right === 'uptime' ? 0 : shiftMs - Math.min(asleepMs, Math.max(0, ageMs)));
        const asked = { seq: 11, at: 10 ** 9 + wallMs, upMs: coarse(Math.max(0, upAtMs + upMs)), boot };
        const isFresh = isFreshFor({ seq: 10, at: 10 ** 9, upMs: coarse(upAtMs), boot }, asked, maxAgeMs);
        if (isFresh) expect(ageMs).toBeLessThanOrEqual(maxAgeMs);
        fresh += Number(isFresh);
      }),
      { numRuns: 5000 },
    );
    expect(fresh).toBeGreaterThan(100);
  });

  it('everybody within that, but for what the uptime cannot tell, where the clocks are right', () => {
    fc.assert(
      fc.property(times, ({ ageMs, maxAgeMs, upAtMs }) => {
        fc.pre(ageMs >= 0 && ageMs + 2000 <= maxAgeMs);
        const asked = { seq: 11, at: 10 ** 9 + ageMs, upMs: upAtMs + ageMs, boot };
        expect(isFreshFor({ seq: 10, at: 10 ** 9, upMs: upAtMs, boot }, asked, maxAgeMs)).toBe(true);
      }),
    );
  });

  it('nobody in another life of the machine, and everybody in the same one who has a number up to its own', () => {
    const seq = fc.integer({ min: 0, max: 50 });
    fc.assert(
      fc.property(times, seq, seq, ({ ageMs, maxAgeMs, upAtMs, isRestarted }, first, second) => {
        const one = { seq: first, at: 10 ** 9, upMs: upAtMs, boot };
        const other = { seq: second, at: 10 ** 9 + ageMs, upMs: upAtMs + ageMs, boot: isRestarted ? 'none' : boot };
        const isFresh = isFreshFor(one, other, maxAgeMs);
        if (isRestarted) expect(isFresh).toBe(false);
        else if (second > 0 && second <= first) expect(isFresh).toBe(true);
      }),
    );
  });
});

describe('a moment', () => {
  it('is told by the lock, the clocks and the kernel', () => {
    const clock = createManualClock();
    const kernel = { ...systemKernel, boot };
    expect(momentOf(7, clock, kernel, 12.5)).toEqual({ seq: 7, at: clock.wall(), upMs: 12_500, boot });
    expect(momentOf(7, clock)).toMatchObject({ boot: systemKernel.boot, upMs: expect.any(Number) });
  });
});

describe('the identity of a directory', () => {
  const found = { dev: 1n, ino: 2n, birthtimeNs: 3n, ctimeNs: 9n };

  it.each([
    ['another file system', { dev: 7n }, false],
    ['another number', { ino: 7n }, false],
    ['the same number, born later', { birthtimeNs: 7n }, false],
    ['a change of what is in it', { ctimeNs: 10n }, true],
  ])('with %s', (_, change, isSame) => {
    expect(identityOf({ ...found, ...change }) === identityOf(found)).toBe(isSame);
  });

  it('lasts where no birth is kept, and the last change is told for it', () => {
    const noBirth = (ns: bigint) => identityOf({ ...found, birthtimeNs: ns, ctimeNs: ns });
    expect(noBirth(4n)).toBe(noBirth(5n));
  });
});
