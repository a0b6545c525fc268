/** Where this host keeps its part of a fleet's lock: where it would be without a fleet, unless other hosts write there too. */
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { unless } from '../../base/errors.ts';
import { ownRoom } from '../../base/own-room.ts';
import type { Place } from '../host/lock-dir.ts';
import { diskOf } from '../host/system/disk.ts';

/** `isOnOwnDisk` tells whether only this host writes to a directory, or to where it would be made. */
export function placeInFleet(place: Place, name: string, isOnOwnDisk: (dir: string) => boolean = isOnLocalDisk): Place {
  if (place.kind === 'given' || isOnOwnDisk(place.dir)) return { ...place, fleet: name };
  const digest = createHash('sha256').update(place.guards).digest('hex');
  return { dir: join(ownRoom(), digest), guards: place.guards, kind: 'given', fleet: name };
}

/** In which order several are asked for, the same for everybody: on another host the directory may be mounted elsewhere. */
export const compareOrder = (a: Place, b: Place): number => (orderOf(a) < orderOf(b) ? -1 : 1);

const orderOf = ({ fleet, dir }: Place): string => fleet ?? dir;

/** In doubt it is not. */
function isOnLocalDisk(dir: string): boolean {
  const isLocal = unless(['ENOENT', 'ENOTDIR'], () => diskOf(dir).isLocal);
  return isLocal ?? (dirname(dir) !== dir && isOnLocalDisk(dirname(dir)));
}
