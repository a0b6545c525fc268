/**
 * The one door to child processes. Arguments are lists, never a shell's text.
 *
 * `ask` is for questions that are answered at once. `run` is for work that may take long: the child leads its own process
 * group, so that it can be stopped with everything it started, and
 * G1 `run` returns only when the whole group is gone, or says that it is not.
 * @actions/exec cannot signal its child, which is why `run` does not use it.
 * `attach` is for a command of the user's that takes our place: our stdio, our terminal, our process group.
 * `startHelper` is for a program of ours that outlives us: a session of its own, and no stdio that anybody would wait for.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { atMost, type Clock, pause } from './clock.ts';

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
  spawn(process.execPath, [bundle], { cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], env });

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
  /** How long after SIGTERM the group is killed, in milliseconds. */
  graceMs: number;
  /** What it reads from stdin; nothing without it. */
  input?: string;
  onLine: (line: string) => void;
  /** Takes what it prints to stdout as it stands; lines are then those of stderr alone. */
  onOutput?: (bytes: Buffer) => void;
}

export interface RunResult {
  /** Null when a signal ended it. */
  exitCode: number | null;
  stopped?: 'aborted' | 'limit';
  /** False: something of its process group is still there. */
  isGone: boolean;
  durationMs: number;
}

/** Runs a command to its end. Throws only if it cannot be started. */
export async function run(file: string, args: string[], options: RunOptions): Promise<RunResult> {
  const { clock, signal } = options;
  const startedMs = clock.now();
  const { cwd, env, input } = options;
  const leader = { cwd, env, detached: true };
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
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));

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
    const group = child.pid;
    const pressed = new Promise<void>((resolve) => {
      if (stopping.signal.aborted) resolve();
      else stopping.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    await Promise.race([ended, pressed]);
    let isGone = group === undefined || isGroupGone(group);
    if (group !== undefined && !isGone) {
      // Either we were told to stop, or the command ended and left something behind. Both may still write.
      isGone = (await end(clock, group, 'SIGTERM', options.graceMs)) || (await end(clock, group, 'SIGKILL', 1000));
    }
    // Whoever left the group may still have our pipes; they carry nothing we wait for.
    if (isGone) await atMost(clock, 500, closed);
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream?.destroy();
    const exitCode = hasEnded ? await ended : null;
    return { exitCode, ...(stopped ? { stopped } : {}), isGone, durationMs: clock.now() - startedMs };
  } finally {
    callOffLimit();
    signal.removeEventListener('abort', onAbort);
  }
}

async function end(clock: Clock, group: number, kill: NodeJS.Signals, withinMs: number): Promise<boolean> {
  signalGroup(group, kill);
  const untilMs = clock.now() + withinMs;
  while (clock.now() < untilMs) {
    if (isGroupGone(group)) return true;
    await pause(clock, 10);
  }
  return isGroupGone(group);
}

const hasGroups = process.platform !== 'win32';

function signalGroup(group: number, kill: NodeJS.Signals): void {
  try {
    process.kill(hasGroups ? -group : group, kill);
  } catch {
    // Nobody is left to hear it.
  }
}

/** A zombie no longer writes; where nobody reaps (a container's pid 1), it would stay for ever. */
function isGroupGone(group: number): boolean {
  try {
    process.kill(hasGroups ? -group : group, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
  if (process.platform !== 'linux') return false;
  try {
    return !readdirSync('/proc').some((pid) => /^\d+$/.test(pid) && isLivingMember(pid, group));
  } catch {
    return false;
  }
}

function isLivingMember(pid: string, group: number): boolean {
  try {
    const [state, , pgrp] = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    return Number(pgrp) === group && state !== 'Z' && state !== 'X';
  } catch {
    return false;
  }
}
