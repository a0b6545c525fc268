/**
 * A runner for tests: jobs as processes, stages as their children, as reference facts of the real runner say.
 *
 * `createRunner` makes a runner's directory; `start` gives it a job, one at a time. The test hears what the job does (`line`, `began`,
 * `ended`, `done`) and does to it what users, servers and kernels do (`cancel`, `stopService`, `killWorker`, `killAll`).
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Stage } from './action-file.ts';
import type { Assignment, JobResult, JobSpec, Message, Order, StageResult } from './job.ts';

/** The node that `using: node24` means here. */
export const stageNode = process.env.FETCH_LOCK_TEST_NODE ?? process.execPath;

export interface Job {
  pid: number;
  done: Promise<JobResult>;
  /** The first line, of any stage, that matches. Rejects if the job ends without one. */
  line(pattern: RegExp): Promise<string>;
  began(step: string, stage: Stage): Promise<number>;
  ended(step: string, stage: Stage): Promise<StageResult>;
  cancel(): void;
  stopService(): void;
  /** SIGKILL to the worker, and to nothing else. */
  killWorker(): Promise<void>;
  /** SIGKILL to the worker and all that carries its job's tracking id, at once. */
  killAll(): Promise<void>;
}

export interface Runner {
  root: string;
  start(job: JobSpec): Job;
  dispose(): Promise<void>;
}

export function createRunner(name = 'runner'): Runner {
  const root = realpathSync(mkdtempSync(join(tmpdir(), `${name}-`)));
  const workers: ChildProcess[] = [];
  const trackingIds: string[] = [];
  return {
    root,
    start: (job) => {
      const assignment: Assignment = { job, root, node: stageNode };
      const worker = fork(join(import.meta.dirname, 'worker.js'), [JSON.stringify(assignment)], {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        execArgv: [],
      });
      workers.push(worker);
      worker.on('message', (message: Message) => message.type === 'ready' && trackingIds.push(message.trackingId));
      return hear(worker);
    },
    dispose: async () => {
      for (const it of workers) await end(it);
      for (const it of trackingIds) killTracked(it);
      rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    },
  };
}

function hear(worker: ChildProcess): Job {
  const heard: Message[] = [];
  const hearers = new Set<(message: Message | undefined) => void>();
  worker.on('message', (message: Message) => {
    heard.push(message);
    for (const it of hearers) it(message);
  });
  const over = once(worker, 'exit').then(() => {
    for (const it of hearers) it(undefined);
  });
  void over;

  const first = <T>(what: string, pick: (message: Message) => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      const take = (message: Message | undefined) => {
        const found = message && pick(message);
        if (message && found === undefined) return;
        hearers.delete(take);
        if (found === undefined) reject(new Error(`the job ended without ${what}; it said:\n${transcript(heard)}`));
        else resolve(found);
      };
      for (const message of heard) if (pick(message) !== undefined) return take(message);
      if (worker.exitCode !== null || worker.signalCode !== null) return take(undefined);
      hearers.add(take);
    });

  const order = (it: Order) => worker.connected && worker.send(it);
  const done = first('a result', (it) => (it.type === 'done' ? it.result : undefined));
  done.catch(() => {}); // a job that is killed has no result, and not every test asks for one
  return {
    pid: worker.pid ?? 0,
    done,
    line: (pattern) => first(`a line like ${pattern}`, (it) => (it.type === 'line' && pattern.test(it.text) ? it.text : undefined)),
    began: (step, stage) =>
      first(`the ${stage} of ${step}`, (it) => (it.type === 'began' && it.step === step && it.stage === stage ? it.pid : undefined)),
    ended: (step, stage) =>
      first(`the end of the ${stage} of ${step}`, (it) =>
        it.type === 'ended' && it.result.step === step && it.result.stage === stage ? it.result : undefined,
      ),
    cancel: () => order('cancel'),
    stopService: () => order('stop'),
    killWorker: () => end(worker),
    killAll: async () => {
      const trackingId = await first('its tracking id', (it) => (it.type === 'ready' ? it.trackingId : undefined));
      const gone = end(worker);
      killTracked(trackingId);
      await gone;
    },
  };
}

const transcript = (heard: Message[]): string =>
  heard.flatMap((it) => (it.type === 'line' ? [`${it.step} ${it.stage}: ${it.text}`] : [])).join('\n');

async function end(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const gone = once(worker, 'exit');
  worker.kill('SIGKILL');
  await gone;
}

/** SIGKILL to everything that carries the tracking id. */
function killTracked(trackingId: string): void {
  for (const pid of readdirSync('/proc').filter((it) => /^\d+$/.test(it))) {
    if (`\0${readOr(`/proc/${pid}/environ`)}`.includes(`\0RUNNER_TRACKING_ID=${trackingId}\0`)) killOne(Number(pid));
  }
}

function readOr(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function killOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It went by itself.
  }
}
