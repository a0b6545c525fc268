/** One process of a stage, as the runner starts, hears, stops and leaves it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface StageEnd {
  exitCode: number | null;
  signal: string | null;
  /** It was told to stop, and why. */
  stopped?: 'cancelled' | 'timeout';
}

export interface StageProcess {
  pid: number;
  /** SIGINT, after a while SIGTERM, after another while SIGKILL: to that one process. */
  stop(why: NonNullable<StageEnd['stopped']>): void;
  ended: Promise<StageEnd>;
}

export interface StageStart {
  file: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  graceMs: { interrupt: number; terminate: number };
  closeMs: number;
  timeoutMs?: number;
  onLine: (line: string) => void;
}

export function startStage({ file, args, cwd, env, graceMs, closeMs, timeoutMs, onLine }: StageStart): StageProcess {
  const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const timers: NodeJS.Timeout[] = [];
  let stopped: StageEnd['stopped'];
  const stop = (why: NonNullable<StageEnd['stopped']>) => {
    if (stopped) return;
    stopped = why;
    child.kill('SIGINT');
    timers.push(setTimeout(() => child.kill('SIGTERM'), graceMs.interrupt));
    timers.push(setTimeout(() => child.kill('SIGKILL'), graceMs.interrupt + graceMs.terminate));
  };
  if (timeoutMs !== undefined) timers.push(setTimeout(() => stop('timeout'), timeoutMs));
  const heard = [child.stdout, child.stderr].map(
    (stream) => new Promise((resolve) => createInterface({ input: stream }).on('line', onLine).on('close', resolve)),
  );
  const ended = new Promise<StageEnd>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode, signal) => {
      for (const it of timers) clearTimeout(it);
      const end = () => resolve({ exitCode, signal, ...(stopped ? { stopped } : {}) });
      // Somebody may still have the pipes; the runner gives them a while and goes on.
      const limit = setTimeout(() => leave(child, end), closeMs);
      void Promise.all(heard).then(() => {
        clearTimeout(limit);
        end();
      });
    });
  });
  return { pid: child.pid ?? 0, stop, ended };
}

function leave(child: ChildProcess, end: () => void): void {
  child.stdout?.destroy();
  child.stderr?.destroy();
  end();
}
