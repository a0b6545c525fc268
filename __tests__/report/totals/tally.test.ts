import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EventDetail, EventName } from '../../../src/base/event.ts';
import { recentHistory, weekMs } from '../../../src/report/history.ts';
import { timeline } from '../../../src/report/timeline.ts';
import { count, countOf, emptyTally, isTally, limitsMs, modes, outcomes } from '../../../src/report/totals/tally.ts';
import { accountOf } from '../../../src/report/waiting/account.ts';
import { at, makeEvent } from '../../support/events.ts';
import { lives } from '../../support/journal-events.ts';

const tallyOf = (...events: [EventName, EventDetail?][]) =>
  count(
    emptyTally(),
    events.map(([name, detail], index) => makeEvent(name, index, detail)),
  );

describe('the totals', () => {
  it('agree with the rows of the timeline', () => {
    fc.assert(
      fc.property(lives, (events) => {
        const [tally, rows] = [count(emptyTally(), events), timeline(events)];
        for (const mode of modes) {
          const ofMode = rows.filter((it) => it.mode === mode);
          const [waits, holds] = [ofMode.flatMap((it) => it.waitedMs ?? []), ofMode.flatMap((it) => it.heldMs ?? [])];
          const sum = (all: number[]) => all.reduce((a, b) => a + b, 0);
          expect([countOf(tally.waits[mode]), tally.waits[mode].sumMs]).toEqual([waits.length, sum(waits)]);
          expect([countOf(tally.holds[mode]), tally.holds[mode].sumMs]).toEqual([holds.length, sum(holds)]);
          for (const [index, limit] of limitsMs.entries()) {
            const upTo = tally.waits[mode].counts.slice(0, index + 1).reduce((a, b) => a + b, 0);
            expect(upTo).toBe(waits.filter((it) => it <= limit).length);
          }
          for (const outcome of outcomes)
            expect(tally.requests[mode][outcome]).toBe(ofMode.filter((it) => (it.refusal ?? it.outcome) === outcome).length);
        }
        const asked = rows.reduce((all, it) => all + it.fetches.asked, 0);
        const saved = rows.reduce((all, it) => all + it.fetches.saved, 0);
        const { fetched, joined, present } = tally.fetches;
        expect([fetched + joined + present, joined + present]).toEqual([asked, saved]);
      }),
    );
  });

  it('agree with what the report and the summary say of the same time', () => {
    fc.assert(
      fc.property(lives, (events) => {
        const [tally, rows, nowAt] = [count(emptyTally(), events), timeline(events), at(weekMs)];
        const ofAll = (outcome: (typeof outcomes)[number]) => modes.reduce((sum, mode) => sum + tally.requests[mode][outcome], 0);
        const { figures } = accountOf('/srv/mirror.git', rows, nowAt);
        const { p50Ms, p95Ms, timeouts, recoveries } = recentHistory(rows, nowAt);
        expect([timeouts, recoveries]).toEqual([ofAll('timeout'), ofAll('died')]);
        expect(figures).toMatchObject({
          timeouts,
          recoveries,
          bypassed: tally.bypasses,
          requests: new Set(events.map((it) => it.ticket)).size,
        });
        expect([figures.p50Ms, figures.p95Ms]).toEqual([p50Ms, p95Ms]);
      }),
    );
  });

  it('are the same, wherever the events are parted', () => {
    fc.assert(
      fc.property(lives, fc.nat(40), (events, cut) => {
        const parted = count(count(emptyTally(), events.slice(0, cut)), events.slice(cut));
        expect(parted).toEqual(count(emptyTally(), events));
        expect(isTally(JSON.parse(JSON.stringify(parted)))).toBe(true);
      }),
    );
  });

  it('leave what they began with as it was', () => {
    const before = emptyTally();
    count(before, [makeEvent('lock_acquired', 0)]);
    expect(before).toEqual(emptyTally());
  });

  it('count the end of a request once: its own post tells it again where another one has ended it', () => {
    const tally = tallyOf(
      ['lock_acquired', { waited_ms: 5 }],
      ['lock_recovered', { held_ms: 70 }],
      ['lock_broken', { reason: 'gone before post came' }],
    );
    expect(tally.requests.update).toMatchObject({ died: 1, broken: 0 });
    expect(tally.holds.update.sumMs).toBe(70);
  });

  it('count no hold of one that died in line, and one of a lock that was let go of at once', () => {
    expect(countOf(tallyOf(['lock_recovered', { held_ms: 0 }]).holds.update)).toBe(0);
    expect(countOf(tallyOf(['lock_released', { held_ms: 0 }]).holds.update)).toBe(1);
  });

  it('count a step that went on without the lock beside its time-out', () => {
    expect(tallyOf(['lock_timeout', { waited_ms: 20 }], ['lock_bypassed'])).toMatchObject({
      bypasses: 1,
      requests: { update: { timeout: 1 } },
      waits: { update: { sumMs: 20 } },
    });
  });

  it('tell when the newest event was', () => {
    expect(tallyOf(['lock_acquired'], ['lock_released']).newestAt).toBe(at(1));
    expect(emptyTally().newestAt).toBe(0);
  });

  it('make no series of what others write for a mode, and no sum of what cannot be', () => {
    const tally = tallyOf(
      ['lock_acquired', { mode: '__proto__', waited_ms: -5 }],
      ['lock_acquired', { mode: 'toString', waited_ms: 1e300 }],
      ['lock_acquired', { mode: '"} 1\n', waited_ms: 0.4 }],
    );
    expect(countOf(tally.waits.unknown)).toBe(3);
    expect(tally.waits.unknown.sumMs).toBe(366 * 24 * 3_600_000);
    expect(isTally(tally)).toBe(true);
  });

  it('remember so many tickets and no more', () => {
    const events = Array.from({ length: 2000 }, (_, index) =>
      makeEvent('lock_released', index, { ticket: `${index} ${'\0'.repeat(900)}`, held_ms: 1 }),
    );
    const tally = count(emptyTally(), events);
    expect(tally.requests.update.released).toBe(2000);
    expect([tally.ended.length, tally.ended.at(-1)]).toEqual([512, `1999 ${'\0'.repeat(59)}`]);
    expect(JSON.stringify(tally).length).toBeLessThan(220_000);
  });

  it.each<[string, unknown]>([
    ...[null, 7, 'x', [], {}].map((it): [string, unknown] => [JSON.stringify(it), it]),
    ['a count below zero', { ...emptyTally(), bypasses: -1 }],
    ['a part of a request', { ...emptyTally(), bypasses: 0.5 }],
    ['another number of buckets', { ...emptyTally(), waits: { ...emptyTally().waits, shared: { counts: [0], sumMs: 0 } } }],
    ['one more mode', { ...emptyTally(), waits: { ...emptyTally().waits, more: emptyTally().waits.shared } }],
    ['no tickets', { ...emptyTally(), ended: undefined }],
    ['tickets that are none', { ...emptyTally(), ended: [7] }],
    ['too many tickets', { ...emptyTally(), ended: Array.from({ length: 513 }, String) }],
  ])('are not believed where they are %s', (_, read) => {
    expect(isTally(read)).toBe(false);
  });
});
