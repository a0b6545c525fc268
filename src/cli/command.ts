/**
 * A command of `fetch-lock`: what it is called and takes, in one value, from which the parser, the help, the shell completion and the
 * tables of the docs are made; and what it does.
 */
import { parseArgs } from 'node:util';
import type { Clock } from '../base/clock.ts';
import type { Environment } from '../base/exec.ts';
import { inert } from '../base/text.ts';
import type { Terminal } from './terminal.ts';

export interface Option {
  /** Without its dashes. */
  name: string;
  short?: string;
  /** What it takes, as the help calls it, such as `DURATION`; a switch takes nothing. */
  takes?: string;
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
  /** Paragraphs of its help: what a user has to know before the first use, and the exit codes. */
  details: readonly string[];
  options: readonly Option[];
  /** How many operands it takes; none if left out. */
  operands?: { least: number; most: number };
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

export const exit = { ok: 0, failed: 1, bad: 2, usage: 64, unavailable: 69, timeout: 75, interrupted: 130 } as const;

/** Thrown for a command line that cannot be understood. */
export class UsageError extends Error {}

/** Reads the words after the command's name. Throws UsageError. */
export function readCall(command: Command, args: readonly string[]): Call {
  const cut = command.hasCommand ? args.indexOf('--') : -1;
  const [own, rest] = cut < 0 ? [args, []] : [args.slice(0, cut), args.slice(cut + 1)];
  const { values, positionals } = parse(command, own);
  const { least, most } = command.operands ?? { least: 0, most: 0 };
  if (positionals.length > most) throw new UsageError(`'${inert(positionals[most] ?? '')}' is one operand too many`);
  if (positionals.length < least) throw new UsageError(`${command.synopsis.split(' ')[0]} is missing`);
  if (command.hasCommand && rest.length === 0) throw new UsageError('there is no command after `--`');
  const texts = (name: string): string[] => [values[name] ?? []].flat().filter((it) => typeof it === 'string');
  return {
    has: (name) => values[name] !== undefined,
    texts,
    text: (name) => texts(name).at(-1),
    operands: positionals,
    command: [...rest],
  };
}

function parse({ options }: Command, args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: Object.fromEntries(
        options.map(({ name, short, takes }) => [
          name,
          { type: takes === undefined ? ('boolean' as const) : ('string' as const), multiple: true, ...(short ? { short } : {}) },
        ]),
      ),
    });
  } catch (error) {
    const [first = ''] = error instanceof Error ? error.message.split('. ') : [];
    throw new UsageError(inert(first));
  }
}
