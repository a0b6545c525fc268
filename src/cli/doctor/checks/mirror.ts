/** Is it a whole repository, does it belong to one user, and did the making of a mirror leave anything beside it? */
import { lstatSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { formatDuration } from '../../../base/duration.ts';
import { FetchLockError, unless } from '../../../base/errors.ts';
import { inert } from '../../../base/text.ts';
import { setAsideOf } from '../../../fetch/mending/rebuild.ts';
import { isStaged, isThere, stagingOf } from '../../../fetch/mirror.ts';
import { isForeign } from '../../../git/isolation/isolation.ts';
import { lockOf, type Scope } from '../../../git/scope.ts';
import { lookAt } from '../../../lock/look.ts';
import { as, type LockSight, ofTrouble, type Said, said, shell } from '../finding.ts';
import { policyOrNone, readPlain } from './git.ts';
import { isReadable } from './life.ts';

/** Root may look at what is another user's, but what is in it should be of one. */
export function checkOwner({ scope, env }: LockSight): Said[] {
  const { guards, kind } = scope;
  if (kind === 'directory') return [];
  const me = process.geteuid?.();
  if (me === undefined) return [];
  if (me !== 0) {
    try {
      isForeign(scope, policyOrNone(), env);
    } catch (error) {
      if (!(error instanceof FetchLockError)) throw error;
      return [ofTrouble(error.trouble, as([], shell`chown -hR ${`${me}:${process.getegid?.()}`} -- ${scope.workDir}`))];
    }
  }
  const root = statSync(guards);
  const others = writtenIn(guards).filter((path) => {
    const it = lstatSync(path, { throwIfNoEntry: false });
    const isShared = it && it.mode & 0o020 && it.gid === root.gid;
    return it && it.uid !== root.uid && !isShared;
  });
  const [first] = others;
  if (first === undefined) return [];
  const count = others.length > 1 ? ` So do ${others.length - 1} others.` : '';
  return [
    said(
      'fail',
      `'${first}' belongs to user ${lstatSync(first).uid}, and the repository to user ${root.uid}, who cannot write there.${count}`,
      {
        mend: as([], shell`chown -hR ${`${root.uid}:${root.gid}`} -- ${guards}`),
      },
    ),
  ];
}

/** The directories of a repository in which a fetch writes. */
function writtenIn(guards: string): string[] {
  const inside = (dir: string) =>
    (unless(['ENOENT', 'ENOTDIR'], () => readdirSync(dir, { withFileTypes: true })) ?? [])
      .filter((it) => it.isDirectory())
      .map((it) => join(it.parentPath, it.name));
  const tops = ['objects', 'refs', 'logs'].map((it) => join(guards, it));
  return tops.flatMap((it) => [it, ...inside(it)]);
}

/** What has some of a repository and not all of it was being made, or is losing what it has. */
export function checkHalf({ scope }: LockSight): Said[] {
  const { guards, workDir, kind } = scope;
  if (kind !== 'directory') return contentsOf(scope);
  const found = lstatSync(workDir, { throwIfNoEntry: false });
  if (!found) {
    if (isStaged(guards)) return [];
    return [
      said('warn', `There is nothing at '${workDir}' yet.`, {
        advice: 'Check the path; or a job makes a mirror there, if it gives `url`.',
      }),
    ];
  }
  const dotGit = join(workDir, '.git');
  const inside = lstatSync(dotGit, { throwIfNoEntry: false });
  if (inside && !inside.isDirectory())
    return [
      said('fail', `'${dotGit}' leads to no repository.`, {
        advice: 'If it is a worktree of one that was moved, give this command there:',
        mend: shell`git worktree repair -- ${workDir}`,
      }),
    ];
  const gitDir = inside ? dotGit : workDir;
  const parts = ['HEAD', 'objects', 'refs'];
  const missing = parts.filter((it) => !isThere(join(gitDir, it)));
  const isMeant =
    inside !== undefined || missing.length < parts.length - 1 || (missing.length < parts.length && isThere(join(gitDir, 'config')));
  if (!isMeant) return [];
  return [
    said(
      'fail',
      `'${gitDir}' looks like a repository, but has no ${missing.join(' and no ') || 'directory where one belongs'}.`,
      anew(found.uid, workDir, !inside),
    ),
  ];
}

const anew = (owner: number, workDir: string, isBare: boolean) => ({
  advice: 'What is there stays, and what is missing is made; then fetch again.',
  mend: as([owner], isBare ? shell`git init --quiet --bare -- ${workDir}` : shell`git init --quiet -- ${workDir}`),
});

function contentsOf({ guards, workDir, kind }: Scope): Said[] {
  const config = unless(['ENOENT', 'ENOTDIR'], () => statSync(join(guards, 'config')));
  const { uid } = statSync(guards);
  const isBare = kind === 'bare' && basename(guards) !== '.git';
  const top = basename(guards) === '.git' ? dirname(guards) : workDir;
  if ((config?.size ?? 0) === 0)
    return [
      said('fail', `The configuration of '${guards}' is ${config ? 'empty' : 'gone'}, and with it the address of its remote.`, {
        ...anew(uid, top, isBare),
        advice: 'A job that gives `url` makes a mirror anew. By hand, `git remote add` has to follow:',
      }),
    ];
  const path = join(guards, 'HEAD');
  const found = lstatSync(path);
  const head = readPlain(path);
  if (found.isSymbolicLink() || (head !== undefined && /^(ref:\s*refs\/\S|[0-9a-f]{40,64}\s*$)/.test(head))) return [];
  const { mend, advice } = anew(uid, top, isBare);
  return [
    said('fail', `'${path}' names no branch and no commit, so that git sees no repository there.`, {
      advice,
      mend: `${as([uid], shell`rm -r -- ${path}`)} && ${mend}`,
    }),
  ];
}

/** A mirror is made aside, and a damaged one is set aside. */
export async function checkMirror({ scope, lockDir, clock }: LockSight): Promise<Said[]> {
  const { guards, workDir, kind } = scope;
  if (guards !== workDir || !['bare', 'directory'].includes(kind)) return [];
  const [staging, aside] = [stagingOf(guards), setAsideOf(guards)];
  const nowAt = clock.wall();
  const agoOf = (path: string) => formatDuration(Math.max(0, nowAt - lstatSync(path).mtimeMs));
  return [
    ...(isThere(staging) ? await stagedAt(staging, scope, agoOf(staging), nowAt, lockDir) : []),
    ...(isThere(aside)
      ? [
          said('warn', `A damaged mirror was set aside in '${aside}', ${agoOf(aside)} ago.`, {
            advice: 'If nothing in it is needed any more:',
            mend: as([lstatSync(aside).uid], shell`rm -rf -- ${aside}`),
          }),
        ]
      : []),
  ];
}

async function stagedAt(staging: string, { guards, path }: Scope, ago: string, nowAt: number, lockDir?: string): Promise<Said[]> {
  const lock = lockOf(staging, { workspace: '/', ...(lockDir === undefined ? {} : { lockDir }) });
  const makers = isReadable(lock) ? (await lookAt(lock, nowAt)).granted.filter((it) => it.verdict !== 'dead') : [];
  if (makers.length > 0) return [said('ok', `A mirror is being made in '${staging}'.`)];
  const owner = lstatSync(staging).uid;
  if (!isThere(guards) && isStaged(guards))
    return [
      said('warn', `A whole new mirror waits in '${staging}' to be set in its place, for ${ago}.`, {
        advice: 'The next job that gives `url` does it, too.',
        mend: `${as([owner], shell`mv -- ${join(staging, basename(guards))} ${guards}`)} && ${as([owner], shell`rm -r -- ${staging}`)}`,
      }),
    ];
  return [
    said('warn', `The making of '${inert(path)}' was broken off ${ago} ago, and its half is left in '${staging}'.`, {
      advice: 'The next job that makes this mirror removes it, too.',
      mend: as([owner], shell`rm -rf -- ${staging}`),
    }),
  ];
}
