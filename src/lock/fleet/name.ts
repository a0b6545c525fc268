/**
 * What the fleet's lock of a repository is called: the address of its remote, the same whichever way a host spells it or reaches it,
 * and wherever it is mounted. Without user, password and scheme. Pure.
 */
import { isAbsolute } from 'node:path';

const usualPorts: Readonly<Record<string, string>> = { http: '80', https: '443', ssh: '22', git: '9418' };
const most = 1000;

/** `host/path` of a remote, or `file:/path`; undefined for one that hosts may mean differently, or that may have a secret in it. */
export function canonicalRemote(url: string): string | undefined {
  if (url === '' || url.length > most || /\p{Cc}/u.test(url)) return undefined;
  const [, scheme, rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(url) ?? [];
  if (scheme !== undefined) return scheme.toLowerCase() === 'file' ? fileAt(rest) : remoteAt(scheme.toLowerCase(), rest);
  if (isAbsolute(url)) return fileAt(url);
  // As git has it: a colon before the first slash. A helper's address, as in `ext::`, names a program.
  const [, host, path = ''] = /^(?:[^@/]*@)?(\[[0-9a-f:.]+\]|[^:/@[\]]+):(?!:)(.*)$/is.exec(url) ?? [];
  return host === undefined || /^[a-z]:[\\/]/i.test(url) ? undefined : named(host, path);
}

/** Behind `file://`: only a path of this host has no other host in front. */
function fileAt(rest: string): string | undefined {
  const path = shortened(rest);
  return isAbsolute(rest) && path !== '' ? `file:/${path}` : undefined;
}

function remoteAt(scheme: string, rest: string): string | undefined {
  const [protocol = ''] = scheme.split('+').filter((it) => it !== 'git' || scheme === 'git');
  const [, authority = '', path = ''] = /^([^/?#]*)\/(.*)$/s.exec(rest) ?? [];
  const [, host, port] = /^(?:.*@)?(\[[0-9a-f:.]+\]|[^:@[\]]+)(?::(\d{1,5}))?$/is.exec(authority) ?? [];
  if (host === undefined || usualPorts[protocol] === undefined) return undefined;
  return named(host, path, port === usualPorts[protocol] ? undefined : port);
}

function named(host: string, path: string, port?: string): string | undefined {
  const way = shortened(path);
  // What stands behind a question mark may be a token.
  if (way === '' || /[?#]/.test(path)) return undefined;
  return `${host.toLowerCase().replace(/\.$/, '')}${port === undefined ? '' : `:${port}`}/${way}`;
}

/** Without slashes at its ends and doubled ones, and without `.git`. */
const shortened = (path: string): string =>
  path
    .replace(/\/+/g, '/')
    .replace(/^\/|\/$/g, '')
    .replace(/(\/|^)?\.git$/, '')
    .replace(/\/$/, '');

const longestName = 500;

/** True for what a user may call a lock: one line that means the same to everybody who reads it. */
export const isLockName = (text: string): boolean =>
  text !== '' && text.length <= longestName && text.trim() === text && !/\p{C}|\p{Zl}|\p{Zp}/u.test(text);

/** The lock under which the mirror is made that has this one. */
export const makingOf = (name: string): string => `${name}:making`;
