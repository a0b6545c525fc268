/**
 * The one place that talks to Redis: one connection, which is made when it is needed and made anew when it was lost.
 *
 * G1 nothing waits without a limit: neither connecting nor a command. G2 what did not answer in time is cut off, so that no late answer
 * is taken for another. G3 every failure is FL_BACKEND (complaint.ts). What was told by nobody listening is lost: whoever waits
 * looks again from time to time.
 */
import { atMost, type Clock, pause } from '../../../base/clock.ts';
import { FetchLockError } from '../../../base/errors.ts';
import type { RedisAddress } from '../address.ts';
import { complaintOf, mayPass, refuse } from './complaint.ts';
import type { Script } from './scripts.ts';

export interface Redis {
  run(script: Script, keys: readonly string[], args: readonly string[]): Promise<unknown>;
  command(...words: string[]): Promise<unknown>;
  /** Which server it was last; another one each time one is started. */
  runId(): string;
  close(): void;
}

type Client = Awaited<ReturnType<typeof createClient>>;

const [longestMs, lookMs] = [5000, 250];
const oldest = [6, 2];

/** `onMessage` hears what is published on the channel. Throws FL_BACKEND; one that loads its data is waited for, for one lease. */
export async function connectRedis(
  address: RedisAddress,
  clock: Clock,
  channel: string,
  onMessage: (text: string) => void,
): Promise<Redis> {
  const limitMs = Math.min(longestMs, address.leaseMs / 3);
  let current: { client: Client; ready: Promise<unknown> } | undefined;
  let runId = '';
  let isClosed = false;

  const drop = (client: Client): void => {
    if (current?.client === client) current = undefined;
    client.destroy();
  };

  const limited = async <T>(client: Client, work: Promise<T>): Promise<T> => {
    const answer = await atMost(
      clock,
      limitMs,
      work.then((value) => ({ value })),
    );
    if (answer) return answer.value;
    drop(client);
    throw complaintOf(address, new Error('did not answer'));
  };

  const prepare = async (client: Client): Promise<void> => {
    await client.connect();
    const info = String(await client.sendCommand(['INFO']));
    refuseUnfit(address, info);
    runId = /^run_id:(\w+)/m.exec(info)?.[1] ?? '';
    await client.subscribe(channel, onMessage);
  };

  const live = async (): Promise<Client> => {
    if (isClosed) throw complaintOf(address, new Error('The client is closed'));
    if (!current) {
      const client = await createClient(address);
      if (!current) {
        // It is told to whoever asks next.
        client.on('error', () => {});
        client.on('terminated', () => drop(client));
        const ready = limited(client, prepare(client));
        current = { client, ready };
        ready.catch(() => drop(client));
      }
    }
    const { client, ready } = current;
    await ready;
    return client;
  };

  const command = async (words: string[]): Promise<unknown> => {
    try {
      const client = await live();
      return await limited(client, client.sendCommand(words));
    } catch (error) {
      throw complaintOf(address, error);
    }
  };

  const run = async ({ text, sha }: Script, keys: readonly string[], args: readonly string[]): Promise<unknown> => {
    const rest = [String(keys.length), ...keys, ...args];
    try {
      const client = await live();
      return await limited(
        client,
        client.sendCommand(['EVALSHA', sha, ...rest]).catch((error) => {
          if (!String(error).includes('NOSCRIPT')) throw error;
          return client.sendCommand(['EVAL', text, ...rest]);
        }),
      );
    } catch (error) {
      throw complaintOf(address, error);
    }
  };

  const redis: Redis = {
    run,
    command: (...words) => command(words),
    runId: () => runId,
    close: () => {
      isClosed = true;
      if (current) drop(current.client);
    },
  };
  for (const startedMs = clock.now(); ; ) {
    try {
      await live();
      return redis;
    } catch (error) {
      const told = complaintOf(address, error);
      const isLoading = /loading/.test(told.trouble.why ?? '') && mayPass(told);
      if (!isLoading || clock.now() - startedMs > address.leaseMs) {
        redis.close();
        throw told;
      }
      await pause(clock, lookMs);
    }
  }
}

/** Loaded when it is used: who has no fleet does not pay for it. */
async function createClient({ at, user, password, database }: RedisAddress) {
  const redis = await import('@redis/client');
  const socket = 'path' in at ? { path: at.path, tls: false as const } : at.isTls ? { ...tcp(at), tls: true as const } : tcp(at);
  const client = redis.createClient({
    socket: { ...socket, connectTimeout: longestMs, reconnectStrategy: false },
    ...(user === undefined ? {} : { username: user }),
    ...(password === undefined ? {} : { password }),
    ...{ database, RESP: 3, disableOfflineQueue: true, disableClientInfo: true, maintNotifications: 'disabled' },
    // The limit is ours.
    commandOptions: { timeout: 0 },
  });
  client.unref();
  return client;
}

const tcp = ({ host, port }: { host: string; port: number }) => ({ host, port, ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }) });

/** Throws FL_BACKEND for a server that could lose a lock, or does not know what we need. */
function refuseUnfit(address: RedisAddress, info: string): void {
  const tell = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? '';
  if (tell('loading') === '1') throw complaintOf(address, new Error('LOADING'));
  const [major = 0, minor = 0] = tell('redis_version').split('.').map(Number);
  const [mostMajor = 0, leastMinor = 0] = oldest;
  if (!/^\w+$/.test(tell('run_id')) || major < mostMajor || (major === mostMajor && minor < leastMinor)) {
    throw complaintOf(address, new Error('unsupported'));
  }
  if (Number(tell('maxmemory')) > 0 && tell('maxmemory_policy').startsWith('allkeys')) {
    throw refuse(address, {
      why: 'It may throw away any key when its memory is full, and so a lock that is held.',
      fix: 'Set its `maxmemory-policy` to noeviction, or to one that begins with volatile.',
    });
  }
}

export const isBackend = (error: unknown): error is FetchLockError => error instanceof FetchLockError && error.code === 'FL_BACKEND';
