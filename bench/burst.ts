/**
 * Many jobs on one host want what was just pushed. Measured at the server that they fetch from, in rounds with a new push each; in a
 * round everybody gets the same push into a copy of the same mirror, one after the other and every time in another order.
 *
 * A job counts as failed if a stage of it is red, or if it was ready without the commit it wants. With the action: main of all at
 * once, and when the last is ready post of all; pre is left out. Nothing is asserted about speed.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { World } from '../__tests__/support/world.ts';
import { plural } from '../src/base/text.ts';
import { tracking } from './job.ts';
import { type Peer, peers, type Runner, type Wish } from './peers.ts';
import { childrenSeconds, findByEnvironment, ownSeconds } from './process-table.ts';
import { jobs, makeMirror, numbers, type Scenario, scenarios } from './pushes.ts';
import { startUpstream, type Upstream } from './upstream.ts';

/** After the first round of each scenario no round is begun that may end later than that after the start. */
const budgetMs = 210_000;

interface Burst {
  fetches: number;
  readyMs: number;
  sentBytes: number;
  jobSeconds: number;
  serverSeconds: number;
  complaints: string[];
  fetched: string[];
}

interface Stage {
  scenario: Scenario;
  world: World;
  upstream: Upstream;
  /** The mirror before the push. */
  before: string;
  rounds: number;
  /** Of one round. */
  longestMs: number;
  results: Map<Peer, Burst[]>;
}

export async function benchBurst(): Promise<void> {
  const startedMs = performance.now();
  const stages: Stage[] = [];
  for (const scenario of scenarios) stages.push(await setUp(scenario));
  const isTimeFor = ({ rounds, longestMs }: Stage) => rounds === 0 || performance.now() - startedMs + longestMs < budgetMs;
  for (let next = stages; next.length > 0; next = next.filter(isTimeFor)) {
    for (const stage of next) if (isTimeFor(stage)) await playRound(stage);
  }
  for (const it of stages) show(it);
  console.log(`
Network fetches are connections to the server, KB what it sent; these, the times and the CPU are medians, failures those of all rounds.
CPU is user and system: of all processes of the jobs, git and the keepers included, and of git at the server's side. The stage pre
is left out.`);
  for (const { upstream } of stages) await upstream.close();
  for (const { world } of stages) await world.dispose();
}

async function setUp(scenario: Scenario): Promise<Stage> {
  const world = new World();
  const upstream = await startUpstream(world.home);
  const before = makeMirror(world, `${upstream.url}upstream.git`, scenario);
  return { scenario, world, upstream, before, rounds: 0, longestMs: 0, results: new Map(peers.map((it) => [it, []])) };
}

/** Nobody finds anything of an earlier burst: with max-age too, only a fetch of this one can do. */
async function playRound(stage: Stage): Promise<void> {
  const { scenario, world, upstream, before, results } = stage;
  console.error(`${scenario.title}: round ${stage.rounds + 1}`);
  const startedMs = performance.now();
  const commits = scenario.push(world);
  for (let turn = 0; turn < peers.length; turn++) {
    const peer = peers[(turn + stage.rounds * 3) % peers.length] as Peer;
    const home = join(world.home, 'burst');
    const mirror = join(home, 'mirror.git');
    mkdirSync(home);
    cpSync(before, mirror, { recursive: true });
    const wishes = numbers.map((number, index) => ({
      ...{ home, mirror, name: `job-${number}` },
      ...{ fetch: scenario.fetchOf(number), commit: commits[index] ?? '' },
    }));
    results.get(peer)?.push(await burst(upstream, peer, wishes));
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
  world.git(before, 'fetch', '-q', 'origin');
  stage.rounds += 1;
  stage.longestMs = Math.max(stage.longestMs, performance.now() - startedMs);
}

async function burst(upstream: Upstream, peer: Peer, wishes: Wish[]): Promise<Burst> {
  const [served, seconds] = [await upstream.served(), childrenSeconds()];
  const runners = wishes.map((wish) => ({ wish, runner: peer.start(wish) }));
  const startedMs = performance.now();
  const begun = await Promise.all(runners.map(({ wish, runner }) => begin(peer, wish, runner)));
  const readyMs = Math.max(...begun.map((it) => it.atMs)) - startedMs;
  // They are nobody's children, and nobody learns what they took once they have ended.
  const keepers = findByEnvironment(tracking).reduce((sum, pid) => sum + ownSeconds(pid), 0);
  const ended = await Promise.all(runners.map(({ runner }) => runner.end()));
  const now = await upstream.served();
  const complaints = begun.map(({ complaint }, index) => complaint ?? ended[index]);
  return {
    readyMs,
    fetches: now.fetches - served.fetches,
    sentBytes: now.sentBytes - served.sentBytes,
    jobSeconds: childrenSeconds() - seconds + keepers,
    serverSeconds: now.seconds - served.seconds,
    complaints: complaints.filter((it) => it !== undefined),
    fetched: runners.flatMap(({ runner }, index) => (complaints[index] === undefined ? (runner.fetched() ?? []) : [])),
  };
}

async function begin({ isFetch }: Peer, { mirror, commit }: Wish, runner: Runner) {
  const complaint = await runner.begin();
  const atMs = performance.now();
  const isThere = !isFetch || (await hasCommit(mirror, commit));
  return { atMs, complaint: complaint ?? (isThere ? undefined : 'it was ready without its commit') };
}

const hasCommit = (mirror: string, commit: string): Promise<boolean> =>
  new Promise((resolve) => {
    execFile('git', ['cat-file', '-e', commit], { cwd: mirror }, (error) => resolve(error === null));
  });

function show({ scenario, rounds, results }: Stage): void {
  console.log(`\n### ${jobs} jobs at once, ${scenario.title} (${plural(rounds, 'round')})\n`);
  console.log(
    '| | network fetches | failed | last job ready, s | KB received | CPU s, jobs | CPU s, server | `fetched` of the last round |',
  );
  console.log('|---|--:|--:|--:|--:|--:|--:|---|');
  for (const [{ name }, bursts] of results) {
    const median = (of: (burst: Burst) => number) => medianOf(bursts.map(of));
    const cells = [
      String(median((it) => it.fetches)),
      `${bursts.flatMap((it) => it.complaints).length} of ${jobs * bursts.length}`,
      (median((it) => it.readyMs) / 1000).toFixed(2),
      (median((it) => it.sentBytes) / 1000).toFixed(1),
      median((it) => it.jobSeconds).toFixed(2),
      median((it) => it.serverSeconds).toFixed(2),
      countEach(bursts.at(-1)?.fetched ?? []).join(', '),
    ];
    console.log(`| ${name} | ${cells.join(' | ')} |`);
  }
  for (const [{ name }, bursts] of results) {
    const complaints = countEach(bursts.flatMap((it) => it.complaints));
    if (complaints.length > 0) console.log(`\n${name}, failed:\n${complaints.map((it) => `- ${it}`).join('\n')}`);
  }
}

function medianOf(samples: number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  return (at(Math.ceil(sorted.length / 2) - 1) + at(Math.floor(sorted.length / 2))) / 2;
}

/** `2 this`, most frequent first, and no more than five. */
function countEach(texts: string[]): string[] {
  const counts = new Map<string, number>();
  for (const it of texts) counts.set(it, (counts.get(it) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 5)
    .map(([text, count]) => `${count} ${text}`);
}
