import type { Clock } from '../../base/clock.ts';
import { FetchLockError } from '../../base/errors.ts';
import type { LockStore } from '../store.ts';
import type { RedisAddress } from './address.ts';

/** Opens the store of that lock of the fleet's. `host` is for people. Throws FL_BACKEND. */
export async function openRedisStore(_name: string, address: RedisAddress, _clock: Clock, _host?: string): Promise<LockStore> {
  throw new FetchLockError('FL_BACKEND', { what: `The Redis at ${address.shown} cannot be used yet.` });
}
