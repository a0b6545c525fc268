/**
 * A directory of this user's on this host's own disk, for what must not lie on a network. The same for every process, whatever its
 * environment says of temporary directories: two that saw another one would not see each other.
 */
import { lstatSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { FetchLockError, unless } from '../errors.ts';
import { quoteForShell } from '../text.ts';

export const ownRoom = (): string =>
  process.platform === 'win32'
    ? join(process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'fetch-lock')
    : `/var/tmp/fetch-lock-${process.geteuid?.() ?? 0}`;

/** Makes it, if it is not there. Everybody may write where it lies: throws FL_LOCK_DIR for one that is not ours alone. */
export function makeOwnRoom(room = ownRoom()): void {
  unless(['EEXIST'], () => mkdirSync(room, { mode: 0o700 }));
  const found = lstatSync(room);
  const uid = process.geteuid?.();
  const isOurs = found.isDirectory() && (uid === undefined || (found.uid === uid && (found.mode & 0o077) === 0));
  if (isOurs) return;
  throw new FetchLockError('FL_LOCK_DIR', {
    what: `'${room}', where this host keeps its part of a fleet's locks, is not a directory of this user's alone.`,
    why: 'Somebody else may have made it.',
    fix: `See whose it is (ls -ld ${quoteForShell(room)}), and take it away; or give \`lock-dir\` on a local disk.`,
  });
}
