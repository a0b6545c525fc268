/**
 * From a line of text to the arguments of git, without a shell. What is not known to be harmless is refused: verbs and options are
 * allowed by list, operands must be a remote, a URL of a known transport, or a refspec.
 *
 * G1 an accepted line means to us what it would mean to a shell. G2 no accepted argument makes git run a program.
 */
import { FetchLockError } from '../base/errors.ts';
import { inert, withoutCredentials } from '../base/text.ts';

export interface Command {
  /** As typed, for people: inert, and without credentials. */
  text: string;
  verb: 'fetch' | 'pull';
  /** Arguments of git, the verb first. */
  argv: string[];
  /** What it does to the repository: adds to it, or changes what is checked out. */
  needs: 'update' | 'exclusive';
  /** It talks to a remote. */
  isNetwork: boolean;
}

/** The commands of a text, one a line; blank lines and lines that start with `#` are none. Throws FL_UNSAFE_COMMAND. */
export const parseCommands = (text: string): Command[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.replace(/^[ \t]+|[ \t]+$/g, ''))
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(parseCommand);

const fetchFlags = [
  ...[
    '--all',
    '--append',
    '--atomic',
    '--dry-run',
    '--force',
    '--keep',
    '--multiple',
    '--no-tags',
    '--tags',
    '--prune',
    '--no-prune',
    '--prune-tags',
  ],
  ...[
    '--no-prune-tags',
    '--no-recurse-submodules',
    '--no-write-fetch-head',
    '--write-fetch-head',
    '--refetch',
    '--quiet',
    '--verbose',
    '--progress',
  ],
  ...['--no-progress', '--ipv4', '--ipv6', '--show-forced-updates', '--no-show-forced-updates', '--no-auto-maintenance', '--no-auto-gc'],
  ...['-a', '-f', '-k', '-m', '-n', '-t', '-p', '-P', '-q', '-v', '-4', '-6'],
];
const pullFlags = [
  ...[
    '--ff-only',
    '--ff',
    '--no-ff',
    '--rebase',
    '--no-rebase',
    '--autostash',
    '--no-autostash',
    '--stat',
    '--no-stat',
    '--squash',
    '--no-squash',
  ],
  ...['--no-edit', '--commit', '--no-commit', '--allow-unrelated-histories', '-r'],
];
const notForPull = new Set([
  '--atomic',
  '--multiple',
  '--refetch',
  '--no-write-fetch-head',
  '--write-fetch-head',
  '--no-auto-maintenance',
  '--no-auto-gc',
  '-m',
  '-n',
  '-P',
  '--prune-tags',
  '--no-prune-tags',
]);

