/**
 * The store in Redis, for the hosts of a fleet. What it promises is in ../store.ts; the law is decided in the server (redis/law.ts).
 *
 * A witness is a session, which is this process, and lives as long as its leases are renewed. A process that cannot do that itself is
 * one for the length of one lease.
 * G1 a session that was not heard of takes its grants for lost before anybody else may be granted them. G2 whoever waits bears with a
 * server that is away for one lease, and asks again if that has forgotten it; then, and at any other time at once, FL_BACKEND.
 * G3 a grant that was lost is given back as that of a dead writer.
 * Not promised: that two servers, of which one has taken over while the other goes on, grant one thing once. Git is fenced for that.
 */
import { createHash, randomInt } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
import { formatDuration } from '../../base/duration.ts';
import { inert } from '../../base/text.ts';
import {
  errandText,
  type LockStore,
  type Obstacle,
  type Placement,
  type Request,
  type Standing,
  takenBack,
  type Withdrawn,
} from '../store.ts';
import { decodeToken, isId, newId, type Process } from '../ticket.ts';
import type { RedisAddress } from './address.ts';
import { leaveNote, look, lookAround, takeNote } from './redis/around.ts';
import { connectRedis, type Redis } from './redis/client.ts';
import { complaintOf, mayPass } from './redis/complaint.ts';
import { channelOf, encodeName, keysOf } from './redis/keys.ts';
import { elapsedMs, isFresh, type Moment, momentOf } from './redis/leases.ts';
import { aboutOf, letterOf, readCount, readFound, readIds, readPlacement, readSweep, readTaken } from './redis/records.ts';
import { createRenewal } from './redis/renewal.ts';
import type { Script } from './redis/scripts.ts';
import * as scripts from './redis/scripts.ts';

/** This process, to the servers: two stores of one process are one witness. */
const ownSession = newId();
/** By where it stands in line, a waiter looks again after so long, and up to as long again. */
const [frontMs, behindMs] = [1000, 4000];

interface Own extends Request {
  state: 'new' | 'waiting' | 'granted';
  renewed: Moment;
  /** The server in whose line it is. */
  runId: string;
  ahead: number;
  /** Since when the server is away. */
  failing?: Moment;
}

/** Opens the store of that lock of the fleet's. `host` is for people. Throws FL_BACKEND. */
export async function openRedisStore(
  name: string,
  address: RedisAddress,
  clock: Clock,
  host?: string,
  session = ownSession,
): Promise<LockStore> {
  const hearers = new Set<(id: string) => void>();
  const redis = await connectRedis(address, clock, `${channelOf(encodeName(name))}${session}`, (id) => {
    for (const it of [...hearers]) it(id);
  });
  return createRedisStore({ name, address, clock, host, session, redis, hearers });
}

interface Ports {
  name: string;
  address: RedisAddress;
  clock: Clock;
  host: string | undefined;
  session: string;
  redis: Redis;
  /** Of the ids that this session is told of. */
  hearers: Set<(id: string) => void>;
}

