/** The files by which a stage tells the runner what to keep. Fresh for each stage, read even if the stage was killed. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface FileCommands {
  env: Record<string, string>;
  path: string[];
  outputs: Record<string, string>;
  state: Record<string, string>;
  summary: string;
  /** What the runner fails the step for. */
  troubles: string[];
  /** What it only marks as an error. */
  complaints: string[];
}

const names = { GITHUB_ENV: 'env', GITHUB_PATH: 'path', GITHUB_OUTPUT: 'output', GITHUB_STATE: 'state', GITHUB_STEP_SUMMARY: 'summary' };
const mostSummaryBytes = 1_048_576;

export function openFileCommands(dir: string): { variables: Record<string, string>; read: () => FileCommands } {
  mkdirSync(dir, { recursive: true });
  const variables = Object.fromEntries(Object.entries(names).map(([variable, name]) => [variable, join(dir, name)]));
  for (const path of Object.values(variables)) writeFileSync(path, '');
  return {
    variables,
    read: () => {
      const texts = Object.fromEntries(Object.values(names).map((name) => [name, readOr(join(dir, name))]));
      rmSync(dir, { recursive: true, force: true });
      return parseAll(texts);
    },
  };
}

/** A stage may have deleted them; the runner takes that for silence. */
function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

export function parseAll(texts: Record<string, string>): FileCommands {
  const troubles: string[] = [];
  const complaints: string[] = [];
  const pairs = (name: string) => {
    const parsed = parsePairs(texts[name] ?? '');
    if (parsed.trouble) troubles.push(`${name}: ${parsed.trouble}`);
    return parsed.pairs;
  };
  const env = pairs('env');
  for (const name of Object.keys(env).filter((it) => it.toUpperCase() === 'NODE_OPTIONS')) {
    delete env[name];
    complaints.push("env: can't store NODE_OPTIONS");
  }
  const path = (texts.path ?? '').split(/\r?\n/).filter((line) => line !== '');
  const [outputs, state] = [pairs('output'), pairs('state')];
  const summary = texts.summary ?? '';
  const isTooLong = Buffer.byteLength(summary) > mostSummaryBytes;
  if (isTooLong) complaints.push('summary: larger than 1024k');
  return { env, path, outputs, state, summary: isTooLong ? '' : summary, troubles, complaints };
}

/** Lines of `name=value`, or `name<<MARK`, lines, `MARK`. What stands before a trouble counts. A carriage return is no line end here. */
export function parsePairs(text: string): { pairs: Record<string, string>; trouble?: string } {
  const pairs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line === '') continue;
    const [equals, heredoc] = [line.indexOf('='), line.indexOf('<<')];
    if (equals > 0 && (heredoc === -1 || equals < heredoc)) {
      pairs[line.slice(0, equals)] = line.slice(equals + 1);
      continue;
    }
    const mark = heredoc > 0 && equals !== 0 ? line.slice(heredoc + 2) : '';
    const end = mark === '' ? -1 : lines.indexOf(mark, index + 1);
    if (end === -1) return { pairs, trouble: mark === '' ? `invalid format '${line}'` : `no matching delimiter '${mark}'` };
    pairs[line.slice(0, heredoc)] = lines.slice(index + 1, end).join('\n');
    index = end;
  }
  return { pairs };
}
