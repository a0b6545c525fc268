/**
 * Git commands under a lock. Before each of them, while it runs and before success is told, the lock is looked at: when in doubt
 * whether we hold it, we don't, and what runs is stopped. What failed for a passing fault of the network is tried again.
 */

import { pause } from '../base/clock.ts';
import { formatDuration } from '../base/duration.ts';
import { FetchLockError, orNothing, type Trouble } from '../base/errors.ts';
import { inert, withoutCredentials } from '../base/text.ts';
import type { Command } from '../git/command.ts';
import { type Fault, faultOf } from '../git/complaint.ts';
import { gcLimits, whatGathered } from '../git/isolation/collection.ts';
import type { Entry } from '../git/isolation/configuration.ts';
import {
  type Barrier,
  type Isolation,
  isolate,
  mayEnterSubmodules,
  type Site,
  type Surroundings,
  Unreadable,
} from '../git/isolation/isolation.ts';
import { type GitResult, type GitRun, runGit } from '../git/run.ts';
import { refuseDeepening, type Scope } from '../git/scope.ts';
import { tokenVariable } from '../lock/host/liveness.ts';
import { takenAway } from '../lock/store.ts';
import type { Mode } from '../lock/ticket.ts';
import { isStanding, overtaken } from './fencing/fence.ts';
import { freeTurn } from './fencing/turn.ts';
import { freeFetchHead } from './fetch-head.ts';
import { type Cleaning, type Past, removeLeftovers, removeOwn, timeIn, whatIsInTheWay } from './mending/cleaner.ts';
import { rememberTree } from './pull.ts';

export interface Guard {
  /** Absent: the lock was bypassed, and nothing guards the commands. */
  token?: string;
  mode: Mode;
  /** How long ago it was granted to a writer that died, in milliseconds. */
  deadForMs?: number;
  /** Of a lock that other hosts have a part in: git changes refs only behind it. */
  barrier?: Barrier;
  /** How long ago it was granted to a writer of another host that lost it, in milliseconds. */
  lostForMs?: number;
  isHeld: () => boolean;
  /** Where no orphan could be found by its token: makes a git a witness of the grant. False if it is lost. */
  admit?: (pid: number, signal: AbortSignal) => Promise<boolean>;
  /** Why it is lost, where nobody took it away. */
  whyLost?: () => string | undefined;
}

export interface Work extends Omit<GitRun, 'onLine'>, Pick<Surroundings, 'env' | 'policy' | 'credential'>, Cleaning {
  /** How often a command of the network is tried at most. */
  attempts: number;
  /** The repository was looked at: what git says of damage is not about it. */
  isSound?: boolean;
  /** Told in one line of what the user should know, once or more often; absent: the log is. */
  onNotice?: (text: string) => void;
}

/** A command of the user's, or one of ours, which has no text. */
export type Task = Pick<Command, 'argv' | 'isNetwork' | 'isShallow'> & { text?: string; input?: string };

/** Git did not do what it was told. */
export class GitFailed extends FetchLockError {
  /**
   * `ended`: by a signal of somebody else, such as the kernel short of memory, and without a word. `still running`: it was killed
   * and is there nevertheless. Its lock must not be let go: as long as it lives, it is a witness.
   */
  readonly fault: Fault | 'stopped' | 'ended' | 'still running';
  /** What it said was wrong, inert. */
  readonly complaint: string;

  constructor(fault: GitFailed['fault'], complaint: string, trouble: Trouble) {
    super('FL_GIT', trouble);
    this.fault = fault;
    this.complaint = complaint;
  }
}

const isLost = (error: unknown): boolean => error instanceof FetchLockError && error.code === 'FL_LOST';

export const isStillRunning = (error: unknown): boolean => error instanceof GitFailed && error.fault === 'still running';

const lookMs = 500;
// The first pause; each further one is twice as long. Random, so that those who failed together do not meet again.
const [pauseMs, longestPauseMs] = [1000, 30_000];
const mostLines = 1000;
const toldComplaints = 5;
const mostWords = 50;

/** Runs one command. Throws FL_LOST, FL_CANCELLED or GitFailed if it did not succeed, and what `isolate` throws. */
export async function runUnderLock(command: Task, scope: Scope, guard: Guard, work: Work): Promise<void> {
  refuseDeepening(scope, [command]);
  // Without a lock that may write, what lies about may be another's.
  const mode = guard.token === undefined || guard.mode === 'shared' ? undefined : guard.mode;
  const isolation = await enter(scope, guard, work, mayEnterSubmodules(command.argv));
  try {
    if (mode && guard.isHeld()) removeLeftovers(scope, mode, work, pastOf(guard));
    if (mode && command.isNetwork && guard.isHeld()) freeFetchHead(scope, command.argv);
    const since = mode && timeIn(scope);
    const takeBack = command.argv[0] === 'pull' ? rememberTree(scope) : undefined;
    try {
      await runCommand(command, scope.path, isolation, guard, work);
      if (command.isNetwork && mode === 'update') hintAtGc(scope, isolation, work);
    } catch (error) {
      // What lies there by now may be that of whoever has the lock.
      if (!guard.isHeld() || isStillRunning(error) || isLost(error)) throw error;
      if (mode) removeOwn(scope, mode, work, since, pastOf(guard));
      await takeBack?.(work.log, (argv) => watch({ argv }, isolation, guard, lastWords(work)));
      throw mode ? explainContention(error, () => whatIsInTheWay(scope, mode, work, pastOf(guard))) : error;
    }
  } finally {
    isolation.close();
  }
}