function createRedisStore({ name, address, clock, host, session, redis, hearers }: Ports): LockStore {
  const { leaseMs } = address;
  const [encoded, keys, channel] = [encodeName(name), keysOf(encodeName(name)), channelOf(encodeName(name))];
  const own = new Map<string, Own>();
  const seen = new WeakMap<Obstacle, { changes: number; pauseMs: number }>();
  /** Counts what this session was told, so that nothing is missed between a look and the sleep after it. */
  let changes = 0;

  const runAs = (who: string, script: Script, ...args: string[]): Promise<unknown> =>
    redis.run(script, keys, [who, String(leaseMs), channel, ...args]);
  const run = (script: Script, ...args: string[]): Promise<unknown> => runAs(session, script, ...args);
  const runFor = async (script: Script, token: string, ...args: string[]): Promise<unknown> => {
    const it = decodeToken(token);
    return it && run(script, it.id, String(it.seq), ...args);
  };

  const renewal = createRenewal({
    ...{ clock, leaseMs },
    ask: (ids) => run(scripts.renew, ...ids),
    waiting: () => new Map([...own].filter(([, it]) => it.state === 'waiting')),
  });
  const onTold = (id: string) => {
    changes += 1;
    if (renewal.has(id)) void renewal.refresh().catch(() => {});
  };
  hearers.add(onTold);

  const ask = (mine: Own): Promise<unknown> => {
    const isNew = mine.state === 'new';
    const purpose = mine.purpose === undefined ? '-' : createHash('sha256').update(mine.purpose).digest('hex');
    const facts = isNew ? [aboutOf(mine.job, host), errandText(mine) ?? ''] : ['', ''];
    const within = (mine.within ?? []).filter(isId).join(' ');
    return run(scripts.place, mine.id, isNew ? '1' : '0', letterOf[mine.mode], mine.party, ...facts, purpose, within);
  };

  const blockedBy = (mine: Own, facts: Pick<Obstacle, 'holders' | 'reason'>, before: number, pauseMs: number): Obstacle => {
    const obstacle = { at: mine.id, ahead: mine.ahead, watch: [], ...facts };
    seen.set(obstacle, { changes: before, pauseMs });
    return obstacle;
  };

  /** The server is away, or forbids it: who is in line bears with what may pass for a while. */
  const bear = (mine: Own, error: unknown, before: number): Placement => {
    const at = momentOf(clock);
    mine.failing ??= at;
    if (mine.state === 'new' || !mayPass(error) || elapsedMs(mine.failing, at) > leaseMs) throw error;
    const { what, why = '' } = error.trouble;
    const obstacle = blockedBy(mine, { holders: [], reason: `${what} ${why} It is asked again.` }, before, randomInt(300, 1000));
    return { obstacle, recovered: [] };
  };

  const place = async (id: string, signal: AbortSignal): Promise<Placement> => {
    for (const recovered: Standing[] = []; ; ) {
      signal.throwIfAborted();
      const mine = own.get(id);
      if (!mine) throw takenBack(`for the lock '${inert(name, 200)}'`);
      const [before, sent] = [changes, momentOf(clock)];
      let reply: unknown;
      try {
        reply = await ask(mine);
      } catch (error) {
        return bear(mine, error, before);
      }
      const answer = readPlacement(id, reply);
      if (!answer) throw complaintOf(address, new Error('Unexpected answer'));
      delete mine.failing;
      if (answer.is === 'gone') {
        // Another server does not know of it, or we were taken for dead.
        const isForgotten = redis.runId() !== mine.runId || !isFresh(mine.renewed, sent, leaseMs);
        if (mine.state === 'new' || !isForgotten) throw takenBack(`for the lock '${inert(name, 200)}'`);
        mine.state = 'new';
        continue;
      }
      recovered.push(...answer.recovered);
      Object.assign(mine, { renewed: sent, runId: redis.runId() });
      if (answer.is === 'granted') {
        mine.state = 'granted';
        renewal.keep(id, answer.token, sent);
        if (mine.others().length > 0) void takeNote(redis, mine.party, encoded).catch(() => {});
        return { granted: { token: answer.token, recovered, dirty: answer.dirty, fleet: answer.fleet } };
      }
      Object.assign(mine, { state: 'waiting', ahead: answer.ahead });
      if (answer.isMore) continue;
      if (mine.others().length > 0) await leaveNote(redis, mine.party, encoded, 2 * leaseMs).catch(() => {});
      const { holders, quarantineMs, nextMs } = answer;
      const pollMs = mine.ahead > 1 ? behindMs : frontMs;
      const pauseMs = quarantineMs > 0 ? quarantineMs : Math.min(randomInt(pollMs, 2 * pollMs), mine.ahead > 1 ? behindMs * 2 : nextMs + 1);
      const reason = quarantineMs > 0 ? { reason: startedAnew(address, quarantineMs) } : {};
      return { obstacle: blockedBy(mine, { holders, ...reason }, before, pauseMs), recovered };
    }
  };

  const wait = (obstacle: Obstacle, ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const { changes: before, pauseMs } = seen.get(obstacle) ?? { changes, pauseMs: frontMs };
      const end = () => {
        callOff();
        hearers.delete(end);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const callOff = clock.after(Math.min(ms, pauseMs), end);
      hearers.add(end);
      signal.addEventListener('abort', end, { once: true });
      if (signal.aborted || before !== changes) end();
    });

  const sign = async (token: string, who?: Process): Promise<boolean> => {
    const it = decodeToken(token);
    if (!it) return false;
    const sent = momentOf(clock);
    // Another process cannot renew anything: it is a witness that nobody hears of again.
    const isSigned = (await runAs(who ? newId() : session, scripts.signIn, it.id, String(it.seq))) === 1;
    if (isSigned && !who) renewal.keep(it.id, token, sent);
    return isSigned;
  };

  const take = async (id: string, fence: string, how: 'release' | 'abandon' | 'withdraw'): Promise<Withdrawn | undefined> => {
    const isLost = renewal.isLost(id);
    // Whatever comes of it, it is not renewed any more.
    own.delete(id);
    renewal.leave(id);
    const taken = readTaken(await run(scripts.take, id, fence, isLost ? 'abandon' : how), id);
    renewal.markGone(id);
    return taken;
  };

  const takeToken = async (token: string, how: 'release' | 'abandon'): Promise<Withdrawn | undefined> => {
    const it = decodeToken(token);
    return it && (await take(it.id, String(it.seq), how));
  };

  const withdraw = async (id: string): Promise<Withdrawn | undefined> => {
    if (!isId(id)) return undefined;
    const mine = own.get(id);
    if (mine?.state === 'waiting' && mine.others().length > 0) void takeNote(redis, mine.party, encoded).catch(() => {});
    own.delete(id);
    // One that never was in line.
    return mine?.state === 'new' && !(await find(id)) ? { heldMs: 0 } : take(id, '', 'withdraw');
  };

  const rows = async () => (await look(redis, encoded)).rows;
  const find = async (id: string): Promise<string | undefined> => {
    if (!isId(id)) return undefined;
    const [it] = readFound(await run(scripts.find, id), id);
    return it;
  };

  const sweep = async (): Promise<Standing[]> => {
    for (const found: Standing[] = []; ; ) {
      const { recovered, isMore } = readSweep(await run(scripts.sweep));
      found.push(...recovered);
      if (!isMore) return found;
    }
  };

  const close = () => {
    hearers.delete(onTold);
    renewal.stop();
    const asked = [...own.keys()];
    const signedOut = asked.length > 0 ? run(scripts.signOut, ...asked) : Promise.resolve();
    // If that fails, the leases end by themselves.
    void signedOut.catch(() => {}).finally(redis.close);
  };

  return {
    enter: async (request) => {
      own.set(request.id, { ...request, state: 'new', renewed: momentOf(clock), runId: redis.runId(), ahead: 0 });
    },
    place,
    wait,
    sign,
    isHeld: renewal.isHeld,
    isGone: renewal.isGone,
    refresh: renewal.refresh,
    downgrade: async (token) => (await runFor(scripts.downgrade, token)) === 1,
    lookAround: () => lookAround(redis, encoded),
    lastSeq: async () => readCount(await redis.command('GET', keys[0] ?? '').catch(() => 0)),
    errands: async () => {
      const found = await rows().catch(() => []);
      return found.flatMap(({ id, ticket, errand, isGranted }) =>
        errand === undefined || isGranted ? [] : [{ seq: ticket?.seq ?? 0, id, errand }],
      );
    },
    ids: async () => readIds(await redis.command('HKEYS', keys[1] ?? '')),
    find,
    release: async (token) => (await takeToken(token, 'release')) !== undefined,
    abandon: (token) => takeToken(token, 'abandon'),
    withdraw,
    settle: async (tokens) => {
      const ids = tokens.flatMap((it) => decodeToken(it)?.id ?? []);
      if (ids.length > 0) await run(scripts.settle, ...ids);
    },
    breakOff: async (id) => {
      const told = isId(id) ? await run(scripts.breakOff, id) : undefined;
      return told === 'taken back' || told === 'marked' ? told : undefined;
    },
    isLeftBroken: async (token) => (await runFor(scripts.leftBroken, token)) === 1,
    raise: async (token, floor) => readCount(await runFor(scripts.raise, token, String(floor))) || undefined,
    onPoke: (act) => {
      hearers.add(act);
      return () => hearers.delete(act);
    },
    sweep,
    close,
  };
}

const startedAnew = ({ shown }: RedisAddress, leftMs: number): string =>
  `The Redis at ${shown} was started just now, or has taken over: it grants nothing for another ${formatDuration(leftMs)}, so that who held a lock before has noticed.`;
