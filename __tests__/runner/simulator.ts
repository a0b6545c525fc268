/**
 * A runner for tests: jobs as processes, stages as their children, as reference facts of the real runner say.
 *
 * `createRunner` makes a runner's directory; `start` gives it a job, one at a time. The test hears what the job does (`line`, `began`,
 * `ended`, `done`) and does to it what users, servers and kernels do (`cancel`, `stopService`, `killWorker`, `killAll`).
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Assignment, JobResult, JobSpec, Message, Order, Stage, StageResult } from './job.ts';
import { killTracked } from './processes.ts';

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
  /** Ctrl-C in the runner's terminal: SIGINT to the worker and the stage it runs; the worker then stops as if its service did. */
  interruptGroup(): void;
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

interface Worker {
  child: ChildProcess;
  closed: Promise<unknown>;
}

export function createRunner(name = 'runner'): Runner {
  const root = realpathSync(mkdtempSync(join(tmpdir(), `${name}-`)));
  for (const [node, path] of Object.entries({ node24: stageNode, node20: process.execPath })) {
    mkdirSync(join(root, 'externals', node, 'bin'), { recursive: true });
    symlinkSync(path, join(root, 'externals', node, 'bin', 'node'));
  }
  const workers: Worker[] = [];
  const trackingIds: string[] = [];
  return {
    root,
    start: (job) => {
      const assignment: Assignment = { job, root };
      const child = fork(join(import.meta.dirname, 'worker.js'), [JSON.stringify(assignment)], {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        execArgv: [],
        detached: true,
      });
      // Not 'exit', which does not wait for what the worker said last.
      const worker = { child, closed: once(child, 'close') };
      workers.push(worker);
      child.on('message', (message: Message) => message.type === 'ready' && trackingIds.push(message.trackingId));
      return hear(worker);
    },
    dispose: async () => {
      for (const it of workers) await end(it);
      for (const it of trackingIds) while (killTracked(it) > 0);
      rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    },
  };
}

function hear(worker: Worker): Job {
  const heard: Message[] = [];
  const hearers = new Set<(message: Message | undefined) => void>();
  worker.child.on('message', (message: Message) => {
    heard.push(message);
    for (const it of hearers) it(message);
  });
  let isOver = false;
  void worker.closed.then(() => {
    isOver = true;
    for (const it of hearers) it(undefined);
  });

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
      if (isOver) return take(undefined);
      hearers.add(take);
    });

  const order = (it: Order) => worker.child.connected && worker.child.send(it, () => {});
  const done = first('a result', (it) => (it.type === 'done' ? it.result : undefined));
  done.catch(() => {}); // a job that is killed has no result, and not every test asks for one
  return {
    pid: worker.child.pid ?? 0,
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
    interruptGroup: () => worker.child.pid && process.kill(-worker.child.pid, 'SIGINT'),
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

async function end({ child, closed }: Worker): Promise<void> {
  child.kill('SIGKILL');
  await closed;
}
