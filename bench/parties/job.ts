import { join } from 'node:path';
import { actionDir } from '../../__tests__/support/world.ts';
import { systemClock } from '../../src/base/clock.ts';
import { inert } from '../../src/base/text.ts';
import { createJob } from '../../src/cli/demo/stages.ts';
import { inherited } from './program.ts';

interface JobSpec {
  /** Where the runner has its files and the workspace. */
  home: string;
  name: string;
  inputs: Record<string, string>;
  onLine?: (line: string) => void;
  /** Milliseconds until a stage is stopped, if not those of the demo. */
  limitMs?: number;
}

/** What all jobs of this run have in their environment, and their keepers. */
export const tracking = `github_bench_${process.pid}_`;

/** A job whose one step is the built action. */
export function jobOf({ home, name, inputs, onLine = () => {}, ...limit }: JobSpec) {
  const own = { GITHUB_WORKSPACE: home, GITHUB_JOB: name, RUNNER_NAME: name, RUNNER_TRACKING_ID: `${tracking}${name}` };
  const signal = new AbortController().signal;
  const said: string[] = [];
  const job = createJob({
    ...{ action: actionDir, home: join(home, name), env: { ...inherited(), ...own }, clock: systemClock, signal, inputs, ...limit },
    onLine: (line) => {
      said.push(line);
      onLine(line);
    },
  });
  return {
    ...job,
    /** A stage that is to succeed; how long it took, in milliseconds. */
    time: async (stage: 'pre' | 'main' | 'post'): Promise<number> => {
      const startedMs = performance.now();
      if (!(await job.run(stage))) throw new Error(`${stage} of ${name} failed: ${inert(said.slice(-5).join(' '), 600)}`);
      return performance.now() - startedMs;
    },
  };
}
