/** The compiled command line, as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const program = join(import.meta.dirname, '..', '..', 'src', 'cli.js');

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Runs `fetch-lock` to its end. */
export async function fetchLock(
  args: readonly string[],
  where: { cwd?: string; uid?: number; gid?: number; env?: Record<string, string> } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...args], {
    ...where,
    env: { ...process.env, ...where.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended: Ended = { code: null, out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    ended.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    ended.err += text;
  });
  [ended.code] = await once(child, 'close');
  return ended;
}

export interface Screen {
  /** All that was written to the terminal. */
  written(): string;
  type(keys: string): void;
  /** Of the program on the terminal. */
  pid(): number;
  /** Its exit code. */
  ended: Promise<number>;
}

const screens: ChildProcess[] = [];

/** Ends what still runs on a terminal, which goes away under it. */
export const closeScreens = (): void => {
  for (const it of screens.splice(0)) it.kill('SIGKILL');
};

/** Runs `fetch-lock` on a terminal of its own, by script(1) of util-linux. */
export function fetchLockOnScreen(args: readonly string[], { cwd, columns, rows }: { cwd: string; columns: number; rows: number }): Screen {
  const words = [process.execPath, program, ...args].map((it) => `'${it.replaceAll("'", "'\\''")}'`).join(' ');
  const command = `stty cols ${columns} rows ${rows}; echo "pid $$"; exec ${words}`;
  const child = spawn('script', ['-qec', command, '/dev/null'], { cwd, env: { ...process.env, SHELL: '/bin/sh', TERM: 'xterm' } });
  screens.push(child);
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (more) => {
    text += more;
  });
  return {
    written: () => text,
    type: (keys) => {
      child.stdin.write(keys);
    },
    pid: () => Number(/pid (\d+)/.exec(text)?.[1]),
    ended: once(child, 'close').then(([code]) => code),
  };
}
