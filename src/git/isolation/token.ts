/** A token for https remotes, as git is told of it: by configuration that only its environment holds. Pure. */
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
