/** Starts compiled test programs as processes of their own, and hears what they say. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Contest } from './contender.ts';
import type { Illusion } from './preload.ts';

export interface Said {
  event: string;
  [detail: string]: unknown;
}

export interface Contender {
  pid: number;
  /** The next thing of that kind it says, or has said unheard. Rejects if it ends first. */
  next(event: string): Promise<Said>;
  tell(command: 'downgrade' | 'release' | 'leave' | 'exit'): void;
  kill(signal: NodeJS.Signals): void;
  ended: Promise<unknown>;
}

const running = new Set<ChildProcessWithoutNullStreams>();

/** Where a contender runs, if not simply here. */
export interface Surroundings {
  /** A command that runs the rest of its arguments. */
  through?: readonly string[];
  /** What preload.ts lets it believe. */
  illusion?: Illusion;
  /** Instead of a contender, one that speaks as it does. */
  program?: string;
  uid?: number;
  gid?: number;
}

export function startContender(contest: Contest, { through = [], illusion, program, ...user }: Surroundings = {}): Contender {
  const preload = illusion ? ['--import', join(import.meta.dirname, 'preload.js')] : [];
  const [command = '', ...rest] = [
    ...through,
    process.execPath,
    ...preload,
    program ?? join(import.meta.dirname, 'contender.js'),
    JSON.stringify(contest),
  ];
  const child = spawn(command, rest, { ...user, env: { ...process.env, ...(illusion ? { ILLUSION: JSON.stringify(illusion) } : {}) } });
  running.add(child);
  child.stdin.on('error', () => {});
  const unheard: Said[] = [];
  const hearers: { event: string; hear: (said: Said) => void; fail: (error: Error) => void }[] = [];
  let errors = '';
  child.stderr.on('data', (bytes) => {
    errors += bytes;
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const said = JSON.parse(line) as Said;
    const index = hearers.findIndex((it) => it.event === said.event);
    if (index === -1) unheard.push(said);
    else hearers.splice(index, 1)[0]?.hear(said);
  });
  const ended = once(child, 'close').then(() => {
    running.delete(child);
    for (const it of hearers.splice(0))
      it.fail(new Error(`${contest.name} ended before '${it.event}'; it said ${JSON.stringify(unheard)} ${errors}`));
  });
  return {
    pid: child.pid ?? 0,
    next: (event) =>
      new Promise((hear, fail) => {
        const index = unheard.findIndex((it) => it.event === event);
        const [said] = index === -1 ? [] : unheard.splice(index, 1);
        if (said) hear(said);
        else if (child.exitCode !== null || child.signalCode !== null)
          fail(new Error(`${contest.name} has ended; it said ${JSON.stringify(unheard)} ${errors}`));
        else hearers.push({ event, hear, fail });
      }),
    tell: (command) => child.stdin.write(`${command}\n`),
    kill: (signal) => child.kill(signal),
    ended,
  };
}

/** Ends what a test left running. */
export async function endAll(): Promise<void> {
  const gone = [...running].map((it) => once(it, 'close'));
  for (const it of running) {
    it.kill('SIGKILL');
    // A contender that was started through another process ends with its stdin.
    it.stdin.destroy();
  }
  await Promise.all(gone);
}
