/** Opens the store of a place: the host's, and in a fleet whose address is known, both. */
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { orNothing } from '../../base/errors.ts';
import { makeOwnRoom, ownRoom } from '../../base/policy/own-room.ts';
import { openFileStore } from '../host/file-store.ts';
import { orRefuse, type Place } from '../host/lock-dir.ts';
import type { LockStore } from '../store.ts';
import { decodeToken } from '../ticket.ts';
import type { RedisAddress } from './address.ts';
import { tooSlow } from './redis/complaint.ts';

interface FleetUse {
  /** Left out: only this host's part is opened, and what it lets go of its keeper lets go of in the fleet. */
  address?: RedisAddress | undefined;
  /** Told in a sentence what is left to the lease. */
  onTrouble: (text: string) => void;
}

/** Throws FL_LOCK_DIR. What a fleet needs is loaded, and Redis reached, when it is needed, and without an address never. */
export async function openStore(place: Place, clock: Clock, { address, onTrouble }: FleetUse): Promise<LockStore> {
  const { fleet, dir } = place;
  if (fleet !== undefined && dirname(dir) === ownRoom()) orRefuse(dir, makeOwnRoom);
  const host = await openFileStore(place, clock);
  if (fleet === undefined || address === undefined) return host;
  const heldHere = (it: { place: Place }) => it.place.fleet === fleet;
  const { createFleetStore } = await import('./fleet-store.ts');
  return createFleetStore({
    ...{ host, clock, onTrouble },
    tooSlow: (limitMs) => tooSlow(address, limitMs),
    openFleet: async () => (await import('./redis-store.ts')).openRedisStore(fleet, address, clock, hostname()),
    heldBeside: ({ others }) => others().flatMap((it) => (heldHere(it) ? (decodeToken(it.token)?.id ?? []) : [])),
    isInDoubt: (token) => decodeToken(token) !== undefined && orNothing(() => existsSync(join(dir, 'crashed', token))) === true,
  });
}
