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
    { numRuns: Number(process.env.RUNS ?? 5000) },
  );
  expect(count).toBeGreaterThan(atLeast);
}

const sha = 'a'.repeat(40);
const pin = `${sha}:refs/fetch-lock/${'1'.repeat(16)}/${sha}`;
const mirror = '+refs/*:refs/*';
const pruned = { isPruning: true };

const mirrored = `${mirror} ^refs/fetch-lock/*`;
const heads = '+refs/heads/*:refs/heads/*';
const main = '+refs/heads/main:refs/heads/main';
const branches = '+refs/heads/*:refs/remotes/o/*';
const tags = 'refs/tags/*:refs/tags/*';
const all = { tags: 'all' } as const;
const followed = { tags: 'followed' } as const;

describe('isDemand', () => {
  it.each([
    makeDemand(),
    makeDemand({ depth: '1' }),
    asked(`${mirrored} ${pin}`, { ...pruned, ...all }),
    makeDemand({ remote: '/srv/git/a b.git', refspecs: Array.from({ length: 256 }, (_, index) => `a:refs/x/${index}`) }),
    makeDemand({ refspecs: [`a:refs/${'x'.repeat(993)}`], remote: 'r'.repeat(2000) }),
  ])('is so for %j', (it) => {
    expect(isDemand(JSON.parse(JSON.stringify(it)))).toBe(true);
  });

  it.each([
    ...[undefined, null, 1, 'x', [], {}, [makeDemand()], { ...makeDemand(), more: 1 }, { ...makeDemand(), remote: 1 }],
    ...['', '-x', 'a\nb', '\u001b', 'r'.repeat(2001)].map((remote) => makeDemand({ remote })),
    ...[[], ['^refs/heads/a'], ['--upload-pack=x'], ['a'], ['a:'], [':refs/x', 'a'], ['refs/*:x/*'], ['a..b:refs/x'], ['+']].map(
      (refspecs) => makeDemand({ refspecs }),
    ),
    makeDemand({ refspecs: [`a:refs/${'x'.repeat(994)}`] }),
    makeDemand({ refspecs: Array.from({ length: 257 }, (_, index) => `a:refs/x/${index}`) }),
    ...[
      { refspecs: heads },
      { refspecs: [1] },
      { refspecs: { length: 1 } },
      { isPruning: 'yes' },
      { isPruning: undefined },
      { tags: 'some' },
    ].map((it) => ({ ...makeDemand(), ...it })),
    ...[1, '', '-1', 'a b', '1'.repeat(101), null].map((depth) => ({ ...makeDemand(), depth })),
  ])('is not so for %j', (it) => {
    expect(isDemand(it)).toBe(false);
  });
});

