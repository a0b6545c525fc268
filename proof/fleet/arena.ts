/**
 * Several hosts and one Redis, while processes are killed and stopped, networks stall and are cut, and Redis dies, hangs and comes again
 * empty; what was written down is judged (judge.ts).
 *
 * A host here is a lock directory and a way to Redis of its own, which is a wire with a switch (wire.ts). What comes next is drawn from a
 * deck, so that a short run has some of everything. One blow is aimed: the next writer is asked not to look, is stopped, and goes on only
 * when another host has published, or three leases have passed.
 * E1 at the end all is mended and everybody told to stop; whoever does not end, a host that cannot have the lock then, and whatever is
 * left in Redis or on a host is a finding.
 */
import { setMaxListeners } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Redis, startRedis } from '../../__tests__/support/redis.ts';
import { layWire } from '../../__tests__/support/wire.ts';
import { pause, systemClock } from '../../src/base/clock.ts';
import type { Place } from '../../src/lock/host/lock-dir.ts';
import { between, createRandom, oneOf, type Random } from '../random.ts';
import { nowMs, readRecords, recordIn } from '../record.ts';
import { type Crowd, gather, type Host } from './crowd.ts';
import { type Entry, type Fact, type FleetFindings, judgeFleet } from './judge.ts';
import { createRepository, publishesIn } from './publishing.ts';
import { leftBehind } from './remains.ts';

interface FleetOptions {
  seconds: number;
  hosts: number;
  /** On each host. */
  processes: number;
  seed: number;
  /** Nothing is fenced. */
  isControl?: boolean;
  /** Ends when the first publish has undone another. */
  untilFound?: boolean;
  /** A directory for what the processes wrote down, to be read by people. */
  keep?: string;
}

export interface FleetResult extends FleetFindings {
  seconds: number;
  leftBehind: string[];
}

type Blow = 'kill' | 'nap' | 'freeze' | 'cut' | 'stall' | 'deaf' | 'slow' | 'hang' | 'restart';

/** The first ones come in every run. */
const opening: Blow[] = ['freeze', 'kill', 'stall', 'nap', 'kill'];
const deck: Blow[] = [
  ...Array<Blow>(10).fill('kill'),
  ...Array<Blow>(5).fill('nap'),
  ...(['freeze', 'freeze', 'freeze', 'cut', 'cut', 'stall', 'stall', 'deaf', 'slow', 'hang', 'restart'] as const),
];

/** The shortest there is. */
const leaseMs = 5000;
const lockName = 'chaos/repository';
const [callMs, endMs] = [60_000, 90_000];

