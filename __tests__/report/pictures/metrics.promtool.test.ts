import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { type Figures, renderMetrics } from '../../../src/report/pictures/metrics.ts';
import { count, emptyTally } from '../../../src/report/totals/tally.ts';
import { makeEvent } from '../../support/events.ts';

/** What Prometheus itself says to a text: nothing, if it can read all and likes the names. */
function check(text: string): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8', timeout: 50_000 });
  return { status, said: `${stdout}${stderr}` };
}
const fine = { status: 0, said: '' };
const empty = (guards: string): Figures => ({ guards, tally: emptyTally(), line: [] });

describe('to Prometheus', () => {
  it('the metrics of a lock that was used are fine', () => {
    const tally = count(emptyTally(), [
      makeEvent('lock_acquired', 0, { waited_ms: 40 }),
      makeEvent('git_finished', 5, { network: true, exit_code: 0 }),
      makeEvent('lock_released', 1500, { held_ms: 1500 }),
      makeEvent('lock_timeout', 1501, { ticket: 'b', mode: 'odd', waited_ms: 9_000_000 }),
    ]);
    expect(check(renderMetrics([{ guards: '/srv/mirror.git', tally, line: [{ mode: 'shared', isGranted: true }] }]))).toEqual(fine);
  });

  it('those of locks that were never used are fine, and those of none', () => {
    expect(check(renderMetrics([empty('/a'), empty('/b')]))).toEqual(fine);
    expect(check(renderMetrics([]))).toEqual(fine);
  });

  it('those of locks with hostile names are fine, and no two of them are one', () => {
    const names = ['"', '\\', '\\"', '\n', '"} 1\nup 1', '\ud800', '\u202e', '::error::', '{}', ' # x', '#', '😀', 'é', '\0', '\r'];
    const text = renderMetrics(names.map((it) => empty(`/srv/${it}`)));
    expect(check(text)).toEqual(fine);
    // This it does not look at; a server that reads the text does.
    const series = text.match(/^fetch_lock_timeouts_total.*/gm) ?? [];
    expect(new Set(series).size).toBe(names.length);
  });

  it('a text that is not right is not (so that these tests can fail)', () => {
    const text = renderMetrics([empty('/a')]);
    expect(check(text + text).status).not.toBe(0);
    expect(check('fetch_lock_x{lock="a"b"} 1\n').status).not.toBe(0);
  });
});
