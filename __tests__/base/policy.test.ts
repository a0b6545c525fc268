import { describe, expect, it } from '@jest/globals';
import { parsePolicy, readPolicy } from '../../src/base/policy.ts';

describe('a policy', () => {
  it('names whom others may trust', () => {
    expect(parsePolicy('{"trustedOwners": ["mirror", "ci-user$", "a@b.c", 1001]}')).toEqual({
      trustedOwners: ['mirror', 'ci-user$', 'a@b.c', 1001],
    });
    expect(parsePolicy('{}')).toEqual({ trustedOwners: [] });
  });

  it.each([
    ['', /JSON/],
    ['[]', /is not a JSON object/],
    ['null', /is not a JSON object/],
    ['{"trustedOwners": "mirror"}', /not a list/],
    ['{"trustedOwners": [1.5]}', /not a list/],
    ['{"trustedOwners": [-1]}', /not a list/],
    ['{"trustedOwners": ["*"]}', /not a list/],
    ['{"trustedOwners": [["mirror"]]}', /not a list/],
    ['{"maxHold": "1h"}', /does not support `maxHold` yet/],
    ['{"failClosed": "always"}', /does not support `failClosed` yet/],
    ['{"trustedOwner": []}', /Nothing is known of "trustedOwner"/],
  ])('that says %s is refused', (text, why) => {
    expect(() => parsePolicy(text)).toThrow(why);
  });

  it('need not be there', () => {
    expect(readPolicy('/no/such/place/policy.json')).toEqual({ trustedOwners: [] });
  });
});
