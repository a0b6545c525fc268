import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { readInputs } from '../src/action/inputs/inputs.ts';
import { parsePolicy } from '../src/base/policy/policy.ts';
import { readCall } from '../src/cli/command.ts';
import { commands } from '../src/cli/commands.ts';
import { envOf } from './support/inputs.ts';
import { callsIn, headingsOf, links, root, type Snippet, snippets } from './support/snippets.ts';

interface Step {
  uses?: string;
  with?: Record<string, unknown>;
  run?: string;
}

interface Fragment {
  steps?: Step[];
  jobs?: Record<string, { steps: Step[] }>;
}

const inLanguage = (...languages: string[]) => snippets.filter((it) => languages.includes(it.language)).map((it) => [it.at, it] as const);

const values: Record<string, string> = {
  'github.repository': 'acme/app',
  'github.sha': '3fa9c1d0'.repeat(5),
  'github.token': 'ghs_token',
  'secrets.FETCH_LOCK_REDIS_URL': 'rediss://fetch-lock:word@redis.example.org:6379?lease=30s',
  'github.event.pull_request.head.sha': '3fa9c1d0'.repeat(5),
  'runner.name': 'runner-1',
};

const evaluate = (text: string) =>
  text.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => {
    if (values[expression] === undefined) throw new Error(`no value for ${expression}`);
    return values[expression];
  });

function stepsOf({ text }: Snippet): Step[] {
  const fragment = parse(text) as Fragment | Step[];
  if (Array.isArray(fragment)) return fragment;
  return [...(fragment.steps ?? []), ...Object.values(fragment.jobs ?? {}).flatMap((it) => it.steps)];
}

function checkShell(text: string) {
  expect(spawnSync('sh', ['-n'], { input: text, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  checkCalls(text);
}

function checkCalls(text: string) {
  for (const [name, ...rest] of callsIn(text)) {
    const command = commands.find((it) => it.name === name);
    expect([name, command?.name]).toEqual([name, name]);
    if (command) expect(() => readCall(command, rest)).not.toThrow();
  }
}

describe('the docs', () => {
  it.each(inLanguage('yaml'))('have a workflow at %s that the action takes', (_, snippet) => {
    const steps = stepsOf(snippet);
    expect(steps.length).toBeGreaterThan(0);
    for (const step of steps) {
      if (step.uses?.startsWith('fetch-lock/')) {
        const typed = Object.entries(step.with ?? {}).map(([name, value]) => [name, evaluate(String(value))]);
        expect(() => readInputs(envOf(Object.fromEntries(typed)), 'main')).not.toThrow();
      }
      if (step.run !== undefined) checkShell(evaluate(step.run));
    }
  });

  it.each(inLanguage('sh'))('have shell at %s that a shell and the command take', (_, { text }) => checkShell(text));

  it.each(inLanguage('crontab'))('have cron lines at %s that the command takes', (_, { text }) => {
    const [path, ...lines] = text.trim().split('\n');
    // Cron's own has nothing that an admin has installed.
    expect(path).toMatch(/^PATH=\/usr\/local\/bin:/);
    expect(callsIn(text)).toHaveLength(lines.length);
    checkCalls(text);
  });

  it.each(links)('have a link at %s that leads to %s', (_, target) => {
    const [path = '', heading] = target.split('#');
    const page = path.endsWith('.md') ? headingsOf(path) : undefined;
    expect(existsSync(join(root, path))).toBe(true);
    if (heading !== undefined) expect(page).toContain(heading);
  });

  it.each(inLanguage('json'))('have a policy at %s that a host can follow', (_, { text }) => {
    expect(() => parsePolicy(text)).not.toThrow();
  });

  it('have nothing in a language that is not looked at', () => {
    expect(snippets.length).toBeGreaterThan(20);
    expect([...new Set(snippets.map((it) => it.language))].filter((it) => !['yaml', 'sh', 'crontab', 'json', 'text'].includes(it))).toEqual(
      [],
    );
  });
});
