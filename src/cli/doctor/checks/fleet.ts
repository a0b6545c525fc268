/** Of a fleet: whether Redis answers, and what the lock is called there. */
import { hostname } from 'node:os';
import { inert } from '../../../base/text.ts';
import { type LockSight, type Said, said } from '../finding.ts';

export async function checkFleet({ scope: { lock }, address, clock }: LockSight): Promise<Said[]> {
  if (lock.fleet === undefined || !address) return [];
  const { openRedisStore } = await import('../../../lock/fleet/redis-store.ts');
  const store = await openRedisStore(lock.fleet, address, clock, hostname());
  try {
    const count = (await store.ids()).length;
    const line = count === 0 ? 'nobody holds it or waits for it' : `${count} hold it or wait for it`;
    return [said('ok', `The Redis at ${address.shown} answers. There the lock is called '${inert(lock.fleet, 300)}'; ${line}.`)];
  } finally {
    store.close();
  }
}
