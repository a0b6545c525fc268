import { describe, expect, it } from '@jest/globals';
import { sayAdvice } from '../../../src/report/pictures/captions.ts';
import type { Row } from '../../../src/report/timeline.ts';
import { accountOf } from '../../../src/report/waiting/account.ts';
import { at } from '../../support/events.ts';
import { makeRow } from '../../support/rows.ts';

/** Held from the beginning for so many seconds, and meanwhile waited for since the first one. */
const advise = (heldSec: number, held: Partial<Row>, waiters = 1) => {
  const over = { grantedAt: at(0), endedAt: at(heldSec * 1000), heldMs: heldSec * 1000, waitedMs: 0, outcome: 'released' as const };
  const waits = Array.from({ length: waiters }, (_, index) =>
    makeRow({ ticket: `w${index}`, askedAt: at(10), grantedAt: at(heldSec * 1000), waitedMs: heldSec * 1000 - 10, mode: 'shared' }),
  );
  return sayAdvice(accountOf('/srv/mirror.git', [makeRow({ ticket: 'h', mode: 'exclusive', ...over, ...held }), ...waits], at(3_600_000)));
};

describe('the advice on a lock', () => {
  it('is to free it, where it is kept for much longer than git runs', () => {
    expect(advise(60, { gitMs: 5000 })).toBe(
      'acme/web job test had it to itself for 1 m, of which git took 5.0 s: there, `hold: step` would free it once git is done, and `mode: auto` share it.',
    );
  });

  it('is to fetch less, where git runs for most of the time', () => {
    expect(advise(60, { gitMs: 50_000 })).toMatch(/for 1 m, of which git took 50 s: a narrower fetch, `want` or `max-age` would/);
  });

  it('counts what one holds once, however many wait for it, and not what it shares', () => {
    expect(advise(60, { gitMs: 50_000 }, 9)).toMatch(/for 1 m, of which git took 50 s/);
    expect(advise(60, { gitMs: 9000, downgradedAt: at(10_000) })).toMatch(/for 10 s, of which git took 9\.0 s/);
  });

  it('is none where what is held has no git, or nobody waited', () => {
    expect(advise(60, {})).toBe('');
    expect(advise(60, { gitMs: 5000 }, 0)).toBe('');
  });

  it('says so where it is no bottleneck', () => {
    expect(advise(0.5, { gitMs: 400 }, 9)).toBe('It is no bottleneck: 95 % waited at most 490 ms.');
  });
});
