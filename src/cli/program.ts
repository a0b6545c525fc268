/** `fetch-lock`: finds the command, reads its call, and turns what it throws into a sentence and an exit code. */
import { join } from 'node:path';
import { systemClock } from '../base/clock.ts';
import { FetchLockError, messageOf } from '../base/errors.ts';
import { disarm, inert } from '../base/text.ts';
import { breakOne } from './admin/break.ts';
import { recover } from './admin/recover.ts';
import { type Command, exit, type Host, readCall, UsageError } from './command.ts';
import { demo } from './demo/demo.ts';
import { doctor } from './doctor/doctor.ts';
import { renderCommandHelp, renderHelp } from './help.ts';
import { hooks } from './hooks/hooks.ts';
import { metrics } from './metrics.ts';
import { report } from './report.ts';
import { run } from './run/run.ts';
import { status } from './status/status.ts';
import { openTerminal } from './terminal.ts';

export const commands: readonly Command[] = [run, status, doctor, recover, breakOne, report, metrics, hooks, demo];

/** Runs one command line; answers the exit code. */
export async function runProgram(args: readonly string[]): Promise<number> {
  const stopped = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => stopped.abort(new FetchLockError('FL_CANCELLED', { what: `Stopped (${name}).` })));
  }
  const env = Object.fromEntries(Object.entries(process.env).filter((it): it is [string, string] => it[1] !== undefined));
  const host: Host = {
    ...{ env, clock: systemClock, signal: stopped.signal, cwd: process.cwd(), home: join(import.meta.dirname, '..', '..') },
    ...{ out: openTerminal(process.stdout, env), err: openTerminal(process.stderr, env) },
  };
  const [name, ...rest] = args;
  const command = commands.find((it) => it.name === name);
  const say = (text: string, code: number): number => {
    host.err.write(`fetch-lock: ${text}\n`);
    return code;
  };
  if (!command) {
    if (name === 'help' || name === '--help' || name === '-h') {
      host.out.write(renderHelp(commands));
      return exit.ok;
    }
    return say(`${name === undefined ? 'no command' : `'${inert(name)}' is no command`}\n\n${renderHelp(commands)}`, exit.usage);
  }
  const own = command.hasCommand && rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  if (own.includes('--help') || own.includes('-h')) {
    host.out.write(renderCommandHelp(command));
    return exit.ok;
  }
  try {
    return await command.run(readCall(command, rest), host);
  } catch (error) {
    if (error instanceof UsageError)
      return say(`${disarm(error.message)}\nUsage: fetch-lock ${command.name} ${command.synopsis}`, exit.usage);
    if (error instanceof FetchLockError && error.code === 'FL_INPUT') return say(disarm(messageOf(error)), exit.usage);
    if (stopped.signal.aborted) return say('stopped; everything it made is gone.', exit.interrupted);
    return say(disarm(messageOf(error)), exit.failed);
  }
}
