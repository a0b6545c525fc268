/** The files by which a stage tells the runner what to keep. Fresh for each stage, read even if the stage was killed. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface FileCommands {
  env: Record<string, string>;
  path: string[];
  outputs: Record<string, string>;
  state: Record<string, string>;
  summary: string;
  /** What the runner would fail the step for. */
  troubles: string[];
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
      const texts = Object.fromEntries(Object.values(names).map((name) => [name, readFileSync(join(dir, name), 'utf8')]));
      rmSync(dir, { recursive: true, force: true });
      return readAll(texts);
    },
  };
}

function readAll(texts: Record<string, string>): FileCommands {
  const troubles: string[] = [];
  const pairs = (name: string) => {
    const parsed = parsePairs(texts[name] ?? '');
    if (parsed.trouble) troubles.push(`${name}: ${parsed.trouble}`);
    return parsed.pairs;
  };
  const env = pairs('env');
  if ('NODE_OPTIONS' in env) {
    delete env.NODE_OPTIONS;
    troubles.push("env: can't store NODE_OPTIONS");
  }
  const summary = texts.summary ?? '';
  return {
    env,
    path: (texts.path ?? '').split('\n').filter((line) => line !== ''),
    outputs: pairs('output'),
    state: pairs('state'),
    summary: Buffer.byteLength(summary) > mostSummaryBytes ? '' : summary,
    troubles,
  };
}

/** Lines of `name=value`, or `name<<MARK`, lines, `MARK`. */
export function parsePairs(text: string): { pairs: Record<string, string>; trouble?: string } {
  const pairs: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line === '') continue;
    const [equals, heredoc] = [line.indexOf('='), line.indexOf('<<')];
    if (equals > 0 && (heredoc === -1 || equals < heredoc)) {
      pairs[line.slice(0, equals)] = line.slice(equals + 1);
      continue;
    }
    const mark = heredoc > 0 ? line.slice(heredoc + 2) : '';
    const end = mark === '' ? -1 : lines.indexOf(mark, index + 1);
    if (end === -1) return { pairs, trouble: mark === '' ? `invalid format '${line}'` : `no matching delimiter '${mark}'` };
    pairs[line.slice(0, heredoc)] = lines.slice(index + 1, end).join('\n');
    index = end;
  }
  return { pairs };
}
