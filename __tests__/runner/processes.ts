/** One process of a stage, as the runner starts, hears, stops and leaves it; and whatever carries a job's tracking id. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

export interface StageEnd {
  exitCode: number | null;
  signal: string | null;
}

export interface StageProcess {
  /** None if it could not be started; then `ended` rejects. */
  pid: number | undefined;
  /** SIGINT, after a while SIGTERM, after another while SIGKILL: to that one process. */
  stop(): void;
  ended: Promise<StageEnd>;
}

export interface StageStart {
  file: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  graceMs: { interrupt: number; terminate: number };
  closeMs: number;
  onLine: (line: string) => void;
}

export function startStage({ file, args, cwd, env, graceMs, closeMs, onLine }: StageStart): StageProcess {
  const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const timers: NodeJS.Timeout[] = [];
  const stop = () => {
    if (timers.length > 0) return;
    child.kill('SIGINT');
    timers.push(setTimeout(() => child.kill('SIGTERM'), graceMs.interrupt));
    timers.push(setTimeout(() => child.kill('SIGKILL'), graceMs.interrupt + graceMs.terminate));
  };
  const heard = [child.stdout, child.stderr].map(
    (stream) => new Promise((resolve) => createInterface({ input: stream }).on('line', onLine).on('close', resolve)),
  );
  const ended = new Promise<StageEnd>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode, signal) => {
      for (const it of timers) clearTimeout(it);
      const end = () => resolve({ exitCode, signal });
      // Somebody may still have the pipes; the runner gives them a while and goes on.
      // What has come by then is heard, though we may not have been given the time to read it.
      const limit = setTimeout(() => setImmediate(() => leave(child, end)), closeMs);
      void Promise.all(heard).then(() => {
        clearTimeout(limit);
        end();
      });
    });
  });
  return { pid: child.pid, stop, ended };
}

function leave(child: ChildProcess, end: () => void): void {
  child.stdout?.destroy();
  child.stderr?.destroy();
  end();
}

export const pids = (): number[] =>
  readdirSync('/proc')
    .filter((it) => /^\d+$/.test(it))
    .map(Number);

/** SIGKILL to everything that was started with the tracking id, but not to the spared; answers how many there were. */
export function killTracked(trackingId: string, spared: Set<number> = new Set()): number {
  const tracked = pids().filter((pid) => pid !== process.pid && !spared.has(pid) && carries(pid, trackingId));
  for (const pid of tracked) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It went by itself.
    }
  }
  return tracked.length;
}

function carries(pid: number, trackingId: string): boolean {
  try {
    return `\0${readFileSync(`/proc/${pid}/environ`, 'latin1')}`.includes(`\0RUNNER_TRACKING_ID=${trackingId}\0`);
  } catch {
    return false; // gone, or another user's, which the runner spares
  }
}
