import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { addressUnder, isOverruled, readInputsUnder } from '../../src/action/inputs/house-rules.ts';
import type { DefaultName, Defaults } from '../../src/base/policy/policy.ts';

const action = parse(readFileSync(join(import.meta.dirname, '..', '..', '..', 'action.yml'), 'utf8'));
const own = Object.fromEntries(
  Object.entries<{ default?: unknown }>(action.inputs)
    .filter(([, it]) => !String(it.default ?? '').includes('${{'))
    .map(([name, it]) => [`INPUT_${name.toUpperCase()}`, String(it.default ?? '')]),
);
const read = (defaults: Defaults, given: Record<string, string> = {}) =>
  readInputsUnder({ trustedOwners: [], defaults }, { ...own, ...given }, 'main');

describe('a default of the policy', () => {
  it.each<[DefaultName, string, object, string, object]>([
    ['lock-timeout', '15m', { lockTimeoutMs: 900_000, lockTimeout: '15m' }, '300s', { lockTimeoutMs: 300_000 }],
    ['git-timeout', '20m', { gitTimeoutMs: 1_200_000 }, '600s', { gitTimeoutMs: 600_000 }],
    ['retries', '5', { attempts: 5 }, '4', { attempts: 4 }],
    ['lock-dir', '/locks', { lockDir: '/locks' }, '/other', { lockDir: '/other' }],
    ['redis-url', 'redis://h:1', { redis: { shown: 'h:1' } }, 'redis://h:2', { redis: { shown: 'h:2' } }],
    ['summary', 'false', { hasSummary: false }, 'True', { hasSummary: true }],
  ])("counts for %s where the step has the action's own, and only there", (name, value, means, given, stays) => {
    expect(read({ [name]: value })).toMatchObject(means);
    expect(read({ [name]: value }, { [`INPUT_${name.toUpperCase()}`]: given })).toMatchObject(stays);
  });

  it('is known to post too, which reads no other input: what a dead writer left is settled in the fleet by it', () => {
    const policy = { trustedOwners: [], defaults: { 'redis-url': 'redis://h:1' } };
    const given = { 'INPUT_REDIS-URL': 'redis://h:2' };
    expect([addressUnder(policy, own)?.shown, addressUnder(policy, given)?.shown]).toEqual(['h:1', 'h:2']);
    expect([addressUnder({ trustedOwners: [] }, own), addressUnder(policy, { 'INPUT_REDIS-URL': 'nonsense' })]).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('changes nothing else', () => {
    expect(read({ 'lock-timeout': '5m' })).toEqual(read({}));
  });
});

describe('failClosed', () => {
  it('overrules the input, and nothing else does', () => {
    const open = { ...own, 'INPUT_FAIL-CLOSED': 'False' };
    const policy = { trustedOwners: [], failClosed: 'always' } as const;
    expect([readInputsUnder(policy, open, 'main').isFailClosed, isOverruled(policy, open)]).toEqual([true, true]);
    expect([readInputsUnder({ trustedOwners: [] }, open, 'main').isFailClosed, isOverruled({ trustedOwners: [] }, open)]).toEqual([
      false,
      false,
    ]);
    expect(isOverruled(policy, own)).toBe(false);
  });
});
