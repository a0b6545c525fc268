/** Where the sockets of a lock directory are, one a process. Where there can be none, whoever waits looks for itself. */
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '../../ticket.ts';

/** Ends the name of a socket that may not be listening yet. Whoever finds it taken away does without. */
export const newSuffix = '.new';

const longestPath = 100; // sun_path has 104 bytes or more everywhere
const keyLength = newId().length;

export interface Sockets {
  /** The address of a socket by its key; undefined where there is none. */
  pathOf(key: string): string | undefined;
  close(): void;
}

/** The paths of its sockets are longer than an address can be. */
export const hasLongSockets = (root: string): boolean =>
  Buffer.byteLength(join(root, 's')) + 1 + keyLength + newSuffix.length > longestPath;

/** A long path is gone round by way of /proc on Linux. Windows has no sockets in the file system, and its pipes make who asks a busy one wait. */
export function openSockets(root: string, platform = process.platform): Sockets {
  const room = join(root, 's');
  if (platform === 'win32' || (platform !== 'linux' && hasLongSockets(root))) return { pathOf: () => undefined, close: () => {} };
  const fd = hasLongSockets(root) ? openSync(room, 'r') : undefined;
  return {
    pathOf: (key) => (fd === undefined ? join(room, key) : `/proc/self/fd/${fd}/${key}`),
    close: () => fd !== undefined && closeSync(fd),
  };
}
