/**
 * Starts processes, lets them fight for one lock, kills and stops them at random, starts others in their place, and hands what
 * they wrote down to the judge (history.ts).
 *
 * Half of the blows go to those who hold the lock, or the latch, at that moment; in the control all do, and stops are longer than
 * what it takes to be stale. Only processes that were started here, by
 * this arena or by one of its workers, are ever signalled, by pid and start time.
 * E1 at the end everybody is let go on and told to stop; whoever does not end, and whatever is left after one sweep, is a finding.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { pause, systemClock } from '../src/base/clock.ts';
import { messageOf } from '../src/base/errors.ts';
import { judgePid, processOf } from '../src/lock/host/liveness.ts';
import type { Place } from '../src/lock/host/lock-dir.ts';
import { systemKernel } from '../src/lock/host/system/kernel.ts';
import { decodeGranted, newId, type Process } from '../src/lock/ticket.ts';
import type { Said, WorkerCharge } from './chaos-worker.ts';
import { cleanUp } from './clean-up.ts';
import { type Findings, judgeHistory } from './history.ts';
import { between, createRandom, oneOf } from './random.ts';
import { nowMs, readRecords, recordIn } from './record.ts';

interface ChaosOptions {
  seconds: number;
  processes: number;
  seed: number;
  /** The same over raw proper-lockfile. */
  isControl?: boolean;
  /** Ends at the first overlap. */
  untilFound?: boolean;
  /** A directory for what the processes wrote down, to be read by people. */
  keep?: string;
}

export interface ChaosResult extends Findings {
  seconds: number;
  killed: Record<string, number>;
  leftBehind: string[];
}

type Kind = 'worker' | 'job' | 'post' | 'keeper';

interface Being {
  kind: Kind;
  process: Process;
}

interface Run {
  /** What it holds beyond its end. */
  held: { id: string; token: string }[];
  wasKilled: boolean;
}

const endMs = 30_000;

