import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { timeline } from '../../../src/report/timeline.ts';
import { accountOf, waitingByHour } from '../../../src/report/waiting/account.ts';
import { chooseBursts, mostInBurst, stepFor } from '../../../src/report/waiting/bursts.ts';
import { spansOf, waitedMs } from '../../../src/report/waiting/spans.ts';
import { at } from '../../support/events.ts';
import { makeRow } from '../../support/rows.ts';
import { makeWeek } from '../../support/week.ts';

const sec = (seconds: number) => at(seconds * 1000);
const nowAt = sec(100_000);

const anyRow = fc
  .record({
    mode: fc.constantFrom('exclusive', 'update', 'shared'),
    asked: fc.nat(3000),
    waited: fc.nat(90),
    held: fc.nat(300),
  })
  .map(({ mode, asked, waited, held }) =>
    makeRow({
      ...{ ticket: `${asked}`, mode, outcome: 'released', askedAt: sec(asked), waitedMs: waited * 1000 },
      ...{ grantedAt: sec(asked + waited), endedAt: sec(asked + waited + held), heldMs: held * 1000 },
    }),
  );
const anyRows = fc.array(anyRow, { maxLength: 120 }).map((rows) => rows.sort((a, b) => a.askedAt - b.askedAt));

describe('bursts', () => {
  it('have every request as a member once, in order, and are never too many to be drawn (G1)', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const { spans, bursts } = accountOf('x', rows, nowAt);
        expect(bursts.reduce((sum, it) => sum + it.members, 0)).toBe(spans.length);
        expect(bursts.reduce((sum, it) => sum + it.waitedMs, 0)).toBe(spans.reduce((sum, it) => sum + waitedMs(it), 0));
        for (const it of bursts) {
          expect(it.spans.length).toBeLessThanOrEqual(mostInBurst);
          expect(it.spans.filter((span) => span.askedAt >= it.fromAt && span.askedAt <= it.toAt).length).toBeGreaterThanOrEqual(it.members);
        }
      }),
    );
  });

  it('are apart where nobody waits or writes for a while', () => {
    const rows = [0, 1, 60].map((seconds) =>
      makeRow({ ticket: `${seconds}`, askedAt: sec(seconds), grantedAt: sec(seconds), downgradedAt: sec(seconds + 2), endedAt: sec(500) }),
    );
    expect(accountOf('x', rows, nowAt).bursts.map((it) => it.members)).toEqual([2, 1]);
  });

  it('are cut where they are too long to be drawn at once', () => {
    const rows = Array.from({ length: 100 }, (_, index) => makeRow({ ticket: `${index}`, askedAt: sec(index), outcome: 'waiting' }));
    expect(accountOf('x', rows, nowAt).bursts.map((it) => it.members)).toEqual([24, 24, 24, 24, 4]);
  });

  it('have as a guest who was in the way from before (G2)', () => {
    const reader = makeRow({
      ticket: 'reader',
      mode: 'shared',
      askedAt: sec(0),
      grantedAt: sec(0),
      endedAt: sec(100),
      outcome: 'released',
    });
    const waiter = makeRow({
      ticket: 'gc',
      mode: 'exclusive',
      askedAt: sec(50),
      grantedAt: sec(100),
      endedAt: sec(110),
      outcome: 'released',
    });
    const { bursts } = accountOf('x', [reader, waiter], nowAt);
    expect(bursts.map((it) => [it.members, it.spans.map((span) => span.row.ticket)])).toEqual([
      [1, ['reader']],
      [1, ['reader', 'gc']],
    ]);
  });

  it('are chosen by what they cost, as far as there is room, and shown the newest first', () => {
    const { bursts } = accountOf('x', timeline(makeWeek(400)), Date.parse('2026-11-21T00:00:00.000Z'));
    const chosen = chooseBursts(bursts, 40);
    expect(chosen).toHaveLength(5);
    expect(chosen.map((it) => it.fromAt)).toEqual(chosen.map((it) => it.fromAt).toSorted((a, b) => b - a));
    const least = Math.min(...chosen.map((it) => it.waitedMs));
    expect(bursts.filter((it) => it.waitedMs > least && !chosen.includes(it))).toEqual([]);
  });

  it('are the newest few, if nobody waited', () => {
    const rows = Array.from({ length: 100 }, (_, index) =>
      makeRow({
        ticket: `${index}`,
        askedAt: sec(index * 60),
        grantedAt: sec(index * 60),
        endedAt: sec(index * 60 + 1),
        outcome: 'released',
      }),
    );
    const chosen = chooseBursts(accountOf('x', rows, nowAt).bursts, 600);
    expect(chosen).toHaveLength(mostInBurst);
    expect(chosen[0]?.fromAt).toBe(sec(99 * 60));
  });
});

