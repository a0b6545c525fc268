/**
 * A place where git may be run, made ready once for all commands of a step.
 *
 * G1 no program runs because a repository's configuration or hooks name it; what the user's own configuration and the job's
 * environment name does run. G2 a repository of another user is used only if the host's policy trusts that user. G3 the
 * token is in no argument and no file. G4 the user's own configuration is not written to. G5 what is below refs/fetch-lock/ is
 * neither pruned nor fetched by what a remote is configured to fetch. G6 git collects nothing by itself unless it is alone there.
 * Not promised: whoever may write to the configuration can still add to it between our look at it and git's. Only what has
 * one fixed name, such as core.sshCommand or the hooks, is overruled in any case; what has a name in it, such as a filter, is not.
 */
import { existsSync, lstatSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { FetchLockError, messageOf, unless } from '../../base/errors.ts';
import { type Environment, run } from '../../base/exec.ts';
import type { Policy } from '../../base/policy/policy.ts';
import { inert, withoutCredentials } from '../../base/text.ts';
import { gitDirOf, type Scope } from '../scope.ts';
import { noCollection } from './collection.ts';
import { alwaysSet, anyBare, type Entry, judge, ownValue, parseEntries, protect, quoteForGit, type Setting } from './configuration.ts';
import { gitEnvironment, isListable, only } from './environment.ts';
import { areForeign } from './owner.ts';
import { type Credential, secretsIn, secretsOf, tokenSettings } from './token.ts';

/** The repository of a scope; or with `directory` a place of our own, where one is to be made. */
export type Site = Pick<Scope, 'path' | 'kind' | 'guards' | 'workDir'>;

export interface Surroundings {
  env: Environment;
  clock: Clock;
  signal: AbortSignal;
  policy: Policy;
  credential?: Credential;
  /** The commands may go into submodules, whose configurations are then looked at too. */
  entersSubmodules?: boolean;
  /** The lock is exclusive, so that git may delete what nobody refers to. */
  isAlone?: boolean;
  /** Of a lock that other hosts may have by now: git asks before it changes a ref. */
  barrier?: Barrier;
  /** Told in one line of what is not followed. */
  onIgnored?: (text: string) => void;
}

/** What git has to find as it is, before it changes a ref: hooks/reference-transaction says how. */
export interface Barrier {
  /** The directory that has the hook in it, and no other. */
  hooks: string;
  /** The common directory of the repository whose fence it is. */
  dir: string;
  /** The object that the fence has to be at. */
  object: string;
  /** Who asks: the host, its boot and its namespaces. */
  by: string;
}

export interface Isolation {
  /** The configuration of the repository, and the user's. */
  entries: readonly Entry[];
  cwd: string;
  env: Environment;
  /** Arguments of git, in front of the verb. */
  args: string[];
  /** Takes the token out of a text. */
  hide: (text: string) => string;
  /** Removes what was made for it; to be called when no command runs any more. */
  close(): void;
}

/** Whether that command of git may work in submodules. A fetch does so only when its options say so. */
export const mayEnterSubmodules = (argv: readonly string[]): boolean =>
  argv[0] === 'submodule' || argv.some((it) => it.startsWith('--recurse-submodules'));

/** Git could not read a repository's configuration. */
export class Unreadable extends FetchLockError {
  readonly complaint: string;

  constructor(path: string, complaint: string) {
    const what = `Git could not read the configuration of '${inert(path)}'.`;
    super('FL_GIT', { what, why: complaint, fix: 'Mend it, or make the repository anew.' });
    this.complaint = complaint;
  }
}

export const noGit = (why: string, cause?: unknown): FetchLockError =>
  new FetchLockError(
    'FL_GIT',
    { what: 'git could not be run on this runner.', why: inert(why), fix: 'Install git 2.31 or newer where PATH finds it.' },
    cause,
  );

interface Repository {
  workDir: string;
  gitDir: string;
  commonDir: string;
}

const lookMs = 30_000;

/** Throws FL_POLICY for a foreign repository, FL_UNSAFE_COMMAND for a configuration that can't be made harmless, Unreadable. */
export async function isolate(site: Site, surroundings: Surroundings): Promise<Isolation> {
  const { policy, credential, entersSubmodules, isAlone, barrier, onIgnored } = surroundings;
  if (!isListable(site.workDir))
    throw new FetchLockError('FL_INPUT', {
      what: `The directory of '${inert(site.path)}' has a name that git can't be limited to.`,
      fix: 'Move it where no name of a directory has a colon.',
    });
  const main = repositoryOf(site);
  const borrowed = isForeign(site, policy, surroundings.env) ? trust(main, surroundings.env) : undefined;
  try {
    const base = { ...surroundings.env, ...only(site.workDir), ...borrowed?.env };
    const look = async (args: readonly string[], settings: readonly Setting[], more: Environment = {}) => {
      const told = tell(settings);
      const env = { ...gitEnvironment(base), ...more, ...told.env };
      return ask(site, [...told.args, ...args], env, surroundings);
    };
    const list = (more?: Environment) =>
      look(['config', '--list', '-z', '--show-scope', '--show-origin'], [anyBare], more).then((text) => parseEntries(text).map(absolute));
    const absolute = (it: Entry) => ({
      ...it,
      origin: it.origin.replace(/^file:(.*)$/s, (_, file: string) => resolve(site.workDir, file)),
    });
    const entries = await list();
    const settings = [
      ...[...alwaysSet(entries), ...(barrier ? barrierSettings(barrier) : [])],
      ...[...(isAlone ? [] : noCollection), ...protect(entries, site.path)],
      ...(credential ? tokenSettings(credential, entries) : []),
    ];
    const ignored = new Set(hooksOf(main.commonDir) ? ['hooks'] : []);
    const accept = (found: readonly Entry[], { gitDir, workDir }: Repository) => {
      const judgement = judge(found, site.path, (value) => site.kind !== 'bare' && isInside(resolve(gitDir, value), workDir));
      settings.push(...judgement.settings);
      for (const it of judgement.ignored) ignored.add(it);
    };
    accept(entries, main);
    if (entersSubmodules) {
      for (const it of await submodulesOf(main, (args, more) => look(args, alwaysSet(entries), more))) {
        areForeign(pathsOf(it), policy, surroundings.env);
        accept(await list(explicit(it)), it);
      }
    }
    if (ignored.size > 0) onIgnored?.(sayIgnored(site.path, ignored));
    const { args, env } = tell(settings);
    const own = (key: string) => ownValue(entries, key);
    const secrets = [...(credential ? secretsOf(credential.token) : []), ...secretsIn(entries)];
    return {
      ...{ entries, cwd: site.workDir, args },
      env: { ...gitEnvironment(base, own), ...(entersSubmodules ? withoutFiles(own) : {}), ...barrierEnvironment(barrier), ...env },
      hide: (text) => secrets.reduce((it, secret) => it.replaceAll(secret, '***'), text),
      close: () => borrowed?.close(),
    };
  } catch (error) {
    borrowed?.close();
    throw error;
  }
}

/** The last one wins, and there is no other hook in that directory. */
const barrierSettings = ({ hooks }: Barrier): Setting[] => [['core.hooksPath', hooks]];

const barrierEnvironment = (barrier: Barrier | undefined): Environment =>
  barrier ? { FETCH_LOCK_FENCE: barrier.object, FETCH_LOCK_FENCE_DIR: barrier.dir, FETCH_LOCK_FENCE_BY: barrier.by } : {};

const sayIgnored = (path: string, ignored: ReadonlySet<string>): string =>
  `Not used from '${inert(path)}': ${[...ignored].map((it) => inert(it)).join(', ')}. A shared repository runs no program in a job's name.`;

/** As `-c` would tell it, but with the values in the environment: some are secret. It reaches submodules, too. */
function tell(settings: readonly Setting[]): { args: string[]; env: Environment } {
  const named = settings.map(([key, value], index) => ({ key, value, name: `FETCH_LOCK_GIT_${index}` }));
  return {
    args: named.map(({ key, name }) => `--config-env=${key}=${name}`),
    env: Object.fromEntries(named.map(({ name, value }) => [name, value])),
  };
}

async function ask(site: Site, args: string[], env: Environment, { clock, signal }: Surroundings): Promise<string> {
  const chunks: Buffer[] = [];
  const complaints: string[] = [];
  const result = await run('git', args, {
    ...{ cwd: site.workDir, env, clock, signal, limitMs: lookMs, graceMs: 0 },
    onOutput: (bytes) => chunks.push(bytes),
    onLine: (line) => complaints.push(inert(withoutCredentials(line))),
  }).catch((error) => {
    throw noGit(messageOf(error), error);
  });
  signal.throwIfAborted();
  if (result.exitCode !== 0) throw new Unreadable(site.path, complaints.slice(-3).join('; '));
  return Buffer.concat(chunks).toString('utf8');
}

/** True for a repository of another user whom the host's policy trusts. Throws FL_POLICY for one of anybody else. */
export const isForeign = (site: Site, policy: Policy, env: Environment): boolean =>
  site.kind !== 'directory' && areForeign(pathsOf(repositoryOf(site)), policy, env);

const repositoryOf = ({ workDir, guards }: Site): Repository => ({ workDir, gitDir: gitDirOf(workDir), commonDir: guards });

const pathsOf = ({ workDir, gitDir, commonDir }: Repository): string[] => [
  ...new Set([workDir, ...(gitDir === workDir ? [] : [join(workDir, '.git')]), gitDir, commonDir]),
];

/** For this step alone, the user's configuration with these directories marked as safe. */
function trust({ workDir, gitDir, commonDir }: Repository, env: Environment): { env: Environment; close(): void } {
  const dir = mkdtempSync(join(env.RUNNER_TEMP || tmpdir(), 'fetch-lock-git-'));
  const home = env.HOME ?? homedir();
  const given = env.GIT_CONFIG_GLOBAL;
  const files =
    given === undefined ? [join(env.XDG_CONFIG_HOME || join(home, '.config'), 'git', 'config'), join(home, '.gitconfig')] : [given];
  const lines = [
    ...files.filter((it) => it !== '').map((it) => `[include]\n\tpath = ${quoteForGit(resolve(it))}`),
    ...[...new Set([workDir, gitDir, commonDir])].map((it) => `[safe]\n\tdirectory = ${quoteForGit(it)}`),
  ];
  const file = join(dir, 'config');
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  return { env: { GIT_CONFIG_GLOBAL: file }, close: () => rmSync(dir, { recursive: true, force: true }) };
}

/** The directory, or one in it that is no repository's own. */
function isInside(path: string, dir: string): boolean {
  const real = realOrParent(path);
  return (real === dir || real.startsWith(`${dir}${sep}`)) && !real.slice(dir.length).split(sep).includes('.git');
}

const realOrParent = (path: string): string =>
  unless(['ENOENT'], () => realpathSync(path)) ?? join(realOrParent(dirname(path)), basename(path));

const hooksOf = (commonDir: string): boolean =>
  (unless(['ENOENT', 'ENOTDIR', 'EACCES'], () => readdirSync(join(commonDir, 'hooks'))) ?? []).some((it) => !it.endsWith('.sample'));

// A URL in a commit is not the user's word: see CVE-2022-39253. Git itself follows it only where the user's configuration says so.
const withoutFiles = (own: (key: string) => string | undefined): Environment =>
  own('protocol.file.allow') === 'always' ? {} : { GIT_ALLOW_PROTOCOL: 'git:http:https:ssh' };

/** Submodules that are there already: checked out, or kept for later. */
async function submodulesOf(
  main: Repository,
  look: (args: readonly string[], more?: Environment) => Promise<string>,
): Promise<Repository[]> {
  const found = new Map<string, Repository>();
  const add = async (gitDir: string, workDir: string): Promise<void> => {
    const real = realpathSync(gitDir);
    if (found.has(real)) return;
    found.set(real, { workDir, gitDir: real, commonDir: real });
    await addThoseOf({ workDir, gitDir: real, commonDir: real }, explicit({ workDir, gitDir: real }));
  };
  const addThoseOf = async ({ workDir, gitDir, commonDir }: Repository, more?: Environment): Promise<void> => {
    const staged = existsSync(workDir) ? await look(['ls-files', '-z', '--stage'], more) : '';
    for (const [, name = ''] of staged.matchAll(/(?:^|\0)160000 [^\t]*\t([^\0]*)/g)) {
      const path = join(workDir, name);
      if (lstat(join(path, '.git'))) await add(gitDirOf(path), path);
    }
    for (const it of [...new Set([gitDir, commonDir])].flatMap((dir) => modulesIn(join(dir, 'modules'))))
      if (!found.has(it)) await add(it, workDir);
  };
  await addThoseOf(main);
  return [...found.values()];
}

/** Git directories below; a submodule's name may have slashes in it. */
const modulesIn = (dir: string): string[] =>
  (unless(['ENOENT', 'ENOTDIR'], () => readdirSync(dir, { withFileTypes: true })) ?? [])
    .filter((it) => it.isDirectory())
    .map((it) => join(dir, it.name))
    .flatMap((it) => (lstat(join(it, 'HEAD')) ? [realpathSync(it)] : modulesIn(it)));

const lstat = (path: string) => unless(['ENOENT', 'ENOTDIR'], () => lstatSync(path));

/** Its core.worktree is not followed while it is only looked at. */
const explicit = ({ workDir, gitDir }: Pick<Repository, 'workDir' | 'gitDir'>): Environment => ({
  GIT_DIR: gitDir,
  GIT_WORK_TREE: workDir,
});