/** The options that are accepted as they stand. */
export const flags: Record<Command['verb'], ReadonlySet<string>> = {
  fetch: new Set(fetchFlags),
  pull: new Set([...fetchFlags.filter((it) => !notForPull.has(it)), ...pullFlags]),
};
const valued: Record<Command['verb'], RegExp> = {
  fetch: /^(--jobs=\d{1,3}|-j\d{1,3}|--filter=(blob:none|blob:limit=\d+[kmg]?|tree:\d+)|--negotiation-tip=(?!-)[\w./*^~@-]+)$/,
  pull: /^(--jobs=\d{1,3}|-j\d{1,3}|--negotiation-tip=(?!-)[\w./*^~@-]+)$/,
};

/** One line. Throws FL_UNSAFE_COMMAND. */
export function parseCommand(line: string): Command {
  const words = splitWords(line);
  if (words[0] === 'git') words.shift();
  const [verb, ...rest] = words;
  if (verb !== 'fetch' && verb !== 'pull') {
    const why = verb?.startsWith('-')
      ? `It has the option '${verb}' before the verb.`
      : verb
        ? `'${verb}' is no verb that is accepted.`
        : 'It has no verb.';
    throw unsafe(line, why, 'Start with `fetch` or `pull`.');
  }
  const options = rest.filter((it) => it.startsWith('-'));
  const operands = rest.filter((it) => !it.startsWith('-'));
  for (const it of options) {
    if (flags[verb].has(it) || valued[verb].test(it)) continue;
    throw unsafe(
      line,
      `The option '${it}' of \`${verb}\` is not accepted.`,
      'Options are written in full, a value after `=`; the accepted ones are listed in docs/troubleshooting.md under FL_UNSAFE_COMMAND.',
    );
  }
  const [remote, ...refspecs] = operands;
  const isMany = options.some((it) => it === '--multiple' || it === '-m');
  if (remote !== undefined && !isRemote(remote))
    throw unsafe(
      line,
      `'${remote}' is no remote and no URL that is accepted.`,
      'Use a remote of the repository, or an https, http, ssh, git or file URL.',
    );
  for (const it of refspecs) {
    if (isMany ? isRemoteName(it) : isRefspec(it)) continue;
    throw unsafe(line, `'${it}' is no ${isMany ? 'remote' : 'refspec'}.`, 'Write for instance +refs/heads/main:refs/remotes/origin/main.');
  }
  const isFastForward = verb === 'pull' && !options.some((it) => /^(--(no-)?(ff|rebase)|--ff-only|-r)$/.test(it));
  const argv = [verb, ...(isFastForward ? ['--ff-only'] : []), ...options, ...operands];
  return {
    text: show(line),
    verb,
    argv,
    needs: verb === 'pull' ? 'exclusive' : 'update',
    isNetwork: true,
  };
}

const unsafe = (line: string, why: string, fix: string): FetchLockError =>
  new FetchLockError('FL_UNSAFE_COMMAND', {
    what: `The git command '${show(line)}' is refused.`,
    why: inert(withoutCredentials(why)),
    fix,
  });

/** Without its quotes, which could part a URL from its password. */
const show = (text: string): string => inert(withoutCredentials(text.replace(/['"]/g, '')));

/**
 * Words of a line, as a shell would split it, if it has nothing in it that a shell would do more with: quotes group, and that is all.
 * A `*` is taken for itself, as refspecs need it.
 */
function splitWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (const sign of line) {
    if (/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/u.test(sign) && sign !== '\t') throw unsafe(line, 'It has a control character in it.', 'Take it out.');
    if (quote !== undefined) {
      if (sign === quote) quote = undefined;
      else if (quote === '"' && /[$`\\!]/.test(sign))
        throw unsafe(
          line,
          `There is no shell, so '${sign}' means nothing here.`,
          'Take it out, or put it in single quotes if it is meant.',
        );
      else word += sign;
    } else if (sign === "'" || sign === '"') {
      quote = sign;
      word ??= '';
    } else if (sign === ' ' || sign === '\t') {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (/[;&|<>()$`\\?[\]{}!#]/.test(sign) || (sign === '~' && word === undefined)) {
      throw unsafe(line, `There is no shell, so '${sign}' means nothing here.`, 'Write one git command a line, with plain words.');
    } else word = (word ?? '') + sign;
  }
  if (quote !== undefined) throw unsafe(line, `The quote ${quote} is not closed.`, 'Close it.');
  return word === undefined ? words : [...words, word];
}

const isRemoteName = (text: string): boolean => /^[\w][\w./-]*$/.test(text) && !text.includes('..');

// The host is a plain name or a bracketed address: ssh would take one that begins with a hyphen for an option.
const urlPattern = /^((https?|ssh|git):\/\/([^\s/]*@)?(\w[\w.-]*|\[[\da-f:.]+\])(:\d+)?(\/\S*)?|file:\/\/\/\S+)$/i;

/** A remote's name or a path, or a URL of a transport that runs no program of its own. */
export function isRemote(text: string): boolean {
  if (text.includes('::') || /\s/.test(text)) return false;
  if (text.includes('://')) return urlPattern.test(text);
  if (/^[\w.-]+@[\w][\w.-]*:(?!-).+$/.test(text)) return true;
  return isRemoteName(text) || /^\.{0,2}\/[\w./+@-]+$/.test(text);
}

/** Something to clone from: a remote that is no mere name. */
export const isUrl = (text: string): boolean => isRemote(text) && /:|^\//.test(text);

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

function isRefPattern(side: string): boolean {
  if (/[\s~^:?[\\\p{Cc}]/u.test(side) || side.split('*').length > 2) return false;
  if (/^[-/.]|[/.]$|\.\.|\/\/|\/\.|@\{|\.lock(\/|$)/.test(side)) return false;
  return true;
}
