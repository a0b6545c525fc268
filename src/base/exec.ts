/**
 * The one door to child processes. Arguments are lists, never a shell's text.
 *
 * `ask` is for questions that are answered at once. `run` is for work that may take long, and can be stopped with everything that
 * the child has started (system/family.ts), and
 * G1 `run` returns only when the whole family is gone, or says that it is not.
 * @actions/exec cannot signal its child, which is why `run` does not use it.
 * `attach` is for a command of the user's that takes our place: our stdio, our terminal, our process group.
 * `startHelper` is for a program of ours that outlives us: a session of its own, and no stdio that anybody would wait for.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { atMost, type Clock, pause } from './clock.ts';
import { type Family, systemFamily } from './system/family.ts';

export type Environment = Record<string, string>;

interface Answer {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Runs a short command. Throws only if it cannot be started. */
export async function ask(file: string, args: string[], options: { cwd?: string; env: Environment }): Promise<Answer> {
  const { getExecOutput } = await import('@actions/exec');
  return getExecOutput(file, args, { ...options, silent: true, ignoreReturnCode: true });
}

export type Helper = ChildProcess;

export const startHelper = (bundle: string, env: Environment): Helper =>
  spawn(process.execPath, [bundle], { cwd: '/', detached: true, windowsHide: true, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], env });

export interface Attached {
  pid: number;
  kill(signal: NodeJS.Signals): void;
  ended: Promise<{ exitCode: number | null; signal: NodeJS.Signals | null }>;
}

/** Starts a command with our stdio, in our process group: what the terminal sends to us it sends to it, too. Throws what the system says. */
export async function attach(file: string, args: string[], options: { cwd: string; env: Environment }): Promise<Attached> {
  const child = spawn(file, args, { ...options, stdio: 'inherit' });
  const ended = new Promise<Awaited<Attached['ended']>>((resolve) => {
    child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }));
  });
  await once(child, 'spawn');
  // A signal that cannot be sent is told by an error event, and is no news: it has ended, or is another user's by now.
  child.on('error', () => {});
  return { pid: child.pid as number, kill: (signal) => child.kill(signal), ended };
}

export interface RunOptions {
  cwd: string;
  env: Environment;
  clock: Clock;
  /** Stops the command when aborted. */
  signal: AbortSignal;
  /** Milliseconds until the command is stopped. */
  limitMs: number;
  /** How long after SIGTERM it is killed, in milliseconds. */
  graceMs: number;
  /** What it reads from stdin; nothing without it. */
  input?: string;
  onLine: (line: string) => void;
  /** Takes what it prints to stdout as it stands; lines are then those of stderr alone. */
  onOutput?: (bytes: Buffer) => void;
  /** Told its pid as soon as it has one. */
  onStart?: (pid: number) => void;
  /** What is known here of a command and those it starts. */
  family?: Family;
}

export interface RunResult {
  /** Null when a signal ended it. */
  exitCode: number | null;
  stopped?: 'aborted' | 'limit';
  /** False: something of it is still there. */
  isGone: boolean;
  durationMs: number;
}

const drainMs = 500;

/** Runs a command to its end. Throws only if it cannot be started. */
export async function run(file: string, args: string[], options: RunOptions): Promise<RunResult> {
  const { clock, signal, family = systemFamily } = options;
  const startedMs = clock.now();
  const { cwd, env, input } = options;
  const leader = { cwd, env, detached: family.isGroup, windowsHide: true };
  const child =
    input === undefined
      ? spawn(file, args, { ...leader, stdio: ['ignore', 'pipe', 'pipe'] })
      : spawn(file, args, { ...leader, stdio: ['pipe', 'pipe', 'pipe'] });
  // Whoever ends before it has read all says by its exit code what that means.
  child.stdin?.on('error', () => {}).end(input);
  if (options.onOutput) child.stdout.on('data', options.onOutput);
  for (const stream of options.onOutput ? [child.stderr] : [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', options.onLine);
  let hasEnded = false;
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  }).finally(() => {
    hasEnded = true;
  });
  ended.catch(() => {});
  let isClosed = false;
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve())).then(() => {
    isClosed = true;
  });

  let stopped: RunResult['stopped'];
  const stopping = new AbortController();
  const stop = (why: NonNullable<RunResult['stopped']>) => {
    stopped ??= why;
    stopping.abort();
  };
  const onAbort = () => stop('aborted');
  const callOffLimit = clock.after(options.limitMs, () => stop('limit'));
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });

  try {
    const { pid } = child;
    const command = pid === undefined ? undefined : { pid, kill: (name: NodeJS.Signals) => child.kill(name) };
    if (pid !== undefined) options.onStart?.(pid);
    const pressed = new Promise<void>((resolve) => {
      if (stopping.signal.aborted) resolve();
      else stopping.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    await Promise.race([ended, pressed]);
    const isGoneNow = () => !command || family.isGone(command, isClosed);
    const endWith = async (name: NodeJS.Signals, withinMs: number) => {
      if (command) family.signal(command, name);
      for (const untilMs = clock.now() + withinMs; clock.now() < untilMs && !isGoneNow(); ) await pause(clock, 10);
      return isGoneNow();
    };
    // What is known by its output alone is gone once that has been read to its end.
    if (!family.isGroup && !stopping.signal.aborted) await atMost(clock, drainMs, closed);
    // Either we were told to stop, or the command ended and left something behind. Both may still write.
    const isGone = isGoneNow() || (await endWith('SIGTERM', options.graceMs)) || (await endWith('SIGKILL', 1000));
    // Whoever left the group may still have our pipes; they carry nothing we wait for.
    if (isGone) await atMost(clock, drainMs, closed);
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream?.destroy();
    const exitCode = hasEnded ? await ended : null;
    return { exitCode, ...(stopped ? { stopped } : {}), isGone, durationMs: clock.now() - startedMs };
  } finally {
    callOffLimit();
    signal.removeEventListener('abort', onAbort);
  }
}
