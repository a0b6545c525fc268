/** What /proc knows of the processes of this run. Linux only, as is what the bench measures. */
import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';

const ticksPerSecond = 100;

/** The numbers behind the name in a `stat` file, which may itself hold spaces and brackets; `state` is at 0. */
const fields = (pid: string): string[] =>
  readFileSync(`/proc/${pid}/stat`, 'latin1')
    .replace(/^.*\) /s, '')
    .split(' ');

const secondsIn = (stat: string[], ...at: number[]): number => at.reduce((sum, index) => sum + Number(stat[index]), 0) / ticksPerSecond;

/** Processor seconds, user and system, of a process and of all its threads. */
export const ownSeconds = (pid: number): number => secondsIn(fields(String(pid)), 11, 12);

/** The same in milliseconds, finer than the ticks of `stat`; 0 of one that has ended. */
export function ownMs(pid: number): number {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    return threads.reduce((sum, it) => sum + Number(readFileSync(`/proc/${pid}/task/${it}/schedstat`, 'latin1').split(' ')[0]) / 1e6, 0);
  } catch {
    return 0;
  }
}

/** The memory that is nobody else's, in megabytes: what would be free without the process. */
export function ownMegabytes(pid: number): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1');
  return [...text.matchAll(/^Private_\w+: +(\d+) kB$/gm)].reduce((sum, [, kB]) => sum + Number(kB) * 1024, 0) / 1e6;
}

/** The same of all children of this process that have ended, and of theirs. */
export const childrenSeconds = (): number => secondsIn(fields('self'), 13, 14);

/** The processes whose environment as it was given to them has that text. */
export const findByEnvironment = (text: string): number[] => find((pid) => readFileSync(`/proc/${pid}/environ`, 'latin1').includes(text));

/** Ends whoever has its files or its place there, and takes the directory away. Does not give way to anything in between. */
export function clear(home: string): void {
  for (let attempt = 0; attempt < 100; attempt++) {
    const left = find((pid) => `${readlinkSync(`/proc/${pid}/cwd`)}/`.startsWith(`${home}/`) || hasTmpdir(pid, home));
    if (left.length === 0) break;
    for (const pid of left) kill(pid);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  }
  rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

const hasTmpdir = (pid: string, home: string): boolean =>
  readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(`TMPDIR=${home}`);

function find(isIt: (pid: string) => boolean): number[] {
  const others = readdirSync('/proc').filter((it) => /^\d+$/.test(it) && Number(it) !== process.pid);
  return others
    .filter((pid) => {
      try {
        return isIt(pid);
      } catch {
        // It has ended, or is another user's.
        return false;
      }
    })
    .map(Number);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
