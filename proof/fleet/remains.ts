/** What is left of a fleet's lock when nobody uses it any more: on each host one last owner takes it, settles, and sweeps. */
import type { Redis } from '../../__tests__/support/redis.ts';
import { systemClock } from '../../src/base/clock.ts';
import { messageOf } from '../../src/base/errors.ts';
import { acquire } from '../../src/lock/acquire.ts';
import { readAddress } from '../../src/lock/fleet/address.ts';
import { openStore } from '../../src/lock/fleet/open.ts';
import { newId } from '../../src/lock/ticket.ts';
import { tokensIn } from '../scene.ts';
import type { Host } from './crowd.ts';

/** What a lock at rest keeps in Redis: numbers, and which server it was. */
const atRest = ['seq', 'epoch', 'server', 'purpose'];

export async function leftBehind(hosts: readonly Host[], redis: Redis, name: string, timeoutMs: number): Promise<string[]> {
  const left: string[] = [];
  for (const host of hosts) left.push(...(await visit(host, timeoutMs)));
  const keys = (await redis.command('KEYS', '*')) as string[];
  const parts = keys.map((key) => (key.startsWith(`fetch-lock:{${name}}:`) ? key.slice(`fetch-lock:{${name}}:`.length) : key));
  return [...left, ...parts.filter((it) => !atRest.includes(it)).map((it) => `in Redis: ${it}`)];
}

async function visit({ name, place, address }: Host, timeoutMs: number): Promise<string[]> {
  const store = await openStore(place, systemClock, { address: readAddress('redis-url', address), onTrouble: () => {} });
  try {
    const request = { id: newId(), party: newId(), mode: 'exclusive' as const, others: () => [], job: {}, witnesses: [] };
    const lock = await acquire(store, request, {
      ...{ clock: systemClock, timeoutMs, signal: new AbortController().signal, report: () => {}, onWaiting: () => {} },
    });
    await lock.settle();
    await lock.release();
    await store.sweep();
    return tokensIn(place).map((it) => `on ${name}: ${it}`);
  } catch (error) {
    return [`on ${name}: a lock that cannot be had: ${messageOf(error)}`];
  } finally {
    store.close();
  }
}
