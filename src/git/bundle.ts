/**
 * A mirror as one file, and back, through git's own bundles. A bundle holds refs and objects and nothing else: no hook, no
 * configuration, no link, no other repository's directory. It may come from anybody.
 *
 * G1 what comes out of one is hashed again, so that every object is what its id says, and all that its refs reach is there.
 * G2 its refs are only claims: a mirror borrows the objects while it is cloned from its origin, and then takes them over.
 */
import { chmodSync, existsSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FetchLockError } from '../base/errors.ts';
import { inert } from '../base/text.ts';
import { isolate, type Surroundings } from './isolation/isolation.ts';
import { type GitRun, runGit } from './run.ts';

export type BundleWork = Omit<GitRun, 'onLine'> & Pick<Surroundings, 'env'>;

/** A bare copy of a mirror at this moment: hard links where the file system has them. Throws FL_GIT. */
export const copyMirror = (mirror: string, into: string, work: BundleWork): Promise<void> => clone(mirror, into, work);

/** Puts all that the refs of a bare repository reach into a file, but for what jobs have there for a while. Throws FL_GIT, also for a repository without a commit. */
export const bundle = (repository: string, file: string, work: BundleWork): Promise<void> =>
  git(['bundle', 'create', '--quiet', file, '--exclude=refs/fetch-lock/*', '--all'], repository, work);

/** Makes a bare repository of a bundle. Throws FL_GIT for anything but a whole one; `into` is then not there. */
export const unbundle = (file: string, into: string, work: BundleWork): Promise<void> => clone(file, into, work);

async function clone(from: string, into: string, work: BundleWork): Promise<void> {
  const isFree = !existsSync(into) || readdirSync(into).length === 0;
  if (!isFree) throw new FetchLockError('FL_GIT', { what: `'${inert(into)}' is not empty.` });
  try {
    await git(['clone', '--quiet', '--mirror', '--template=', '--', from, into], dirname(into), work);
  } catch (error) {
    rmSync(into, { recursive: true, force: true });
    throw error;
  }
}

/** Moves the objects of a repository into a mirror that was cloned with `--reference` to it, and that then borrows from it no more. */
export function takeObjects(lender: string, mirror: string): void {
  const packs = (repository: string) => join(repository, 'objects', 'pack');
  // Whoever finds an index looks for its pack.
  for (const name of readdirSync(packs(lender)).sort((a, b) => Number(a.endsWith('.idx')) - Number(b.endsWith('.idx')))) {
    renameSync(join(packs(lender), name), join(packs(mirror), name));
    // Who may read it is for the directories to say: the lender was made for this user alone.
    chmodSync(join(packs(mirror), name), 0o444);
  }
  // An origin on this host may borrow from others, and so does its clone.
  const alternates = join(mirror, 'objects', 'info', 'alternates');
  const lent = realpathSync(join(lender, 'objects'));
  const others = readFileSync(alternates, 'utf8')
    .split('\n')
    .filter((path) => path !== '' && path !== lent);
  if (others.length > 0) writeFileSync(alternates, `${others.join('\n')}\n`);
  else rmSync(alternates);
}

// These directories are our own.
const nobody = { trustedOwners: [] };

async function git(argv: string[], dir: string, work: BundleWork): Promise<void> {
  const isolation = await isolate({ path: dir, kind: 'directory', guards: dir, workDir: dir }, { ...work, policy: nobody });
  const { exitCode, stopped, complaints } = await runGit(argv, isolation, { ...work, onLine: () => {} }).finally(isolation.close);
  work.signal.throwIfAborted();
  if (exitCode === 0) return;
  const how = stopped ? 'took too long' : exitCode === null ? 'was ended by a signal' : `failed with exit code ${exitCode}`;
  throw new FetchLockError('FL_GIT', {
    what: `\`git ${argv[0]}\` ${how}.`,
    ...(complaints.length > 0 ? { why: `${complaints.slice(-3).join('; ').replace(/\.$/, '')}.` } : {}),
  });
}
