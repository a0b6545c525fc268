import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export type Stage = 'pre' | 'main' | 'post';

/** What the runner takes from an action.yml. */
export interface Action {
  dir: string;
  inputs: Record<string, { default?: string }>;
  runs: { using: string; 'pre-if'?: string; 'post-if'?: string } & Partial<Record<Stage, string>>;
}

export function readAction(dir: string): Action {
  const file = parse(readFileSync(join(dir, 'action.yml'), 'utf8')) as Omit<Action, 'dir'>;
  if (file.runs.using !== 'node24') throw new Error(`this simulator runs node24 actions, not '${file.runs.using}'`);
  return { ...file, inputs: file.inputs ?? {}, dir };
}
