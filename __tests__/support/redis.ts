/**
 * A redis-server of the test's own, on a unix socket in a directory of its own, with nothing kept on disk. It is ended by its pid, and
 * also when the test's process dies, however it does: a shell that hears that its stdin has ended is the server's parent.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { createClient } from '@redis/client';

export interface RedisOptions {
  /** Of a server that has ended, to start another one in its place. */
  socket?: string;
  password?: string;
  /** More of redis-server's own options, such as `--maxmemory 2mb`. */
  args?: readonly string[];
}

export interface Redis {
  /** Without the password. */
  url: string;
  socket: string;
  pid: number;
  /** Another one each time a server is started. */
  runId: string;
  command(...words: string[]): Promise<unknown>;
  /** The lock `name` knows this server already, so that it grants without waiting for those of an earlier one. */
  preset(name: string): Promise<void>;
  /** SIGSTOP and SIGCONT too. */
  signal(how: NodeJS.Signals): void;
  /** Ends it without warning, and removes the directory it was given; one that is to come after it keeps the `socket`. */
  stop(keep?: 'socket'): Promise<void>;
}

const guardian = [
  'exec 3<&0',
  '"$@" 3<&- & server=$!',
  'echo "$server"',
  '{ read -r _ <&3; kill -KILL "$server"; } &',
  'wait "$server"',
  'kill $!',
].join('\n');
const running = new Set<Redis>();

export async function startRedis({ socket: given, password, args = [] }: RedisOptions = {}): Promise<Redis> {
  const socket = given ?? join(mkdtempSync(join(tmpdir(), 'fetch-lock-redis-')), 'r.sock');
  const own = ['--port', '0', '--unixsocket', socket, '--unixsocketperm', '700', '--dir', dirname(socket)];
  const kept = ['--save', '', '--appendonly', 'no', ...(password === undefined ? [] : ['--requirepass', password])];
  const shell = spawn('/bin/sh', ['-c', guardian, 'sh', 'redis-server', ...own, ...kept, ...args]);
  const gone = once(shell, 'close');
  const pid = await untilReady(shell).catch((error) => {
    if (given === undefined) rmSync(dirname(socket), { recursive: true, force: true });
    throw error;
  });
  const client = createClient({ socket: { path: socket, reconnectStrategy: false }, ...(password === undefined ? {} : { password }) });
  // A server that a test ends or stops cuts this connection too.
  client.on('error', () => {});
  await client.connect();
  const info = String(await client.sendCommand(['INFO', 'server']));
  const runId = /^run_id:(\w+)/m.exec(info)?.[1] ?? '';
  const redis: Redis = {
    ...{ url: `unix://${socket}`, socket, pid, runId },
    command: (...words) => client.sendCommand(words),
    preset: async (name) => {
      await client.sendCommand(['SET', `fetch-lock:{${name}}:server`, runId]);
    },
    signal: (how) => process.kill(pid, how),
    stop: async (keep) => {
      if (!running.delete(redis)) return;
      client.destroy();
      shell.stdin.end();
      await gone;
      if (keep === undefined) rmSync(dirname(socket), { recursive: true, force: true });
    },
  };
  running.add(redis);
  return redis;
}

/** Ends what a test left running. */
export const stopAllRedis = async (): Promise<void> => {
  await Promise.all([...running].map((it) => it.stop()));
};

/** The server's pid, as soon as it listens; rejects with what it said if it ends before. */
function untilReady(shell: ChildProcessWithoutNullStreams): Promise<number> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    for (const input of [shell.stdout, shell.stderr])
      createInterface({ input }).on('line', (line) => {
        if (said.length < 50) said.push(line);
        if (/ready to accept connections/i.test(line)) resolve(Number(said[0]));
      });
    shell.once('error', reject);
    shell.once('close', () => reject(new Error(`redis-server did not start: ${said.join('\n')}`)));
  });
}
