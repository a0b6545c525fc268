/** Whole programs, from their start to their end. */
import { systemClock } from '../../src/base/clock.ts';
import { type Environment, run } from '../../src/base/exec.ts';
import { inert } from '../../src/base/text.ts';
import type { Party, Sample } from '../case.ts';

export const inherited = (): Environment =>
  Object.fromEntries(Object.entries(process.env).filter((it): it is [string, string] => it[1] !== undefined));

const [limitMs, graceMs] = [60_000, 1000];

interface Output {
  tookMs: number;
  lines: string[];
}

/** Runs it through the same door as the stages of a job. Throws what it complained of. */
export async function runProgram(file: string, args: string[], cwd = process.cwd()): Promise<Output> {
  const lines: string[] = [];
  const signal = new AbortController().signal;
  const { exitCode, durationMs } = await run(file, args, {
    ...{ cwd, env: inherited(), clock: systemClock, signal, limitMs, graceMs, onLine: (line: string) => lines.push(line) },
  });
  if (exitCode !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${exitCode}: ${inert(lines.slice(-3).join(' '), 400)}`);
  return { tookMs: durationMs, lines };
}

export async function time(act: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await act();
  return performance.now() - startedMs;
}

/** A sample of each figure for `party`, that took so long. */
export const sampleOf = (party: Party, tookMs: number, ...figures: string[]): Sample[] =>
  figures.map((figure) => ({ figure, party, values: [tookMs] }));

/** The start of a program that does nothing, which stands beside several figures of a case. */
export const timeNode = async (...figures: string[]): Promise<Sample[]> =>
  sampleOf('node', (await runProgram(process.execPath, ['-e', '0'])).tookMs, ...figures);
