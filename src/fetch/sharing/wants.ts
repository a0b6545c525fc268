/** Whether what a step wants is there, and is kept. Nothing here talks to a network, nor lets git do so. */
import type { Want } from '../../git/operands.ts';
import { GitFailed } from '../guarded.ts';

/** Runs git, and answers its lines. */
export type Ask = (argv: string[], input?: string) => Promise<string[]>;

export interface Wants {
  /** Ids. */
  commits: readonly string[];
  /** Full names. */
  refs: readonly string[];
}

export const sortWants = (wants: readonly Want[]): Wants => ({
  commits: wants.flatMap((it) => ('commit' in it ? [it.commit] : [])),
  refs: wants.flatMap((it) => ('ref' in it ? [it.ref] : [])),
});

/** The commits that are not there, or that no ref keeps: then a gc may have begun to take them apart. */
export async function missingCommits(commits: readonly string[], ask: Ask): Promise<string[]> {
  if (commits.length === 0 || (await areKept(commits, ask))) return [];
  if (commits.length === 1) return [...commits];
  // One that is not there would have git refuse to tell of all others, and each of them cost a process.
  const there = await thoseThere(commits, ask);
  if (there.length > 0 && there.length < commits.length && (await areKept(there, ask))) return commits.filter((it) => !there.includes(it));
  const missing = commits.filter((it) => !there.includes(it));
  for (const it of there) if (!(await areKept([it], ask))) missing.push(it);
  return missing;
}

async function thoseThere(commits: readonly string[], ask: Ask): Promise<string[]> {
  const lines = await orFailed(() => ask(['cat-file', '--batch-check=%(objectname)'], commits.map((it) => `${it}^{commit}\n`).join('')));
  return lines ? commits.filter((_, index) => /^[\da-f]+$/.test(lines[index] ?? '')) : [...commits];
}

/** Git walks from the refs no further than to the commits themselves. What it cannot tell counts as not kept. */
async function areKept(commits: readonly string[], ask: Ask): Promise<boolean> {
  const named = commits.map((it) => `${it}^{commit}`);
  return (await orFailed(() => ask(['rev-list', '--max-count=1', ...named, '--not', '--all'])))?.length === 0;
}

/** Undefined where git could not tell. */
async function orFailed(act: () => Promise<string[]>): Promise<string[] | undefined> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof GitFailed) || error.fault === 'still running' || error.fault === 'stopped') throw error;
    return undefined;
  }
}

/** What the refs point to, by their names; those that are not there are not in it. */
export async function targetsOf(refs: readonly string[], ask: Ask): Promise<Map<string, string>> {
  if (refs.length === 0) return new Map();
  const lines = await ask(['for-each-ref', '--format=%(objectname) %(refname)', '--', ...refs]);
  const found = lines.map((it) => it.split(' ') as [string, string]);
  return new Map(found.flatMap(([id, name]) => (refs.includes(name) ? [[name, id] as const] : [])));
}
