/**
 * What the admin of a host lets workflows do. A policy that is not understood is never ignored, and nobody but root can have
 * written the one that is followed. On Windows that is for the rights of %ProgramData% to see to.
 */
import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, type Stats, statSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { parseDuration } from '../duration.ts';
import { FetchLockError, messageOf, orNothing, unless } from '../errors.ts';

export interface Policy {
  /** Names or numbers of users whose repositories may be used by others. */
  trustedOwners: readonly (string | number)[];
  /** Directories outside of which nothing is locked and no lock lives. Without it, anywhere. */
  allowedRoots?: readonly string[];
  /** No step goes on without its lock. */
  failClosed?: 'always';
  /** After so many milliseconds a holder is ended. */
  maxHoldMs?: number;
  /** A directory for the events that no lock's journal takes. */
  hostJournal?: string;
  /** What inputs are where a step leaves them alone, in the words of a workflow. */
  defaults?: Defaults;
}

export type Defaults = Readonly<Partial<Record<DefaultName, string>>>;
export type DefaultName = (typeof defaultNames)[number];

// Not those that say what a step is to do or how fresh its work is to be: a workflow would come to mean something else on this host.
export const defaultNames = ['lock-timeout', 'git-timeout', 'retries', 'lock-dir', 'redis-url', 'summary', 'metrics-file'] as const;

export const policyPath =
  process.platform === 'win32'
    ? join(process.env.ProgramData ?? 'C:\\ProgramData', 'fetch-lock', 'policy.json')
    : '/etc/fetch-lock/policy.json';

/** Without a policy there is no restriction, and nobody is trusted. Throws FL_POLICY. */
export function readPolicy(path = policyPath): Policy {
  try {
    const text = readOfRoot(path);
    const policy = text === undefined ? { trustedOwners: [] } : parsePolicy(text);
    const { hostJournal, defaults: { 'lock-dir': lockDir } = {} } = policy;
    if (hostJournal !== undefined) demandDirectory('hostJournal', hostJournal);
    if (lockDir !== undefined) demandDirectory('defaults.lock-dir', lockDir);
    return policy;
  } catch (error) {
    throw new FetchLockError(
      'FL_POLICY',
      {
        what: `The policy of this host, '${path}', cannot be followed.`,
        why: `${messageOf(error).replace(/\.$/, '')}.`,
        fix: 'Until its admin has mended it, nothing is locked and no git is run.',
      },
      error,
    );
  }
}

function readOfRoot(path: string): string | undefined {
  if (!unless(['ENOENT', 'ENOTDIR'], () => lstatSync(path))) return undefined;
  refuseOthers(lstatSync(dirname(path)), 'Its directory');
  const file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) throw new Error('It is not a regular file.');
    refuseOthers(stats, 'It');
    return readFileSync(file, 'utf8');
  } finally {
    closeSync(file);
  }
}

function refuseOthers({ uid, mode }: Stats, what: string): void {
  if (uid !== 0) throw new Error(`${what} belongs to user ${uid}, not to root.`);
  if (process.platform !== 'win32' && mode & 0o022) throw new Error(`${what} may be written by others than its owner.`);
}

/** Where everybody may write, anybody could put something else in its place. */
function demandDirectory(key: string, dir: string): void {
  const found = unless(['ENOENT', 'ENOTDIR'], () => statSync(dir));
  if (!found?.isDirectory()) throw new Error(`\`${key}\` is '${dir}', which is not a directory.`);
  if (process.platform !== 'win32' && found.mode & 0o002) throw new Error(`\`${key}\` is '${dir}', which everybody may write.`);
}

/** Throws what is wrong with it: every key and every value is one of those in policy.schema.json. */
export function parsePolicy(text: string): Policy {
  const said: unknown = orNothing(() => JSON.parse(text) as unknown);
  // What the parser says quotes the text, in which a password may stand.
  if (said === undefined) throw new Error('It is not JSON.');
  if (!isObject(said)) throw new Error('It is not a JSON object.');
  const policy: Policy = { trustedOwners: [] };
  for (const [key, value] of Object.entries(said)) {
    const [, read] = rules.find(([name]) => name === key) ?? [];
    if (!read) throw new Error(`Nothing is known of ${JSON.stringify(key)}. Known are: ${rules.map(([name]) => name).join(', ')}.`);
    Object.assign(policy, read(value));
  }
  return policy;
}

