/**
 * All checks, in the order in which they are made, and how one is made: it looks, changes nothing, and answers what it found. One that
 * cannot look is a warning and stops no other.
 */
import { errnoOf, FetchLockError, messageOf } from '../../base/errors.ts';
import { inert } from '../../base/text.ts';
import { checkFleet } from './checks/fleet.ts';
import { checkConfiguration, checkGcPid, checkGitLocks } from './checks/git.ts';
import { checkInotify, checkPolicy, checkVersion } from './checks/host.ts';
import { checkClock, checkDead, checkJournal, checkSpace } from './checks/life.ts';
import { checkHalf, checkMirror, checkOwner } from './checks/mirror.ts';
import { checkContents, checkDirectory, checkFileSystem, checkFormat, checkMount, checkPathLength } from './checks/place.ts';
import { type Finding, type LockSight, ofTrouble, type Said, type Sight, said } from './finding.ts';

export interface Check<Seen> {
  id: string;
  /** What it says if it finds nothing. */
  fine: string;
  /** Where this fails nothing else can be looked at. */
  isFirst?: true;
  /** Whatever it throws is a finding. */
  look(seen: Seen): Said[] | Promise<Said[]>;
}

export const hostChecks: readonly Check<Sight>[] = [
  { id: 'git', fine: 'git is new enough.', look: checkVersion },
  { id: 'policy', fine: 'No policy restricts this host.', look: checkPolicy },
  { id: 'inotify', fine: 'Waiters can watch directories.', look: checkInotify },
];

export const lockChecks: readonly Check<LockSight>[] = [
  { id: 'path-length', fine: 'Its path is short enough.', look: checkPathLength, isFirst: true },
  { id: 'mount', fine: 'It is no mount point.', look: checkMount },
  { id: 'file-system', fine: 'The lock is on a local file system.', look: checkFileSystem },
  { id: 'fleet', fine: 'It is a lock of this host alone.', look: checkFleet },
  { id: 'space', fine: 'There is space.', look: checkSpace },
  { id: 'lock-dir', fine: 'The lock directory can be used.', look: checkDirectory },
  { id: 'contents', fine: 'What is in the lock directory has the right owners and modes.', look: checkContents },
  { id: 'format', fine: 'The lock directory is of a format that this version knows.', look: checkFormat },
  { id: 'journal', fine: 'The journal can be written.', look: checkJournal },
  { id: 'clock', fine: 'Nothing comes from the future.', look: checkClock },
  { id: 'dead', fine: 'Nobody in line is dead.', look: checkDead },
  { id: 'owner', fine: 'It belongs to whom it should.', look: checkOwner },
  { id: 'half', fine: 'It is whole, or no repository.', look: checkHalf },
  { id: 'mirror', fine: 'No making of a mirror was left half done.', look: checkMirror },
  { id: 'git-locks', fine: 'No git left a lock file.', look: checkGitLocks },
  { id: 'gc-pid', fine: 'No gc elsewhere keeps git waiting.', look: checkGcPid },
  { id: 'configuration', fine: 'Its configuration can be followed, and nothing is collected in the background.', look: checkConfiguration },
];

/** Makes one check; at least one finding comes of it. */
export async function make<Seen extends Sight>({ id, fine, look }: Check<Seen>, seen: Seen, words?: string): Promise<Finding[]> {
  const found = await Promise.resolve(seen)
    .then(look)
    .catch((error) => [unseen(id, error, words)]);
  return (found.length > 0 ? found : [said('ok', fine)]).map((it) => ({ id, ...it }));
}

function unseen(id: string, error: unknown, words?: string): Said {
  if (error instanceof FetchLockError) return ofTrouble(error.trouble);
  const isDenied = ['EACCES', 'EPERM'].includes(errnoOf(error) ?? '');
  const why = `${inert(messageOf(error)).replace(/\.$/, '')}.`;
  return said('warn', `What the check '${id}' looks at cannot be seen: ${why}`, {
    ...(isDenied && words !== undefined && process.geteuid?.() !== 0 ? { mend: `sudo fetch-lock doctor ${words}` } : {}),
    ...(isDenied ? { advice: 'Look as the user of the runner, or as root.' } : {}),
  });
}
