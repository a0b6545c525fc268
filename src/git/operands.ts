/** What may stand beside the options of a command. None of it is ever taken for an option. */

interface Kind {
  is: (text: string) => boolean;
  what: string;
  fix: string;
  /** It would read or write what is fetch-lock's own. */
  isOurs?: (text: string) => boolean;
}

interface Place {
  /** For people. */
  takes: string;
  /** Of the first one, and of the others. */
  kinds: readonly [] | readonly [first: Kind, others: Kind];
}

/** Why these may not stand there, and what may; or nothing. */
export function objectionTo(operands: readonly string[], place: Place): { why: string; fix: string } | undefined {
  const fix = 'Take it out, and set `token`.';
  if (operands.some(hasSecret)) return { why: 'A password in a URL is seen by all who may list processes.', fix };
  const [first, others] = place.kinds;
  for (const [index, it] of operands.entries()) {
    const kind = index === 0 ? first : others;
    if (kind === undefined) return { why: `'${it}' is more than it takes.`, fix: 'Take it out.' };
    if (!kind.is(it)) return { why: `'${it}' is no ${kind.what}.`, fix: kind.fix };
    if (kind.isOurs?.(it)) return { why: `What is below ${room} is fetch-lock's own.`, fix: 'Take it out, or name another ref.' };
  }
  return undefined;
}

/** A remote or a group of remotes, or a path below the working directory. */
const isRemoteName = (text: string): boolean => /^\w[\w./-]*$/.test(text) && !text.includes('..');

// User and host begin with no hyphen: ssh would take such a one for an option.
const urlPattern = /^((https?|ssh|git):\/\/([\w.+~%][\w.+~%-]*(:[^\s/]*)?@)?(\w[\w.-]*|\[[\da-f:.]+\])(:\d+)?(\/\S*)?|file:\/\/\/\S+)$/i;

/** A remote's name or a path, or a URL of a transport that runs no program of its own. */
export function isRemote(text: string): boolean {
  if (text.includes('::') || /\s/.test(text)) return false;
  if (text.includes('://')) return urlPattern.test(text);
  if (/^\w[\w.-]*@\w[\w.-]*:(?!-).+$/.test(text)) return true;
  return isRemoteName(text) || /^\.{0,2}\/[\w./+@-]+$/.test(text);
}

/** Something to clone from: a remote that is no mere name. */
export const isUrl = (text: string): boolean => isRemote(text) && /:|^\//.test(text);

/** A URL with a password in it, or with a token for its user name. */
export const hasSecret = (text: string): boolean =>
  /^[a-z]+:\/\/([^\s/]*:[^\s/]*|gh[a-z]_[^\s/]*|github_pat_[^\s/]*|glpat-[^\s/]*)@/i.test(text);

/** By the rules of git-check-ref-format, with one `*` a side at most. */
export function isRefspec(text: string): boolean {
  const body = text.replace(/^[+^]/, '');
  const sides = body.split(':');
  if (sides.length > 2 || (text.startsWith('^') && sides.length > 1) || body === '' || body === ':') return false;
  return (
    sides.every((side) => side === '' || isRefPattern(side)) &&
    new Set(sides.filter((side) => side !== '').map((side) => side.includes('*'))).size === 1
  );
}

export const isRef = (text: string): boolean => isRefPattern(text) && !text.includes('*');

function isRefPattern(side: string): boolean {
  if (/[\s~^:?[\\\p{Cc}]/u.test(side) || side.split('*').length > 2) return false;
  return side !== '' && !/^[-/.]|[/.]$|\.\.|\/\/|\/\.|@\{|\.lock(\/|$)/.test(side);
}

// Where we keep what jobs wanted, as long as they hold.
const room = 'refs/fetch-lock/';

/** A refspec that writes there and nowhere else; a file system may make no difference of capitals. */
export const writesOurs = (refspec: string): boolean => !refspec.startsWith('^') && isOurs(refspec.split(':')[1] ?? '');

const readsOurs = (refspec: string): boolean => !refspec.startsWith('^') && isOurs(refspec.replace(/^\+/, '').split(':')[0] ?? '');

/** A ref, or a side of a refspec, that is where we keep what jobs wanted. */
export const isOurs = (side: string): boolean => `${side.toLowerCase()}/`.startsWith(room);

/**
 * What is to stand beside those refspecs, so that no fetch of them, and no prune, reaches what is ours, and nothing of the remote's
 * own jobs is fetched: negative refspecs, which git compares with the remote's names.
 */
export function protectionOf(refspecs: readonly string[]): string[] {
  const found = refspecs
    .filter((it) => !it.startsWith('^'))
    .flatMap((it) => {
      const [from = '', to = ''] = it.replace(/^\+/, '').split(':');
      const [[before = '', after], [start = '', end]] = [from.split('*'), to.split('*')];
      // Git finds `fetch-lock/x` below refs/ before it finds it among the branches.
      const isRead = after === undefined ? /^(refs\/)?fetch-lock\//.test(from) : meet(before, room);
      const own = isRead ? [`${room}*`] : [];
      if (after === undefined || end === undefined || !room.startsWith(start)) return own;
      const rest = room.slice(start.length);
      // The end of a pattern may be the end of our name: `refs/*/x` writes refs/fetch-lock/x.
      const ends = [...rest].flatMap((_, at) => (end.startsWith(rest.slice(at)) ? [`${before}${rest.slice(0, at)}${after}`] : []));
      return [...own, `${before}${rest}*${after}`, ...ends];
    });
  // What is no name is none of a remote's, and git would refuse it.
  return [...new Set(found.filter(isRefPattern).map((it) => `^${it}`))].filter((it) => !refspecs.includes(it));
}

/** A name may begin with both. */
const meet = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);

/** What must be there when a step ends: a commit by its full id in small letters, or a ref by its full name. */
export type Want = { commit: string } | { ref: string };

/** A full id, of SHA-1 or of SHA-256, that can be one of a commit. */
export const isCommitId = (text: string): boolean => /^([\da-f]{40}|[\da-f]{64})$/.test(text) && !/^0+$/.test(text);

/** A path below the working directory, and no magic of a pathspec. */
export const isPathBelow = (text: string): boolean =>
  text !== '' && !/^[-:/~]|[\\\p{Cc}]/u.test(text) && !text.split('/').includes('..') && !/^[a-z]:/i.test(text);

const remote: Kind = { is: isRemoteName, what: 'remote', fix: 'Use the name of a remote of the repository.' };
const url: Kind = {
  is: isRemote,
  what: 'remote and no URL that is accepted',
  fix: 'Use a remote of the repository, or an https, http, ssh, git or file URL.',
};
const refspec: Kind = {
  ...{ is: isRefspec, what: 'refspec', fix: 'Write for instance +refs/heads/main:refs/remotes/origin/main.' },
  isOurs: (text) => readsOurs(text) || writesOurs(text),
};
const ref: Kind = { is: isRef, what: 'ref', fix: 'Write for instance refs/heads/main.' };
const path: Kind = { is: isPathBelow, what: 'path that is accepted', fix: 'Write a path below the repository, after the options.' };

export const places = {
  repository: { takes: 'a remote or a URL, and refspecs', kinds: [url, refspec] },
  remotes: { takes: 'remotes, or groups of them', kinds: [remote, remote] },
  'remote and refs': { takes: 'a remote, and refs', kinds: [remote, ref] },
  paths: { takes: 'paths below the repository', kinds: [path, path] },
  none: { takes: 'nothing', kinds: [] },
} as const satisfies Record<string, Place>;
