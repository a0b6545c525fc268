import { describe, expect, it } from '@jest/globals';
import { renderDocument } from '../../../src/cli/status/document.ts';
import { lookedAt, makeLook, makeSeen, makeSeenWaiter } from '../../support/looks.ts';

const job = { repository: '\u001b[31m\u009b2J\u202e漢字 🎉\u2028', job: 'x' };

describe('the document', () => {
  const text = renderDocument(
    [
      {
        path: '/a',
        lock: { guards: '/a', dir: '/a.fetch-lock', kind: 'beside' },
        look: makeLook({ granted: [makeSeen({ job })], waiting: [makeSeenWaiter(1)], dirty: [makeSeen({ verdict: 'dead' })] }),
      },
      { path: '/b', trouble: 'Permission is denied.' },
    ],
    lookedAt,
  );

  it('tells of each lock in the words of the journal', () => {
    expect(JSON.parse(text)).toEqual({
      v: 1,
      ts: '2023-11-14T22:13:20.000Z',
      locks: [
        {
          path: '/a',
          lock: '/a',
          lock_dir: '/a.fetch-lock',
          was_locked: true,
          holders: [
            {
              ticket: '0000000000000001',
              mode: 'exclusive',
              job,
              verdict: 'alive',
              processes: [{ pid: 4711, verdict: 'alive' }],
              waited_ms: 3000,
              held_ms: 41_000,
            },
          ],
          waiters: [expect.objectContaining({ position: 1, ahead: 1, waits_for: ['0000000000000001'], waited_ms: 3000 })],
          dirty: [expect.objectContaining({ ticket: '0000000000000001', verdict: 'dead' })],
        },
        { path: '/b', trouble: 'Permission is denied.' },
      ],
    });
  });

  it('has nothing in it that a terminal obeys', () => {
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}/u);
    expect(text).toContain('漢字 🎉');
    expect(text.endsWith('}\n')).toBe(true);
  });
});
