/**
 * From a line of text to the arguments of git, without a shell. What is not known to be harmless is refused: verbs and options are
 * allowed by list, operands by their form.
 *
 * G1 an accepted line means to us what it would mean to a shell, and then to git. G2 no accepted argument makes git run a program.
 * G3 what the line leaves open is not left to the configuration of the repository where that could run a program.
 * G4 no accepted line fetches, writes or prunes what is below refs/fetch-lock/.
 */
import { FetchLockError } from '../base/errors.ts';
import { inert, isPlain, withoutCredentials } from '../base/text.ts';
import { objectionTo, places, protectionOf } from './operands.ts';
import { notations, readOptions } from './options.ts';
import { type Rules, refusedVerbs, type Verb, verbs } from './verbs.ts';

export interface Command {
  /** As typed, for people: inert, and without credentials. */
  text: string;
  verb: Verb;
  /** Arguments of git: the words of the verb, the options in full, and what ends them before the operands. */
  argv: string[];
  /** What it does to the repository: adds to it, or changes and deletes what is there. */
  needs: 'update' | 'exclusive';
  /** It talks to a remote, so it may be tried again after a passing fault. */
  isNetwork: boolean;
  /** It changes how much history there is: only for a repository that is shallow already. */
  isShallow?: boolean;
}

/** The commands of a text, one a line; blank lines and lines that start with `#` are none. Throws FL_UNSAFE_COMMAND. */
export const parseCommands = (text: string): Command[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.replace(/^[ \t]+|[ \t]+$/g, ''))
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(parseCommand);

/** One line. Throws FL_UNSAFE_COMMAND. */
export function parseCommand(line: string): Command {
  const words = splitWords(line);
  if (words[0] === 'git') words.shift();
  const verb = verbOf(words, line);
  const rules: Rules = verbs[verb];
  const notAccepted = (why: string) => unsafe(line, why, `\`${verb}\` takes ${notations(rules).join(', ')}.`);
  const { options, operands } = readOptions(words.slice(verb.split(' ').length), rules, notAccepted);
  const place = options.includes('--multiple') ? 'remotes' : rules.operands;
  const objection = objectionTo(operands, places[place]);
  if (objection) throw unsafe(line, objection.why, objection.fix);
  const settled = Object.entries(rules.settles ?? {}).flatMap(([option, by]) => (options.some((it) => by.test(it)) ? [] : [option]));
  if (place === 'repository') operands.push(...protectionOf(operands.slice(1)));
  const altered = options.map((it) => rules.with?.[it] ?? rules.with?.[it.replace(/=.*/, '')]);
  return {
    ...{ needs: rules.needs, isNetwork: rules.isNetwork, ...Object.assign({}, ...altered) },
    ...{ text: show(line), verb },
    argv: [
      ...[...verb.split(' '), ...options, ...settled],
      ...(operands.length > 0 ? [rules.separator ?? '--end-of-options', ...operands] : []),
    ],
  };
}

function verbOf(words: readonly string[], line: string): Verb {
  const names = Object.keys(verbs) as Verb[];
  const found = names.find((it) => it.split(' ').every((word, index) => words[index] === word));
  if (found !== undefined) return found;
  const [first] = words;
  const said = words.slice(0, names.some((it) => it.startsWith(`${first} `)) ? 2 : 1).join(' ');
  const [, because, instead] = refusedVerbs.find(([it]) => it.test(said)) ?? [];
  if (because !== undefined && instead !== undefined) throw unsafe(line, because, instead);
  const why = first?.startsWith('-')
    ? `It has the option '${first}' before the verb.`
    : first
      ? `'${said}' is no verb that is accepted.`
      : 'It has no verb.';
  throw unsafe(line, why, `Start with one of: ${names.join(', ')}.`);
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
export function splitWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  const spaced = line.replaceAll('\t', ' ');
  if (!isPlain(spaced) && /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/u.test(spaced))
    throw unsafe(line, 'It has a control character in it.', 'Take it out.');
  for (const sign of line) {
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
