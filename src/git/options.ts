/** Reads options as git's own parser does: abbreviations, short ones in a row, a value in the same word or in the next. */
import { type Rules, reasons, type Value, values } from './verbs.ts';

interface Option {
  /** The long one, if there is one. */
  name: string;
  short?: string;
  /** What its value must be, if it takes one. */
  value?: Value;
  mayStandAlone: boolean;
}

export const notations = ({ accepts }: Rules): string[] => accepts.split(' ').sort();

const noted = /^(--[\w-]+)?\|?(-\w)?(\[)?(?:=<(\w+)>)?\]?$/;

function optionsOf(rules: Rules): Option[] {
  return notations(rules).map((notation) => {
    const [, long, short, bracket, kind] = noted.exec(notation) ?? [];
    const name = long ?? short;
    const value = values[kind ?? ''];
    if (name === undefined || (kind && !value)) throw new Error(`'${notation}' notes no option.`);
    const mayStandAlone = value === undefined || bracket !== undefined;
    return { name, mayStandAlone, ...(short === undefined ? {} : { short }), ...(value === undefined ? {} : { value }) };
  });
}

/** The long options that git may know: an abbreviation is short for one of them. */
export function knownNames(rules: Rules): Set<string> {
  const accepted = optionsOf(rules).flatMap(({ name }) => (name.startsWith('--') ? [name.slice(2)] : []));
  const others = rules.knows ? rules.knows.split(' ') : [];
  const bases = [...accepted, ...others].map((it) => it.replace(/^no-/, ''));
  return new Set(bases.flatMap((it) => [`--${it}`, `--no-${it}`]));
}

/**
 * The options in full, in their order, a value after `=`; and the words that are none. Throws what `refuse` makes of the
 * sentences that say why.
 */
export function readOptions(words: readonly string[], rules: Rules, refuse: (why: string) => Error) {
  const accepted = optionsOf(rules);
  const known = knownNames(rules);
  const options: string[] = [];
  const operands: string[] = [];
  const rest = [...words];

  const notAccepted = (typed: string, name = typed): Error => {
    const reason = reasons.find(([names]) => names.test(name))?.[1];
    return refuse([`The option '${typed}' is not accepted.`, ...(reason ? [reason] : [])].join(' '));
  };
  const take = ({ name, value, mayStandAlone }: Option, attached: string | undefined) => {
    if (value === undefined && attached !== undefined) throw refuse(`The option '${name}' takes no value.`);
    const given = mayStandAlone ? attached : (attached ?? rest.shift());
    if (given === undefined && !mayStandAlone) throw refuse(`The option '${name}' needs a value.`);
    if (given !== undefined && !value?.pattern.test(given))
      throw refuse(`The option '${name}' does not take '${given}', but ${value?.is}.`);
    options.push(given === undefined ? name : `${name}=${given}`);
  };
  const readLong = (word: string) => {
    const [typed = '', attached] = cut(word);
    const meant = known.has(typed) || rules.knows === undefined ? [typed] : [...known].filter((it) => it.startsWith(typed));
    if (meant.length > 1) throw refuse(`The option '${typed}' could be ${meant.slice(0, 3).join(', ')}${meant.length > 3 ? ', …' : ''}.`);
    const option = accepted.find(({ name }) => name === meant[0]);
    if (option === undefined) throw notAccepted(word, meant[0]);
    take(option, attached);
  };
  const readShorts = (word: string) => {
    if (rules.isScript && word.length > 2) throw notAccepted(word);
    for (let at = 1; at < word.length; at++) {
      const option = accepted.find(({ short }) => short === `-${word[at]}`);
      if (option === undefined) throw notAccepted(word, `-${word[at]}`);
      const attached = option.value === undefined ? '' : word.slice(at + 1);
      take(option, attached || undefined);
      if (attached) break;
    }
  };

  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const isEnd = word === '--' || (word === '--end-of-options' && rules.separator === undefined);
    if (isEnd || (rules.isScript && !/^-./.test(word))) operands.push(...(isEnd ? [] : [word]), ...rest.splice(0));
    else if (word.startsWith('--')) readLong(word);
    else if (/^-./.test(word)) readShorts(word);
    else operands.push(word);
  }
  return { options, operands };
}

/** At the first `=`. */
function cut(word: string): [string, string?] {
  const at = word.indexOf('=');
  return at < 0 ? [word] : [word.slice(0, at), word.slice(at + 1)];
}