const demand = (isFine: boolean, key: string, is: string): void => {
  if (!isFine) throw new Error(`\`${key}\` is not ${is}.`);
};

const rules: readonly (readonly [key: string, read: (value: unknown) => Partial<Policy>])[] = [
  [
    'allowedRoots',
    (value) => {
      demand(isList(value, isDirectory) && value.length > 0, 'allowedRoots', 'a list of absolute directories, at least one');
      return { allowedRoots: value as string[] };
    },
  ],
  [
    'failClosed',
    (value) => {
      demand(value === 'always', 'failClosed', '"always"; where steps may go on without a lock, leave it out');
      return { failClosed: 'always' };
    },
  ],
  [
    'maxHold',
    (value) => {
      demand(isDuration(value) && /[1-9]/.test(value), 'maxHold', 'a duration above zero, such as "2h"');
      return { maxHoldMs: parseDuration('maxHold', value as string) };
    },
  ],
  [
    'trustedOwners',
    (value) => {
      demand(isList(value, isUser), 'trustedOwners', 'a list of user names or numbers');
      return { trustedOwners: value as (string | number)[] };
    },
  ],
  [
    'hostJournal',
    (value) => {
      demand(isDirectory(value), 'hostJournal', 'an absolute directory');
      return { hostJournal: value as string };
    },
  ],
  ['defaults', (value) => ({ defaults: readDefaults(value) })],
  [
    // So that an editor may help.
    '$schema',
    (value) => {
      demand(typeof value === 'string', '$schema', 'the address of a schema');
      return {};
    },
  ],
];

/** What an input may be, in JSON or as a workflow writes it. */
const inputs: Record<DefaultName, [isFine: (value: unknown) => boolean, is: string]> = {
  'lock-timeout': [(it) => isDuration(it), 'a duration, such as "10m"'],
  'git-timeout': [(it) => isDuration(it) && /[1-9]/.test(it), 'a duration above zero, such as "10m"'],
  retries: [(it) => ['number', 'string'].includes(typeof it) && /^[1-9]\d?$/.test(String(it)), 'a whole number from 1 to 99'],
  'lock-dir': [(it) => isDirectory(it), 'an absolute directory'],
  'redis-url': [
    (it) => typeof it === 'string' && /^(rediss?|unix):\/\/[^\s]+$/.test(it),
    'the address of a Redis, such as "rediss://redis.example"',
  ],
  summary: [(it) => [true, false, 'true', 'false'].includes(it as string), 'true or false'],
  'metrics-file': [(it) => isDirectory(it), 'the absolute path of a file'],
};

function readDefaults(value: unknown): Defaults {
  demand(isObject(value), 'defaults', 'a JSON object');
  return Object.fromEntries(
    Object.entries(value as object).map(([name, it]) => {
      const known = defaultNames.find((one) => one === name);
      if (!known) throw new Error(`\`defaults\` has no ${JSON.stringify(name)}. Accepted are: ${defaultNames.join(', ')}.`);
      const [isFine, is] = inputs[known];
      demand(isFine(it), `defaults.${name}`, is);
      return [name, String(it)];
    }),
  );
}

const isObject = (it: unknown): it is object => typeof it === 'object' && it !== null && !Array.isArray(it);

const isList = <T>(it: unknown, isOne: (one: unknown) => one is T): it is T[] => Array.isArray(it) && it.every(isOne);

/** In words that have no other reading: one line, nothing invisible. */
const isDirectory = (it: unknown): it is string => typeof it === 'string' && isAbsolute(it) && !/\p{Cc}/u.test(it) && it.trim() === it;

// As the inputs have it, but for digits that no timer could count: so a schema can say it too.
const isDuration = (it: unknown): it is string =>
  typeof it === 'string' &&
  /^(0|\d{1,9}ms|\d{1,6}(\.\d{1,3})?s|\d{1,4}(\.\d{1,3})?m|(\d{1,2}|[1-4]\d\d|5[0-8]\d|59[0-5])(\.\d{1,3})?h)$/.test(it);

const isUser = (it: unknown): it is string | number =>
  typeof it === 'number' ? Number.isSafeInteger(it) && it >= 0 : typeof it === 'string' && /^[\w.][\w.@-]*\$?$/.test(it);
