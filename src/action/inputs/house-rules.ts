/** The inputs of a step as the host's policy has them. Pure. */

import { orNothing } from '../../base/errors.ts';
import type { Environment } from '../../base/exec.ts';
import { type DefaultName, defaultNames, type Policy } from '../../base/policy/policy.ts';
import { type RedisAddress, readAddress } from '../../lock/fleet/address.ts';
import { inputOf } from './given.ts';
import { type Inputs, readInputs } from './inputs.ts';

/** The defaults of action.yml that a host may have otherwise. */
const own: Record<DefaultName, string> = {
  'lock-timeout': '5m',
  'git-timeout': '10m',
  retries: '3',
  'lock-dir': '',
  'redis-url': '',
  summary: 'true',
  'metrics-file': '',
};

/**
 * The runner does not tell whether a step names a value or leaves it out, so the policy's default counts wherever the step has the
 * action's own. Throws what `readInputs` throws.
 */
export function readInputsUnder({ defaults = {}, failClosed }: Policy, env: Environment, stage: 'pre' | 'main'): Readonly<Inputs> {
  const left = defaultNames.filter((name) => defaults[name] !== undefined && inputOf(env, name) === own[name]);
  const given = Object.fromEntries(left.map((name) => [`INPUT_${name.toUpperCase()}`, defaults[name] ?? '']));
  const inputs = readInputs({ ...env, ...given }, stage);
  return failClosed === 'always' ? Object.freeze({ ...inputs, isFailClosed: true }) : inputs;
}

/** The fleet's address alone, as main has read it; undefined also where it cannot be read, which main has told. */
export function addressUnder({ defaults }: Policy, env: Environment): RedisAddress | undefined {
  const text = inputOf(env, 'redis-url') || defaults?.['redis-url'];
  return text ? orNothing(() => readAddress('redis-url', text)) : undefined;
}

/** The step would rather go on without its lock, and may not. */
export const isOverruled = ({ failClosed }: Policy, env: Environment): boolean =>
  failClosed === 'always' && /^false$/i.test(inputOf(env, 'fail-closed'));
