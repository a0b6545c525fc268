/** The user of docs/fleet.md may do all that a lock needs, and nothing else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { createClient } from '@redis/client';
import { systemClock } from '../../../src/base/clock.ts';
import { readAddress } from '../../../src/lock/fleet/address.ts';
import { openRedisStore } from '../../../src/lock/fleet/redis-store.ts';
import type { LockStore } from '../../../src/lock/store.ts';
import { type Mode, newId } from '../../../src/lock/ticket.ts';
import { startRedis, stopAllRedis } from '../../support/redis.ts';
import { makeRequest } from '../../support/requests.ts';
import { root } from '../../support/snippets.ts';

afterEach(stopAllRedis);

const never = new AbortController().signal;
const page = readFileSync(join(root, 'docs/fleet.md'), 'utf8');
const [, name = '', rules = ''] = /^user (\S+) (on >\S+ .*)$/m.exec(page) ?? [];
const [, password = ''] = />(\S+)/.exec(rules) ?? [];

/** Everything that a store can be asked for. */
async function doAll(one: LockStore, other: LockStore): Promise<void> {
  const party = newId();
  const ask = async (store: LockStore, mode: Mode, own = newId(), holdsMore = false) => {
    const others = holdsMore ? [{ place: { dir: '/x', guards: '/y', kind: 'given' as const }, token: `1.${newId()}` }] : [];
    const request = makeRequest({ mode, party: own, errand: 'an errand', purpose: 'fetch', others: () => others });
    await store.enter(request);
    const placed = await store.place(request.id, never);
    return { id: request.id, token: 'granted' in placed ? placed.granted.token : '' };
  };
  const writer = await ask(one, 'update', party);
  const waiter = await ask(other, 'exclusive', newId(), true);
  await ask(one, 'shared', party);
  expect([writer.token !== '', waiter.token]).toEqual([true, '']);
  expect(await other.sign(writer.token)).toBe(true);
  expect((await one.lookAround()).length).toBeGreaterThan(1);
  expect((await other.ids()).length).toBeGreaterThan(1);
  expect(await one.errands()).toHaveLength(1);
  expect(await one.lastSeq()).toBeGreaterThan(0);
  await one.refresh();
  expect(await one.raise(writer.token, 41)).toBe(42);
  const raised = (await other.find(writer.id)) ?? '';
  expect(await one.downgrade(raised)).toBe(true);
  expect(await one.breakOff(writer.id)).toBe('marked');
  await one.isLeftBroken(raised);
  await one.abandon(raised);
  await other.withdraw(waiter.id);
  await one.sweep();
  const last = await ask(other, 'update');
  await other.settle([last.token]);
  await other.release(last.token);
}

it('is enough for a whole life of a lock, and has no right that is not used', async () => {
  const redis = await startRedis();
  await redis.command('ACL', 'SETUSER', name, ...rules.split(' '));
  await redis.command('SELECT', '1');
  await redis.preset('acl');
  const address = readAddress('redis-url', `${redis.url.replace('unix://', `unix://${name}:${password}@`)}?db=1`);
  const open = () => openRedisStore('acl', address, systemClock, 'a host', newId());
  await redis.command('CONFIG', 'RESETSTAT');
  const stores = [await open(), await open()] as const;
  await doAll(...stores);
  const used = String(await redis.command('INFO', 'commandstats'));
  const denied = JSON.stringify(await redis.command('ACL', 'LOG'));
  for (const it of stores) it.close();
  expect(denied).toBe('[]');
  const granted = [...rules.matchAll(/\+(\w+)/g)].map(([, it]) => it ?? '');
  expect(granted.filter((it) => !used.includes(`cmdstat_${it}:`))).toEqual([]);
});

it.each([
  ['another key', ['GET', 'somebody:else']],
  ['another channel', ['PUBLISH', 'somebody:else', '']],
  ['what is dangerous', ['FLUSHALL']],
  ['what an admin does', ['CONFIG', 'GET', '*']],
])('may not touch %s', async (_, words) => {
  const redis = await startRedis();
  await redis.command('ACL', 'SETUSER', name, ...rules.split(' '));
  const client = createClient({ socket: { path: redis.socket, tls: false }, username: name, password });
  await client.connect();
  await expect(client.sendCommand(words)).rejects.toThrow(/NOPERM/);
  client.destroy();
});
