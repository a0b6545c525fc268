import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { makePlace, removeAll } from '../../__tests__/support/places.ts';
import type { Case, Sample } from '../case.ts';
import { jobOf, tracking } from '../parties/job.ts';
import { soon } from '../parties/lines.ts';
import { childrenSeconds, findByEnvironment, ownMegabytes, ownMs } from '../parties/process-table.ts';
import { runProgram } from '../parties/program.ts';

const [waiting, beginAtOnce] = [100, 4];
// What their start leaves to be collected is collected after some seconds.
const settleMs = 12_000;
const [lookMs, starts, idlers] = [5000, 20, 5];
const limitMs = 600_000;

/** Whole main steps that stand in line, one hundred of them. */
export const waiters: Case = {
  name: 'waiters',
  does: `what ${waiting} jobs use that wait in line`,
  rounds: 3,
  figures: [
    {
      ...{ name: 'cpu', title: `Processor time a second of ${waiting} waiting jobs together`, unit: 'ms', beside: 'node' },
      ...{ target: { plus: 50 }, isHeadline: true },
    },
    {
      ...{ name: 'memory', title: 'Memory of a waiting job', unit: 'MB', beside: 'node' },
      ...{ target: { times: 1, of: 'node', plus: 20 }, isHeadline: true },
    },
  ],
  open: async () => {
    const { guards } = makePlace();
    const home = join(guards, '..');
    const stages: Promise<boolean>[] = [];
    const holder = jobOf({ home, name: 'holder', inputs: { path: guards } });
    await holder.time('main');
    for (let index = 0; index < waiting; index += beginAtOnce)
      await Promise.all(Array.from({ length: beginAtOnce }, (_, offset) => soon(begin(`waiter-${index + offset}`))));
    const pids = findByEnvironment(`${tracking}waiter-`);
    if (pids.length !== waiting) throw new Error(`${pids.length} jobs wait instead of ${waiting}.`);
    const idle = await Promise.all(Array.from({ length: idlers }, startIdle));
    await setTimeout(settleMs);

    /** Resolves when it waits. */
    function begin(name: string): Promise<void> {
      return new Promise((resolve, reject) => {
        const onLine = (line: string) => /^Waiting to get/.test(line) && resolve();
        const job = jobOf({ home, name, inputs: { path: guards, 'lock-timeout': '30m' }, onLine, limitMs });
        const stage = job.run('main');
        stages.push(stage);
        stage.then(() => reject(new Error('A job that was to wait has ended.')), reject);
      });
    }

    return {
      round: async () => [
        ...(await measureCpu(pids)),
        { figure: 'memory', party: 'ours', values: pids.map(ownMegabytes) },
        { figure: 'memory', party: 'node', values: idle.map((it) => ownMegabytes(it.pid ?? 0)) },
      ],
      close: async () => {
        const ended = idle.map((it) => once(it, 'exit'));
        for (const pid of pids) process.kill(pid, 'SIGKILL');
        for (const it of idle) it.kill('SIGKILL');
        await soon(Promise.all([...stages, ...ended]));
        await holder.time('post');
        removeAll();
      },
    };
  },
};

/** Beside what a program takes that does nothing but start. */
async function measureCpu(pids: readonly number[]): Promise<Sample[]> {
  const used = () => pids.reduce((sum, pid) => sum + ownMs(pid), 0);
  const [before, startedMs] = [used(), performance.now()];
  await setTimeout(lookMs);
  const eachSecond = ((used() - before) * 1000) / (performance.now() - startedMs);
  const seconds = childrenSeconds();
  for (let index = 0; index < starts; index++) await runProgram(process.execPath, ['-e', '0']);
  const node = ((childrenSeconds() - seconds) * 1000) / starts;
  return [
    { figure: 'cpu', party: 'ours', values: [eachSecond] },
    { figure: 'cpu', party: 'node', values: [node] },
  ];
}

/** A Node that has begun, and does nothing for ever. */
async function startIdle(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', 'console.log(); setInterval(() => {}, 1e9)'], { stdio: ['ignore', 'pipe', 'ignore'] });
  await soon(once(child.stdout, 'data'));
  return child;
}
