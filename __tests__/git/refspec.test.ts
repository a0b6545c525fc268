import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  contains,
  formatRefspec,
  includes,
  isDefinite,
  leavesOut,
  mayLeaveOut,
  mayMeet,
  parseRefspec,
  type Refspec,
  remoteNameFor,
} from '../../src/git/refspec.ts';

const read = (text: string): Refspec => {
  const it = parseRefspec(text);
  if (!it) throw new Error(`'${text}' is no refspec.`);
  return it;
};
const plain = { isForced: false, isNegative: false };
const sha = 'a'.repeat(40);

describe('parseRefspec', () => {
  it.each<[string, Partial<Refspec>, string]>([
    ['main', { from: 'main', to: '' }, 'main'],
    ['main:', { from: 'main', to: '' }, 'main'],
    ['+refs/heads/*:refs/x/*', { isForced: true, from: 'refs/heads/*', to: 'refs/x/*' }, '+refs/heads/*:refs/x/*'],
    ['^refs/heads/*', { isNegative: true, from: 'refs/heads/*', to: '' }, '^refs/heads/*'],
    ['a:b', { from: 'a', to: 'refs/heads/b' }, 'a:refs/heads/b'],
    ['a:tags/b', { from: 'a', to: 'refs/tags/b' }, 'a:refs/tags/b'],
    ['a:headstrong', { from: 'a', to: 'refs/heads/headstrong' }, 'a:refs/heads/headstrong'],
    [':refs/x', { from: '', to: 'refs/x' }, ':refs/x'],
    ['@:refs/x', { from: 'HEAD', to: 'refs/x' }, 'HEAD:refs/x'],
    [`${sha}:refs/x`, { from: sha, to: 'refs/x' }, `${sha}:refs/x`],
    ['refs/a*b:x/c*d', { from: 'refs/a*b', to: 'x/c*d' }, 'refs/a*b:x/c*d'],
  ])('reads %s', (text, expected, formatted) => {
    expect(parseRefspec(text)).toEqual({ ...plain, ...expected });
    expect(formatRefspec(read(text))).toBe(formatted);
    expect(parseRefspec(formatted)).toEqual(read(text));
  });

  it.each(['', ':', '+:', 'refs/heads/*', 'refs/heads/*:', ':refs/heads/*', 'a:b:c', '-a', '^a:b', `^${sha}`, 'a b', 'a..b', '+^a'])(
    'reads nothing in %j',
    (text) => {
      expect(parseRefspec(text)).toBeUndefined();
    },
  );
});

describe('isDefinite', () => {
  it.each(['refs/heads/a:refs/x', 'HEAD:refs/x', `${sha}:refs/x`, '@:refs/x', 'h*:refs/x/*'])('is so for %s', (text) =>
    expect(isDefinite(read(text))).toBe(true),
  );
  it.each(['a:refs/x', ':refs/x', 'heads/a:refs/x', `${'a'.repeat(39)}:refs/x`])('is not so for %s', (text) =>
    expect(isDefinite(read(text))).toBe(false),
  );
});

describe('contains', () => {
  it.each([
    ['refs/heads/a:refs/x/a', 'refs/heads/a:refs/x/a'],
    ['main:main', 'main:refs/heads/main'],
    ['refs/heads/*:refs/x/*', 'refs/heads/a/b:refs/x/a/b'],
    ['refs/*:refs/*', 'refs/heads/*:refs/heads/*'],
    ['refs/heads/*:refs/x/*', 'refs/heads/a*b:refs/x/a*b'],
    ['refs/heads/a*b:refs/x/*', 'refs/heads/aab:refs/x/a'],
    ['refs/heads/*:refs/x/*', '+refs/heads/*:refs/x/*'],
    ['*:refs/x/*', 'HEAD:refs/x/HEAD'],
    ['refs/heads/*:refs/x/*', 'refs/heads/$&:refs/x/$&'],
  ])('is so for %s and %s', (wide, narrow) => expect(contains(read(wide), read(narrow))).toBe(true));

  it.each([
    ['refs/heads/a:refs/x/a', 'refs/heads/b:refs/x/a'],
    ['refs/heads/a:refs/x/a', 'refs/heads/a:refs/x/b'],
    ['+refs/heads/*:refs/x/*', 'refs/heads/*:refs/x/*'],
    ['refs/heads/*:refs/x/*', 'refs/heads/a:refs/x/b'],
    ['refs/heads/*:refs/x/*', 'refs/*:refs/*'],
    ['refs/heads/a*:refs/x/*', 'refs/heads/*:refs/x/*'],
    ['refs/heads/ab*ba:refs/x/*', 'refs/heads/aba:refs/x/'.concat('a')],
    ['refs/heads/a:refs/x/a', 'refs/heads/*:refs/x/*'],
    ['*:refs/x/*', 'a:refs/x/a'],
    ['*:refs/x/*', ':refs/x'],
    ['refs/heads/a', 'refs/heads/a'],
    ['refs/heads/a:refs/x/a', 'refs/heads/a'],
    ['^refs/heads/a', '^refs/heads/a'],
  ])('is not so for %s and %s', (wide, narrow) => expect(contains(read(wide), read(narrow))).toBe(false));
});

