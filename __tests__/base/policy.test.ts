import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { defaultNames, parsePolicy, readPolicy } from '../../src/base/policy/policy.ts';

const schema = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', '..', 'policy.schema.json'), 'utf8'));
const isValid = new Ajv2020().compile(schema);

const isParsed = (policy: unknown): boolean => {
  try {
    parsePolicy(JSON.stringify(policy));
    return true;
  } catch {
    return false;
  }
};

describe('a policy', () => {
  it.each<[object, object]>([
    [{}, { trustedOwners: [] }],
    [{ trustedOwners: ['mirror', 'ci-user$', 'a@b.c', 1001] }, { trustedOwners: ['mirror', 'ci-user$', 'a@b.c', 1001] }],
    [{ allowedRoots: ['/srv/git', '/'] }, { trustedOwners: [], allowedRoots: ['/srv/git', '/'] }],
    [{ failClosed: 'always' }, { trustedOwners: [], failClosed: 'always' }],
    [{ maxHold: '1.5h' }, { trustedOwners: [], maxHoldMs: 5_400_000 }],
    [{ hostJournal: '/var/log/fetch-lock' }, { trustedOwners: [], hostJournal: '/var/log/fetch-lock' }],
    [{ $schema: 'urn:fetch-lock:policy' }, { trustedOwners: [] }],
    [
      {
        defaults: {
          ...{ 'lock-timeout': '0', 'git-timeout': '20m', retries: 5, 'lock-dir': '/var/lock/git' },
          ...{ summary: false, 'metrics-file': '/var/lib/node/fetch-lock.prom' },
        },
      },
      {
        trustedOwners: [],
        defaults: {
          ...{ 'lock-timeout': '0', 'git-timeout': '20m', retries: '5', 'lock-dir': '/var/lock/git' },
          ...{ summary: 'false', 'metrics-file': '/var/lib/node/fetch-lock.prom' },
        },
      },
    ],
    [{ defaults: { 'redis-url': 'redis://h' } }, { trustedOwners: [], defaults: { 'redis-url': 'redis://h' } }],
    [{ defaults: { retries: '5', summary: 'true' } }, { trustedOwners: [], defaults: { retries: '5', summary: 'true' } }],
  ])('says %j', (said, means) => {
    expect(parsePolicy(JSON.stringify(said))).toEqual(means);
    expect(isValid(said)).toBe(true);
  });

  it.each<[unknown, RegExp]>([
    [[], /is not a JSON object/],
    [null, /is not a JSON object/],
    [{ trustedOwners: 'mirror' }, /`trustedOwners` is not a list/],
    [{ trustedOwners: [1.5] }, /`trustedOwners` is not a list/],
    [{ trustedOwners: [-1] }, /`trustedOwners` is not a list/],
    [{ trustedOwners: ['*'] }, /`trustedOwners` is not a list/],
    [{ trustedOwners: [['mirror']] }, /`trustedOwners` is not a list/],
    [{ trustedOwner: [] }, /Nothing is known of "trustedOwner"\. Known are: allowedRoots, /],
    [{ constructor: {} }, /Nothing is known of "constructor"/],
    [{ allowedRoots: [] }, /`allowedRoots` is not .* at least one/],
    [{ allowedRoots: '/srv' }, /`allowedRoots` is not/],
    [{ allowedRoots: ['srv'] }, /`allowedRoots` is not/],
    [{ allowedRoots: ['/srv', ''] }, /`allowedRoots` is not/],
    [{ allowedRoots: ['/srv\n'] }, /`allowedRoots` is not/],
    [{ failClosed: true }, /`failClosed` is not "always"/],
    [{ failClosed: 'never' }, /`failClosed` is not "always"/],
    [{ maxHold: '0' }, /`maxHold` is not a duration above zero/],
    [{ maxHold: '0.0h' }, /`maxHold` is not a duration above zero/],
    [{ maxHold: 3600 }, /`maxHold` is not/],
    [{ maxHold: '2 h' }, /`maxHold` is not/],
    [{ maxHold: '596h' }, /`maxHold` is not/],
    [{ hostJournal: 'journal' }, /`hostJournal` is not an absolute directory/],
    [{ defaults: [] }, /`defaults` is not a JSON object/],
    [{ defaults: { path: '/srv' } }, /`defaults` has no "path"\. Accepted are: lock-timeout, /],
    [{ defaults: { toString: '1' } }, /`defaults` has no "toString"/],
    [{ defaults: { 'fail-closed': 'false' } }, /`defaults` has no "fail-closed"/],
    [{ defaults: { 'lock-timeout': 'soon' } }, /`defaults\.lock-timeout` is not a duration/],
    [{ defaults: { 'git-timeout': '0' } }, /`defaults\.git-timeout` is not a duration above zero/],
    [{ defaults: { retries: 0 } }, /`defaults\.retries` is not a whole number from 1 to 99/],
    [{ defaults: { retries: [5] } }, /`defaults\.retries` is not/],
    [{ defaults: { 'redis-url': 'http://redis' } }, /`defaults\.redis-url` is not the address of a Redis/],
    [{ defaults: { summary: 'no' } }, /`defaults\.summary` is not true or false/],
    [{ defaults: { 'lock-dir': 'locks' } }, /`defaults\.lock-dir` is not an absolute directory/],
    [{ $schema: 1 }, /`\$schema` is not/],
  ])('that says %j is refused', (said, why) => {
    expect(() => parsePolicy(JSON.stringify(said))).toThrow(why);
    expect(isValid(said)).toBe(false);
  });

  it('is not quoted where it is no JSON: a password may stand in it', () => {
    expect(() => parsePolicy('{"defaults":{"redis-url": redis://:pw@h}}')).toThrow(/^It is not JSON\.$/);
  });

  it.each(['', '{', '{"maxHold": "1h",}', '{"__proto__": {}}'])('that is %s is refused', (text) => {
    expect(() => parsePolicy(text)).toThrow();
  });

  it('need not be there', () => {
    expect(readPolicy('/no/such/place/policy.json')).toEqual({ trustedOwners: [] });
  });
});

