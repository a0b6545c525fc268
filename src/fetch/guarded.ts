/**
 * Git commands under a lock. Before each of them, while it runs and before success is told, the lock is looked at: when in doubt
 * whether we hold it, we don't, and what runs is stopped.
 */
import { formatDuration } from '../base/duration.ts';
import { FetchLockError } from '../base/errors.ts';
import type { Report } from '../base/event.ts';
import type { Log } from '../base/log.ts';
import { inert, withoutCredentials } from '../base/text.ts';
import type { Command } from '../git/command.ts';
import { type GitResult, type GitRun, runGit } from '../git/run.ts';
import type { Scope } from '../git/scope.ts';
import { tokenVariable } from '../lock/host/liveness.ts';

export interface Guard {
  /** Absent: the lock was bypassed, and nothing guards the commands. */
  token?: string;
  isHeld: () => boolean;
}

interface Work extends Omit<GitRun, 'onLine'> {
  log: Log;
  report: Report;
}

/** Git is still there after it was killed. Its lock must not be let go: as long as it lives, it is a witness. */
export class StillRunning extends FetchLockError {}

const lookMs = 500;

/** Runs the commands in order. Throws FL_LOST, FL_CANCELLED or FL_GIT at the first that did not succeed. */
export async function runUnderLock(commands: readonly Command[], scope: Scope, guard: Guard, work: Work): Promise<void> {
  for (const command of commands) {
    refuseIfLost(command, scope, guard);
    work.signal.throwIfAborted();
    const result = await work.log.group(say(command), () => watch(command, scope, guard, work));
    work.report('git_finished', {
      argv: ['git', ...command.argv.map(withoutCredentials)],
      duration_ms: Math.round(result.durationMs),
      ...(result.exitCode === null ? {} : { exit_code: result.exitCode }),
      ...(result.stopped ? { reason: result.stopped } : {}),
    });
    if (!result.isGone)
      throw new StillRunning(
        'FL_GIT',
        trouble(
          command,
          scope,
          'could not be killed.',
          'A disk that does not answer is the usual cause. The lock is kept until it is gone.',
        ),
      );
    refuseIfLost(command, scope, guard);
    work.signal.throwIfAborted();
    if (result.stopped) {
      const why = `took longer than ${formatDuration(work.limitMs)} and was stopped.`;
      throw new FetchLockError('FL_GIT', trouble(command, scope, why, result.complaint, 'Raise `git-timeout` if that is too short.'));
    }
    if (result.exitCode !== 0) {
      const why = result.exitCode === null ? 'was ended by a signal.' : `failed with exit code ${result.exitCode}.`;
      throw new FetchLockError('FL_GIT', trouble(command, scope, why, result.complaint, 'What git said is in the log above.'));
    }
  }
}

/** What is run, for people. */
const say = ({ argv }: Command): string => inert(withoutCredentials(['git', ...argv].join(' ')));

const trouble = (command: Command, scope: Scope, why: string, complaint: string, fix?: string) => ({
  what: `\`${say(command)}\` in '${inert(scope.path)}' ${why}`,
  ...(complaint ? { why: fix ? `It said: ${complaint}.` : complaint } : {}),
  ...(fix ? { fix } : {}),
});

/** FL_LOST: `what` says of which lock, and what that means. */
export const takenAway = (what: string): FetchLockError =>
  new FetchLockError('FL_LOST', {
    what,
    why: 'Its grant is no longer there: an admin, the post step or a cleaner took it away.',
    fix: 'Run the job again.',
  });

function refuseIfLost(command: Command, scope: Scope, guard: Guard): void {
  if (guard.isHeld()) return;
  throw takenAway(`The lock on '${inert(scope.path)}' was lost, so \`git ${command.verb}\` is not trusted.`);
}

async function watch(command: Command, scope: Scope, guard: Guard, work: Work): Promise<GitResult> {
  const lost = new AbortController();
  const stopLooking = work.clock.every(lookMs, () => guard.isHeld() || lost.abort());
  try {
    return await runGit(command, scope, {
      ...work,
      env: guard.token === undefined ? work.env : { ...work.env, [tokenVariable]: guard.token },
      signal: AbortSignal.any([work.signal, lost.signal]),
      onLine: (line) => work.log.info(`  ${line}`),
    });
  } finally {
    stopLooking();
  }
}
