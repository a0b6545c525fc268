/** Several who want the same lock: one has it, the others wait. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeHome, makePlace } from '../../__tests__/support/places.ts';
import { type Contender, endAll, startContender } from '../../__tests__/support/processes.ts';
import type { Place } from '../../src/lock/host/lock-dir.ts';
import { runProgram } from './program.ts';

export type Kind = 'ours' | 'lockfile';

const programs: Partial<Record<Kind, string>> = { lockfile: join(import.meta.dirname, 'lockfile-worker.js') };

interface Line {
  place: Place;
  holder: Contender;
  /** Each resolves when that one has the lock; with proper-lockfile nobody knows who is next. */
  waiting: Set<Promise<Granted>>;
}

interface Granted {
  to: Contender;
  /** Milliseconds since 1970. */
  at: number;
}

/** With that many who wait, in the order in which they came. */
export async function standInLine(kind: Kind, waiters: number, place = makePlace()): Promise<Line> {
  const program = programs[kind];
  const start = async (name: string, event: 'granted' | 'waiting') => {
    const one = startContender({ place, name, timeoutMs: 600_000 }, program ? { program } : {});
    await soon(one.next(event));
    return one;
  };
  const line: Line = { place, holder: await start('holder', 'granted'), waiting: new Set() };
  for (let index = 0; index < waiters; index++) {
    const one = await start(`waiter-${index}`, 'waiting');
    const granted = one.next('granted').then(({ at }) => ({ to: one, at: Number(at) }));
    // Most are ended while they wait.
    granted.catch(() => {});
    line.waiting.add(granted);
  }
  return line;
}

/** Ends the line, and takes its place away. */
export async function leaveLine({ place }: Line): Promise<void> {
  await endAll();
  for (const dir of [place.guards, place.dir]) rmSync(dir, { recursive: true, force: true });
}

const longestMs = 60_000;

/** Nothing of the bench is waited for without a limit. */
export async function soon<T>(what: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Nothing was heard of a process for ${longestMs / 1000} s.`)), longestMs);
  });
  return Promise.race([what, late]).finally(() => clearTimeout(timer));
}

/** Hands the lock on from one to the next, `times` times; how long nobody had it, in milliseconds. */
export async function handOn(line: Line, how: 'release' | 'SIGKILL', times: number): Promise<number[]> {
  const gaps: number[] = [];
  while (gaps.length < times) {
    const fromMs = await soon(letGo(line.holder, how));
    const { granted, to, at } = await soon(Promise.race([...line.waiting].map((it) => it.then((said) => ({ ...said, granted: it })))));
    line.waiting.delete(granted);
    line.holder = to;
    gaps.push(at - fromMs);
  }
  return gaps;
}

/** Answers when that was, in milliseconds since 1970. */
async function letGo(holder: Contender, how: 'release' | 'SIGKILL'): Promise<number> {
  if (how === 'release') {
    holder.tell('release');
    return Number((await holder.next('releasing')).at);
  }
  const killedAt = performance.timeOrigin + performance.now();
  holder.kill('SIGKILL');
  return killedAt;
}

/** Shells that hold flock(1) for 20 ms each, one after the other. */
export async function handOnByFlock(waiters: number): Promise<number[]> {
  const home = makeHome();
  const holders = Array.from({ length: waiters + 1 }, (_, index) => index).join(' ');
  const script = `for i in ${holders}; do flock lock sh -c 'echo in $(date +%s%N); sleep 0.02; echo out $(date +%s%N)' & done; wait`;
  const { lines } = await runProgram('sh', ['-c', script], home);
  rmSync(home, { recursive: true, force: true });
  return gapsIn(lines);
}

/** A shell that is killed while it has flock(1), and one that waits for it. */
export async function recoverByFlock(): Promise<number[]> {
  const home = makeHome();
  const script = `
    (exec 9> lock; flock 9; echo; exec sleep 60) > has & holder=$!
    until [ -s has ]; do sleep 0.01; done
    flock lock sh -c 'echo in $(date +%s%N)' & sleep 0.2
    echo out $(date +%s%N); kill -KILL $holder; wait`;
  const { lines } = await runProgram('sh', ['-c', script], home);
  rmSync(home, { recursive: true, force: true });
  return gapsIn(lines);
}

/** From an `out` to the `in` that follows, of lines with nanoseconds. */
export const gapsIn = (lines: readonly string[]): number[] => {
  const said = lines.map((it) => it.split(' ')).filter(([what]) => what === 'in' || what === 'out');
  return said.flatMap(([what, at], index) =>
    what === 'in' && index > 0 ? [Number(BigInt(at ?? 0) - BigInt(said[index - 1]?.[1] ?? 0)) / 1e6] : [],
  );
};