describe('the schema', () => {
  const duration = fc
    .tuple(fc.stringMatching(/^\d{0,10}(\.\d{0,4})?$/), fc.constantFrom('ms', 's', 'm', 'h', 'd', ''))
    .map(([number, unit]) => number + unit);
  // Of this kind of system; a Windows path is one to the schema anywhere.
  const path = fc.tuple(fc.constantFrom('/', '', './'), fc.string({ unit: 'binary', maxLength: 6 })).map((it) => it.join(''));
  const number = fc.oneof(fc.integer({ min: -2, max: 120 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
  const odd = fc.oneof(fc.constantFrom(null, true, false, 'true', 'always', '0', '7', [], {}), number, fc.jsonValue({ maxDepth: 1 }));
  const value = fc.oneof(duration, path, odd, fc.array(fc.oneof(path, number, fc.stringMatching(/^[\w.@$-]{1,3}$/)), { maxLength: 3 }));
  const defaults = fc.dictionary(fc.constantFrom(...defaultNames, 'hold'), value, { maxKeys: 2 });
  const keys = ['allowedRoots', 'failClosed', 'maxHold', 'trustedOwners', 'hostJournal', 'defaults', '$schema', 'other'] as const;
  const policy = fc.dictionary(fc.constantFrom(...keys), fc.oneof(value, defaults), { maxKeys: 2 });

  it('accepts what is followed, and nothing else', () => {
    const seen = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(policy, (said) => {
        // What travels is JSON, which has no -0.
        const travelled = JSON.parse(JSON.stringify(said));
        const isFollowed = isParsed(travelled);
        seen[isFollowed ? 'accepted' : 'refused'] += 1;
        expect({ said, isValid: isValid(travelled) }).toEqual({ said, isValid: isFollowed });
      }),
      { numRuns: 3000 },
    );
    expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(100);
  });

  it('knows every key and every default', () => {
    expect(Object.keys(schema.properties).sort()).toEqual(keys.filter((it) => it !== 'other').sort());
    expect(Object.keys(schema.properties.defaults.properties).sort()).toEqual([...defaultNames].sort());
  });
});
