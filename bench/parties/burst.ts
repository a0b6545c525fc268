/**
 * Many jobs on one host want what was just pushed. Measured at the server that they fetch from, in rounds with a new push each; in a
 * round everybody gets the same push into a copy of the same mirror, one after the other and every time in another order.
 *
 * A job counts as failed if a stage of it is red, or if it was ready without the commit it wants. With the action: main of all at
 * once, and when the last is ready post of all; pre is left out.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { World } from '../../__tests__/support/world.ts';
import { type Case, type Figure, inTurns, type Party, type Sample, type Unit } from '../case.ts';
import { tracking } from './job.ts';
import { childrenSeconds, findByEnvironment, ownSeconds } from './process-table.ts';
import { jobs, makeMirror, numbers, type Scenario } from './pushes.ts';
import { startUpstream, type Upstream } from './upstream.ts';
import { others, ours, type Runner, type Way, type Wish } from './ways.ts';

interface Measure {
  title: string;
  unit: Unit;
  beside?: 'node' | 'git';
  /** Not every peer does that at all. */
  parties: readonly Party[];
}

const fetching = ['git', 'flock', 'clone'] as const;

const measures = {
  fetches: { title: 'network fetches', unit: 'count', parties: fetching },
  failed: { title: 'jobs that failed', unit: 'count', parties: fetching },
  ready: { title: 'until the last is ready', unit: 'ms', beside: 'node', parties: ['node', ...fetching] },
  received: { title: 'received', unit: 'KB', beside: 'git', parties: fetching },
  cpu: { title: 'processor time of the jobs', unit: 's', beside: 'node', parties: ['node', ...fetching] },
  server: { title: 'processor time of the server', unit: 's', beside: 'git', parties: fetching },
} satisfies Record<string, Measure>;

type MeasureName = keyof typeof measures;

interface Options {
  rounds: number;
  ways: readonly (keyof typeof ours)[];
  headlines?: readonly string[];
}

/** A case of that scenario; figures are named `way-measure`. */
export function burstCase(name: string, scenario: Scenario, { rounds, ways, headlines = [] }: Options): Case {
  const figures = ways.flatMap((way) =>
    Object.entries<Measure>(measures).map(
      ([measure, { title, unit, beside }]): Figure => ({
        ...{ name: `${way}-${measure}`, title: `${jobs} jobs, ${scenario.title}, ${ours[way].name}: ${title}`, unit },
        ...(beside ? { beside } : {}),
        ...(headlines.includes(`${way}-${measure}`) ? { isHeadline: true as const } : {}),
        ...(name === 'burst' && way !== 'git' && measure === 'fetches' ? { target: { plus: 1 } } : {}),
      }),
    ),
  );
  return {
    ...{ name, rounds, figures, does: `${jobs} jobs at once: ${scenario.title}` },
    open: async () => {
      const world = new World();
      const upstream = await startUpstream(world.home);
      const url = `${upstream.url}upstream.git`;
      const before = makeMirror(world, url, scenario);
      return {
        round: async (number) => {
          const commits = scenario.push(world);
          const play = async (way: Way) => ({ way, burst: await playBurst({ world, upstream, before, url, way, scenario, commits }) });
          const played = await inTurns(
            number,
            [...others, ...ways.map((it) => ours[it])].map((way) => () => play(way)),
          );
          world.git(before, 'fetch', '-q', 'origin');
          return played.flatMap(({ way, burst }) => samplesOf(way, burst, ways));
        },
        close: async () => {
          await upstream.close();
          await world.dispose();
        },
      };
    },
  };
}

/** Of a peer, beside each of our ways. */
function samplesOf(way: Way, burst: Record<MeasureName, number>, ways: Options['ways']): Sample[] {
  const beside = ways.filter((it) => way.party !== 'ours' || ours[it] === way);
  return beside.flatMap((it) =>
    (Object.keys(measures) as MeasureName[])
      .filter((measure) => way.party === 'ours' || (measures[measure].parties as readonly Party[]).includes(way.party))
      .map((measure) => ({ figure: `${it}-${measure}`, party: way.party, values: [burst[measure]] })),
  );
}

interface Turn {
  world: World;
  upstream: Upstream;
  /** The mirror before the push. */
  before: string;
  url: string;
  way: Way;
  scenario: Scenario;
  commits: string[];
}

/** Nobody finds anything of an earlier burst: with max-age too, only a fetch of this one can do. */
async function playBurst({ world, upstream, before, url, way, scenario, commits }: Turn): Promise<Record<MeasureName, number>> {
  const home = join(world.home, 'burst');
  const mirror = join(home, 'mirror.git');
  mkdirSync(home);
  cpSync(before, mirror, { recursive: true });
  const wishes = numbers.map((number, index) => ({
    ...{ home, mirror, url, name: `job-${number}` },
    ...{ fetch: scenario.fetchOf(number), commit: commits[index] ?? '' },
  }));
  const burst = await measure(upstream, way, wishes);
  rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  return burst;
}

async function measure(upstream: Upstream, way: Way, wishes: Wish[]): Promise<Record<MeasureName, number>> {
  const [served, seconds] = [await upstream.served(), childrenSeconds()];
  const runners = wishes.map((wish) => ({ wish, runner: way.start(wish) }));
  const startedMs = performance.now();
  const begun = await Promise.all(runners.map(({ wish, runner }) => begin(way, wish, runner)));
  const ready = Math.max(...begun.map((it) => it.atMs)) - startedMs;
  // They are nobody's children, and nobody learns what they took once they have ended.
  const keepers = findByEnvironment(tracking).reduce((sum, pid) => sum + ownSeconds(pid), 0);
  const ended = await Promise.all(runners.map(({ runner }) => runner.end()));
  const now = await upstream.served();
  const complaints = begun.map(({ complaint }, index) => complaint ?? ended[index]).filter((it) => it !== undefined);
  // Plain git has reason to complain.
  if (way.party === 'ours') for (const it of new Set(complaints)) console.error(`${way.name}: ${it}`);
  return {
    ready,
    fetches: now.fetches - served.fetches,
    failed: complaints.length,
    received: (now.sentBytes - served.sentBytes) / 1000,
    cpu: childrenSeconds() - seconds + keepers,
    server: now.seconds - served.seconds,
  };
}

async function begin({ repositoryOf }: Way, wish: Wish, runner: Runner) {
  const complaint = await runner.begin();
  const atMs = performance.now();
  const isThere = !repositoryOf || (await hasCommit(repositoryOf(wish), wish.commit));
  return { atMs, complaint: complaint ?? (isThere ? undefined : 'it was ready without its commit') };
}

const hasCommit = (repository: string, commit: string): Promise<boolean> =>
  new Promise((resolve) => {
    execFile('git', ['cat-file', '-e', commit], { cwd: repository, timeout: 30_000 }, (error) => resolve(error === null));
  });
