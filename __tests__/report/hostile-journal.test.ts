import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Event, eventNames, parseEvent } from '../../src/base/event.ts';
import { recentHistory, whyIsShort } from '../../src/report/history.ts';
import { renderBars } from '../../src/report/pictures/bars.ts';
import { renderDocument } from '../../src/report/pictures/document.ts';
import { renderMetrics } from '../../src/report/pictures/metrics.ts';
import { renderPage } from '../../src/report/pictures/page.ts';
import { renderSummary } from '../../src/report/pictures/summary.ts';
import { timeline } from '../../src/report/timeline.ts';
import { count, emptyTally } from '../../src/report/totals/tally.ts';
import { accountOf } from '../../src/report/waiting/account.ts';
import { at } from '../support/events.ts';
import { breakout, harmIn, harmless, hostileTexts } from '../support/hostile.ts';
import { foreignIn, foreignInMarkdown } from '../support/markup.ts';

const text = fc.oneof(fc.constantFrom(...Object.values(hostileTexts)), fc.string({ unit: 'binary', maxLength: 30 }));
const number = fc.oneof(
  fc.constantFrom(0, -0, 1e14, -1e14, 1e15, 1e300, -1e300, 0.1, Number.MAX_SAFE_INTEGER),
  fc.integer({ min: -1000, max: 100_000 }),
);
const ts = fc.oneof(
  fc.constantFrom('0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '1969-12-31T23:59:59Z', '2026-11-21T24:00:00Z'),
  fc.integer({ min: -100_000, max: 100_000 }).map((ms) => new Date(at(ms)).toISOString()),
);
const mayBe = <T>(it: fc.Arbitrary<T>) => fc.option(it, { nil: undefined });
const job = fc.record(
  { repository: text, run_id: text, job: text, job_index: text, runner: text, url: text, command: text },
  { requiredKeys: [] },
);

/** What a line may say, whoever wrote it. */
const event = fc
  .record({
    ...{ v: fc.constant(1), ts, event: fc.constantFrom(...eventNames), ticket: fc.constantFrom('a', 'b', '__proto__'), job, holder: job },
    mode: fc.oneof(fc.constantFrom('shared', 'update', 'exclusive'), text),
    ...{ reason: mayBe(text), waited_ms: mayBe(number), held_ms: mayBe(number), duration_ms: mayBe(number), ahead: mayBe(number) },
    ...{ merged: mayBe(number), exit_code: fc.constant(0), network: fc.boolean() },
  })
  .map((it) => parseEvent(JSON.stringify(it)))
  .filter((it): it is Event => it !== undefined);

const nowAt = at(50_000);

describe('whatever somebody has written into the journal', () => {
  it('is drawn, without an error, as text', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 12 }), text, (events, path) => {
        const rows = timeline(events);
        const told = { accounts: [accountOf(path, rows, nowAt)], nowAt };
        const looks = { ...recentHistory(rows, nowAt), ...whyIsShort(rows, 1000, nowAt) };
        expect(Object.values(looks).filter((it) => !Number.isFinite(it))).toEqual([]);

        const page = renderPage(told);
        expect(foreignIn(page)).toEqual([]);
        expect(page).not.toMatch(/NaN|Infinity|undefined/);
        for (const [ticket, result] of [
          ['a', 'acquired'],
          ['b', 'timeout'],
          ['c', undefined],
        ] as const) {
          const summary = renderSummary({
            waits: [{ rows, ticket, path, mode: 'update' }],
            ...(result ? { result } : {}),
            waitedMs: 5,
            nowAt,
          });
          expect(foreignInMarkdown(summary)).toEqual([]);
          expect(summary).not.toMatch(/NaN|Infinity|undefined/);
          expect(harmIn(summary)).toEqual(harmless);
        }
        const bars = renderBars(told.accounts[0] as never, { width: 80, paint: (_, it) => it }).join('\n');
        const metrics = renderMetrics([{ guards: path, tally: count(emptyTally(), events), line: [] }]);
        // Bars are wrapped between words, wherever that is.
        for (const printed of [page, bars.replaceAll(breakout, ''), renderDocument(told), metrics])
          expect(harmIn(printed)).toEqual(harmless);
        expect(metrics.split('\n').filter((it) => !/^(# .*|\w+\{.*\} \d+(\.\d+)?(e[+-]\d+)?|)$/.test(it))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
