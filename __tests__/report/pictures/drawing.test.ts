import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { axisOf, drawSpan, drawTicks } from '../../../src/report/pictures/drawing.ts';
import { renderRecord } from '../../../src/report/pictures/record.ts';
import { spansOf } from '../../../src/report/waiting/spans.ts';
import { at } from '../../support/events.ts';
import { makeRow } from '../../support/rows.ts';

const docs = join(import.meta.dirname, '..', '..', '..', '..', 'docs');
const read = (name: string) => readFileSync(join(docs, name), 'utf8');

describe('the picture of the README', () => {
  it('is what the journal beside it looks like (`npm run docs` draws it)', () => {
    expect(read('who-waited-for-whom.svg')).toBe(renderRecord(read('who-waited-for-whom.jsonl')));
  });

  it('tells all of it in words too, and needs nothing from elsewhere', () => {
    const picture = read('who-waited-for-whom.svg');
    expect(picture).toMatch(/<desc id="desc">[^<]*waited 19 s behind 4 and 4 more[^<]*<\/desc>/);
    expect(picture).not.toMatch(/<script|href=|url\(|@import|NaN|undefined/);
    expect(picture.match(/class="join"/g)).toHaveLength(5);
  });
});

describe('a mark', () => {
  it('is never outside of the drawing, nor of no width', () => {
    const time = fc.integer({ min: -5000, max: 5000 });
    fc.assert(
      fc.property(time, time, time, time, fc.integer({ min: 0, max: 5000 }), (asked, granted, downgraded, ended, length) => {
        const row = makeRow({
          askedAt: at(asked),
          grantedAt: at(granted),
          downgradedAt: at(downgraded),
          endedAt: at(ended),
          fetched: 'joined',
        });
        const [span] = spansOf([row], at(0));
        const axis = axisOf({ fromAt: at(0), toAt: at(length) });
        const marks = (span ? drawSpan(span, axis) : '') + drawTicks(axis);
        for (const [, x, width] of marks.matchAll(/<rect [^>]*x="([^"]*)%"[^>]* width="([^"]*)%"/g)) {
          expect(Number(x)).toBeGreaterThanOrEqual(0);
          expect(Number(width)).toBeGreaterThan(0);
          expect(Number(x) + Number(width)).toBeLessThanOrEqual(85);
        }
        for (const [, x] of marks.matchAll(/ c?x1?="([^"]*)%"/g)) expect(Number(x)).toBeLessThanOrEqual(84);
      }),
    );
  });
});
