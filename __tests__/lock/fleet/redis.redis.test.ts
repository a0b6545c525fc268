/** The Redis that the tests of a fleet start for themselves. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, it } from '@jest/globals';
import { startRedis, stopAllRedis } from '../../support/redis.ts';
import { isRunning, until } from '../../support/until.ts';

afterEach(stopAllRedis);

it('answers on its socket, is ended by its pid, and leaves nothing', async () => {
  const redis = await startRedis();
  expect(await redis.command('PING')).toBe('PONG');
  expect(redis.runId).toMatch(/^[0-9a-f]{40}$/);
  await redis.preset('acme/monorepo');
  expect(await redis.command('GET', 'fetch-lock:{acme/monorepo}:server')).toBe(redis.runId);
  await redis.stop();
  expect([isRunning(redis.pid), existsSync(dirname(redis.socket))]).toEqual([false, false]);
});

it('is another server, and knows nothing, when it is started again in the same place', async () => {
  const first = await startRedis();
  await first.command('SET', 'key', 'value');
  await first.stop('socket');
  const second = await startRedis({ socket: first.socket });
  expect(await second.command('GET', 'key')).toBeNull();
  expect(second.runId).not.toBe(first.runId);
});

it('ends also while it is stopped', async () => {
  const redis = await startRedis();
  redis.signal('SIGSTOP');
  await redis.stop();
  expect(isRunning(redis.pid)).toBe(false);
});

it('says why it does not start, and leaves nothing', async () => {
  const home = process.env.TMPDIR;
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'fetch-lock-'));
  try {
    await expect(startRedis({ args: ['--maxmemory', 'much'] })).rejects.toThrow(/argument must be a memory value/);
    expect(readdirSync(process.env.TMPDIR)).toEqual([]);
  } finally {
    rmSync(process.env.TMPDIR, { recursive: true });
    if (home === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = home;
  }
});

it('dies with the process that started it, even by SIGKILL', async () => {
  const owner = spawn(process.execPath, [join(import.meta.dirname, '../../support/redis-owner.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: owner.stdout }), 'line')) as [string];
  const { pid, socket } = JSON.parse(line) as { pid: number; socket: string };
  expect(isRunning(pid)).toBe(true);
  owner.kill('SIGKILL');
  await until(() => !isRunning(pid));
  rmSync(dirname(socket), { recursive: true });
});
