/**
 * Runs a git command where its scope says, so that nothing around it decides what it does: no prompts, English messages,
 * transports that run no program, no work left behind in the background, and none of the variables that point git elsewhere.
 */
import type { Clock } from '../base/clock.ts';
import { FetchLockError, messageOf } from '../base/errors.ts';
import { ask, type Environment, type RunResult, run } from '../base/exec.ts';
import { inert, withoutCredentials } from '../base/text.ts';
import { isComplaint } from './complaint.ts';

// git-prefix variables that name another repository, or a program; see git(1), "Environment Variables".
const elsewhere =
  /^GIT_(DIR|WORK_TREE|COMMON_DIR|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|NAMESPACE|PREFIX|QUARANTINE_PATH|SHALLOW_FILE|EXTERNAL_DIFF|EDITOR|SEQUENCE_EDITOR|PAGER|PROXY_COMMAND|TRACE.*)$/;

export const gitEnvironment = (env: Environment): Environment => ({
  ...Object.fromEntries(Object.entries(env).filter(([name]) => !elsewhere.test(name))),
  LC_ALL: 'C',
  LANGUAGE: '',
  GIT_TERMINAL_PROMPT: '0',
  GIT_ASKPASS: env.GIT_ASKPASS ?? '',
  SSH_ASKPASS: env.SSH_ASKPASS ?? '',
  GCM_INTERACTIVE: 'never',
  GIT_EDITOR: ':',
  GIT_MERGE_AUTOEDIT: 'no',
  GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh',
  // A transfer below so many bytes a second for so many seconds is stalled.
  GIT_HTTP_LOW_SPEED_LIMIT: env.GIT_HTTP_LOW_SPEED_LIMIT ?? '1000',
  GIT_HTTP_LOW_SPEED_TIME: env.GIT_HTTP_LOW_SPEED_TIME ?? '60',
});

// A gc or a file system monitor in the background would go on after the lock is let go.
const settings = ['gc.autoDetach=false', 'maintenance.autoDetach=false', 'core.fsmonitor=false'].flatMap((it) => ['-c', it]);

const killAfterMs = 2500; // main has 5 s from a signal to its end

export interface GitRun {
  env: Environment;
  clock: Clock;
  signal: AbortSignal;
  limitMs: number;
  /** Each line git prints, inert. */
  onLine: (line: string) => void;
}

export interface GitResult extends RunResult {
  /** Each line in which git said that something is wrong, once, inert. */
  complaints: string[];
}

const mostComplaints = 50;

export async function runGit(argv: readonly string[], cwd: string, options: GitRun): Promise<GitResult> {
  const complaints = new Set<string>();
  const onLine = (line: string) => {
    const text = inert(withoutCredentials(line), 500);
    if (complaints.size < mostComplaints && isComplaint(line)) complaints.add(text);
    options.onLine(text);
  };
  const result = await run('git', [...settings, ...argv], {
    ...options,
    cwd,
    env: gitEnvironment(options.env),
    graceMs: killAfterMs,
    onLine,
  }).catch((error) => {
    throw noGit(messageOf(error), error);
  });
  return { ...result, complaints: [...complaints] };
}

/** Throws FL_GIT if there is no git to run; answers its version. */
export async function gitVersion(env: Environment): Promise<string> {
  const answer = await ask('git', ['version'], { env: gitEnvironment(env) }).catch(() => undefined);
  const version = /git version (\S+)/.exec(answer?.stdout ?? '')?.[1];
  if (version !== undefined) return version;
  throw noGit(answer?.stderr ?? '');
}

const noGit = (why: string, cause?: unknown): FetchLockError =>
  new FetchLockError(
    'FL_GIT',
    { what: 'git could not be run on this runner.', why: inert(why), fix: 'Install git 2.31 or newer where PATH finds it.' },
    cause,
  );
