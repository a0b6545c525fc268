/** A Redis that cannot be used, each for a reason of its own: FL_BACKEND, why, and what to do. */

import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/base/clock.ts';
import { readAddress } from '../../../src/lock/fleet/address.ts';
import { openRedisStore } from '../../../src/lock/fleet/redis-store.ts';
import { makeHome, removeAll } from '../../support/places.ts';
import { startRedis, stopAllRedis } from '../../support/redis.ts';
import { makeRequest } from '../../support/requests.ts';
import { until } from '../../support/until.ts';

const [user, password] = ['c4nary-user', 'c4nary-w0rd'];
const never = new AbortController().signal;
afterEach(async () => {
  await stopAllRedis();
  removeAll();
});

const withAccount = (url: string, secret = password, who = '') => url.replace('unix://', `unix://${who}:${secret}@`);

/** Everything that the failure to open that store, or to get a lock from it, tells to anybody. */
async function failureOf(url: string): Promise<{ told: string; seen: string }> {
  try {
    const store = await openRedisStore('a lock', readAddress('redis-url', `${url}?lease=5s`), systemClock);
    const request = makeRequest();
    await store.enter(request);
    await store.place(request.id, never).finally(store.close);
    return { told: 'granted', seen: '' };
  } catch (error) {
    return { told: (error as Error).message, seen: `${inspect(error, { depth: 9, showHidden: true })} ${(error as Error).stack}` };
  }
}

async function expectRefusal(url: string, why: RegExp, fix: RegExp): Promise<void> {
  const { told, seen } = await failureOf(url);
  expect(told).toMatch(/^The Redis at \S+ cannot be used\. .*\[FL_BACKEND\]$/);
  expect(told).toMatch(why);
  expect(told).toMatch(fix);
  expect(seen).not.toContain('c4nary');
}

/** Whoever asks there is answered with this, if with anything. */
async function answerWith(text: string | undefined): Promise<{ url: string; close(): Promise<void> }> {
  const path = join(makeHome(), 's');
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => {}));
    socket.on('data', () => text !== undefined && socket.end(text));
  });
  server.listen(path);
  await once(server, 'listening');
  return {
    url: `unix://${path}`,
    close: async () => {
      for (const it of sockets) it.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

describe('a Redis that cannot be used (P17)', () => {
  it('is away', async () => {
    await expectRefusal(withAccount(`unix://${makeHome()}/s`), /Nothing listens there/, /Start it/);
    await expectRefusal('redis://me:c4nary-w0rd@127.0.0.1:1', /Nothing listens there/, /Start it/);
    await expectRefusal('redis://me:c4nary-w0rd@no-such-host.invalid', /name of its host is not known/, /name service/);
  });

  it('wants another password, or another user, or any', async () => {
    const guarded = await startRedis({ password });
    await expectRefusal(withAccount(guarded.url, 'c4nary-wrong'), /does not accept/, /percent-encoded/);
    await expectRefusal(withAccount(guarded.url, password, user), /does not accept/, /percent-encoded/);
    await expectRefusal(guarded.url, /wants a user and a password/, /USER:PASSWORD/);
  });

  it('has a user who may not do enough, and is fine with the rights that are named then', async () => {
    const redis = await startRedis();
    const url = withAccount(redis.url, password, user);
    await redis.command('ACL', 'SETUSER', user, 'on', `>${password}`, '+@all', '-@scripting', '~*', '&*');
    await expectRefusal(url, /may not do what a lock needs/, /&fetch-lock/);
    await redis.command('ACL', 'SETUSER', user, 'reset', 'on', `>${password}`, '+@all', '~other:*', '&*');
    await expectRefusal(url, /may not do what a lock needs/, /~fetch-lock/);
    const words = /Grant it: (.*) and (\S+) \./.exec((await failureOf(url)).told) ?? [];
    const rights = `${words[1]} ${words[2]}`.split(/[ ,]+/);
    await redis.command('ACL', 'SETUSER', user, 'reset', 'on', `>${password}`, ...rights);
    await redis.preset('a%20lock');
    expect((await failureOf(url)).told).toBe('granted');
  });

  it('is a replica', async () => {
    const [primary, replica] = [await startRedis(), await startRedis()];
    await replica.command('REPLICAOF', '127.0.0.1', '1');
    await expectRefusal(replica.url, /read-only replica/, /primary/);
    await primary.stop();
  });

  it('is full, or throws away what it likes when it is', async () => {
    const redis = await startRedis();
    await redis.command('CONFIG', 'SET', 'maxmemory', '1');
    await expectRefusal(redis.url, /memory is full/, /maxmemory/);
    await redis.command('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru');
    await expectRefusal(redis.url, /throw away any key/, /noeviction/);
  });

  it('cannot write to its disk', async () => {
    const redis = await startRedis({ args: ['--dir', '/proc', '--stop-writes-on-bgsave-error', 'yes'] });
    await redis.command('CONFIG', 'SET', 'save', '3600 1');
    await redis.command('SET', 'any', 'thing');
    await redis.command('BGSAVE');
    const ends = async () => String(await redis.command('INFO', 'persistence')).includes('rdb_last_bgsave_status:err');
    await until(ends);
    await expectRefusal(redis.url, /cannot write its data to disk/, /Free space/);
  });

  it('has as many clients as it takes', async () => {
    const redis = await startRedis();
    await redis.command('CONFIG', 'SET', 'maxclients', '1');
    await expectRefusal(redis.url, /as many clients|connection was cut/, /maxclients|log/);
  });

  it('is a node of a cluster that keeps the lock elsewhere', async () => {
    const redis = await startRedis({ args: ['--cluster-enabled', 'yes'] });
    await expectRefusal(redis.url, /cluster/, /Wait|no cluster/);
  });

  it('has something else under the names of the lock', async () => {
    const redis = await startRedis();
    await redis.command('SET', 'fetch-lock:{a%20lock}:leases', 'not ours');
    await expectRefusal(redis.url, /Something else is stored/, /lock-name/);
  });

  it.each([
    ['speaks another protocol', 'HTTP/1.1 400 Bad Request\r\n\r\n', /no Redis/, /heck host and port/],
    ['is one that hangs up', '', /connection was cut/, /log/],
    ['never answers', undefined, /did not answer in time/, /whether it runs/],
    ['says what nobody knows', '-ERR \u001b[31m ::error::c4nary-w0rd\r\n', /It says: .*/, /log/],
  ])('%s', async (_, text, why, fix) => {
    const server = await answerWith(text);
    await expectRefusal(withAccount(server.url, password, user), why, fix);
    await server.close();
  });
});
