import { describe, expect, it } from '@jest/globals';
import { runCrashPoints } from '../../proof/crash-run.ts';
import { operations } from '../../proof/operations.ts';

describe('a process dies after any change that an operation makes, and the next one finds all in order', () => {
  it.each(operations.map(({ name }) => name))(
    '%s',
    async (name) => {
      const [row] = await runCrashPoints({ isBrief: true, only: (it) => it === name });
      expect(row?.failures).toEqual([]);
      expect(row?.points).toBeGreaterThan(0);
    },
    120_000,
  );

  it.each([
    ['release', 'release in two steps'],
    ['take over from a dead writer', 'copy and remove'],
  ] as const)(
    'finds a mistake in %s: %s',
    async (name, bug) => {
      const [row] = await runCrashPoints({ isBrief: true, bug, only: (it) => it === name });
      expect(row?.failures.length).toBeGreaterThan(0);
    },
    120_000,
  );
});
