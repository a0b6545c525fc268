/**
 * What the admin of a host lets workflows do. A policy that is not understood is never ignored, and nobody but root can have
 * written the one that is followed. On Windows that is for the rights of %ProgramData% to see to.
 */
import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import { FetchLockError, messageOf, unless } from './errors.ts';

export interface Policy {
  /** Names or numbers of users whose repositories may be used by others. */
  trustedOwners: readonly (string | number)[];
  /** The directory of the journal for events that no lock has a journal for. */
  hostJournal?: string;
}

const policyPath =
  process.platform === 'win32'
    ? join(process.env.ProgramData ?? 'C:\\ProgramData', 'fetch-lock', 'policy.json')
    : '/etc/fetch-lock/policy.json';

const later = ['allowedRoots', 'failClosed', 'maxHold', 'hostJournal', 'defaults'];

/** Without a policy there is no restriction, and nobody is trusted. Throws FL_POLICY. */
export function readPolicy(path = policyPath): Policy {
  try {
    const text = readOfRoot(path);
    return text === undefined ? { trustedOwners: [] } : parsePolicy(text);
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

/** Throws what is wrong with it. */
export function parsePolicy(text: string): Policy {
  const policy: unknown = JSON.parse(text);
  if (typeof policy !== 'object' || policy === null || Array.isArray(policy)) throw new Error('It is not a JSON object.');
  for (const key of Object.keys(policy)) {
    if (later.includes(key)) throw new Error(`This version does not support \`${key}\` yet.`);
    if (key !== 'trustedOwners') throw new Error(`Nothing is known of ${JSON.stringify(key)}.`);
  }
  const { trustedOwners = [] } = policy as { trustedOwners?: unknown };
  if (!Array.isArray(trustedOwners) || !trustedOwners.every(isUser))
    throw new Error('`trustedOwners` is not a list of user names or numbers.');
  return { trustedOwners };
}

const isUser = (it: unknown): it is string | number =>
  typeof it === 'number' ? Number.isSafeInteger(it) && it >= 0 : typeof it === 'string' && /^[\w.][\w.@-]*\$?$/.test(it);
