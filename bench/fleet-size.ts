/**
 * What a fleet costs its Redis: `npm run fleet-size`, with numbers of waiters to choose others. A line of so many waiters on one lock, each
 * a session of its own, asked over a few connections; then hand-offs along it, and what all of them cost who only wait.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { systemClock } from '../src/base/clock.ts';
import { readAddress } from '../src/lock/fleet/address.ts';
import { connectRedis, type Redis } from '../src/lock/fleet/redis/client.ts';
import { channelOf, keysOf } from '../src/lock/fleet/redis/keys.ts';
import { aboutOf, readPlacement } from '../src/lock/fleet/redis/records.ts';
import * as scripts from '../src/lock/fleet/redis/scripts.ts';
import { newId } from '../src/lock/ticket.ts';

const [leaseMs, pollMs, handOffs] = [30_000, 6000, 200];
const about = aboutOf(
  {
    repository: 'an-organization/a-repository',
    run_id: '12345678901',
    job: 'build-and-test',
    job_index: '7',
    runner: 'runner-17',
    host: 'host-17',
  },
  'host-17.example',
);

interface Asked {
  id: string;
  session: string;
}

const at = (times: number[], share: number): number => [...times].sort((a, b) => a - b)[Math.floor((times.length - 1) * share)] ?? 0;

async function measure(redis: Redis, count: number): Promise<string> {
  const name = newId();
  const keys = keysOf(name);
  const line: Asked[] = Array.from({ length: count + 1 }, () => ({ id: newId(), session: newId() }));
  const run = (session: string, script: scripts.Script, ...args: string[]) =>
    redis.run(script, keys, [session, String(leaseMs), channelOf(name), ...args]);
  const place = async ({ id, session }: Asked) =>
    readPlacement(id, await run(session, scripts.place, id, '1', 'x', id, about, '', '-', ''));
  const used = async () => Number(/^used_memory:(\d+)/m.exec(String(await redis.command('INFO', 'memory')))?.[1]);
  const cpuMs = async () => {
    const [, sys, user] = /used_cpu_sys:([\d.]+)[\s\S]*used_cpu_user:([\d.]+)/.exec(String(await redis.command('INFO', 'cpu'))) ?? [];
    return (Number(sys) + Number(user)) * 1000;
  };
  const timed = async (act: (it: Asked) => Promise<unknown>, those: Asked[]): Promise<number> => {
    const before = await cpuMs();
    for (let first = 0; first < those.length; first += 50) await Promise.all(those.slice(first, first + 50).map((it) => act(it)));
    return ((await cpuMs()) - before) / those.length;
  };

  // A server that was started just now would grant nothing yet.
  await redis.command('SET', keys.find((it) => it.endsWith(':server')) ?? '', redis.runId());
  const before = await used();
  const enterMs = await timed(place, line);
  const bytes = ((await used()) - before) / count;
  const waiting = line.slice(1);
  const lookMs = await timed(place, waiting);
  const renewMs = await timed(({ id, session }) => run(session, scripts.renew, id), waiting);
  const times: number[] = [];
  for (let index = 0; index < Math.min(handOffs, count); index++) {
    const [holder, next] = [line[index] as Asked, line[index + 1] as Asked];
    const startedMs = performance.now();
    await run(holder.session, scripts.take, holder.id, '', 'withdraw');
    const got = await place(next);
    times.push(performance.now() - startedMs);
    if (got?.is !== 'granted') throw new Error('the next in line was not let in');
  }
  const aSecond = count * (1000 / pollMs + 3000 / leaseMs);
  const load = count * ((lookMs * 1000) / pollMs + (renewMs * 3000) / leaseMs);
  await redis.command('UNLINK', ...keys);
  return [
    ...[count, `${enterMs.toFixed(3)} ms`, `${lookMs.toFixed(3)} ms`, `${renewMs.toFixed(3)} ms`, `${at(times, 0.5).toFixed(2)} ms`],
    ...[`${at(times, 0.95).toFixed(2)} ms`, `${Math.round(bytes)} B`, Math.round(aSecond), `${(load / 10).toFixed(1)} %`],
  ].join(' | ');
}

const counts = process.argv.slice(2).map(Number);
const dir = mkdtempSync(join(tmpdir(), 'fetch-lock-size-'));
const socket = join(dir, 's');
const server = spawn('redis-server', ['--port', '0', '--unixsocket', socket, '--save', '', '--appendonly', 'no', '--dir', dir]);
const ended = once(server, 'close');
try {
  for await (const text of createInterface({ input: server.stdout })) if (text.includes('ready to accept')) break;
  const redis = await connectRedis(readAddress('redis-url', `unix://${socket}`), systemClock, 'unheard', () => {});
  console.log(`${execFileSync('redis-server', ['--version'], { encoding: 'utf8' }).split(' sha')[0]}, lease ${leaseMs / 1000} s`);
  console.log('waiters | to enter | to look | to renew | hand-off p50 | p95 | memory each | calls a second | of one core');
  console.log('--- | --- | --- | --- | --- | --- | --- | --- | ---');
  for (const count of counts.length > 0 ? counts : [100, 1000, 10_000]) console.log(await measure(redis, count));
  redis.close();
} finally {
  server.kill('SIGKILL');
  await ended;
  rmSync(dir, { recursive: true, force: true });
}