describe('covers', () => {
  it.each<[Demand, Demand, string[]]>([
    [asked(heads), asked(heads), []],
    [asked(main), asked(main), ['refs/heads/main']],
    [asked(heads, pruned), asked(main), ['refs/heads/main']],
    [asked(mirrored, pruned), asked(`${heads} ${main}`), ['refs/heads/main']],
    [asked(mirrored, pruned), asked(mirrored, pruned), []],
    [asked(`${mirrored} ${pin}`, pruned), asked(pin), [pin.slice(41)]],
    [asked(`${mirrored} ${pin}`, pruned), asked(mirrored, pruned), []],
    [asked(mirror, { ...pruned, ...all }), asked(mirror, { ...pruned, ...all }), []],
    [asked(mirror, pruned), asked(main, followed), ['refs/heads/main']],
    [asked(branches, followed), asked(branches, followed), []],
    [asked(branches, all), asked(branches, followed), []],
    [asked(branches, all), asked(branches), []],
    [asked(branches, all), asked(`${branches} ${tags}`), []],
    [asked(`${branches} ${tags}`), asked(branches, all), []],
    [asked(`${branches} +${tags}`), asked(branches, followed), []],
    [asked('refs/heads/a:refs/x/a'), asked('+refs/heads/a:refs/x/a'), ['refs/x/a']],
    [asked('main:refs/x/a'), asked('main:refs/x/a'), ['refs/x/a']],
    [asked(`${heads} ^refs/heads/a`), asked(`${heads} ^refs/heads/a`), []],
    [asked(heads, { depth: '1' }), asked(heads, { depth: '1' }), []],
  ])('%j, and so %j', (wide, narrow, refs) => {
    expect(covers(wide, narrow)).toEqual({ refs });
  });

  it.each<[string, Demand, Demand]>([
    ['another remote', asked(heads), asked(heads, { remote: 'https://h/y' })],
    ['another depth', asked(heads, { depth: '1' }), asked(heads)],
    ['nothing was pruned', asked(heads), asked(heads, pruned)],
    ['not all was pruned', asked(heads, pruned), asked(mirror, pruned)],
    ['it may have been there all the time', asked(heads), asked(main)],
    ['it may be of another source', asked('+refs/heads/*:refs/x/* +refs/y/*:refs/x/*', pruned), asked('+refs/heads/a:refs/x/a')],
    ['a rewrite is not told', asked(heads), asked('refs/heads/*:refs/heads/*')],
    ['a rewrite is not told, the forced one being first', asked(`${heads} refs/heads/a:refs/heads/a`), asked('refs/heads/a:refs/heads/a')],
    ['a rewritten tag is not told', asked(mirror), asked(main, all)],
    ['tags were not asked for', asked(branches), asked(branches, followed)],
    ['not all tags were asked for', asked(branches, followed), asked(branches, all)],
    ['tags beside the refspecs are not pruned', asked(branches, { ...pruned, ...all }), asked(tags, pruned)],
    ['that such a tag is here says nothing', asked(branches, { ...pruned, ...all }), asked('refs/tags/a:refs/tags/a')],
    ['some are left out', asked(`${heads} ^refs/heads/a`), asked(heads)],
    ['one that is left out may be meant', asked(`main:refs/x/a ^refs/heads/main`), asked('main:refs/x/a')],
    ['tags are left out', asked(`${branches} ^refs/tags/a`, followed), asked(branches, followed)],
    ['what is left out is followed', asked(`${branches} ^refs/tags/a`, all), asked(`${branches} ^refs/tags/a`, followed)],
    [
      'git prunes a tag that it found to be up to date',
      asked('refs/heads/*:refs/tags/* refs/heads/a:refs/x/a', { ...pruned, ...all }),
      asked('refs/heads/a:refs/x/a', followed),
    ],
    ['git prunes what is not in full', asked('main:refs/x/a', pruned), asked('main:refs/x/a')],
    ['git prunes what is left out', asked('refs/heads/a:refs/x/a ^refs/heads/a'), asked('refs/heads/a:refs/x/a ^refs/heads/a')],
  ])('does not, where %s', (_, wide, narrow) => {
    expect(covers(wide, narrow)).toBeUndefined();
  });
  it('does for no other where the narrow one would have changed something or failed (G1)', () => {
    always(fc.tuple(demands, remoteRefs, localState), 120, ([[wide, narrow], remote, local]) => {
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
  const other = { remote: 'https://h/y' };
  it.each<[boolean, string, Demand, Demand]>([
    [true, 'the same again', asked(mirror, pruned), asked(mirror, pruned)],
    [true, 'more of the same', asked(mirror, { ...pruned, ...followed }), asked('refs/heads/a:refs/heads/a', followed)],
    [true, 'less of the same', asked(main, pruned), asked(heads)],
    [true, 'something else', asked('a:refs/x/a'), asked('b:refs/x/b')],
    [true, 'a pin that it spares', asked(mirrored, pruned), asked(pin)],
    [true, 'a pin that another remote spares', asked(mirrored, { ...pruned, ...other }), asked(pin)],
    [false, 'a pin that it prunes', asked(mirror, pruned), asked(pin)],
    [false, 'what another remote writes', asked(heads, other), asked(main)],
    [false, 'what another source writes', asked('b:refs/x/a'), asked('a:refs/x/a')],
    [true, 'tags of another remote that are only created', asked('a:refs/x/b', { ...followed, ...other }), asked('a:refs/x/a', followed)],
    [false, 'tags that another remote may create', asked('a:refs/x/b', { ...followed, ...other }), asked(tags, pruned)],
    [false, 'tags that another remote prunes', asked(`+${tags}`, { ...pruned, ...other }), asked(heads, followed)],
    [false, 'history that it cuts', asked(heads, { depth: '1' }), asked(heads, { depth: '1' })],
    [true, 'history that was cut', asked(heads), asked(heads, { depth: '1' })],
    [false, 'what it leaves out and git prunes', asked('refs/heads/a:refs/x/a ^refs/heads/a', pruned), asked('refs/heads/a:refs/x/a')],
    [false, 'what git prunes for no reason', asked('main:refs/x/a', pruned), asked('main:refs/x/a')],
  ])('%s for %s', (is, _, later, earlier) => {
    expect(keeps(later, earlier)).toBe(is);
  });

  it('is so only where all is as it was left, or as it would be now (G2)', () => {
    const drawn = fc.tuple(demands, remoteRefs, remoteRefs, remoteRefs, localState);
    always(drawn, 80, ([[later, earlier], remote, moved, others, local]) => {
      if (!keeps(later, earlier)) return false;
      const before = run(earlier, remote, local);
      const after = run(later, later.remote === earlier.remote ? moved : others, before);
      // Each refspec alone: that another one of them fails now is no reason to be out of date.
      const [negative, writing] = [true, false].map((is) => earlier.refspecs.filter((it) => it.startsWith('^') === is)) as [
        string[],
        string[],
      ];
      const freshly = (state: Refs, commits: string[]): Refs =>
        Object.assign(
          {},
          ...[...writing, 'refs/no/*:refs/no/*'].map(
            (it) => run({ ...earlier, refspecs: [it, ...negative] }, state, { refs: {}, commits }).refs,
          ),
        );
      const [then, now] = [freshly(remote, local.commits), freshly(moved, after.commits)];
      const written = Object.keys(before.refs).filter((it) => it in then);
      for (const it of written) expect([before.refs[it], now[it]]).toContain(after.refs[it]);
      return !before.hasFailed && written.some((it) => after.refs[it] !== before.refs[it]);
    });
  });

  it('leaves an earlier one what it covers (G1, G2)', () => {
    const drawn = fc.tuple(demands, demands, remoteRefs, remoteRefs, localState);
    always(drawn, 40, ([[wide, narrow], [later], remote, others, local]) => {
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
  it.each<[string, Demand, Demand, Partial<Demand>]>([
    ['the same', asked(heads), asked(heads), {}],
    ['two pins', asked(pin), asked(pin.replaceAll('1', '2')), { refspecs: [pin, pin.replaceAll('1', '2')] }],
    ['a mirror and a pin', asked(pin), asked(mirrored, pruned), { refspecs: [pin, ...mirrored.split(' ')], isPruning: true }],
    ['one name for one ref', asked('a:refs/heads/c'), asked('a:heads/c'), { refspecs: ['a:heads/c'] }],
    ['pruning, and what it prunes, too', asked(heads, pruned), asked(main), { refspecs: [heads, main], isPruning: true }],
    ['tags', asked(branches), asked(branches, followed), { tags: 'followed' }],
    ['more tags', asked(branches, all), asked(branches, followed), { tags: 'all' }],
    [
      'depth',
      asked('a:refs/x/a', { depth: '1' }),
      asked('b:refs/x/b', { depth: '1' }),
      { depth: '1', refspecs: ['a:refs/x/a', 'b:refs/x/b'] },
    ],
  ])('takes together %s', (_, one, other, expected) => {
    expect(merge(one, other)).toEqual({ ...one, ...expected });
  });

  it.each<[string, Demand, Demand]>([
    ['another remote', asked(heads), asked(heads, { remote: 'https://h/y' })],
    ['another depth', asked(heads, { depth: '1' }), asked(heads)],
    ['what git would refuse', asked('refs/heads/a:refs/x/a'), asked('refs/heads/b:refs/x/a')],
    ['what git might refuse', asked('+refs/heads/*:refs/x/*'), asked('+refs/tags/*:refs/x/*')],
    ['forced and not', asked('+refs/heads/a:refs/x/a'), asked('refs/heads/a:refs/x/a')],
    ['forced and not, in a pattern', asked(heads), asked('refs/heads/a:refs/heads/a')],
    ['tags forced and not', asked(mirror), asked(branches, all)],
    ['what one would prune of the other', asked(heads, pruned), asked('+refs/heads/*:refs/x/*')],
    ['what one leaves out', asked(`${heads} ^refs/heads/a`), asked(main.replaceAll('main', 'a'))],
    ['what git would prune for no reason', asked('main:refs/x/a'), asked(heads, pruned)],
    ['a pin that the mirror does not spare', asked(pin), asked(mirror, pruned)],
    [
      'more than git may be asked',
      ...([0, 200].map((from) => makeDemand({ refspecs: Array.from({ length: 200 }, (_, it) => `a:refs/x/${from + it}`) })) as [
        Demand,
        Demand,
      ]),
    ],
  ])('does not take together %s', (_, one, other) => {
    expect([merge(one, other), merge(other, one)]).toEqual([undefined, undefined]);
  });

  it('does what both do, one after the other, and covers each (G3)', () => {
    always(fc.tuple(demands, remoteRefs, localState), 80, ([[one, other], remote, local]) => {
      const merged = merge(one, other);
      if (!merged) return false;
      expect([covers(merged, one), covers(merged, other)]).not.toContain(undefined);
      const both = run(merged, remote, local);
      if (both.hasFailed) return false;
      const inTurn = [
        [one, other],
        [other, one],
      ].map((turn) =>
        turn.reduce<Outcome>(
          (state, it) => {
            const next = run(it, remote, state);
            return { ...next, hasFailed: next.hasFailed || state.hasFailed };
          },
          { ...local, hasFailed: false },
        ),
      );
      expect(inTurn.map(({ refs, hasFailed }) => ({ refs, hasFailed }))).toContainEqual({ refs: both.refs, hasFailed: false });
      return true;
    });
  });
});
