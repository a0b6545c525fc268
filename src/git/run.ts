/** Runs git where it was isolated, to its end, and tells what it said was wrong. */
import type { Clock } from '../base/clock.ts';
import { messageOf } from '../base/errors.ts';
import { ask, type Environment, type RunResult, run } from '../base/exec.ts';
import { inert, withoutCredentials } from '../base/text.ts';
import { isComplaint } from './complaint.ts';
import { gitEnvironment } from './isolation/environment.ts';
import { type Isolation, noGit } from './isolation/isolation.ts';

const killAfterMs = 2500; // main has 5 s from a signal to its end

export interface GitRun {
  clock: Clock;
  signal: AbortSignal;
  limitMs: number;
  /** What it reads from stdin. */
  input?: string;
  /** Told its pid as soon as it has one. */
  onStart?: (pid: number) => void;
  /** Each line git prints, inert, without credentials. */
  onLine: (line: string) => void;
}

export interface GitResult extends RunResult {
  /** Each line in which git said that something is wrong, once, inert. */
  complaints: string[];
}

const mostComplaints = 50;

/** Runs git with these arguments, the verb first but for settings of ours. Throws FL_GIT if it cannot be started. */
export async function runGit(argv: readonly string[], { cwd, env, args, hide }: Isolation, options: GitRun): Promise<GitResult> {
  const complaints = new Set<string>();
  const onLine = (line: string) => {
    const text = inert(withoutCredentials(hide(line)), 500);
    if (complaints.size < mostComplaints && isComplaint(line)) complaints.add(text);
    options.onLine(text);
  };
  const result = await run('git', [...args, ...argv], { ...options, cwd, env, graceMs: killAfterMs, onLine }).catch((error) => {
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
