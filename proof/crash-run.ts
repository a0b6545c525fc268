/**
 * Lets a process die at every point of every operation, and looks at what the next one finds.
 *
 * After each death: K1 a grant of somebody else is untouched. K2 the next request, exclusive, is granted, and is alone.
 * K3 it is told of each writer that died with its grant, and of none twice. K4 after one sweep nothing is left.
 * In the brief way only the calls that change something are counted, and after one is the same as before the next: so each state that
 * others can see is tried once.
 * Not seen: a death inside one system call, and what a machine that loses its power leaves.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { messageOf } from '../src/base/errors.ts';
import type { Place } from '../src/lock/host/lock-dir.ts';
import { decodeToken } from '../src/lock/ticket.ts';
import { cleanUp } from './clean-up.ts';
import type { Bug, CrashCharge, CrashSaid } from './crash-worker.ts';
import { type Operation, operations } from './operations.ts';
import { openScene, type Scene, tokensIn } from './scene.ts';

export interface CrashRow {
  operation: string;
  points: number;
  /** From the death of one to the grant of the next, each in milliseconds. */
  waitsMs: number[];
  failures: string[];
}

type Point = NonNullable<CrashCharge['point']>;

interface Death {
  at: string | undefined;
  calls: number;
  own: string[];
  failure?: string;
}

/** How many runs are at work at once. */
const lanes = Math.min(4, availableParallelism());

export async function runCrashPoints({
  isBrief = false,
  bug,
  only = () => true,
}: {
  isBrief?: boolean;
  bug?: Bug;
  only?: (name: string) => boolean;
} = {}): Promise<CrashRow[]> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'fetch-lock-crash-')));
  const rows: CrashRow[] = [];
  try {
    for (const operation of operations.filter((it) => only(it.name)))
      rows.push(await runOperation(home, operation, { isBrief, ...(bug ? { bug } : {}) }));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  return rows;
}

type Manner = Pick<CrashCharge, 'isBrief' | 'bug'>;

async function runOperation(home: string, operation: Operation, manner: Manner): Promise<CrashRow> {
  const row: CrashRow = { operation: operation.name, points: 0, waitsMs: [], failures: [] };
  const calls = await runPoint(home, operation, manner, row);
  const points: Point[] = Array.from({ length: calls }, (_, index) => index + 1).flatMap((call) => [
    ...(manner.isBrief && call > 1 ? [] : [{ call, when: 'before' } as const]),
    { call, when: 'after' },
  ]);
  const lane = async () => {
    for (let point = points.shift(); point; point = points.shift()) await runPoint(home, operation, manner, row, point);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return row;
}

/** One death and what comes after it; answers how many calls there were. */
async function runPoint(home: string, operation: Operation, manner: Manner, row: CrashRow, point?: Point): Promise<number> {
  const own = realpathSync(mkdtempSync(join(home, 'p-')));
  const guards = join(own, 'cache');
  mkdirSync(guards);
  const place: Place = { guards, dir: `${guards}.fetch-lock`, kind: operation.kind ?? 'beside' };
  const where = `${point ? `${point.when} call ${point.call}` : 'to the end'}`;
  try {
    const scene = await openScene(place);
    const told = (await operation.before?.(scene)) ?? {};
    const death = await runWorker({ operation: operation.name, place, told, ...manner, ...(point ? { point } : {}) }, () =>
      operation.meanwhile?.(scene),
    );
    row.points += death.at === undefined ? 0 : 1;
    const failures = death.failure ? [death.failure] : await judgeDeath(own, scene, operation, death, row);
    row.failures.push(...failures.map((it) => `${operation.name}, ${death.at ?? where}: ${it}`));
    return death.calls;
  } catch (error) {
    row.failures.push(`${operation.name}, ${where}: ${messageOf(error)}`);
    return 0;
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

async function judgeDeath(home: string, scene: Scene, operation: Operation, death: Death, row: CrashRow): Promise<string[]> {
  const { place } = scene;
  const there = tokensIn(place);
  const writers = [...scene.dead, ...there.filter((it) => death.own.includes(decodeToken(it)?.id ?? ''))];
  const mustBeTold = operation.dirty === 'none' ? [] : writers.filter((it) => operation.dirty === 'all' || there.includes(it));
  const robbed = await scene.leave();
  const { dirty, left, waitedMs } = await cleanUp(place, home);
  row.waitsMs.push(waitedMs);
  return [
    ...robbed.map((it) => `the grant ${it} of a living owner is gone`),
    ...mustBeTold.filter((it) => !dirty.includes(it)).map((it) => `nobody was told of the dead writer ${it}`),
    ...dirty.filter((it) => !writers.includes(it)).map((it) => `${it} was told as dirty, and is no writer that died`),
    ...left.map((it) => `left behind: ${it}`),
  ];
}

function runWorker(charge: CrashCharge, meanwhile: () => unknown): Promise<Death> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'crash-worker.js'), JSON.stringify(charge)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const death: Death = { at: undefined, calls: 0, own: [] };
  let [errors, waited] = ['', Promise.resolve() as Promise<unknown>];
  child.stderr.on('data', (bytes) => {
    errors += bytes;
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    const said = JSON.parse(line) as CrashSaid;
    if ('own' in said) death.own.push(said.own);
    else if ('at' in said) death.at = said.at;
    else if ('calls' in said) death.calls = said.calls;
    else waited = Promise.resolve(meanwhile());
  });
  return new Promise((resolve, reject) =>
    child.once('close', (code, signal) => {
      const isExpected = death.at === undefined ? code === 0 : signal === 'SIGKILL';
      waited.then(() => resolve(isExpected ? death : { ...death, failure: `the worker ended with ${signal ?? code}: ${errors}` }), reject);
    }),
  );
}
