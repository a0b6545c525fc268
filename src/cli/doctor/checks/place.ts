/** Where a lock lives: may it be there, and may everybody use it who should? */
import { accessSync, constants, type Dirent, existsSync, lstatSync, readdirSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errnoOf, FetchLockError, unless } from '../../../base/errors.ts';
import { inert, plural } from '../../../base/text.ts';
import {
  fileSystemIsLocal,
  findLockDir,
  hasLockDir,
  type Place,
  refusal,
  refuseMountPoint,
  rooms,
  whatIsStrange,
} from '../../../lock/host/lock-dir.ts';
import { hasLongSockets } from '../../../lock/host/system/sockets.ts';
import { as, type LockSight, ofTrouble, type Said, said, shell } from '../finding.ts';

/** Where the lock directory is, or would be made. */
export const homeOf = ({ lock }: LockSight['scope']): string => (hasLockDir(lock) ? lock.dir : dirname(lock.dir));

/** A place for locks that those who have the guarded thing share as they share that. */
function makeLockDir({ guards }: Place): string {
  const { uid, gid, mode } = unless(['ENOENT', 'ENOTDIR'], () => statSync(guards)) ?? statSync(dirname(guards));
  return as([], shell`install -d -o ${uid} -g ${gid} -m ${mode & 0o020 ? '2770' : '2700'} -- ${'/var/lib/fetch-lock'}`);
}

const thenGiveIt = 'Then give `lock-dir: /var/lib/fetch-lock` in every step, and `--lock-dir /var/lib/fetch-lock` here:';

function orElsewhere(lock: Place, act: () => unknown): Said[] {
  try {
    act();
    return [];
  } catch (error) {
    if (!(error instanceof FetchLockError)) throw error;
    const { what, why } = error.trouble;
    return [ofTrouble({ what, ...(why === undefined ? {} : { why }), fix: thenGiveIt }, makeLockDir(lock))];
  }
}

export const checkMount = ({ scope: { lock } }: LockSight): Said[] => orElsewhere(lock, () => refuseMountPoint(lock));

export const checkFileSystem = ({ scope }: LockSight): Said[] =>
  orElsewhere(scope.lock, () => fileSystemIsLocal(scope.lock, homeOf(scope)));

const longestName = 255; // NAME_MAX, in bytes

export function checkPathLength({ scope: { lock } }: LockSight): Said[] {
  const fix = { mend: makeLockDir(lock), advice: thenGiveIt };
  const name = Buffer.byteLength(basename(lock.dir));
  if (name > longestName)
    return [said('fail', `The name of the lock directory would have ${name} bytes, and ${longestName} are possible.`, fix)];
  // On Linux a long path is gone round by way of /proc.
  if (!hasLongSockets(lock.dir) || existsSync('/proc/self/fd')) return [];
  const length = Buffer.byteLength(lock.dir);
  return [
    said(
      'warn',
      `The path of the lock directory has ${length} bytes, too many for its sockets, so that waiters only look now and then.`,
      fix,
    ),
  ];
}

const me = () => {
  const uid = process.geteuid?.();
  return uid === undefined ? undefined : { uid, groups: [process.getegid?.() ?? -1, ...(process.getgroups?.() ?? [])] };
};

export function checkDirectory({ scope: { lock } }: LockSight): Said[] {
  const above = statSync(dirname(lock.dir));
  if (!hasLockDir(lock)) return mayBeMade(lock, above);
  const found = lstatSync(lock.dir);
  const [is, command] = whatIsStrange(lock.dir, found, above, me()) ?? [];
  if (is !== undefined && command !== undefined) {
    const isOwners = found.isDirectory() && (found.mode & 0o1002) === 0;
    const mend = isOwners ? as([], shell`chown -hR ${`${above.uid}:${above.gid}`} -- ${lock.dir}`) : as([found.uid], command);
    return [said('fail', `'${lock.dir}' cannot be the lock directory: it ${is}.`, { mend })];
  }
  const wrong = rightsOf(found, found).map((it) => said('fail', `The lock directory '${lock.dir}' ${it.is}.`, { mend: it.mend(lock.dir) }));
  return [...wrong, ...strangersOwn(lock, found)];
}

/** Root may use it, and does not see by that who may not. */
function strangersOwn({ dir, guards }: Place, found: Stats): Said[] {
  const guarded = unless(['ENOENT', 'ENOTDIR'], () => statSync(guards));
  if (process.geteuid?.() !== 0 || !guarded || guarded.uid === found.uid || (found.mode & 0o020) !== 0) return [];
  return [
    said('fail', `The lock directory '${dir}' belongs to user ${found.uid} alone, and what it guards to user ${guarded.uid}.`, {
      mend: shell`chown -hR ${`${guarded.uid}:${guarded.gid}`} -- ${dir}`,
    }),
  ];
}

