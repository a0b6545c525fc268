import { join } from 'node:path';
import { actionDir } from '../__tests__/support/world.ts';
import { systemClock } from '../src/base/clock.ts';
import { createJob } from '../src/cli/demo/stages.ts';

interface JobSpec {
  /** Where the runner has its files and the workspace. */
  home: string;
  name: string;
  inputs: Record<string, string>;
  onLine?: (line: string) => void;
}

/** What all jobs of this run have in their environment, and their keepers. */
export const tracking = `github_bench_${process.pid}_`;

/** A job whose one step is the built action. */
export function jobOf({ home, name, inputs, onLine = () => {} }: JobSpec) {
  const given = Object.entries(process.env).filter((it): it is [string, string] => it[1] !== undefined);
  const own = { GITHUB_WORKSPACE: home, GITHUB_JOB: name, RUNNER_NAME: name, RUNNER_TRACKING_ID: `${tracking}${name}` };
  const signal = new AbortController().signal;
  return createJob({
    ...{ action: actionDir, home: join(home, name), env: { ...Object.fromEntries(given), ...own } },
    ...{ clock: systemClock, signal, onLine, inputs },
  });
}