it.each([
  [100, 100],
  [41_000, 10_000],
  [5 * 60_000, 60_000],
  [90 * 86_400_000, 18 * 86_400_000],
])('divides %d ms into steps of %d', (ms, step) => {
  expect(stepFor(ms, 5)).toBe(step);
});

describe('the figures', () => {
  it('give each blocker its part of a wait, so that nothing is counted twice', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const { blockers, figures } = accountOf('x', rows, nowAt);
        const blocked = blockers.reduce((sum, it) => sum + it.ms, 0);
        expect(Number.isFinite(blocked)).toBe(true);
        expect(blocked).toBeLessThanOrEqual(figures.totalMs + 1);
      }),
    );
  });

  it('put all runs and legs of a job together', () => {
    const holder = (ticket: string, run_id: string, job_index: string) =>
      makeRow({
        ...{ ticket, mode: 'shared', askedAt: sec(0), grantedAt: sec(0), endedAt: sec(10), outcome: 'released' },
        job: { repository: 'acme/web', job: 'test', run_id, job_index, runner: ticket },
      });
    const waiter = makeRow({ ticket: 'w', mode: 'exclusive', askedAt: sec(4), grantedAt: sec(10), waitedMs: 6000 });
    const { blockers } = accountOf('x', [holder('a', '1', '1'), holder('b', '2', '3'), waiter], nowAt);
    expect(blockers).toMatchObject([{ name: 'acme/web job test', ms: 6000, waits: 1 }]);
  });

  it('leave out who was gone before the look back begins, and none who was still there', () => {
    const rows = [
      makeRow({ ticket: 'gone', askedAt: sec(0), grantedAt: sec(0), endedAt: sec(10), outcome: 'released' }),
      makeRow({ ticket: 'there', mode: 'shared', askedAt: sec(0), grantedAt: sec(0), endedAt: sec(30), outcome: 'released' }),
      makeRow({ ticket: 'open', mode: 'shared', askedAt: sec(0), grantedAt: sec(0) }),
    ];
    expect(accountOf('x', rows, nowAt, sec(20)).spans.map((it) => it.row.ticket)).toEqual(['there', 'open']);
  });

  it('sum up all waiting by the hour, whenever it was', () => {
    fc.assert(
      fc.property(anyRows, fc.constantFrom(1, 100, 10_000), (rows, stretch) => {
        const far = rows.map((it) => ({ ...it, askedAt: it.askedAt - (sec(3000) - it.askedAt) * stretch }));
        const spans = spansOf(
          far.map(({ grantedAt, ...it }) => ({ ...it, grantedAt: it.askedAt + (it.waitedMs ?? 0) })),
          nowAt,
        );
        const bins = waitingByHour(spans, nowAt, 24);
        const total = spans.reduce((sum, it) => sum + waitedMs(it), 0);
        expect(bins.waitedMs.reduce((sum, it) => sum + it, 0)).toBeCloseTo(total, 0);
        expect(bins.waitedMs.length).toBeLessThanOrEqual(336);
        expect(bins.waitedMs.length).toBeGreaterThanOrEqual(24);
      }),
    );
  });
});