const pastOf = ({ deadForMs, lostForMs, barrier }: Guard): Past => ({ deadForMs, lostForMs, isFleet: barrier !== undefined });

/** What a fetch would have done by itself, had it been alone there. */
function hintAtGc({ path, guards }: Scope, { entries }: Isolation, { log, onNotice = log.info }: Work): void {
  const gathered = whatGathered(guards, gcLimits(entries));
  if (gathered === undefined) return;
  onNotice(
    `${inert(path)} has ${gathered}: git would collect them now, which may break who reads beside this job. A step with \`git: gc --auto\` now and then does it, alone.`,
  );
}

/** Told to stop, there is a second left to clean up in. */
const lastWords = (work: Work): Work => ({
  ...work,
  signal: new AbortController().signal,
  limitMs: work.signal.aborted ? 1000 : work.limitMs,
});

/** A file that stayed in the way is named, and whose it is. */
function explainContention(error: unknown, look: () => Pick<Trouble, 'why' | 'fix'> | undefined): unknown {
  if (!(error instanceof GitFailed && error.fault === 'contention')) return error;
  const found = look();
  return found ? new GitFailed('contention', error.complaint, { ...error.trouble, ...found }) : error;
}

/** Runs one command at a site, alone. Throws the same. */
export async function runAt(site: Site, command: Task, guard: Guard, work: Work): Promise<string[]> {
  const isolation = await enter(site, guard, work);
  try {
    return await runCommand(command, site.path, isolation, guard, work);
  } finally {
    isolation.close();
  }
}

/** Small looks and writes of ours. */
export interface Visit {
  entries: readonly Entry[];
  /** Runs git, and answers the lines it printed, inert. Throws what `runUnderLock` throws. */
  git(argv: string[], input?: string): Promise<string[]>;
}

/** Lets `act` look at a repository. Nobody is told of it, and git reaches no network, not even for what a partial clone has left out. */
export async function visit<T>(site: Site, guard: Guard, work: Work, act: (visit: Visit) => Promise<T>): Promise<T> {
  const { log } = work;
  const quiet: Work = { ...work, report: () => {}, log: { ...log, info: log.debug, group: (_, run) => run() } };
  const isolation = await enter(site, guard, quiet);
  const offline = { ...isolation, env: { ...isolation.env, GIT_ALLOW_PROTOCOL: 'none', GIT_NO_LAZY_FETCH: '1' } };
  try {
    return await act({
      entries: isolation.entries,
      git: (argv, input) =>
        runCommand({ argv, isNetwork: false, ...(input === undefined ? {} : { input }) }, site.path, offline, guard, quiet),
    });
  } finally {
    isolation.close();
  }
}

async function enter(site: Site, guard: Guard, work: Work, entersSubmodules = false): Promise<Isolation> {
  try {
    return await isolate(site, {
      ...work,
      env: guard.token === undefined ? work.env : { ...work.env, [tokenVariable]: guard.token },
      entersSubmodules,
      isAlone: guard.mode === 'exclusive',
      ...(guard.barrier ? { barrier: guard.barrier } : {}),
      onIgnored: work.onNotice ?? work.log.info,
    });
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new GitFailed(faultOf([error.complaint]), error.complaint, error.trouble);
  }
}