function mayBeMade({ dir, guards }: Place, above: Stats): Said[] {
  const parent = dirname(dir);
  try {
    accessSync(parent, constants.W_OK | constants.X_OK);
    return [];
  } catch (error) {
    const trouble = refusal(dir, error);
    if (!(trouble instanceof FetchLockError)) throw error;
    const isDenied = errnoOf(error) === 'EACCES';
    const { what, why, fix } = trouble.trouble;
    const elsewhere = { mend: makeLockDir({ dir, guards, kind: 'beside' }), advice: thenGiveIt };
    // Who may write there may not be who looks.
    const mend =
      isDenied && above.uid !== 0 && !(above.mode & 0o200)
        ? { mend: as([above.uid], shell`chmod u+rwx -- ${parent}`), advice: fix }
        : elsewhere;
    return [said('fail', [what, why].join(' '), mend)];
  }
}

interface Wrong {
  is: string;
  mend(path: string): string;
}

/** What keeps those out who may use a lock directory, of something in it, or of itself. */
function rightsOf(found: Stats, root: Stats): Wrong[] {
  const isShared = (root.mode & 0o020) !== 0;
  const need = isShared ? 0o2770 : 0o700;
  const mode = (found.mode & 0o7777).toString(8).padStart(4, '0');
  const owners = [found.uid];
  const wrong: Wrong[] = [];
  if (!isShared && found.uid !== root.uid)
    wrong.push({
      is: `belongs to user ${found.uid}, and the lock directory to user ${root.uid}`,
      mend: (path) => as([], shell`chown -hR ${`${root.uid}:${root.gid}`} -- ${path}`),
    });
  if (isShared && found.gid !== root.gid)
    wrong.push({
      is: `is of group ${found.gid}, and the lock directory of group ${root.gid}`,
      mend: (path) => as(owners, shell`chgrp -hR ${root.gid} -- ${path}`),
    });
  // A change of group takes the bit away, so that this comes after it.
  if ((found.mode & need) !== need)
    wrong.push({
      is: `has mode ${mode}, so that ${isShared ? 'not all of its group' : 'not even its owner'} can do there what is needed`,
      mend: (path) => as(owners, shell`chmod ${isShared ? 'ug+rwx,g+s' : 'u+rwx'} -- ${path}`),
    });
  if (found.mode & 0o002)
    wrong.push({ is: `has mode ${mode}: everybody may write there`, mend: (path) => as(owners, shell`chmod o-w -- ${path}`) });
  if (found.mode & 0o1000)
    wrong.push({
      is: `has the sticky bit, so nobody could remove what a dead user left`,
      mend: (path) => as(owners, shell`chmod -t -- ${path}`),
    });
  return wrong;
}

const [mostShown, mostNames] = [5, 2000];

/** The rooms, and the requests in them. */
export function checkContents({ scope: { lock } }: LockSight): Said[] {
  const root = lstatSync(lock.dir, { throwIfNoEntry: false });
  if (!root?.isDirectory()) return [];
  const found: Said[] = [];
  const lookAt = (path: string, wanted: 'room' | 'request'): boolean => {
    const it = lstatSync(path, { throwIfNoEntry: false });
    if (!it) return false;
    const name = inert(path.slice(lock.dir.length + 1));
    if (!it.isDirectory()) {
      if (wanted === 'room')
        found.push(
          said('fail', `'${name}' in the lock directory is not a directory.`, { mend: as([root.uid, it.uid], shell`rm -- ${path}`) }),
        );
      return false;
    }
    for (const wrong of rightsOf(it, root))
      found.push(said('fail', `'${name}' in the lock directory ${wrong.is}.`, { mend: wrong.mend(path) }));
    return true;
  };
  const inside: string[] = [];
  for (const room of [...rooms, 'latch'].map((it) => join(lock.dir, it)))
    if (lookAt(room, 'room') && ['q', 'h', 'crashed'].includes(basename(room))) inside.push(...directoriesIn(room).slice(0, mostNames));
  for (const it of inside) lookAt(it, 'request');
  const more = found.length - mostShown;
  return [
    ...found.slice(0, mostShown),
    ...(more > 0 ? [said('fail', `And ${plural(more, 'fault')} more of that kind.`, { advice: 'Mend these, and look again.' })] : []),
  ];
}

const directoriesIn = (room: string): string[] =>
  (unless(['ENOENT', 'ENOTDIR'], (): Dirent[] => readdirSync(room, { withFileTypes: true })) ?? [])
    .filter((it) => it.isDirectory())
    .map((it) => join(it.parentPath, it.name));

/** Another version may have made it, or it guards another path. */
export function checkFormat({ scope: { lock } }: LockSight): Said[] {
  const isDirectory = (path: string) => lstatSync(path, { throwIfNoEntry: false })?.isDirectory();
  // Of what is none the other checks tell.
  if (
    ![lock.dir, join(lock.dir, 'q'), join(lock.dir, 'h')].every(isDirectory) ||
    whatIsStrange(lock.dir, lstatSync(lock.dir), statSync(dirname(lock.dir)))
  )
    return [];
  findLockDir(lock);
  return [];
}
