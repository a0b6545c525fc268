/**
 * Making a bare mirror: aside, and then into its place by one rename.
 *
 * In order, under the exclusive lock of `stagingOf(mirror)`: `stage` it, get the lock of the mirror itself, `publish` it.
 * G1 whatever has the mirror's name is whole: a kill at any point leaves nothing there, or all of it.
 * G2 what was staged whole before a kill is used by the next one; what was not is thrown away.
 * G3 an existing mirror is never written over.
 */
import {
  appendFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errnoOf, FetchLockError, messageOf, orNothing, unless } from '../base/errors.ts';
import { inert } from '../base/text.ts';
import { takeObjects } from '../git/bundle.ts';
import { quoteForGit } from '../git/isolation/configuration.ts';
import { newId } from '../lock/ticket.ts';
import { GitFailed } from './guarded.ts';

/** Runs git in a directory under the lock; answers the lines it printed, inert. Throws what `runCommand` throws. */
export type Git = (argv: string[], dir: string, isNetwork?: boolean) => Promise<string[]>;

/** Where a mirror comes from: the entries of its configuration, in order. */
export type Source = readonly (readonly [key: string, value: string])[];

export const sourceAt = (url: string): Source => [
  ['remote.origin.url', url],
  ['remote.origin.fetch', '+refs/*:refs/*'],
  // Nor does a prune by hand take away what keeps a job's commits.
  ['remote.origin.fetch', '^refs/fetch-lock/*'],
  ['remote.origin.mirror', 'true'],
];

/** A git that somebody runs there without fetch-lock collects before it ends, and not while others fetch already. */
const collecting: Source = [
  ['gc.autoDetach', 'false'],
  ['maintenance.autoDetach', 'false'],
];

/** What is locked while a mirror is made, and where that happens. */
export const stagingOf = (mirror: string): string => `${mirror}.fetch-lock-new`;
const readyOf = (mirror: string): string => join(stagingOf(mirror), basename(mirror));

/** True if a whole new mirror waits to be published. */
export const isStaged = (mirror: string): boolean => existsSync(readyOf(mirror));

export const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/**
 * Makes it aside. `lend` may make a repository, in the directory it is given, whose objects are then not fetched again.
 * Throws what `runCommand` throws, and FL_GIT where nothing can be made.
 */
export async function stage(
  mirror: string,
  source: Source,
  git: Git,
  lend?: (into: string) => Promise<boolean>,
): Promise<'found' | 'restored' | 'cloned'> {
  if (isStaged(mirror) && (await isFrom(readyOf(mirror), source, git))) return 'found';
  const staging = stagingOf(mirror);
  // Names of our own: a host that has lost the lock, and goes on, finds nothing to set in its place.
  const [making, lender] = ['making', 'lender'].map((it) => join(staging, `${it}-${newId()}`)) as [string, string];
  try {
    // We have its lock: whatever is there, nobody works on it any more.
    throwAway(staging);
    mkdirSync(staging);
    const isLent = (await lend?.(lender)) ?? false;
    await fill(making, source, git, isLent ? lender : undefined);
    renameSync(making, readyOf(mirror));
    return isLent ? 'restored' : 'cloned';
  } catch (error) {
    for (const it of [making, lender]) orNothing(() => rmSync(it, { recursive: true, force: true }));
    // What another one has made there since, this one having lost the lock, stays.
    orNothing(() => rmdirSync(staging));
    throw explain(mirror, error);
  }
}

/** True if its origin is that one, or none was asked for. What was staged for another address is not what this job wants. */
async function isFrom(dir: string, source: Source, git: Git): Promise<boolean> {
  const [, url] = source.find(([key]) => key === 'remote.origin.url') ?? [];
  if (url === undefined) return true;
  const found = await git(['config', '--get-all', 'remote.origin.url'], dir).catch(() => []);
  return found.join() === inert(url, 500);
}

/** Sets what was staged in its place; false if there is a mirror already. Needs the lock of the mirror. */
export function publish(mirror: string): boolean {
  try {
    const isNew = !isThere(mirror);
    if (isNew) renameSync(readyOf(mirror), mirror);
    discard(mirror);
    return isNew;
  } catch (error) {
    throw explain(mirror, error);
  }
}

/** By one rename first: of what another one has begun to make here since, nothing is taken away in the middle. */
function throwAway(staging: string): void {
  const old = `${staging}-old`;
  rmSync(old, { recursive: true, force: true });
  unless(['ENOENT'], () => renameSync(staging, old));
  rmSync(old, { recursive: true, force: true });
}

function discard(mirror: string): void {
  try {
    throwAway(stagingOf(mirror));
  } catch {
    // The next one to stage does it.
  }
}

export function explain(mirror: string, error: unknown): unknown {
  if (errnoOf(error) === undefined) return error;
  return new FetchLockError(
    'FL_GIT',
    {
      what: `The mirror '${inert(mirror)}' could not be made.`,
      why: `${messageOf(error)}.`,
      fix: `Let this user write to '${inert(dirname(mirror))}', and see that there is space.`,
    },
    error,
  );
}

/** True if every object that a ref needs is there. */
export async function isSound(dir: string, git: Git): Promise<boolean> {
  try {
    await git(['fsck', '--connectivity-only', '--no-dangling', '--no-reflogs', '--no-progress'], dir);
    return true;
  } catch (error) {
    if (error instanceof GitFailed && !['stopped', 'ended', 'still running'].includes(error.fault)) return false;
    throw error;
  }
}

/** As git-config(1) reads it. Written by us: what a header of the old configuration keeps secret is then in no argument and no journal. */
function toConfiguration([key, value]: Source[number]): string {
  const [, section, name = '', variable] = /^([^.]+)(?:\.(.*))?\.([^.]+)$/s.exec(key) ?? [];
  return `[${section}${name === '' ? '' : ` ${quoteForGit(name)}`}]\n\t${variable} = ${quoteForGit(value)}\n`;
}

/** A repository with that configuration and all that its remotes have. */
async function fill(dir: string, source: Source, git: Git, lender?: string): Promise<void> {
  const remotes = [...new Set(source.flatMap(([key]) => /^remote\.(.+)\.url$/.exec(key)?.[1] ?? []))];
  const main = remotes.includes('origin') ? 'origin' : remotes[0];
  const url = source.find(([key]) => key === `remote.${main}.url`)?.[1] ?? '';
  const there = (await git(['ls-remote', '--symref', '--', url, 'HEAD'], dirname(dir), true)).join('\n');
  const format = /^[0-9a-f]{64}\b/m.test(there) ? ['--object-format=sha256'] : [];
  const mode = (statSync(dirname(dirname(dir))).mode & 0o020) === 0 ? [] : ['--shared=group'];
  await git(['init', '--quiet', '--bare', '--template=', ...format, ...mode, '--', dir], dirname(dir));
  appendFileSync(join(dir, 'config'), [...collecting, ...source].map(toConfiguration).join(''));
  if (lender !== undefined) writeFileSync(join(dir, 'objects', 'info', 'alternates'), `${realpathSync(join(lender, 'objects'))}\n`);
  for (const remote of remotes) await git(['fetch', '--prune', remote], dir, true);
  if (lender !== undefined) takeObjects(lender, dir);
  const head = /^ref: (refs\/heads\/\S+)\s+HEAD$/m.exec(there)?.[1];
  if (head !== undefined) await git(['symbolic-ref', 'HEAD', head], dir);
}
