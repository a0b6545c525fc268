/** Where this host keeps its part of a fleet's lock: where it would be without a fleet, unless other hosts write there too. */
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { unless } from '../../base/errors.ts';
import { ownRoom } from '../../base/policy/own-room.ts';
import type { Place } from '../host/lock-dir.ts';
import { diskOf } from '../host/system/disk.ts';

/** `isOnOwnDisk` tells whether only this host writes to a directory, or to where it would be made. */
export function placeInFleet(place: Place, name: string, isOnOwnDisk: (dir: string) => boolean = isOnLocalDisk): Place {
  if (place.kind === 'given' || isOnOwnDisk(place.dir)) return { ...place, fleet: name };
  const digest = createHash('sha256').update(place.guards).digest('hex');
  return { dir: join(ownRoom(), digest), guards: place.guards, kind: 'given', fleet: name };
}

/**
 * In which order several are asked for: by name, since on another host the directory may be mounted elsewhere. Two on one host may have
 * one name, as two clones of one remote; they too have to have one order, or two jobs wait for each other, one on the host and one in the fleet.
 */
export const compareOrder = (one: Place, other: Place): number =>
  compare(one.fleet ?? one.dir, other.fleet ?? other.dir) || compare(one.dir, other.dir);

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** In doubt it is not. */
function isOnLocalDisk(dir: string): boolean {
  const isLocal = unless(['ENOENT', 'ENOTDIR'], () => diskOf(dir).isLocal);
  return isLocal ?? (dirname(dir) !== dir && isOnLocalDisk(dirname(dir)));
}
