/** Where this host keeps its part of a fleet's lock: where it would be without a fleet, unless other hosts write there too. */
import { createHash } from 'node:crypto';
import { statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unless } from '../../base/errors.ts';
import { ownRoom } from '../../base/own-room.ts';
import { localTypes, type Place } from '../host/lock-dir.ts';

/** `isOnOwnDisk` tells whether only this host writes to a directory, or to where it would be made. */
export function placeInFleet(place: Place, name: string, isOnOwnDisk: (dir: string) => boolean = isOnLocalDisk): Place {
  if (place.kind === 'given' || isOnOwnDisk(place.dir)) return { ...place, fleet: name };
  const digest = createHash('sha256').update(place.guards).digest('hex');
  return { dir: join(ownRoom(), digest), guards: place.guards, kind: 'given', fleet: name };
}

/** In doubt it is not. */
function isOnLocalDisk(dir: string): boolean {
  const type = unless(['ENOENT', 'ENOTDIR'], () => statfsSync(dir).type);
  if (type !== undefined) return localTypes.has(type);
  return dirname(dir) !== dir && isOnLocalDisk(dirname(dir));
}
