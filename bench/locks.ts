/**
 * What the lock costs, beside what a user would do instead. Times are of whole processes, in milliseconds; the rounds of those who
 * are compared are interleaved.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Contender, endAll, startContender } from '../__tests__/support/processes.ts';
import { kept, World } from '../__tests__/support/world.ts';
import type { Place } from '../src/lock/host/lock-dir.ts';
import { jobOf } from './job.ts';
import { ownSeconds } from './process-table.ts';

const start = promisify(execFile);

function show(name: string, samples: number[]): void {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(1);
  console.log(`| ${name} | ${at(0.5)} | ${at(0.95)} | ${at(1)} | ${sorted.length} |`);
}

const table = (title: string) => console.log(`\n### ${title}\n\n| | p50 | p95 | max | n |\n|---|--:|--:|--:|--:|`);

async function time(act: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await act();
  return performance.now() - startedMs;
}

const jobIn = ({ home, mirror }: World, name: string, inputs: Record<string, string> = {}) =>
  jobOf({ home, name, inputs: { path: mirror, git: 'fetch --prune origin', ...inputs } });

async function uncontended(): Promise<void> {
  const world = new World();
  const samples: Record<string, number[]> = {
    'node -e 0': [],
    'git fetch --prune origin': [],
    'main, with that fetch': [],
    'main, hold: step': [],
    post: [],
  };
  for (let round = 0; round < 21; round++) {
    const job = jobIn(world, `job-${round}`);
    samples['node -e 0']?.push(await time(() => start(process.execPath, ['-e', '0'])));
    samples['git fetch --prune origin']?.push(await time(() => start('git', ['fetch', '--prune', 'origin'], { cwd: world.mirror })));
    samples['main, with that fetch']?.push(await time(() => job.run('main')));
    samples.post?.push(await time(() => job.run('post')));
    samples['main, hold: step']?.push(await time(() => jobIn(world, `step-${round}`, { hold: 'step' }).run('main')));
  }
  table(`Without contention, nothing to fetch (Node ${process.version})`);
  for (const [name, times] of Object.entries(samples)) show(name, times);
  await world.dispose();
}

const makePlace = (): Place => {
  const guards = realpathSync(mkdtempSync(join(tmpdir(), 'fetch-lock-bench-')));
  return { guards, dir: `${guards}.fetch-lock`, kind: 'beside' };
};

async function line(place: Place, length: number): Promise<Contender[]> {
  const all: Contender[] = [];
  for (let index = 0; index < length; index++) {
    const one = startContender({ place, name: `c${index}`, timeoutMs: 600_000 });
    await one.next(index === 0 ? 'granted' : 'waiting');
    all.push(one);
  }
  return all;
}

async function handOff(): Promise<void> {
  const [ours, killed, flock]: number[][] = [[], [], []];
  for (let round = 0; round < 8; round++) {
    for (const [how, samples] of [
      ['release', ours],
      ['SIGKILL', killed],
    ] as const) {
      const place = makePlace();
      const all = await line(place, 6);
      for (const [index, one] of all.slice(0, -1).entries()) {
        let fromMs = performance.timeOrigin + performance.now();
        if (how === 'SIGKILL') one.kill('SIGKILL');
        else {
          one.tell('release');
          fromMs = Number((await one.next('releasing')).at);
        }
        samples?.push(Number((await all[index + 1]?.next('granted'))?.at) - fromMs);
      }
      await endAll();
      for (const dir of [place.guards, place.dir]) rmSync(dir, { recursive: true, force: true });
    }
    flock?.push(...byFlock());
  }
  table('From one holder to the next, 5 waiting');
  show('fetch-lock, released', ours ?? []);
  show('fetch-lock, holder killed with SIGKILL', killed ?? []);
  show('flock(1), released', flock ?? []);
}

/** Six shells that hold flock(1) for 20 ms each, one after the other. */
function byFlock(): number[] {
  const place = makePlace();
  const script = `for i in 1 2 3 4 5 6; do flock '${place.guards}' sh -c 'echo in $(date +%s%N); sleep 0.02; echo out $(date +%s%N)' & done; wait`;
  const lines = execFileSync('sh', ['-c', script], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((it) => it.split(' '));
  rmSync(place.guards, { recursive: true, force: true });
  return lines.flatMap(([what, at], index) => (what === 'in' && index > 0 ? [(Number(at) - Number(lines[index - 1]?.[1])) / 1e6] : []));
}

/** What waiting costs: the processor time of everybody in the line, in percent of one core. */
async function waiting(): Promise<void> {
  const [length, seconds] = [100, 10];
  const place = makePlace();
  const all = await line(place, length + 1);
  // In hundredths of a second: percent, when it is asked every second.
  const used = () => all.reduce((sum, { pid }) => sum + ownSeconds(pid) * 100, 0);
  // What their start leaves to be collected is collected after some seconds.
  await setTimeout(12_000);
  const samples: number[] = [];
  let before = used();
  for (let second = 0; second < seconds; second++) {
    await setTimeout(1000);
    const now = used();
    samples.push(now - before);
    before = now;
  }
  table(`${length} waiters, percent of one core, second by second (flock(1) waits in the kernel: 0)`);
  show('fetch-lock', samples);
  await endAll();
  for (const dir of [place.guards, place.dir]) rmSync(dir, { recursive: true, force: true });
}

async function wholeJob(): Promise<void> {
  const samples: number[] = [];
  for (let round = 0; round < 10; round++) {
    const world = new World();
    const victim = world.start({ steps: [world.lock(kept), world.gate('working')] });
    await victim.line(/at working/);
    const next = world.start({ steps: [world.lock()] });
    await next.line(/Waiting to get/);
    const killedAt = Date.now();
    await victim.killAll();
    await next.done;
    samples.push(Date.parse(world.events().findLast((it) => it.event === 'lock_acquired')?.ts ?? '') - killedAt);
    await world.dispose();
  }
  table('A whole job killed with SIGKILL, until the next has the lock (the killing itself included)');
  show('fetch-lock', samples);
}

async function pushes(): Promise<void> {
  const [jobs, rounds] = [8, 30];
  const world = new World();
  const plain = join(world.home, 'plain.git');
  const branches = Array.from({ length: 30 }, (_, index) => `feature-${index}`);
  world.git(world.home, 'clone', '-q', '--mirror', world.upstream, plain);
  const failed = { plain: 0, locked: 0 };
  const took: { plain: number[]; locked: number[] } = { plain: [], locked: [] };
  for (let round = 0; round < rounds; round++) {
    world.push('main', ...branches);
    const each = Array.from({ length: jobs }, (_, index) => index);
    took.plain.push(
      await time(async () => {
        const ended = await Promise.allSettled(each.map(() => start('git', ['fetch', '--prune', 'origin'], { cwd: plain })));
        failed.plain += ended.filter((it) => it.status === 'rejected').length;
      }),
    );
    took.locked.push(
      await time(async () => {
        const ended = await Promise.all(
          each.map(async (index) => {
            const job = jobIn(world, `job-${index}`);
            const isGreen = await job.run('main');
            return (await job.run('post')) && isGreen;
          }),
        );
        failed.locked += ended.filter((it) => !it).length;
      }),
    );
  }
  table(`${jobs} jobs at once, ${rounds} pushes of ${branches.length + 1} branches: until the last job is done`);
  show(`plain git fetch: ${failed.plain} of ${jobs * rounds} failed`, took.plain);
  show(`fetch-lock, main and post: ${failed.locked} of ${jobs * rounds} failed`, took.locked);
  await world.dispose();
}

export async function benchLocks(): Promise<void> {
  for (const part of [uncontended, handOff, waiting, wholeJob, pushes]) await part();
}
