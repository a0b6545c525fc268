import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { readInputs } from '../../src/action/inputs.ts';

const action = parse(readFileSync(join(import.meta.dirname, '..', '..', '..', 'action.yml'), 'utf8')) as {
  inputs: Record<string, { default?: string }>;
};

/** The environment of a stage whose user set these inputs. */
const environment = (inputs: Record<string, string> = {}) =>
  Object.fromEntries(
    Object.entries(action.inputs).map(([name, it]) => [`INPUT_${name.toUpperCase()}`, inputs[name] ?? String(it.default ?? '')]),
  );
const read = (inputs: Record<string, string> = {}, stage: 'pre' | 'main' = 'main') => readInputs(environment(inputs), stage);
const refused = (...texts: string[]) =>
  expect.objectContaining({
    code: 'FL_INPUT',
    message: expect.stringMatching(texts.map((it) => it.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')),
  });

describe('readInputs', () => {
  it('takes the defaults of action.yml', () => {
    expect(read()).toEqual({
      ...{ path: '.', commands: [], mode: 'exclusive', hold: 'job', lockTimeoutMs: 300_000, lockTimeout: '5m' },
      ...{ isFailClosed: true, gitTimeoutMs: 600_000, hasSummary: true },
    });
  });

  it.each([
    [{ git: 'fetch' }, 'update'],
    [{ git: 'fetch\npull origin main' }, 'exclusive'],
    [{ git: 'fetch', mode: 'exclusive' }, 'exclusive'],
    [{ mode: 'update' }, 'update'],
  ])('of %j makes the mode %s', (inputs, mode) => {
    expect(read(inputs as Record<string, string>).mode).toBe(mode);
  });

  it.each([
    [{ mode: 'Auto' }, ["`mode` is 'Auto'", 'auto, shared, update, exclusive']],
    [{ hold: 'fetch' }, ["`hold` is 'fetch'", 'job, step']],
    [{ 'lock-timeout': '5 minutes' }, ["`lock-timeout` is '5 minutes'", 'ms, s, m or h']],
    [{ 'git-timeout': '0' }, ['`git-timeout` is 0']],
    [{ 'fail-closed': '1' }, ["`fail-closed` is '1'", 'true, True, TRUE']],
    [{ summary: 'no' }, ["`summary` is 'no'"]],
    [{ retries: '-1' }, ["`retries` is '-1'", '1 to 99']],
    [{ path: 'a\nb' }, ['`path` has several lines', 'not support yet']],
    [{ path: 'a\0b' }, ['`path` has a zero byte']],
    [{ mode: 'update', git: 'pull' }, ["`mode` is 'update'", "'pull'", 'exclusive']],
    [{ mode: 'shared', git: 'fetch' }, ["`mode` is 'shared'", "'fetch'", 'update']],
    [{ mode: 'shared' }, ["`mode` is 'shared'", 'not support yet']],
    [{ mode: 'x\n::error::y' }, ["`mode` is 'x : :error: :y'"]],
  ])('refuses %j', (inputs, texts) => {
    expect(() => read(inputs as unknown as Record<string, string>)).toThrow(refused(...texts));
  });

  it.each(['want', 'url', 'token', 'cache-key', 'lock-name', 'redis-url', 'metrics-file', 'max-age', 'retries'])(
    'says that %s is not supported yet',
    (name) => {
      const value = { 'max-age': '1s', retries: '2' }[name] ?? 'x';
      expect(() => read({ [name]: value })).toThrow(refused(`\`${name}\` is set`, 'not support yet'));
    },
  );

  it.each(['path', 'mode', 'hold', 'lock-timeout', 'fail-closed', 'git-timeout', 'summary', 'retries', 'max-age'])(
    'refuses an empty %s, but not in pre, where a step may still fill it',
    (name) => {
      expect(() => read({ [name]: ' ' })).toThrow(refused(`\`${name}\` is empty`));
      expect(() => read({ [name]: '' }, 'pre')).not.toThrow();
    },
  );

  it('refuses in pre what no step can mend', () => {
    expect(() => read({ mode: 'x' }, 'pre')).toThrow(refused('`mode`'));
    expect(() => read({ git: 'gc' }, 'pre')).toThrow(expect.objectContaining({ code: 'FL_UNSAFE_COMMAND' }));
  });

  it.each(['true', 'True', 'TRUE', 'false', 'False', 'FALSE'])('takes %s for a boolean', (text) => {
    expect(read({ 'fail-closed': text }).isFailClosed).toBe(text.toLowerCase() === 'true');
  });
});
