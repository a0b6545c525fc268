/** `fetch-lock`: finds the command, reads its call, and turns what it throws into a sentence and an exit code. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { systemClock } from '../base/clock.ts';
import { errnoOf, FetchLockError, messageOf } from '../base/errors.ts';
import { disarm, inert } from '../base/text.ts';
import { type Command, exit, type Host, readCall, UsageError } from './command.ts';
import { commands } from './commands.ts';
import { renderCommandHelp, renderHelp, renderUsage } from './help/help.ts';
import { nearestTo } from './help/nearest.ts';
import { openTerminal } from './terminal.ts';

/** Runs one command line; answers the exit code. */
export async function runProgram(args: readonly string[]): Promise<number> {
  const stopped = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => stopped.abort(new FetchLockError('FL_CANCELLED', { what: `Stopped (${name}).` })));
  }
  const readers = watchReaders(stopped);
  const env = Object.fromEntries(Object.entries(process.env).filter((it): it is [string, string] => it[1] !== undefined));
  const host: Host = {
    ...{ env, clock: systemClock, signal: stopped.signal, home: homeOf(import.meta.dirname) },
    ...{ out: openTerminal(process.stdout, env), err: openTerminal(process.stderr, env) },
    // Only who names a path by it needs it to be there.
    get cwd() {
      return currentDirectory();
    },
  };
  const say = (text: string, code: number): number => {
    host.err.write(`fetch-lock: ${text}\n`);
    return code;
  };
  const [name, ...rest] = args;
  try {
    const answer = answerAtOnce(name, rest, host);
    if (answer !== undefined) {
      host.out.write(answer);
      return readers.code() ?? exit.ok;
    }
    const command = commandOf(name);
    try {
      const code = await command.run(readCall(command, rest), host);
      return readers.code() ?? code;
    } catch (error) {
      if (error instanceof UsageError) throw new UsageError(error.message, renderUsage(command));
      throw error;
    }
  } catch (error) {
    const unread = readers.code();
    if (unread !== undefined) return unread;
    if (error instanceof UsageError) return say([disarm(error.message), ...error.more].join('\n'), exit.usage);
    if (error instanceof FetchLockError && error.code === 'FL_INPUT') return say(disarm(messageOf(error)), exit.usage);
    if (stopped.signal.aborted) return say('stopped.', exit.interrupted);
    return say(disarm(messageOf(error)), exit.failed);
  }
}

function currentDirectory(): string {
  try {
    return process.cwd();
  } catch (error) {
    throw new FetchLockError('FL_INPUT', {
      what: 'The current directory cannot be told.',
      why: `It is gone, or may not be looked at: ${messageOf(error)}.`,
      fix: 'Go to another one.',
    });
  }
}

/** What is told about the program or a command, if that is what was asked for. Throws UsageError. */
function answerAtOnce(name: string | undefined, rest: readonly string[], { home }: Host): string | undefined {
  if (name === '--version' || name === '-V') return `fetch-lock ${versionIn(home)}\n`;
  if (name === 'help' || name === '--help' || name === '-h') return rest[0] === undefined ? renderHelp(commands) : helpOf(rest[0]);
  const command = commands.find((it) => it.name === name);
  const own = command?.hasCommand && rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  return command && (own.includes('--help') || own.includes('-h')) ? renderCommandHelp(command) : undefined;
}

const helpOf = (name: string): string => renderCommandHelp(commandOf(name));

function commandOf(name: string | undefined): Command {
  if (name === undefined) throw new UsageError('no command', ['', renderHelp(commands).trimEnd()]);
  const command = commands.find((it) => it.name === name);
  if (command) return command;
  const nearest = nearestTo(
    name,
    commands.map((it) => it.name),
  );
  const isOption = name.startsWith('-');
  throw new UsageError(
    `'${inert(name)}' is no command${nearest ? `: did you mean '${nearest}'?` : ''}${isOption ? '; options stand behind one' : ''}`,
    ['`fetch-lock help` lists all of them.'],
  );
}

/** The directory of action.yml, from where this program was built to. */
function homeOf(dir: string): string {
  const isHome = existsSync(join(dir, 'action.yml'));
  return isHome || dirname(dir) === dir ? dir : homeOf(dirname(dir));
}

const versionIn = (home: string): string => inert(String(JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')).version));

/** What is printed may go to a program that has read enough, as with `| head -1`: that is no error, and nothing is left to do. */
function watchReaders(stopped: AbortController) {
  let code: number | undefined;
  process.stdout.on('error', (error) => {
    code = errnoOf(error) === 'EPIPE' ? exit.noReader : exit.failed;
    if (code === exit.failed) process.stderr.write(`fetch-lock: what was to be printed could not be written: ${messageOf(error)}\n`);
    process.exitCode = code;
    stopped.abort(error);
  });
  // Whoever closed it does not want to know; a command may go on.
  process.stderr.on('error', () => {});
  return { code: () => code };
}
