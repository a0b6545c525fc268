/**
 * Runs the stages of our own action.yml for the demo, as the runner would: inputs from the file's defaults, a command file
 * for each stage, state from one stage to the next. Conditions, cancels and time-outs are the business of a real runner.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Clock } from '../../base/clock.ts';
import { type Environment, run } from '../../base/exec.ts';

interface ActionFile {
  inputs: Record<string, { default?: string }>;
  runs: Record<'pre' | 'main' | 'post', string>;
}

interface StageRun {
  /** Directory of action.yml. */
  action: string;
  /** A directory of this job's own. */
  home: string;
  inputs: Record<string, string>;
  env: Environment;
  clock: Clock;
  signal: AbortSignal;
  onLine: (line: string) => void;
  /** Milliseconds until a stage is stopped. */
  limitMs?: number;
}

interface DemoJob {
  run(stage: 'pre' | 'main' | 'post'): Promise<boolean>;
  outputs(): Record<string, string>;
  summary(): string;
}

const files = { STATE: 'state', OUTPUT: 'output', STEP_SUMMARY: 'summary', ENV: 'env', PATH: 'path' };
const longestMs = 120_000;
const graceMs = 6000;

export function createJob(job: StageRun): DemoJob {
  const action = parse(readFileSync(join(job.action, 'action.yml'), 'utf8')) as ActionFile;
  const contexts: Record<string, string> = { 'job.status': 'success' };
  const evaluate = (text: string) => text.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_, name: string) => contexts[name] ?? '');
  const inputs = Object.entries(action.inputs).map(([name, input]) => [
    `INPUT_${name.toUpperCase()}`,
    job.inputs[name] ?? evaluate(String(input.default ?? '')),
  ]);
  const path = (name: string) => join(job.home, name);
  const read = (name: string) => readFileSync(path(name), 'utf8');
  let state: [string, string][] = [];
  mkdirSync(job.home, { recursive: true });
  for (const name of Object.values(files)) writeFileSync(path(name), '');

  return {
    run: async (stage) => {
      writeFileSync(path(files.STATE), '');
      const env = {
        ...job.env,
        ...Object.fromEntries(inputs),
        ...Object.fromEntries(Object.entries(files).map(([name, file]) => [`GITHUB_${name}`, path(file)])),
        ...Object.fromEntries(state.map(([name, value]) => [`STATE_${name}`, value])),
      };
      const file = join(job.action, action.runs[stage]);
      const result = await run(process.execPath, [file], { limitMs: longestMs, ...job, cwd: job.home, env, graceMs });
      state = [...state, ...readCommandFile(read(files.STATE))];
      return result.exitCode === 0;
    },
    outputs: () => Object.fromEntries(readCommandFile(read(files.OUTPUT))),
    summary: () => read(files.STEP_SUMMARY),
  };
}

/** The pairs of a command file: `name<<MARK`, lines, `MARK`. */
function readCommandFile(text: string): [string, string][] {
  return [...text.matchAll(/^([^\n<]+)<<(\S+)\n(.*?)\n\2$/gms)].map(([, name = '', , value = '']) => [name, value]);
}

export const forget = (dir: string): void => rmSync(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
