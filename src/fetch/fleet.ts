/** The part of a scope in a fleet: under which name its lock is known to the other hosts, and where this host keeps its own part. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FetchLockError } from '../base/errors.ts';
import { ask, type Environment } from '../base/exec.ts';
import { inert, withoutCredentials } from '../base/text.ts';
import { gitEnvironment } from '../git/isolation/environment.ts';
import type { Scope } from '../git/scope.ts';
import { canonicalRemote } from '../lock/fleet/name.ts';
import { placeInFleet } from '../lock/fleet/place.ts';

interface FleetQuestion {
  env: Environment;
  /** As given. */
  lockName?: string | undefined;
  /** Where a mirror that is not there yet comes from. */
  url?: string | undefined;
  /** What the user knows the name as. */
  naming?: string;
}

/** Throws FL_INPUT where nothing says what the other hosts call it. */
export async function joinFleet(scope: Scope, { env, lockName, url, naming = 'Input `lock-name`' }: FleetQuestion): Promise<Scope> {
  const name = lockName ?? (await nameOf(scope, env, url, naming));
  return { ...scope, lock: placeInFleet(scope.lock, name) };
}

async function nameOf({ path, guards, kind }: Scope, env: Environment, url: string | undefined, naming: string): Promise<string> {
  const refuse = (why: string) =>
    new FetchLockError('FL_INPUT', {
      what: `${naming} is missing for '${inert(path)}': its lock needs a name that is the same on every host.`,
      why: `It is not taken from a remote, since ${why}.`,
      fix: 'Give the name, and the same one on every host that shares this directory.',
    });
  if (kind === 'directory') throw refuse('this is a plain directory');
  const config = join(guards, 'config');
  const remotes = existsSync(config) ? await remotesIn(config, env) : new Map<string, string>();
  const [only] = remotes.size === 1 ? remotes.values() : [];
  const found = remotes.get('origin') ?? only ?? (remotes.size === 0 ? url : undefined);
  if (found === undefined) throw refuse(remotes.size === 0 ? 'there is none' : `there are ${remotes.size}, and none is called origin`);
  const name = canonicalRemote(found);
  if (name === undefined)
    throw refuse(`'${inert(withoutCredentials(found).replace(/[?#].*$/s, ''))}' may mean something else on another host`);
  return name;
}

/** The first address of each remote. What the file includes is another one's on every host. */
async function remotesIn(config: string, env: Environment): Promise<Map<string, string>> {
  const { stdout } = await ask('git', ['config', '--file', config, '--no-includes', '-z', '--get-regexp', '^remote\\..*\\.url$'], {
    cwd: '/',
    env: gitEnvironment(env),
  });
  const remotes = new Map<string, string>();
  for (const it of stdout.split('\0')) {
    const [, name, url] = /^remote\.(.+)\.url\n(.*)$/s.exec(it) ?? [];
    if (name !== undefined && url !== undefined && !remotes.has(name)) remotes.set(name, url);
  }
  return remotes;
}
