/**
 * A damaged mirror is set aside and made anew; every other repository is told how it is mended.
 *
 * G1 only what is a mirror: bare, without worktrees, and with no ref that its remotes would not give back. G2 at most once an hour,
 * counted on disk: a bad disk makes no loop. G3 the damaged one is not moved before the new one is whole, and is kept beside it
 * until the next one is set aside.
 */
import { existsSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { formatDuration } from '../../base/duration.ts';
import { errnoOf, FetchLockError, unless } from '../../base/errors.ts';
import { ask, type Environment } from '../../base/exec.ts';
import { inert, quoteForShell } from '../../base/text.ts';
import { gitEnvironment } from '../../git/isolation/environment.ts';
import type { Scope } from '../../git/scope.ts';
import { readSmall } from '../../lock/host/line.ts';
import { GitFailed } from '../guarded.ts';
import { explain, type Git, isSound, publish, type Source, sourceAt, stage } from '../mirror.ts';
import { refNames } from '../refs.ts';

export const setAsideOf = (mirror: string): string => `${mirror}.fetch-lock-damaged`;
const restMs = 3_600_000;
// They say nothing of the disk, so the next job may try.
const faultsOfOthers: readonly GitFailed['fault'][] = ['passing', 'refused', 'missing remote'];

/** True if that failure may come from damage in the repository, which a look into it is worth. */
export function hintsAtDamage(failure: unknown, { guards }: Scope): failure is GitFailed {
  if (!(failure instanceof GitFailed)) return false;
  // Without its configuration a repository has no remote.
  return (
    failure.fault === 'damage' || failure.fault === 'broken ref' || (failure.fault === 'missing remote' && isEmpty(join(guards, 'config')))
  );
}

const isEmpty = (file: string): boolean => unless(['ENOENT'], () => statSync(file).size === 0) ?? true;

/** True if it is damaged, and not only the message says so. Needs the exclusive lock. */
export const isDamaged = async ({ guards }: Scope, git: Git): Promise<boolean> =>
  isEmpty(join(guards, 'config')) || !(await isSound(guards, git));

/** Where it can be had from again. Throws FL_GIT, with the command that mends it, where it is not ours to make anew. */
export async function sourceOf(scope: Scope, env: Environment, failure: GitFailed, url?: string): Promise<Source> {
  const { guards, kind, workDir } = scope;
  const where = quoteForShell(workDir);
  const refuse = (why: string, fix: string) =>
    new FetchLockError('FL_GIT', {
      what: `'${inert(scope.path)}' is damaged${failure.complaint ? `: ${failure.complaint}` : ''}.`,
      why: `It is not made anew, because ${why}.`,
      fix,
    });
  // A git directory that is named itself looks bare; an index tells of a working tree.
  if (kind !== 'bare' || guards !== workDir || basename(guards) === '.git' || existsSync(join(guards, 'index')))
    throw refuse(
      'it is no bare mirror, and may have what is nowhere else',
      `Try \`git -C ${where} fetch --refetch origin\`, then \`git -C ${where} fsck\`; or save what is only there, remove it, and clone it again.`,
    );
  if ((unless(['ENOENT', 'ENOTDIR'], () => readdirSync(join(guards, 'worktrees'))) ?? []).length > 0)
    throw refuse('worktrees are linked to it', `Try \`git -C ${where} fetch --refetch origin\`, then \`git -C ${where} fsck\`.`);
  const entries = await configurationOf(guards, env);
  const specs = entries.flatMap(([key, value]) => (/^remote\..+\.fetch$/.test(key) ? [value] : []));
  const source = specs.length > 0 ? entries : url === undefined ? [] : sourceAt(url);
  if (source.length === 0)
    throw refuse(
      'its configuration does not say what it is a mirror of',
      `Give \`url\`, or remove it and make it again with \`git clone --mirror\`.`,
    );
  const covered = source.flatMap(([key, value]) => (/^remote\..+\.fetch$/.test(key) ? coverOf(value) : []));
  const own = refNames(guards).find((name) => !covered.some((it) => it.test(name)) && !/^refs\/(tags|fetch-lock)\//.test(name));
  if (own !== undefined)
    throw refuse(
      `'${inert(own)}' is in it, which its remotes would not give back`,
      `Save what is only there; then remove it, and make it again with \`git clone --mirror\`.`,
    );
  return source;
}

/** What of its configuration a new one is to have too; nothing if it cannot be read. */
async function configurationOf(dir: string, env: Environment): Promise<Source> {
  const { exitCode, stdout } = await ask('git', ['config', '--file', join(dir, 'config'), '--no-includes', '--list', '-z'], {
    cwd: '/',
    env: gitEnvironment(env),
  });
  if (exitCode !== 0) return [];
  const entries = stdout.split('\0').flatMap((it): Source => {
    const [key = '', ...value] = it.split('\n');
    const text = value.join('\n');
    // Relative to where the mirror is, not to where the new one is made.
    return key === '' ? [] : [[key, /^remote\..+\.url$/.test(key) && /^\.\.?\//.test(text) ? resolve(dir, text) : text]];
  });
  // The format of a repository is the new one's own.
  return entries.filter(([key]) => !/^(core|extensions|include|includeif)\./.test(key));
}

/** The names that a refspec writes. */
function coverOf(refspec: string): RegExp[] {
  const target = refspec.startsWith('^') ? undefined : refspec.split(':')[1];
  if (!target) return [];
  const [before = '', after] = target.split('*').map((it) => it.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return [new RegExp(`^${before}${after === undefined ? '' : `.*${after}`}$`)];
}

interface Rebuild {
  scope: Scope;
  source: Source;
  clock: Clock;
  git: Git;
  /** Runs what takes the old one away, and answers where to; in a fleet only while nobody else can begin to work in it. */
  move: (act: () => string) => Promise<void>;
}

/** Makes it anew; answers where the damaged one is now. Needs the exclusive lock, and that of the staging. Throws FL_GIT. */
export async function rebuild({ scope, source, clock, git, move }: Rebuild): Promise<string> {
  const { guards, lock } = scope;
  const record = join(lock.dir, 'rebuilt');
  const lastAt = Date.parse(String(readSmall(record)));
  const agoMs = clock.wall() - lastAt;
  if (agoMs < restMs)
    throw new FetchLockError('FL_GIT', {
      what: `The mirror '${inert(scope.path)}' is damaged, and was made anew, or that was tried, ${formatDuration(Math.max(0, agoMs))} ago.`,
      why: 'That points to the disk or its file system.',
      fix: `Check them. It is tried once in ${formatDuration(restMs)} at most; to have it tried at once, remove '${inert(record)}'.`,
    });
  try {
    // Before the work: what is killed in the middle counts as well.
    rmSync(`${record}.new`, { recursive: true, force: true });
    writeFileSync(`${record}.new`, JSON.stringify(new Date(clock.wall())), { flag: 'wx' });
    renameSync(`${record}.new`, record);
    await stage(guards, source, git);
    const aside = setAsideOf(guards);
    rmSync(aside, { recursive: true, force: true });
    await move(() => {
      renameSync(guards, aside);
      return aside;
    });
    publish(guards);
    return aside;
  } catch (error) {
    if (error instanceof GitFailed && faultsOfOthers.includes(error.fault)) rmSync(record, { force: true });
    throw errnoOf(error) === undefined ? error : explain(guards, error);
  }
}
