/** A token for https remotes, as git is told of it: by configuration that only its environment holds. Pure. */
import { orNothing } from '../../base/errors.ts';
import type { Entry, Setting } from './configuration.ts';

export interface Credential {
  token: string;
  /** Where it may be sent, such as `https://github.com`. From the workflow or the runner, never from a repository. */
  origins: readonly string[];
}

/** The origins of those texts that are https URLs. */
export const httpsOrigins = (texts: readonly (string | undefined)[]): string[] => [
  ...new Set(texts.flatMap((text) => (/^https:\/\//i.test(text ?? '') && URL.canParse(text ?? '') ? [new URL(text ?? '').origin] : []))),
];

const encode = (token: string): string => Buffer.from(`x-access-token:${token}`).toString('base64');

/** What must be seen nowhere: the token, and the form in which git sends it. */
export const secretsOf = (token: string): string[] => [token, encode(token)];

const shortest = 6; // what is shorter stands in too many other words

/**
 * The same of a configuration that others have made: what URLs and headers let in with, as it stands there and as it is sent. A server
 * may send back what it was sent.
 */
export function secretsIn(entries: readonly Pick<Entry, 'key' | 'value'>[]): string[] {
  const found = entries.flatMap(({ key, value = '' }) => [
    ...(key.endsWith('.extraheader') ? ofHeader(value) : []),
    ...[...`${key} ${value}`.matchAll(/[a-z][a-z0-9+.-]*:\/\/[^\s/]*@/gi)].flatMap(([url]) => ofUrl(`${url}host`)),
  ]);
  return [...new Set(found)].filter((it) => it.length >= shortest).sort((a, b) => b.length - a.length);
}

function ofHeader(header: string): string[] {
  const sent = header.trim().split(/\s+/).at(-1) ?? '';
  const told = Buffer.from(sent, 'base64').toString('latin1');
  return [sent, ...(/ basic /i.test(header) ? [told.slice(told.indexOf(':') + 1)] : [])];
}

function ofUrl(url: string): string[] {
  if (!URL.canParse(url)) return [];
  const { username, password, protocol } = new URL(url);
  const [user, pass] = [username, password].map((it) => orNothing(() => decodeURIComponent(it)) ?? it) as [string, string];
  const sent = Buffer.from(`${user}:${pass}`).toString('base64');
  // Over http a name without a password may be a token.
  return password !== '' ? [password, pass, sent] : protocol.startsWith('http') ? [username, user, sent] : [];
}

/**
 * One header to each origin, and none beside it: GitHub answers 400 to two. A header that stands in a configuration already is
 * taken back, also one for a longer URL, which git would prefer.
 */
export const tokenSettings = ({ token, origins }: Credential, entries: readonly Entry[]): Setting[] =>
  origins
    .flatMap((origin) => [
      `http.${origin}/.extraheader`,
      ...entries.map((it) => it.key).filter((key) => key.endsWith('.extraheader') && key.toLowerCase().startsWith(`http.${origin}/`)),
    ])
    .filter((key, index, all) => all.indexOf(key) === index)
    .flatMap((key): Setting[] => [
      [key, ''],
      [key, `AUTHORIZATION: basic ${encode(token)}`],
    ]);
