/** Several who want the same lock: one has it, the others wait. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeHome, makePlace } from '../../__tests__/support/places.ts';
import { type Contender, endAll, startContender } from '../../__tests__/support/processes.ts';
import type { Place } from '../../src/lock/host/lock-dir.ts';
import { runProgram } from './program.ts';

export type Kind = 'ours' | 'lockfile';

const programs: Partial<Record<Kind, string>> = { lockfile: join(import.meta.dirname, 'lockfile-worker.js') };

export interface Line {
  place: Place;
  /** The first holds the lock; with proper-lockfile nobody knows who comes next. */
  contenders: Contender[];
}

/** With that many who wait; a few start at a time, so that the order is theirs but the wait is not too long. */
export async function standInLine(kind: Kind, waiters: number, place = makePlace()): Promise<Line> {
  const program = programs[kind];
  const contenders: Contender[] = [];
  for (let index = 0; index <= waiters; index++) {
    const one = startContender({ place, name: `c${index}`, timeoutMs: 600_000 }, program ? { program } : {});
    contenders.push(one);
    await soon(one.next(index === 0 ? 'granted' : 'waiting'));
  }
  return { place, contenders };
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
export async function handOn({ contenders }: Line, how: 'release' | 'SIGKILL', times: number): Promise<number[]> {
  const gaps: number[] = [];
  const granted = contenders.slice(1).map((one) => one.next('granted').then(({ at }) => ({ one, at: Number(at) })));
  for (const it of granted) it.catch(() => {});
  const waiting = new Set(granted);
  let holder = contenders[0];
  while (gaps.length < times && holder) {
    let fromMs = performance.timeOrigin + performance.now();
    if (how === 'SIGKILL') holder.kill('SIGKILL');
    else {
      const releasing = holder.next('releasing');
      holder.tell('release');
      fromMs = Number((await soon(releasing)).at);
    }
    const next = await soon(Promise.race([...waiting].map((it) => it.then((who) => ({ ...who, it })))));
    waiting.delete(next.it);
    gaps.push(next.at - fromMs);
    holder = next.one;
  }
  return gaps;
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