describe('mayMeet', () => {
  it.each([
    ['a:refs/x/a', 'b:refs/x/a', true],
    ['a:refs/x/a', 'b:refs/x/b', false],
    ['refs/*:refs/x/*', 'b:refs/x/b/c', true],
    ['refs/*:refs/x/*', 'b:refs/y/b', false],
    ['refs/*:refs/x/a*', 'refs/y*:refs/x/*b', true],
    ['refs/*:refs/x/a*', 'refs/y*:refs/x/b*', false],
    ['refs/*:refs/x/*ab', 'refs/y*:refs/x/*b', true],
    ['refs/*:refs/x/*a', 'refs/y*:refs/x/*b', false],
    ['refs/*:refs/x/ab*ba', 'b:refs/x/aba', false],
    ['a', 'a', false],
    ['^refs/*', 'a:refs/x/a', false],
  ])('of %s and %s: %s', (one, other, expected) => {
    expect([mayMeet(read(one), read(other)), mayMeet(read(other), read(one))]).toEqual([expected, expected]);
  });
});

describe('mayLeaveOut', () => {
  it.each([
    ['^refs/heads/a', 'refs/heads/a:refs/x', true],
    ['^refs/heads/a', 'refs/heads/b:refs/x', false],
    ['^refs/heads/a', 'a:refs/x', true],
    ['^refs/heads/a*', 'refs/*:refs/*', true],
    ['^refs/tags/*', 'refs/heads/*:refs/x/*', false],
    ['^refs/heads/*', `${sha}:refs/x`, false],
  ])('of %s and %s: %s', (negative, it, expected) => expect(mayLeaveOut(read(negative), read(it))).toBe(expected));
});

describe('leavesOut', () => {
  it.each([
    ['^refs/heads/a*', 'refs/heads/ab', true],
    ['^refs/heads/a*', 'refs/heads/ab*', true],
    ['^refs/heads/a*', 'refs/heads/*', false],
    ['^refs/heads/a', 'refs/heads/a', true],
    ['^refs/heads/a', 'refs/heads/ab', false],
  ])('of %s and %s: %s', (negative, name, expected) => expect(leavesOut(read(negative), name)).toBe(expected));
});

describe('remoteNameFor', () => {
  it.each([
    ['refs/heads/a:refs/x/b', 'refs/x/b', 'refs/heads/a'],
    ['refs/heads/a:refs/x/b', 'refs/x/c', undefined],
    ['refs/heads/*:refs/x/*/y', 'refs/x/a/b/y', 'refs/heads/a/b'],
    ['refs/heads/*:refs/x/*/y', 'refs/x/a*b/y', 'refs/heads/a*b'],
    ['refs/heads/*:refs/x/*/y', 'refs/x/a/b', undefined],
    ['refs/heads/a', '', undefined],
    ['^refs/heads/a', '', undefined],
  ])('of %s for %s: %s', (text, name, expected) => expect(remoteNameFor(read(text), name)).toBe(expected));
});

describe('what is said of all remotes', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 2 });
  const pattern = fc.tuple(text, text).map(([before, after]) => `${before}*${after}`);
  const spec = fc
    .oneof(fc.tuple(pattern, pattern), fc.tuple(text, text))
    .map(([from, to]): Refspec => ({ ...plain, from: `refs/${from}`, to: `refs/${to}` }));
  // Often the second one is a part of the first one.
  const pair = fc.oneof(
    fc.tuple(spec, spec),
    fc
      .tuple(spec, fc.oneof(pattern, text))
      .map(([it, part]): [Refspec, Refspec] => [it, { ...it, from: it.from.replace('*', part), to: it.to.replace('*', part) }]),
  );
  const upTo = (length: number): string[] => (length === 0 ? [''] : upTo(length - 1).flatMap((it) => [it, `${it}a`, `${it}b`]));
  const names = [...new Set(upTo(5))].map((it) => `refs/${it}`);
  const writes = ({ from, to }: Refspec) =>
    new Map(names.flatMap((it) => (targetOf(from, to, it) === undefined ? [] : [[targetOf(from, to, it), it]])));
  const targetOf = (from: string, to: string, name: string): string | undefined => {
    if (!from.includes('*')) return from === name ? to : undefined;
    const found = new RegExp(`^${from.replace('*', '(.*)')}$`).exec(name);
    return found ? to.replace('*', found[1] ?? '') : undefined;
  };

  it('is so for each (G2)', () => {
    let [included, apart] = [0, 0];
    fc.assert(
      fc.property(pair, ([one, other]) => {
        const [wide, narrow] = [writes(one), writes(other)];
        if (includes(one, other)) {
          included++;
          for (const [to, from] of narrow) expect(wide.get(to)).toBe(from);
        }
        if (!mayMeet(one, other)) {
          apart++;
          for (const to of narrow.keys()) expect(wide.has(to)).toBe(false);
        }
        for (const [to, from] of wide) expect(remoteNameFor(one, to ?? '')).toBe(from);
      }),
      { numRuns: 2000 },
    );
    expect(included).toBeGreaterThan(200);
    expect(apart).toBeGreaterThan(200);
  });
});
