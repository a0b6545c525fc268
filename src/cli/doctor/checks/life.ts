/** What happens in a lock directory: who is in line, what is written down, when, and whether there is space for it. */
import { accessSync, constants, lstatSync, type Stats, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { formatDuration } from '../../../base/duration.ts';
import { FetchLockError, messageOf, orNothing } from '../../../base/errors.ts';
import { inert } from '../../../base/text.ts';
import { findLockDir, type Place } from '../../../lock/host/lock-dir.ts';
import { lookAt, type Seen } from '../../../lock/look.ts';
import { journalOf } from '../../../report/archive.ts';
import { readEvents } from '../../../report/journal.ts';
import { nameJob } from '../../../report/words.ts';
import { as, type LockSight, type Said, said, shell } from '../finding.ts';
import { homeOf } from './place.ts';

const megabyte = 1_048_576;
const [fewBytes, noBytes] = [200 * megabyte, 10 * megabyte];
const [fewFiles, noFiles] = [2000, 100];

/** Of the file system of the lock, and of what it guards. */
export function checkSpace({ scope }: LockSight): Said[] {
  const homes = [homeOf(scope), scope.guards].filter((it) => lstatSync(it, { throwIfNoEntry: false }));
  const devices = new Map(homes.map((it) => [lstatSync(it).dev, it]));
  return [...devices.values()].flatMap((home) => {
    const { bavail, bsize, files, ffree } = statfsSync(home);
    const bytes = bavail * bsize;
    const fix = { advice: 'Free some. What is large there:', mend: shell`du -xak -- ${home} | sort -rn | head -n 20` };
    // A file system without a number of files has no end of them.
    const left = files === 0 ? Number.POSITIVE_INFINITY : ffree;
    const where = `where '${home}' is`;
    return [
      ...(bytes < fewBytes ? [said(bytes < noBytes ? 'fail' : 'warn', `${Math.floor(bytes / megabyte)} MiB are free ${where}.`, fix)] : []),
      ...(left < fewFiles
        ? [
            said(left < noFiles ? 'fail' : 'warn', `${left} inodes are free ${where}.`, {
              ...fix,
              mend: shell`du -xa --inodes -- ${home} | sort -rn | head -n 20`,
            }),
          ]
        : []),
    ];
  });
}

/** A lock goes on without its journal, so this is never a failure. */
export function checkJournal({ scope: { lock } }: LockSight): Said[] {
  const path = journalOf(lock.dir);
  const root = lstatSync(lock.dir, { throwIfNoEntry: false });
  const found = root?.isDirectory() ? lstatSync(path, { throwIfNoEntry: false }) : undefined;
  if (!root || !found) return [];
  if (!found.isFile()) {
    const mend = as([root.uid, found.uid], shell`rm -r -- ${path}`);
    return [said('warn', `The journal '${path}' is not a file, so nothing can be written down.`, { mend })];
  }
  const rights = rightsOfJournal(path, found, root);
  if (rights.length > 0) return rights;
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return [];
  } catch (error) {
    return [
      said('warn', `The journal cannot be written by this user: ${inert(messageOf(error))}.`, {
        advice: 'Look as the user of the runner, or as root.',
      }),
    ];
  }
}

function rightsOfJournal(path: string, found: Stats, root: Stats): Said[] {
  const isShared = (root.mode & 0o020) !== 0;
  const need = isShared ? 0o660 : 0o600;
  const warn = (is: string, mend: string) => said('warn', `The journal '${path}' ${is}.`, { mend });
  return [
    ...(!isShared && found.uid !== root.uid
      ? [
          warn(
            `belongs to user ${found.uid}, and the lock directory to user ${root.uid}`,
            as([], shell`chown -h ${`${root.uid}:${root.gid}`} -- ${path}`),
          ),
        ]
      : []),
    ...(isShared && found.gid !== root.gid
      ? [
          warn(
            `is of group ${found.gid}, and the lock directory of group ${root.gid}`,
            as([found.uid], shell`chgrp -h ${root.gid} -- ${path}`),
          ),
        ]
      : []),
    ...((found.mode & need) === need
      ? []
      : [
          warn(
            `has mode ${(found.mode & 0o7777).toString(8).padStart(4, '0')}, so that ${isShared ? 'not all of its group' : 'not even its owner'} can write there`,
            as([found.uid], shell`chmod ${isShared ? 'ug+rw' : 'u+rw'} -- ${path}`),
          ),
        ]),
  ];
}