export async function runFleetChaos(options: FleetOptions): Promise<FleetResult> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'fetch-lock-fleet-')));
  const redis = await startRedis();
  const world = { redis };
  const hosts: Host[] = [];
  try {
    await redis.preset(lockName);
    for (let count = 1; count <= options.hosts; count++) hosts.push(await createHost(home, `host-${count}`, redis.socket));
    return await fight(home, hosts, world, options);
  } finally {
    await Promise.all(hosts.map((it) => it.wire.close()));
    await world.redis.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function createHost(home: string, name: string, redis: string): Promise<Host> {
  mkdirSync(join(home, name));
  const socket = join(home, name, 'redis.sock');
  const place: Place = { guards: join(home, 'repository'), dir: join(home, name, 'lock'), kind: 'given', fleet: lockName };
  return { name, place, address: `unix://${socket}?lease=${leaseMs}ms`, wire: await layWire(socket, redis) };
}

async function fight(home: string, hosts: readonly Host[], world: { redis: Redis }, options: FleetOptions): Promise<FleetResult> {
  const { seconds, processes, seed, isControl = false, untilFound, keep } = options;
  const random = createRandom(seed);
  const [repository = '', records = '', over = '', aim = ''] = ['repository', 'records', 'over', 'aim'].map((name) => join(home, name));
  mkdirSync(records);
  await createRepository(repository);
  const record = recordIn<Fact>(records, 'arena');
  const crowd = gather({ hosts, processes, random, record, charge: { repository, records, over, aim, isControl } });
  const troubles = createTroubles({ hosts, world, random, record, crowd, records, aim });

  const isFound = () => untilFound === true && judge(records, repository).undone.length > 0;
  let stuck: string[] = [];
  try {
    const untilMs = nowMs() + seconds * 1000;
    for (const next = draw(random); nowMs() < untilMs && !isFound(); ) {
      await pause(systemClock, between(random, 300, 1200));
      troubles.strike(next());
    }
    await troubles.mend();
    writeFileSync(over, '');
    stuck = await crowd.end(endMs);
  } finally {
    await crowd.end(0);
  }
  const left = isControl ? [] : [...stuck.map((who) => `${who} did not end`), ...(await leftBehind(hosts, world.redis, lockName, callMs))];
  if (keep) cpSync(records, keep, { recursive: true });
  return { ...judge(records, repository), seconds, leftBehind: left };
}

const judge = (records: string, repository: string): FleetFindings =>
  judgeFleet({ entries: readRecords<Entry>(records), publishes: publishesIn(repository), leaseMs });

function draw(random: Random): () => Blow {
  const cards = [...opening];
  return () => {
    if (cards.length === 0)
      cards.push(
        ...deck
          .map((it) => ({ it, at: random() }))
          .sort((a, b) => a.at - b.at)
          .map(({ it }) => it),
      );
    return cards.shift() as Blow;
  };
}

interface Stage {
  hosts: readonly Host[];
  world: { redis: Redis };
  random: Random;
  record: (fact: Fact) => void;
  crowd: Crowd;
  records: string;
  aim: string;
}

function createTroubles({ hosts, world, random, record, crowd, records, aim }: Stage) {
  const running = new Set<Promise<void>>();
  const parted = new Set<Host>();
  const mended = new AbortController();
  setMaxListeners(0, mended.signal);
  const lasting = (ms: number) => pause(systemClock, ms, mended.signal);
  /** Of networks, of Redis, and of those who are stopped for long. */
  let great = 0;
  const isTooMuch = () => great > 0 && random() < 0.75;
  const greatly = async (act: () => Promise<void>): Promise<void> => {
    great += 1;
    await act().finally(() => {
      great -= 1;
    });
  };
  let isRedisBusy = false;

  const part = async (how: Blow): Promise<void> => {
    const host = oneOf(
      random,
      hosts.filter((it) => !parted.has(it)),
    );
    if (!host) return;
    parted.add(host);
    record({ event: 'parting', host: host.name, how });
    if (how === 'cut') host.wire.cut();
    if (how === 'stall') host.wire.stall();
    if (how === 'deaf') host.wire.stall('down');
    if (how === 'slow') host.wire.delay(between(random, 50, 1500));
    await lasting(between(random, 0.1, 2) * leaseMs);
    host.wire.mend();
    record({ event: 'mending', host: host.name });
    parted.delete(host);
  };

  const disturbRedis = async (how: Blow): Promise<void> => {
    if (isRedisBusy) return;
    isRedisBusy = true;
    record({ event: 'redis going' });
    if (how === 'hang') {
      world.redis.signal('SIGSTOP');
      await lasting(between(random, 0.05, 1.5) * leaseMs);
      world.redis.signal('SIGCONT');
    } else {
      const { socket } = world.redis;
      await world.redis.stop('socket');
      await lasting(between(random, 0, 0.5) * leaseMs);
      world.redis = await startRedis({ socket });
      // It grants nothing before those of the one before it must have noticed.
      await lasting(leaseMs);
    }
    record({ event: 'redis back' });
    isRedisBusy = false;
  };

  const freeze = async (): Promise<void> => {
    while (great > 0 && !mended.signal.aborted) await lasting(100);
    if (mended.signal.aborted) return;
    await greatly(async () => {
      writeFileSync(aim, '');
      const who = await crowd.nextBlind(mended.signal);
      rmSync(aim, { force: true });
      if (who === undefined || !crowd.signal(who, 'SIGSTOP')) return;
      await untilOvertaken(who);
      crowd.signal(who, 'SIGCONT');
    });
  };

  const untilOvertaken = async (who: string): Promise<void> => {
    const since = nowMs();
    const isOther = (it: Entry) => it.event === 'published' && it.at > since && crowd.hostOf(it.who) !== crowd.hostOf(who);
    while (nowMs() - since < 3 * leaseMs && !mended.signal.aborted && !readRecords<Entry>(records).some(isOther)) await lasting(200);
  };

  const nap = async (): Promise<void> => {
    const who = crowd.anyone();
    if (who === undefined || !crowd.signal(who, 'SIGSTOP')) return;
    await lasting(between(random, 5, 300));
    crowd.signal(who, 'SIGCONT');
  };

  const blows: Record<Blow, () => Promise<void> | undefined> = {
    kill: async () => void crowd.signal(crowd.anyone() ?? '', 'SIGKILL'),
    nap,
    freeze,
    cut: () => greatly(() => part('cut')),
    stall: () => greatly(() => part('stall')),
    deaf: () => greatly(() => part('deaf')),
    slow: () => greatly(() => part('slow')),
    hang: () => greatly(() => disturbRedis('hang')),
    restart: () => greatly(() => disturbRedis('restart')),
  };
  return {
    strike: (blow: Blow) => {
      if (!['kill', 'nap', 'freeze'].includes(blow) && isTooMuch()) return;
      const done: Promise<void> = Promise.resolve(blows[blow]()).finally(() => running.delete(done));
      running.add(done);
    },
    mend: async () => {
      mended.abort();
      await Promise.all(running);
    },
  };
}
