import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { joinFleet } from '../../src/fetch/fleet.ts';
import type { Scope } from '../../src/git/scope.ts';
import { makeHome, removeAll } from '../support/places.ts';

let mirror: string;
let scope: Scope;
const git = (...args: string[]) => execFileSync('git', ['-C', mirror, ...args]);
beforeEach(() => {
  mirror = join(makeHome(), 'm.git');
  execFileSync('git', ['init', '-q', '--bare', mirror]);
  scope = {
    ...{ path: 'm.git', kind: 'bare', guards: mirror, workDir: mirror },
    lock: { dir: `${mirror}.fetch-lock`, guards: mirror, kind: 'beside' },
  };
});
afterEach(removeAll);

const env = { PATH: process.env.PATH ?? '' };
const nameOf = async (more: { lockName?: string; url?: string } = {}) => (await joinFleet(scope, { env, ...more })).lock.fleet;

describe('the lock of a repository in a fleet', () => {
  it('has the name of its origin, without what is secret in it', async () => {
    git('remote', 'add', 'upstream', 'https://example.com/other.git');
    git('remote', 'add', 'origin', 'https://u:canary@Example.com/acme/web.git');
    git('config', '--add', 'remote.origin.url', 'https://example.com/second.git');
    expect(await nameOf({ url: 'https://example.com/another.git' })).toBe('example.com/acme/web');
  });

  it('has that of its only remote, or of where it will come from', async () => {
    expect(await nameOf({ url: 'git@example.com:acme/web' })).toBe('example.com/acme/web');
    git('remote', 'add', 'upstream', 'https://example.com/other.git');
    expect(await nameOf()).toBe('example.com/other');
    execFileSync('rm', ['-r', mirror]);
    expect(await nameOf({ url: 'https://example.com/acme/web' })).toBe('example.com/acme/web');
  });

  it('has the one that is given, and nothing else of its lock is another', async () => {
    expect((await joinFleet(scope, { env, lockName: 'ours' })).lock).toEqual({ ...scope.lock, fleet: 'ours' });
  });

  it('needs one where hosts may mean different things, and shows no secret then', async () => {
    await expect(nameOf()).rejects.toThrow(/Input `lock-name` is missing for 'm\.git'.* there is none\..*\[FL_INPUT\]$/);
    git('remote', 'add', 'a', '../web.git');
    await expect(nameOf()).rejects.toThrow("'../web.git' may mean something else on another host");
    git('remote', 'add', 'b', 'https://example.com/web.git');
    await expect(nameOf()).rejects.toThrow('there are 2, and none is called origin');
    git('remote', 'add', 'origin', 'https://u:canary@example.com/web.git?key=canary');
    const error = await nameOf().catch((it) => it);
    expect([error.code, error.message.includes('canary')]).toEqual(['FL_INPUT', false]);
    scope = { ...scope, kind: 'directory' };
    await expect(nameOf()).rejects.toThrow('this is a plain directory');
  });

  it('does not follow what the configuration includes', async () => {
    execFileSync('git', ['config', '--file', join(mirror, 'more'), 'remote.origin.url', 'https://example.com/elsewhere.git']);
    git('config', 'include.path', 'more');
    git('remote', 'add', 'upstream', 'https://example.com/web.git');
    expect(await nameOf()).toBe('example.com/web');
  });
});
