import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { encodeName, isEncoded, keysOf } from '../../../src/lock/fleet/redis/keys.ts';

describe('encodeName', () => {
  it.each([
    ['github.com/acme/App', 'github.com/acme/App'],
    ['a{b}c d%', 'a%7Bb%7Dc%20d%25'],
    ['é', '%C3%A9'],
  ])('writes %j as %j', (name, encoded) => {
    expect(encodeName(name)).toBe(encoded);
  });

  it('never gives one name to two locks, nor ends the hash tag of its keys', () => {
    const name = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(encodeName(one) === encodeName(other)).toBe(one === other);
        if (one !== '') expect(isEncoded(encodeName(one))).toBe(true);
        expect(keysOf(encodeName(one)).every((it) => /^fetch-lock:\{[^{}]*\}:[a-z-]+$/.test(it))).toBe(true);
      }),
    );
  });
});