/** Answers the lines it printed, inert. */
async function runCommand(command: Task, path: string, isolation: Isolation, guard: Guard, work: Work): Promise<string[]> {
  const { clock, signal, log, report } = work;
  const argv = shorten(['git', ...command.argv.map(withoutCredentials)]);
  const refuseIfLost = async () => {
    if (!guard.isHeld())
      throw takenAway(`The lock on '${inert(path)}' was lost, so \`${say(command)}\` is not trusted.`, guard.whyLost?.());
    if (guard.barrier && !(await isStanding(guard.barrier, isolation, work))) throw overtaken(path, say(command));
    signal.throwIfAborted();
  };
  for (let attempt = 1; ; attempt += 1) {
    await refuseIfLost();
    const lines: string[] = [];
    const result = await log.group(say(command), () => watch(command, isolation, guard, work, lines));
    report('git_finished', {
      argv,
      duration_ms: Math.round(result.durationMs),
      ...(command.isNetwork ? { network: true } : {}),
      ...(result.exitCode === null ? {} : { exit_code: result.exitCode }),
      ...(result.stopped ? { reason: result.stopped } : {}),
    });
    if (!result.isGone) throw failed(command, path, work, result, 'still running');
    // A git that was killed in the middle of a change has not given its turn back.
    if (guard.barrier) orNothing(() => freeTurn(guard.barrier?.dir ?? ''));
    await refuseIfLost();
    const said = faultOf(result.complaints);
    const fault = result.stopped ? 'stopped' : said === 'unknown' && result.exitCode === null ? 'ended' : said;
    // Git may go on over a damaged pack and come out well; whoever reads next may not.
    if (result.exitCode === 0 && !result.stopped && (fault !== 'damage' || work.isSound)) return lines;
    if (fault !== 'passing' || !command.isNetwork || attempt >= work.attempts) throw failed(command, path, work, result, fault, attempt);
    const waitMs = Math.min(longestPauseMs, pauseMs * 2 ** (attempt - 1)) * (0.5 + Math.random());
    report('git_retried', { argv, reason: complaintOf(result), attempt });
    log.info(`That may pass: trying again in ${formatDuration(waitMs)} (attempt ${attempt + 1} of ${work.attempts}).`);
    await pause(clock, waitMs, signal);
  }
}

/** A fetch for many has many refspecs, and the journal is for people. */
const shorten = (argv: readonly string[]): string[] =>
  argv.length > mostWords ? [...argv.slice(0, mostWords), `(and ${argv.length - mostWords} more)`] : [...argv];

/** As the user wrote it; the journal has the arguments. */
const say = ({ text, argv }: Pick<Task, 'text' | 'argv'>): string =>
  text === undefined ? inert(withoutCredentials(['git', ...argv].join(' '))) : `git ${text.replace(/^git\s+/, '')}`;

const complaintOf = ({ complaints }: GitResult): string => complaints.slice(-toldComplaints).join('; ').replace(/\.$/, '');

const remedies: Partial<Record<GitFailed['fault'], string>> = {
  'still running': 'A disk that does not answer is the usual cause. The lock is kept until it is gone.',
  stopped: 'Raise `git-timeout` if that is too short.',
  'full disk': 'Make space where the repository is; what was in it is still there.',
  'not writable': 'Let the user of this job write there, and see that the disk is sound.',
  refused: 'Check who this job is to the remote: `token` for https, the key of the user for ssh.',
  'missing remote': 'Check its address, and who may read there: to strangers many servers say that there is nothing.',
  'missing ref': 'The remote does not have it, or no longer: it may have been deleted or pushed over meanwhile.',
  'in the way': 'Take what git names out of the way; refs that the remote has deleted go with `--prune`.',
  diverged: 'Reset what is here, or tell git that it may be overwritten: a `+` before the refspec, or another option of `pull`.',
  contention: 'Something works in the repository without this lock, or left that file when it died: see what it is.',
  'damaged remote': 'What is damaged is the repository at the other side: its owner has to mend it.',
  damage: 'If `git fsck` finds nothing wrong there, the damage is at the remote.',
  passing: 'The network or the server is the cause. Run the job again later, or raise `retries`.',
};

function failed(command: Task, path: string, work: Work, result: GitResult, fault: GitFailed['fault'], attempts = 1): GitFailed {
  const times = attempts > 1 ? `, ${attempts} times` : '';
  const how = {
    'still running': 'could not be killed.',
    stopped: `took longer than ${formatDuration(work.limitMs)} and was stopped.`,
    ended: `was ended by a signal${times}.`,
    failed: `failed with exit code ${result.exitCode}${times}.`,
  }[fault === 'still running' || fault === 'stopped' ? fault : result.exitCode === null ? 'ended' : 'failed'];
  const complaint = complaintOf(result);
  return new GitFailed(fault, complaint, {
    what: `\`${say(command)}\` in '${inert(path)}' ${how}`,
    ...(complaint ? { why: `It said: ${complaint}.` } : {}),
    fix: remedies[fault] ?? 'What git said is in the log above.',
  });
}

async function watch(
  { argv, input }: Pick<Task, 'argv' | 'input'>,
  isolation: Isolation,
  guard: Guard,
  work: Work,
  lines: string[] = [],
): Promise<GitResult> {
  const lost = new AbortController();
  const over = new AbortController();
  const lose = () => over.signal.aborted || lost.abort();
  const stopLooking = work.clock.every(lookMs, () => guard.isHeld() || lost.abort());
  let admitted: Promise<unknown> | undefined;
  try {
    return await runGit(argv, isolation, {
      ...{ ...work, ...(input === undefined ? {} : { input }) },
      signal: AbortSignal.any([work.signal, lost.signal]),
      onStart: (pid) => {
        admitted = guard.admit?.(pid, over.signal).then((isIn) => isIn || lose(), lose);
      },
      onLine: (line) => {
        if (lines.length < mostLines) lines.push(line);
        work.log.info(`  ${line}`);
      },
    });
  } finally {
    stopLooking();
    over.abort();
    await admitted;
  }
}
