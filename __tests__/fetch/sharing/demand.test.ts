import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { covers, type Demand, isDemand, keeps, merge } from '../../../src/fetch/sharing/demand.ts';
import { applied, commitOf, demands, type Local, localState, type Outcome, type Refs, remoteRefs } from '../../support/fetch-model.ts';

const makeDemand = (overrides: Partial<Demand> = {}): Demand => ({
  ...{ remote: 'https://h/x', refspecs: ['+refs/heads/*:refs/heads/*'], isPruning: false, tags: 'none' },
  ...overrides,
});
const asked = (refspecs: string, overrides: Partial<Demand> = {}) => makeDemand({ refspecs: refspecs.split(' '), ...overrides });
const run = (it: Demand, remote: Refs, local: Local): Outcome => applied(it, remote, local, commitOf);
/** Checks a property often enough, and that what it is about came up often enough. */
function always<T>(drawn: fc.Arbitrary<T>, atLeast: number, check: (it: T) => boolean): void {
  let count = 0;
  fc.assert(
    fc.property(drawn, (it) => {
      if (check(it)) count++;
    }),
    { numRuns: Number(process.env.RUNS ?? 20_000) },
  );
  expect(count).toBeGreaterThan(atLeast);
}

const sha = 'a'.repeat(40);
const pin = `${sha}:refs/fetch-lock/${'1'.repeat(16)}/${sha}`;
const mirror = '+refs/*:refs/*';
const pruned = { isPruning: true };

describe('covers', () => {
  it('does for no other where the narrow one would have changed something or failed (G1)', () => {
    always(fc.tuple(demands, remoteRefs, localState), 500, ([[wide, narrow], remote, local]) => {
      const found = covers(wide, narrow);
      const after = run(wide, remote, local);
      if (!found || after.hasFailed || !found.refs.every((it) => it in after.refs)) return false;
      const { refs, hasFailed } = run(narrow, remote, after);
      expect({ refs, hasFailed }).toEqual({ refs: after.refs, hasFailed: false });
      return true;
    });
  });
});

describe('keeps', () => {
  it('is so only where all is as it was left, or as it would be now (G2)', () => {
    const drawn = fc.tuple(demands, remoteRefs, remoteRefs, remoteRefs, localState);
    always(drawn, 500, ([[later, earlier], remote, moved, others, local]) => {
      if (!keeps(later, earlier)) return false;
      const before = run(earlier, remote, local);
      const after = run(later, later.remote === earlier.remote ? moved : others, before);
      // Each refspec alone: that another one of them fails now is no reason to be out of date.
      const [negative, writing] = [true, false].map((is) => earlier.refspecs.filter((it) => it.startsWith('^') === is)) as [string[], string[]];
      const freshly = (state: Refs, commits: string[]): Refs =>
        Object.assign({}, ...[...writing, 'refs/no/*:refs/no/*'].map((it) => run({ ...earlier, refspecs: [it, ...negative] }, state, { refs: {}, commits }).refs));
      const [then, now] = [freshly(remote, local.commits), freshly(moved, after.commits)];
      const written = Object.keys(before.refs).filter((it) => it in then);
      for (const it of written) expect([before.refs[it], now[it]]).toContain(after.refs[it]);
      return !before.hasFailed && written.some((it) => after.refs[it] !== before.refs[it]);
    });
  });

  it('leaves an earlier one what it covers (G1, G2)', () => {
    const drawn = fc.tuple(demands, demands, remoteRefs, remoteRefs, localState);
    always(drawn, 200, ([[wide, narrow], [later], remote, others, local]) => {
      const found = covers(wide, narrow);
      if (!found || !keeps(later, wide)) return false;
      const before = run(wide, remote, local);
      const after = run(later, later.remote === wide.remote ? remote : others, before);
      if (before.hasFailed || !found.refs.every((it) => it in after.refs)) return false;
      const { refs, hasFailed } = run({ ...narrow, tags: 'none' }, remote, after);
      expect({ refs, hasFailed }).toEqual({ refs: after.refs, hasFailed: false });
      return true;
    });
  });
});

describe('merge', () => {
  it('does what both do, one after the other, and covers each (G3)', () => {
    always(fc.tuple(demands, remoteRefs, localState), 300, ([[one, other], remote, local]) => {
      const merged = merge(one, other);
      if (!merged) return false;
      expect([covers(merged, one), covers(merged, other)]).not.toContain(undefined);
      const both = run(merged, remote, local);
      if (both.hasFailed) return false;
      const inTurn = [[one, other], [other, one]].map((turn) => turn.reduce<Outcome>((state, it) => {
        const next = run(it, remote, state);
        return { ...next, hasFailed: next.hasFailed || state.hasFailed };
      }, { ...local, hasFailed: false }));
      expect(inTurn.map(({ refs, hasFailed }) => ({ refs, hasFailed }))).toContainEqual({ refs: both.refs, hasFailed: false });
      return true;
    });
  });
});
