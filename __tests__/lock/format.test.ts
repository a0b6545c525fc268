import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FetchLockError } from '../../src/base/errors.ts';
import { objectionTo } from '../../src/lock/format.ts';

const says = (got: string): string | undefined => {
  const trouble = objectionTo('/m.fetch-lock', got);
  return trouble && new FetchLockError('FL_LOCK_DIR', trouble).message;
};

describe('the format of a lock directory', () => {
  it('is known if it is ours', () => {
    expect(says('1')).toBeUndefined();
  });

  it('that is newer names the version to install, as far as it is told', () => {
    expect(says('2 needs fetch-lock 2.0 or newer')).toBe(
      "The lock directory '/m.fetch-lock' has format 2; this version of fetch-lock knows format 1. " +
        'A newer version has made it, and says: it needs fetch-lock 2.0 or newer. ' +
        'Install that version, or the newest one, wherever this host runs fetch-lock. [FL_LOCK_DIR]',
    );
    expect(says('12')).toMatch(/has format 12; .* A newer version has made it\. Install that version, or the newest one/);
  });

  it.each(['0', '01', '-1', '1 and more', 'x', '', '1.5', '1e3', '2  needs', '2\nneeds', '9999999'])('that is %j is refused', (got) => {
    expect(says(got)).toMatch(/where its format should be.*rm -r '\/m\.fetch-lock'/);
  });

  it('is refused if it is anything else, in words that can do nothing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: 'binary' }).map((it) => `2 ${it}`),
        ),
        (got) => {
          const said = got === '1' ? '-' : says(got);
          expect(said).toBeTruthy();
          expect(said).not.toMatch(/::|##\[|\p{Cc}|\p{Cf}/u);
        },
      ),
    );
    expect(says(`2 needs \u001b[31m::error::x${'y'.repeat(500)}`)?.length).toBeLessThan(400);
  });
});
