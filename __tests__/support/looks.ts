import type { Look, Seen, SeenWaiter } from '../../src/lock/look.ts';

/** Milliseconds since 1970: when the looks of the tests were taken. */
export const lookedAt = 1_700_000_000_000;

const idOf = (number: number): string => number.toString(16).padStart(16, '0');

/** A holder since 41 s. */
export const makeSeen = (overrides: Partial<Seen> = {}): Seen => ({
  id: idOf(1),
  token: `1.${idOf(1)}`,
  mode: 'exclusive',
  job: { repository: 'acme/web', job: 'build', run_id: '812', runner: 'runner-1' },
  askedAt: lookedAt - 44_000,
  grantedAt: lookedAt - 41_000,
  verdict: 'alive',
  witnesses: [{ pid: 4711, verdict: 'alive' }],
  ...overrides,
});

/** A waiter since 3 s, behind the holder and whoever is in front. */
export const makeSeenWaiter = (position: number, overrides: Partial<SeenWaiter> = {}): SeenWaiter => {
  const { grantedAt: _, ...seen } = makeSeen({ id: idOf(100 + position), askedAt: lookedAt - 3000 });
  return {
    ...seen,
    job: { repository: 'acme/web', job: 'test', job_index: String(position), runner: 'runner-2' },
    position,
    ahead: position,
    waitsFor: [idOf(1), ...(position > 1 ? [idOf(99 + position)] : [])],
    ...overrides,
  };
};

export const makeLook = (overrides: Partial<Look> = {}): Look => ({
  ...{ isThere: true, at: lookedAt, granted: [], waiting: [], dirty: [] },
  ...overrides,
});
