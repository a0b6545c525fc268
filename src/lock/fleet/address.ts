/**
 * Where the fleet's Redis is, as a user writes it:
 *
 *   redis://USER:PASSWORD@HOST:PORT/DATABASE?lease=30s        rediss:// for TLS
 *   unix://USER:PASSWORD@/path/to/redis.sock?db=0&lease=30s
 *
 * G1 no refusal shows any part of what was written: a password may stand anywhere in it.
 * G2 `shown` has neither user nor password. Signs with a meaning in a URL are percent-encoded in both.
 */
import { isAbsolute } from 'node:path';
import { parseDuration } from '../../base/duration.ts';
import { FetchLockError, orNothing } from '../../base/errors.ts';
import { inert } from '../../base/text.ts';

/** Plain data: it goes to the keeper over its channel. Never by an environment, an argument or a file. */
export interface RedisAddress {
  at: { path: string } | { host: string; port: number; isTls: boolean };
  user?: string;
  password?: string;
  database: number;
  /** How long a session that is not heard of is taken to live. The same on all hosts. */
  leaseMs: number;
  /** For people: host and port, or the path of the socket. */
  shown: string;
  /** For people: the input, option or variable it was read from. */
  givenAs: string;
  /** What must not be printed anywhere. */
  secrets: string[];
}

const [shortestMs, longestMs, usualMs] = [5000, 600_000, 30_000];
const most = 2000;
const shape = /^(rediss?|unix):\/\/(?:([^@/?#]*)@)?([^@/?#]*)(\/[^?#]*)?(?:\?([^#]*))?$/;

/** `what` names the input; with its dashes, the option; in capitals, the variable. Throws FL_INPUT. */
export function readAddress(what: string, text: string): RedisAddress {
  const refuse = (why: string): FetchLockError =>
    new FetchLockError('FL_INPUT', {
      what: `${kindOf(what)} \`${what}\` is not the address of a Redis: ${why}.`,
      fix: 'Write redis://USER:PASSWORD@HOST:PORT, rediss:// for TLS, or unix:///path/to/redis.sock; percent-encode signs such as @, / and : in the password.',
    });
  const decode = (part: string): string => {
    const read = orNothing(() => decodeURIComponent(part));
    if (read === undefined || /\p{Cc}/u.test(read)) throw refuse('it has a wrong percent sign, or a control character');
    return read;
  };
  if (text.length > most || /[\s\p{Cc}]/u.test(text)) throw refuse(text.length > most ? 'it is too long' : 'it has white space in it');
  const [, scheme, userInfo, authority = '', path = '', query] = shape.exec(text) ?? [];
  if (scheme === undefined) throw refuse('it begins with no known scheme, or is cut in the wrong places');

  const [user = '', password] = (userInfo ?? '').split(/:(.*)/s).map(decode);
  if (userInfo !== undefined && !password) throw refuse('it has a user, but no password');
  const { lease, db } = readQuery(query, refuse, decode);
  if (db !== undefined && scheme !== 'unix') throw refuse('its database belongs behind the port, as in redis://HOST:PORT/0');
  const leaseMs = lease === undefined ? usualMs : (orNothing(() => parseDuration(what, lease)) ?? 0);
  if (leaseMs < shortestMs || leaseMs > longestMs) throw refuse('its lease is not between 5s and 10m');
  const rest = {
    ...(user ? { user } : {}),
    ...(password ? { password } : {}),
    ...{ givenAs: what, leaseMs, secrets: secretsOf(text, userInfo, password) },
  };

  if (scheme === 'unix') {
    const socket = decode(path);
    if (authority !== '' || !isAbsolute(socket) || socket.length < 2) throw refuse('the path of its socket is not absolute');
    return { at: { path: socket }, ...rest, database: readDatabase(db ?? '', refuse), shown: inert(socket) };
  }
  const [, name, digits] = /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(?::(\d{1,5}))?$/i.exec(authority) ?? [];
  const port = Number(digits ?? 6379);
  if (name === undefined || port < 1 || port > 65_535) throw refuse('its host or port cannot be read');
  const host = name.replace(/^\[|\]$/g, '');
  return {
    at: { host, port, isTls: scheme === 'rediss' },
    ...rest,
    database: readDatabase(path.slice(1), refuse),
    shown: `${name}:${port}`,
  };
}

const kindOf = (what: string): string => (what.startsWith('-') ? 'Option' : /^[A-Z_]+$/.test(what) ? 'Variable' : 'Input');

type Refuse = (why: string) => FetchLockError;

function readQuery(query: string | undefined, refuse: Refuse, decode: (part: string) => string): { lease?: string; db?: string } {
  const found = new Map<string, string>();
  for (const pair of query ? query.split('&') : []) {
    const [key = '', value = ''] = pair.split(/=(.*)/s).map(decode);
    if (!['lease', 'db'].includes(key) || found.has(key))
      throw refuse('behind its question mark only `lease`, and `db` of a socket, are known');
    found.set(key, value);
  }
  return Object.fromEntries(found);
}

function readDatabase(text: string, refuse: Refuse): number {
  if (!/^\d{0,4}$/.test(text)) throw refuse('its database is not a number');
  return Number(text);
}

/** The password as it is written and as it is meant, and all of what has it in it. */
const secretsOf = (text: string, userInfo: string | undefined, password: string | undefined): string[] =>
  password ? [...new Set([text, userInfo ?? '', (userInfo ?? '').replace(/^[^:]*:/, ''), password])].filter((it) => it.length > 0) : [];