// Clocks of one host differ by less, and so do file systems.
const toleratedMs = 5000;

export function checkClock({ scope: { lock }, clock }: LockSight): Said[] {
  const nowAt = clock.wall();
  const newest = readEvents(lock.dir).reduce((latest, { ts }) => Math.max(latest, Date.parse(ts)), 0);
  const ahead = newest - nowAt;
  const files = ['', 'q', 'h', 'seq', 'format', 'journal.jsonl'].map((it) => join(lock.dir, it));
  const late = files.flatMap((path) => {
    const { mtimeMs, uid } = orNothing(() => lstatSync(path)) ?? { mtimeMs: 0, uid: 0 };
    return mtimeMs > nowAt + toleratedMs ? [{ path, uid, byMs: mtimeMs - nowAt }] : [];
  });
  const isBehind = 'The clock of this host was put back, or was wrong then.';
  return [
    ...(ahead > toleratedMs
      ? [
          said('warn', `The newest entry of the journal is ${formatDuration(ahead)} ahead of this clock.`, {
            advice: `${isBehind} Ages and waits are wrong until it has caught up.`,
            mend: as([], 'timedatectl set-ntp true'),
          }),
        ]
      : []),
    ...late.slice(0, 1).map(({ path, uid, byMs }) =>
      said(
        'warn',
        `'${path}'${late.length > 1 ? ` and ${late.length - 1} more` : ''} was changed ${formatDuration(byMs)} ahead of this clock.`,
        {
          advice: `${isBehind} If it is right now:`,
          mend: as([uid], `touch -c -h -- ${late.map((it) => shell`${it.path}`).join(' ')}`),
        },
      ),
    ),
  ];
}

/** There is one, and a look at it can be had. What else it is, other checks tell. */
export function isReadable(lock: Place): boolean {
  try {
    return findLockDir(lock) !== undefined;
  } catch (error) {
    if (error instanceof FetchLockError) return false;
    throw error;
  }
}

const mostShown = 5;

/** The same judgement as that of the line; whoever asks next removes them. */
export async function checkDead({ scope, lockDir, clock }: LockSight): Promise<Said[]> {
  if (!isReadable(scope.lock)) return [];
  const nowAt = clock.wall();
  const { granted, waiting, dirty } = await lookAt(scope.lock, nowAt);
  const where = lockDir === undefined ? '' : shell` --lock-dir ${lockDir}`;
  const mend = `fetch-lock recover${where} -- ${shell`${scope.path}`}`;
  const dead = [
    ...granted.filter((it) => it.verdict === 'dead').map((it) => `A holder is dead: ${tell(it, nowAt)}.`),
    ...waiting.filter((it) => it.verdict === 'dead').map((it) => `A waiter is dead: ${tell(it, nowAt)}.`),
  ];
  const living = granted.length + waiting.length - dead.length;
  if (dead.length === 0 && dirty.length === 0) return living === 0 ? [] : [said('ok', `${living} in line, and nobody of them is dead.`)];
  if (dead.length === 0) return [said('ok', `Who writes next is told of ${dirty.length} who died while writing.`)];
  const shown = dead.slice(0, mostShown);
  if (dead.length > mostShown) shown.push(`And ${dead.length - mostShown} more are dead.`);
  // The command is for all of them, and stands below the last.
  return shown.map((it, index) =>
    said('warn', it, index === shown.length - 1 ? { mend, advice: 'Who asks next removes the dead, too.' } : {}),
  );
}

function tell({ id, mode, job, askedAt, grantedAt }: Seen, nowAt: number): string {
  const since = grantedAt ?? askedAt;
  const ago = since === undefined ? '' : `, since ${formatDuration(Math.max(0, nowAt - since))}`;
  return `${id} (${mode}) of ${nameJob(job)}${ago}`;
}