export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'fetch-lock-chaos-')));
  try {
    return await fight(home, options);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

async function fight(home: string, { seconds, processes, seed, isControl, untilFound, keep }: ChaosOptions): Promise<ChaosResult> {
  const random = createRandom(seed);
  const [guards, records, over] = ['cache', 'records', 'over'].map((name) => join(home, name)) as [string, string, string];
  const sentinel = join(home, 'written');
  const place: Place = { guards, dir: `${guards}.fetch-lock`, kind: 'beside' };
  for (const dir of [guards, records]) mkdirSync(dir);
  const record = recordIn(records, 'arena');
  const living = new Map<string, Being>();
  const children = new Set<ChildProcess>();
  const posts = new Set<Promise<void>>();
  const killed: Record<string, number> = {};
  const untilMs = nowMs() + seconds * 1000;
  const program = join(import.meta.dirname, isControl ? 'control-worker.js' : 'chaos-worker.js');
  let count = 0;
  const wakeUps: (() => void)[] = [];
  const stopped = new Set<string>();
  let isOver = false;
  let isClosed = false;

  const follow = (who: string, kind: Kind, process: Process) => living.set(who, { kind, process });

  const start = (charge: Partial<WorkerCharge> & Pick<WorkerCharge, 'role'>): Promise<Run> => {
    const who = `${charge.role}-${++count}`;
    const full = {
      who,
      seed: Math.floor(random() * 2 ** 32),
      place,
      records,
      sentinel,
      over,
      faultRate: 0,
      ...charge,
    };
    const child = spawn(process.execPath, [program, JSON.stringify(full)], { stdio: ['ignore', 'pipe', 'pipe'] });
    const found = processOf(child.pid ?? 0);
    if (found) follow(who, charge.role === 'post' ? 'post' : 'worker', found);
    children.add(child);
    const run: Run = { held: [], wasKilled: false };
    let errors = '';
    child.stderr.on('data', (bytes) => {
      errors += bytes;
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = JSON.parse(line) as Said;
      if ('keeper' in said) follow(said.who, 'keeper', said.keeper);
      else if ('held' in said) run.held.push({ id: said.id, token: said.held });
      else void letGo(said.id, false);
    });
    child.once('exit', () => living.delete(who));
    return new Promise((resolve) =>
      child.once('close', (code, signal) => {
        children.delete(child);
        record({ event: 'ended', victim: who });
        if (code !== 0 && signal !== 'SIGKILL') record({ event: 'broke', message: `${who} ended with ${signal ?? code}: ${errors}` });
        resolve({ ...run, wasKilled: signal !== null });
      }),
    );
  };

  /** As the post step does; one that is killed is run again. */
  const letGo = (id: string, hasDied: boolean): Promise<void> => {
    const post = async () => {
      while ((await start({ role: 'post', id, hasDied })).wasKilled && !isClosed);
    };
    const done = post().finally(() => posts.delete(done));
    posts.add(done);
    return done;
  };

  const signal = (who: string, { process: it }: Being, how: NodeJS.Signals) => {
    if (judgePid(it, systemKernel) !== 'alive') return living.delete(who);
    record({ event: how === 'SIGKILL' ? 'killing' : how === 'SIGSTOP' ? 'stopping' : 'continuing', victim: who });
    return process.kill(it.pid, how);
  };

  const runJob = async (): Promise<void> => {
    const party = newId();
    const who = `job-${party}`;
    const child = spawn('sleep', ['1000'], { stdio: 'ignore' });
    const gone = new Promise((resolve) => child.once('exit', resolve));
    const found = processOf(child.pid ?? 0);
    if (!found) throw new Error('The process of a job could not be started.');
    const job = { who, process: found };
    const being: Being = { kind: 'job', process: found };
    children.add(child);
    living.set(who, being);
    const runs: Run[] = [];
    for (let steps = 1 + Math.floor(random() * 3); steps > 0 && !isOver && living.has(who); steps--) {
      const others = runs.flatMap((it) => it.held.map(({ token }) => ({ place, token })));
      runs.push(await start({ role: 'step', party, job, others, isKept: random() < 0.7 }));
    }
    if (random() < 0.7)
      await Promise.all(runs.flatMap((run) => run.held.map(({ id }) => letGo(id, run.wasKilled))).sort(() => random() - 0.5));
    if (living.has(who)) signal(who, being, 'SIGKILL');
    await gone;
    record({ event: 'ended', victim: who });
    living.delete(who);
    children.delete(child);
  };

  const lane = async (): Promise<void> => {
    while (!isOver) {
      if (isControl || random() < 0.85) await start({ role: 'loop', faultRate: random() < 0.25 ? 0.002 : 0 });
      else await runJob();
    }
  };

  const missKeepers = () => {
    for (const [who, { kind, process: it }] of living) {
      if (kind !== 'keeper' || judgePid(it, systemKernel) !== 'dead') continue;
      living.delete(who);
      record({ event: 'ended', victim: who });
    }
  };

  const strike = () => {
    const pids = random() < 0.5 && !isControl ? pidsInside(place.dir) : [];
    const writer = isControl ? dirname(linkIn(sentinel)) : '';
    // One that is stopped is to be taken over from, not to be killed.
    if (stopped.has(writer)) return;
    const inside = [...living].filter(([who, it]) => who === writer || pids.includes(it.process.pid));
    const victim = oneOf(random, inside.length > 0 ? inside : [...living]);
    if (!victim) return;
    const [who, being] = victim;
    if (being.kind === 'job' && random() < 0.7) return;
    if (being.kind !== 'job' && random() < 0.4) {
      signal(who, being, 'SIGSTOP');
      stopped.add(who);
      const stoppedMs = isControl ? between(random, 2500, 5000) : between(random, 5, 200);
      const goOn = () => {
        stopped.delete(who);
        if (living.get(who) === being) signal(who, being, 'SIGCONT');
      };
      wakeUps.push(systemClock.after(stoppedMs, goOn));
    } else if (signal(who, being, 'SIGKILL')) {
      killed[being.kind] = (killed[being.kind] ?? 0) + 1;
      living.delete(who);
    }
  };

  let busy = processes;
  const lanes = Promise.all(
    Array.from({ length: processes }, () =>
      lane().finally(() => {
        busy -= 1;
      }),
    ),
  );
  while (nowMs() < untilMs) {
    await pause(systemClock, isControl ? between(random, 200, 600) : between(random, 30, 200));
    missKeepers();
    strike();
    if (untilFound && judgeHistory(readRecords(records)).overlaps.length > 0) break;
  }
  isOver = true;
  writeFileSync(over, '');
  for (const callOff of wakeUps) callOff();
  for (const [who, it] of living) signal(who, it, 'SIGCONT');

  const isCalm = await untilTrue(isControl ? 1000 : endMs, () => busy === 0 && posts.size === 0);
  const stuck = isCalm ? [] : [...living].filter(([, it]) => it.kind !== 'keeper').map(([who]) => who);
  const keepers = [...living].filter(([, it]) => it.kind === 'keeper');
  const isGone = ([, it]: [string, Being]) => judgePid(it.process, systemKernel) === 'dead';
  await untilTrue(isCalm ? endMs : 0, () => keepers.every(isGone));
  const leftKeepers = keepers.filter((it) => !isGone(it)).map(([who]) => `process ${who}`);
  isClosed = true;
  for (const [who, it] of living) signal(who, it, 'SIGKILL');
  await Promise.all([lanes, ...posts]);

  const { dirty, left } = isControl ? { dirty: [], left: [] } : await cleanUp(place, home).catch(cannotBeHad);
  if (keep) cpSync(records, keep, { recursive: true });
  const findings = judgeHistory(readRecords(records), dirty);
  const didNotEnd = isControl ? [] : stuck.map((who) => `${who} did not end`);
  return {
    ...findings,
    ...{ seconds, killed, leftBehind: [...leftKeepers, ...left] },
    ...(isControl ? { forgotten: [] } : {}),
    unserved: isControl ? [] : [...findings.unserved, ...didNotEnd],
  };
}

const cannotBeHad = (error: unknown) => ({ dirty: [], left: [`a lock that cannot be had: ${messageOf(error)}`] });

/** Where a link leads; nowhere if there is none. */
function linkIn(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/** The pids of those who hold the lock or the latch now. */
function pidsInside(dir: string): number[] {
  const namesIn = (path: string): string[] => {
    try {
      return readdirSync(path);
    } catch {
      return [];
    }
  };
  const latch = namesIn(join(dir, 'latch')).map((name) => Number(name.split('-')[2]));
  if (latch.length > 0) return latch;
  return namesIn(join(dir, 'h')).flatMap((name) =>
    (decodeGranted(name, namesIn(join(dir, 'h', name)))?.witnesses ?? []).map((it) => it.pid),
  );
}

/** False if it did not become true in time. */
async function untilTrue(ms: number, isSo: () => boolean): Promise<boolean> {
  for (const endAt = nowMs() + ms; !isSo() && nowMs() < endAt; ) await pause(systemClock, 10);
  return isSo();
}
