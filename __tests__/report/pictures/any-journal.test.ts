/** Whatever stands in a journal, which others write too: every picture is drawn of it, and says nothing that is no number. */
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Event, eventNames, parseEvent } from '../../../src/base/event.ts';
import { recentHistory, whyIsShort } from '../../../src/report/history.ts';
import { renderBars } from '../../../src/report/pictures/bars.ts';
import { renderDocument } from '../../../src/report/pictures/document.ts';
import { renderMetrics } from '../../../src/report/pictures/metrics.ts';
import { renderPage } from '../../../src/report/pictures/page.ts';
import { renderSummary } from '../../../src/report/pictures/summary.ts';
import { timeline } from '../../../src/report/timeline.ts';
import { count, emptyTally } from '../../../src/report/totals/tally.ts';
import { accountOf } from '../../../src/report/waiting/account.ts';
import { at } from '../../support/events.ts';

const yearMs = 366 * 24 * 3_600_000;
// Of clocks that run on, jump by years, and were never set.
const time = fc.oneof(
  fc.integer({ min: -100_000, max: 100_000 }).map((ms) => new Date(at(ms)).toISOString()),
  fc.integer({ min: -30, max: 30 }).map((years) => new Date(at(years * yearMs)).toISOString()),
  fc.constantFrom('0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '1970-01-01T00:00:00Z'),
);
const number = fc.oneof(fc.nat(100_000), fc.constantFrom(-1, 0.5, 5e-324, 2 ** 53, 1e308, -1e308));
const hostile = ['::error::x', '##[group]x', '</svg><b>', '| `x` |', '\u202e', '\x1b[31m', 'gantt', 'section', '%%{init', 'x'.repeat(5000)];
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...hostile));
const job = fc.record(
  { repository: text, job: text, run_id: text, url: text, user: text, command: text, job_index: text, host: text },
  { requiredKeys: [] },
);
const few = { ticket: fc.constantFrom('a', 'b', 'c', 'd'), mode: fc.oneof(fc.constantFrom('shared', 'update', 'exclusive'), text) };
const line = fc.record(
  {
    ...{
      v: fc.constant(1),
      ts: time,
      event: fc.constantFrom(...eventNames),
      ...few,
      job,
      holder: job,
      reason: text,
      elsewhere: fc.array(fc.record({ ...few, job, held_ms: number }, { requiredKeys: ['ticket', 'mode', 'job'] }), { maxLength: 3 }),
      network: fc.boolean(),
    },
    ...{ waited_ms: number, held_ms: number, duration_ms: number, exit_code: number, ahead: fc.nat(9), merged: fc.nat(9) },
  },
  { requiredKeys: ['v', 'ts', 'event', 'ticket'] },
);

const canvas = { width: 80, paint: (_: string, plain: string) => plain };

function* draw(events: readonly Event[], nowAt: number): Generator<string> {
  const rows = timeline(events);
  const account = accountOf('/srv/mirror.git', rows, nowAt);
  yield renderPage({ accounts: [account], nowAt });
  yield renderDocument({ accounts: [account], nowAt });
  yield renderBars(account, canvas).join('\n');
  yield renderMetrics([{ guards: '/srv/mirror.git', tally: count(emptyTally(), events), line: [] }]);
  yield JSON.stringify([recentHistory(rows, nowAt), whyIsShort(rows, 1000, nowAt)]);
  for (const { ticket } of rows) {
    for (const result of ['acquired', 'bypassed', 'timeout', 'cancelled'])
      yield renderSummary({ waits: [{ rows, ticket, path: 'mirror.git', mode: 'update' }], result, nowAt });
  }
}

it('is drawn', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), fc.constantFrom(at(0), at(1_000_000), 0), (lines, nowAt) => {
      const written = JSON.stringify(lines);
      const events = lines.flatMap((it) => parseEvent(JSON.stringify(it)) ?? []);
      for (const picture of draw(events, nowAt)) {
        for (const sign of ['\x1b', '\u202e']) expect(picture).not.toContain(sign);
        expect(Buffer.byteLength(picture)).toBeLessThan(400_000);
        const [odd] = /NaN|Infinity|undefined|-\d+ (ms|s)\b/.exec(picture) ?? [];
        if (odd !== undefined) expect(written).toContain(odd);
      }
    }),
  );
});
