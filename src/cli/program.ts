/** The commands of `fetch-lock`, in one table that also prints the help. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../base/clock.ts';
import { FetchLockError, messageOf } from '../base/errors.ts';
import { runDemo } from './demo.ts';

const exit = { ok: 0, failed: 1, usage: 64, interrupted: 130 } as const;

interface Command {
  does: string;
  run: (signal: AbortSignal) => Promise<number>;
}

const commands: Record<string, Command> = {
  demo: {
    does: 'show the whole thing on a throw-away upstream: parallel jobs through the real stages',
    run: (signal) =>
      runDemo({
        ...{
          clock: systemClock,
          signal,
          print: (line) => process.stdout.write(`${line}\n`),
          action: join(import.meta.dirname, '..', '..'),
        },
        env: Object.fromEntries(Object.entries(process.env).filter((it): it is [string, string] => it[1] !== undefined)),
      }),
  },
};

const help = (): string =>
  ['Usage: fetch-lock COMMAND', '', ...Object.entries(commands).map(([name, { does }]) => `  ${name.padEnd(8)} ${does}`), ''].join('\n');

/** Runs one command line; answers the exit code. */
export async function runProgram(args: string[]): Promise<number> {
  const stopped = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => stopped.abort(new FetchLockError('FL_CANCELLED', { what: `Stopped (${name}).` })));
  }
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { help: { type: 'boolean', short: 'h' } } });
    if (values.help) return print(process.stdout, help(), exit.ok);
    const [name, ...rest] = positionals;
    const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command || rest.length > 0)
      return print(
        process.stderr,
        `fetch-lock: ${name === undefined ? 'no command' : `'${positionals.join(' ')}' is no command`}\n${help()}`,
        exit.usage,
      );
    return await command.run(stopped.signal);
  } catch (error) {
    if (stopped.signal.aborted) return print(process.stderr, 'fetch-lock: stopped; everything it made is gone.\n', exit.interrupted);
    const isUsage = error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
    return print(process.stderr, `fetch-lock: ${messageOf(error)}\n${isUsage ? help() : ''}`, isUsage ? exit.usage : exit.failed);
  }
}

function print(to: NodeJS.WriteStream, text: string, code: number): number {
  to.write(text);
  return code;
}
