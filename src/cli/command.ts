/**
 * A command of `fetch-lock`: what it is called and takes, in one value, from which the parser, the help, the shell completion and the
 * tables of the docs are made; and what it does.
 */
import { parseArgs } from 'node:util';
import type { Clock } from '../base/clock.ts';
import type { Environment } from '../base/exec.ts';
import { inert } from '../base/text.ts';
import { nearestTo } from './help/nearest.ts';
import type { Terminal } from './terminal.ts';

export interface Option {
  /** Without its dashes. */
  name: string;
  short?: string;
  /** What it takes, as the help calls it, such as `DURATION`; a switch takes nothing. */
  takes?: string;
  /** The only values there are. */
  values?: readonly string[];
  /** It may be given several times. */
  isMany?: true;
  does: string;
}

export interface Command {
  name: string;
  /** What follows the name, as in `PATH... [--json]`. */
  synopsis: string;
  /** One line. */
  does: string;
  /** Paragraphs of its help: what a user has to know before the first use. A paragraph that begins with a blank stays as it is. */
  details: readonly string[];
  /** Calls to copy, without `fetch-lock`. */
  examples: readonly string[];
  /** Each exit code and what it means. */
  exits: readonly (readonly [code: string, meaning: string])[];
  options: readonly Option[];
  /** How many operands it takes, and the only values there are, if they are no paths; none if left out. */
  operands?: { least: number; most: number; values?: readonly string[] };
  /** It takes a command of the user's after `--`. */
  hasCommand?: true;
  /** Answers the exit code. Throws what the user is to read. */
  run(call: Call, host: Host): Promise<number>;
}

/** What was typed, as the command's own table allows it. */
export interface Call {
  has(option: string): boolean;
  /** The last one given. */
  text(option: string): string | undefined;
  texts(option: string): string[];
  operands: string[];
  /** After `--`. */
  command: string[];
}

/** What a command works with. */
export interface Host {
  env: Environment;
  clock: Clock;
  /** Aborted when the user wants it to stop. */
  signal: AbortSignal;
  out: Terminal;
  err: Terminal;
  /** Where relative paths begin. */
  cwd: string;
  /** Directory of action.yml. */
  home: string;
}

export const exit = { ok: 0, failed: 1, bad: 2, usage: 64, unavailable: 69, timeout: 75, interrupted: 130, noReader: 141 } as const;

/** Thrown for a command line that cannot be understood. */
export class UsageError extends Error {
  /** Lines of our own below the message. */
  readonly more: readonly string[];

  constructor(message: string, more: readonly string[] = []) {
    super(message);
    this.more = more;
  }
}

const helpOption: Option = { name: 'help', short: 'h', does: 'show this' };

/** Its own options, and those of every command. */
export const optionsOf = ({ options }: Command): Option[] => [...options, helpOption];

/** Reads the words after the command's name. Throws UsageError. */
export function readCall(command: Command, args: readonly string[]): Call {
  const cut = command.hasCommand ? args.indexOf('--') : -1;
  const [own, rest] = cut < 0 ? [args, []] : [args.slice(0, cut), args.slice(cut + 1)];
  const { values, positionals } = parse(command, own);
  const { least, most, values: accepted } = command.operands ?? { least: 0, most: 0 };
  if (command.hasCommand && cut < 0) throw new UsageError('there is no command: write `-- CMD ARG...`');
  if (positionals.length > most) throw new UsageError(`'${inert(positionals[most] ?? '')}' is one operand too many`);
  if (positionals.length < least) throw new UsageError(`${command.synopsis.split(' ')[0]} is missing`);
  if (command.hasCommand && rest.length === 0) throw new UsageError('there is no command: write `-- CMD ARG...`');
  const texts = (name: string): string[] => [values[name] ?? []].flat().filter((it) => typeof it === 'string');
  for (const it of positionals) mustBeOneOf('the operand', it, accepted);
  for (const it of command.options) for (const text of texts(it.name)) mustBeOneOf(`--${it.name}`, text, it.values);
  return {
    has: (name) => values[name] !== undefined,
    texts,
    text: (name) => texts(name).at(-1),
    operands: positionals,
    command: [...rest],
  };
}

function mustBeOneOf(what: string, text: string, accepted: readonly string[] | undefined): void {
  if (accepted && !accepted.includes(text)) throw new UsageError(`${what} is '${inert(text)}': accepted are ${accepted.join(', ')}`);
}

function parse(command: Command, args: readonly string[]) {
  const all = optionsOf(command);
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: Object.fromEntries(
        all.map(({ name, short, takes }) => [
          name,
          { type: takes === undefined ? ('boolean' as const) : ('string' as const), multiple: true, ...(short ? { short } : {}) },
        ]),
      ),
    });
  } catch (error) {
    const [first = ''] = error instanceof Error ? error.message.split('. ') : [];
    const [, unknown] = /^Unknown option '--([^']+)'/.exec(first) ?? [];
    const nearest =
      unknown &&
      nearestTo(
        unknown,
        all.map((it) => it.name),
      );
    throw new UsageError(`${inert(first)}${nearest ? `: did you mean --${nearest}?` : ''}`);
  }
}
