/**
 * The processes of the fleet's chaos. On each host the same number is at work; one that ends or is killed has a successor at once. Only
 * those that were started here are ever signalled, by pid and start time.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Wire } from '../../__tests__/support/wire.ts';
import { judgePid, processOf } from '../../src/lock/host/liveness.ts';
import type { Place } from '../../src/lock/host/lock-dir.ts';
import { systemKernel } from '../../src/lock/host/system/kernel.ts';
import type { Process } from '../../src/lock/ticket.ts';
import { oneOf, type Random } from '../random.ts';
import type { Fact } from './judge.ts';
import type { Said, WorkerCharge } from './worker.ts';

export interface Host {
  name: string;
  place: Place;
  /** Of its own wire. */
  address: string;
  wire: Wire;
}

export interface Crowd {
  anyone(): string | undefined;
  /** The next writer that says it does not look; undefined if there is none before the end. */
  nextBlind(signal: AbortSignal): Promise<string | undefined>;
  hostOf(who: string): string | undefined;
  /** False if there is no such process any more. */
  signal(who: string, how: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): boolean;
  /** No successors from now on; answers who had to be killed. */
  end(ms: number): Promise<string[]>;
}

interface Gathering {
  hosts: readonly Host[];
  processes: number;
  random: Random;
  record: (fact: Fact) => void;
  charge: Pick<WorkerCharge, 'repository' | 'records' | 'over' | 'aim' | 'isControl'>;
}

const events = { SIGKILL: 'killing', SIGSTOP: 'stopping', SIGCONT: 'continuing' } as const;

export function gather({ hosts, processes, random, record, charge }: Gathering): Crowd {
  const living = new Map<string, Process>();
  const hostsOf = new Map<string, string>();
  const hearers = new Set<(who: string) => void>();
  let [count, isOver] = [0, false];

  const start = ({ name, place, address }: Host): Promise<void> => {
    const who = `${name}-${++count}`;
    const full: WorkerCharge = { ...charge, who, host: name, place, address, seed: Math.floor(random() * 2 ** 32) };
    const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, 'worker.js'), JSON.stringify(full)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const found = processOf(child.pid ?? 0);
    if (found) living.set(who, found);
    hostsOf.set(who, name);
    let errors = '';
    child.stderr?.on('data', (bytes) => {
      errors += bytes;
    });
    if (child.stdout)
      createInterface({ input: child.stdout }).on('line', (line) => {
        if ((JSON.parse(line) as Said).blind) for (const hear of hearers) hear(who);
      });
    child.once('exit', () => living.delete(who));
    return new Promise((resolve) =>
      child.once('close', (code, signal) => {
        record({ event: 'ended', victim: who });
        if (code !== 0 && signal !== 'SIGKILL') record({ event: 'broke', message: `${who} ended with ${signal ?? code}: ${errors}` });
        resolve();
      }),
    );
  };

  const lane = async (host: Host): Promise<void> => {
    while (!isOver) await start(host);
  };
  const lanes = Promise.all(hosts.flatMap((host) => Array.from({ length: processes }, () => lane(host))));

  const signal: Crowd['signal'] = (who, how) => {
    const it = living.get(who);
    if (!it || judgePid(it, systemKernel) !== 'alive') return false;
    record({ event: events[how], victim: who });
    return process.kill(it.pid, how);
  };

  return {
    anyone: () => oneOf(random, [...living.keys()]),
    nextBlind: (stop) =>
      new Promise((resolve) => {
        const hear = (who: string) => {
          hearers.delete(hear);
          resolve(who);
        };
        hearers.add(hear);
        const forget = () => {
          hearers.delete(hear);
          resolve(undefined);
        };
        if (stop.aborted) forget();
        else stop.addEventListener('abort', forget, { once: true });
      }),
    hostOf: (who) => hostsOf.get(who),
    signal,
    end: async (ms) => {
      isOver = true;
      const stuck: string[] = [];
      const late = setTimeout(() => {
        for (const who of living.keys()) if (signal(who, 'SIGKILL')) stuck.push(who);
      }, ms);
      await lanes;
      clearTimeout(late);
      return stuck;
    },
  };
}
