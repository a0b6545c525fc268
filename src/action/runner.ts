/** The runner as our stages see it: a port on @actions/core. Summaries are in summary.ts. */
import * as core from '@actions/core';
import { FetchLockError, messageOf } from '../base/errors.ts';
import type { Environment } from '../base/exec.ts';
import type { Log } from '../base/log.ts';
import { disarm } from '../base/text.ts';

export interface Runner {
  env: Environment;
  /** What a relative path starts from. */
  workspace: string;
  log: Log;
  /** Has the runner blot this out of all logs. */
  hide(secret: string): void;
  setOutput(name: string, value: string): void;
  saveState(name: string, value: unknown): void;
  /** Sets a variable for the following steps of the job. */
  shareWithJob(name: string, value: string): void;
  /** What an earlier stage of this step saved, whoever else may have written there: anything, or undefined. */
  readState(name: string): unknown;
  writeSummary(markdown: string): Promise<void>;
  /** Ends the step as failed, with this as its error. */
  fail(error: unknown): void;
}

/** What comes here should be inert already; who forgot it is no danger to the job. */
const log: Log = {
  debug: (text) => core.debug(disarm(text)),
  info: (text) => core.info(disarm(text)),
  warning: (text) => core.warning(disarm(text)),
  group: (title, act) => core.group(disarm(title), act),
};

export function createRunner(): Runner {
  // With the worker gone nobody reads our output, and a write would end the process before it let go.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const env = Object.fromEntries(Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined));
  return {
    env,
    workspace: env.GITHUB_WORKSPACE ?? process.cwd(),
    log,
    hide: core.setSecret,
    setOutput: core.setOutput,
    saveState: core.saveState,
    shareWithJob: (name, value) => {
      if (env.GITHUB_ENV) core.exportVariable(name, value);
    },
    readState: (name) => {
      try {
        return JSON.parse(core.getState(name));
      } catch {
        return undefined;
      }
    },
    writeSummary: async (markdown) => (await import('./summary.ts')).writeSummary(markdown),
    fail: (error) => {
      core.setFailed(disarm(messageOf(error)));
      if (!(error instanceof FetchLockError) && error instanceof Error) core.info((error.stack ?? '').split('\n').map(disarm).join('\n'));
    },
  };
}

/** Aborted when the runner asks us to stop, with FL_CANCELLED as the reason. */
export function untilCancelled(): AbortSignal {
  const cancelled = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () =>
      cancelled.abort(
        new FetchLockError('FL_CANCELLED', {
          what: `The step was told to stop (${name}).`,
          why: 'The job was cancelled or its time was up.',
        }),
      ),
    );
  }
  return cancelled.signal;
}

/** Something may still wait for a latch that never comes; a stage that is done does not. */
export function leave(): void {
  setTimeout(() => process.exit(), 200).unref();
}
