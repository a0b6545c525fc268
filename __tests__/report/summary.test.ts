import { describe, expect, it } from '@jest/globals';
import type { Job } from '../../src/base/event.ts';
import { renderSummary, type Wait } from '../../src/report/summary.ts';
import { timeline } from '../../src/report/timeline.ts';
import { at, makeEvent } from '../support/events.ts';

/** Ours waits for so many others, one second each. */
function makeWait(others: number, job: Job = { job: 'other' }, more: Partial<Wait> = {}): Wait {
  const events = Array.from({ length: others }, (_, index) => [
    makeEvent('lock_acquired', index * 1000, { ticket: `t${index}`, waited_ms: 0, job }),
    makeEvent('lock_released', index * 1000 + 990, { ticket: `t${index}`, held_ms: 990, job }),
  ]).flat();
  const ours = [
    makeEvent('lock_acquired', others * 1000, { ticket: 'ours', waited_ms: others * 1000, ahead: others }),
    makeEvent('lock_released', others * 1000 + 500, { ticket: 'ours', held_ms: 500 }),
  ];
  return {
    rows: timeline([...events, ...ours]),
    ticket: 'ours',
    path: '/srv/git/app.git',
    result: 'acquired',
    waitedMs: others * 1000,
    nowAt: at(others * 1000 + 600),
    ...more,
  };
}

const tableRows = (text: string) => text.split('\n').filter((it) => it.startsWith('| ') && !it.startsWith('| job |'));

describe('renderSummary', () => {
  it('is a sentence alone when nothing was waited for', () => {
    expect(renderSummary(makeWait(0))).toBe('### fetch-lock\n\nWaited 0 ms for the update lock on /srv/git/app.git, held it for 500 ms.\n');
  });

  it('has who waited for whom in a fold, ours marked, when something was', () => {
    const text = renderSummary(makeWait(3));
    expect(text).toContain('Waited 3.0 s for the update lock on /srv/git/app.git, behind 3 requests, held it for 500 ms.');
    expect(text).toMatch(/<details><summary>Who waited for whom<\/summary>\n\n\| job \|[\s\S]*\n\n<\/details>\n$/);
    expect(tableRows(text)).toHaveLength(4);
    expect(tableRows(text)).toContain('| **acme/web job test, run 812** | update | 3.0 s | 500 ms | released |');
  });

  it.each([
    ['timeout', /^\*\*Gave up\*\* waiting for the lock on \/srv\/git\/app\.git after 2\.0 s, behind 2 requests\. why/],
    ['bypassed', /^\*\*Went on without the lock\*\* on/],
    ['cancelled', /^Cancelled after 2\.0 s/],
    ['unavailable', /^\*\*No lock was taken\*\* on/],
    [undefined, /^The step was ended before it could say/],
  ])('says what %s means', (result, sentence) => {
    const { result: _, ...wait } = makeWait(2, {}, { failure: 'why' });
    expect(renderSummary({ ...wait, ...(result ? { result } : {}) }).split('\n')[2]).toMatch(sentence);
  });

  it('links to the jobs, and to nothing else', () => {
    expect(renderSummary(makeWait(1, { job: 'x', url: 'https://github.com/a/b/actions/runs/1/job/2' }))).toContain(
      '[job x](https://github.com/a/b/actions/runs/1/job/2)',
    );
    expect(renderSummary(makeWait(1, { job: 'x', url: 'javascript:alert(1)//x' }))).not.toContain('javascript');
  });

  it('lets no name mark it up', () => {
    const text = renderSummary(makeWait(1, { job: '</details><img src=x>|`a`|@team\n| x |', repository: '[x](y)' }));
    expect(text).not.toMatch(/<img|@team|`a|\[x\]/);
    expect(tableRows(text)).toHaveLength(2);
    expect(text.match(/<\/details>/g)).toHaveLength(1);
  });

  it('has 40 rows at most, ours among them, and stays small', () => {
    const text = renderSummary(
      makeWait(5000, { job: 'x'.repeat(200), repository: 'y'.repeat(200), url: `https://github.com/${'z'.repeat(150)}` }),
    );
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_536);
    expect(tableRows(text)).toHaveLength(40);
    expect(tableRows(text).filter((it) => it.includes('**acme/web'))).toHaveLength(1);
    expect(text).toContain('4961 more requests not shown.');
  });
});
