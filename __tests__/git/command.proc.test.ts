import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseCommand, splitWords } from '../../src/git/command.ts';
import { knownNames, notations } from '../../src/git/options.ts';
import { type Rules, type Verb, verbs } from '../../src/git/verbs.ts';
import { makeFamily } from '../support/family.ts';
import { drawLines } from '../support/lines.ts';
import { makeHome, removeAll } from '../support/places.ts';

afterAll(removeAll);

/** Splits each line as a shell does, but for a `*`, in one process. */
function splitByShell(lines: string[]): string[][] {
  const script = "set -f; for line; do (eval \"printf '%s\\0' $line\"); printf '\\n\\0'; done";
  const said = execFileSync('sh', ['-c', script, 'sh', ...lines], {
    encoding: 'utf8',
    cwd: makeHome(),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return said
    .split('\n\0')
    .slice(0, -1)
    .map((it) => it.split('\0').slice(0, -1));
}

const isAccepted = (line: string): boolean => {
  try {
    return parseCommand(line).verb !== undefined;
  } catch {
    return false;
  }
};

describe('parseCommand', () => {
  const odd = [...' \t~#=%,@^*?"\'\\;&|<>()$`!{}[]:-é'];

  it('means by an accepted line what a shell means (G1)', () => {
    const lines = [...fc.sample(drawLines([]), 600), ...fc.sample(drawLines([]), 600), ...fc.sample(drawLines(odd), 1200)].filter(
      isAccepted,
    );
    const ours = lines.map((line) => ({ line, words: splitWords(line) }));
    expect(ours.length).toBeGreaterThan(300);
    expect(ours).toEqual(splitByShell(lines).map((words, index) => ({ line: lines[index], words })));
  });

  it('has a shell to compare with that does tell operators from words', () => {
    expect(splitByShell(['fetch \'a b\'"c"', 'fetch $((1+1))', "fetch 'open", 'fetch *'])).toEqual([
      ['fetch', 'a bc'],
      ['fetch', '2'],
      [],
      ['fetch', '*'],
    ]);
    expect(readdirSync(makeHome())).toEqual([]);
  });
});

describe('the table of verbs', () => {
  const home = makeHome();
  const env = { PATH: process.env.PATH, HOME: home, LC_ALL: 'C' };
  const git = (...args: string[]) => spawnSync('git', args, { cwd: home, env, encoding: 'utf8' });
  const [, major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(git('version').stdout) ?? []).map(Number);
  git('init', '-q');

  /** What git's parser has against options: with `-h` behind them nothing is done. */
  const objection = (verb: string, ...options: string[]): string =>
    /^(error|fatal): .*/.exec(git(...verb.split(' '), ...options, '-h').stderr)?.[0] ?? '';
  /** The minor version of git 2 that brought it. */
  const since: Record<string, number> = {
    ...{ 'fetch --porcelain': 41, 'pack-refs --include': 42, 'pack-refs --exclude': 42, 'pack-refs --auto': 45 },
    ...{ 'gc --max-cruft-size': 43, 'repack --max-cruft-size': 43, 'gc --no-detach': 47, 'maintenance run --no-detach': 47 },
    ...{ 'repack --name-hash-version': 49, 'repack --path-walk': 49, 'repack --combine-cruft-below-size': 50 },
  };
  const samples: Record<string, string> = {
    ...{
      count: '2',
      date: 'now',
      depth: '1',
      name: 'main',
      filter: 'blob:none',
      frequency: 'daily',
      pattern: 'refs/*',
      rebase: 'merges',
      revision: 'HEAD',
    },
    ...{ size: '1m', task: 'gc', pack: `pack-${'0'.repeat(40)}.pack` },
  };
  const spellings = (notation: string): string[] => {
    const [names = '', value] = notation.split('=');
    const sample = samples[value?.replace(/[<>\]]/g, '') ?? ''];
    return names
      .replace('[', '')
      .split('|')
      .map((name) => (value ? `${name}${name.startsWith('--') ? '=' : ''}${sample}` : name));
  };
  const ofParser = Object.entries<Rules>(verbs).filter(([, rules]) => rules.knows !== undefined);
  const isThere = (verb: string, notation: string) => major > 2 || minor >= (since[`${verb} ${notation.replace(/[|=].*/, '')}`] ?? 0);

  it.each(ofParser)('has options of %s that git knows', (verb, rules) => {
    for (const notation of notations(rules))
      for (const option of spellings(notation)) {
        expect(parseCommand(`${verb} ${option}`)).toMatchObject({ verb });
        expect([option, objection(verb, option)]).toEqual([option, isThere(verb, notation) ? '' : expect.stringContaining('unknown')]);
      }
  });

  it('tells options that git does not know by what it says', () => {
    expect(objection('fetch', '--no-such')).toContain('unknown option');
    expect(objection('fetch', '--pru')).toContain('ambiguous option');
    expect(objection('fetch', '--jobs=x')).toContain('expects');
  });

  it.each(ofParser)('takes no abbreviation of %s that git finds ambiguous', (verb, rules) => {
    for (const notation of notations(rules).filter((it) => it.startsWith('--') && isThere(verb, it))) {
      const [name = '', value] = (spellings(notation)[0] ?? '').split('=');
      const abbreviations = [...name].map((_, length) => `${name.slice(0, length)}${value ? `=${value}` : ''}`).slice(3);
      const inexact = abbreviations.filter((it) => !knownNames(rules).has(it.replace(/=.*/, '')));
      const shortest = inexact.find((it) => isAccepted(`${verb} ${it}`));
      if (shortest === undefined) continue;
      expect(parseCommand(`${verb} ${shortest}`).argv).toContain(value ? `${name}=${value}` : name);
      expect([shortest, objection(verb, shortest)]).toEqual([shortest, '']);
    }
  });

  it.each(ofParser)('knows every option of %s that git has', (verb, rules) => {
    const listed = git(...verb.split(' '), '--git-completion-helper-all').stdout.match(/--[\w-]+/g) ?? [];
    const known = knownNames(rules);
    expect(listed.filter((it) => !known.has(it))).toEqual([]);
    expect(listed.length).toBeGreaterThan(0);
  });

  it('has options of submodule update that its script knows', () => {
    for (const notation of notations(verbs['submodule update']))
      for (const option of spellings(notation)) {
        const spelled = option.replace(/^(-\w)(.+)$/, '$1 $2');
        const [, , ...argv] = parseCommand(`submodule update --init ${spelled}`).argv;
        expect([
          option,
          git('submodule', 'update', '--init', ...spelled.split(' ')).status,
          git('submodule', 'update', ...argv).status,
        ]).toEqual([...[option, 0, 0]]);
      }
    expect(git('submodule', 'update', '--no-such').status).toBe(1);
  });
});

it.each<[Verb, string]>([
  ['fetch', 'fetch -p origin +refs/heads/*:refs/remotes/origin/*'],
  ['fetch', 'fetch --multiple origin'],
  ['pull', 'pull origin main'],
  ['pull', 'pull --rebase'],
  ['pull', 'pull --squash --no-commit origin main'],
  ['pull', 'pull --rebase=merges --autostash'],
  ['remote update', 'remote update -p origin'],
  ['maintenance run', 'maintenance run --task=commit-graph --task=loose-objects'],
  ['gc', 'gc --prune=now -q'],
  ['repack', 'repack -adfb -q'],
  ['pack-refs', 'pack-refs --all'],
  ['prune', 'prune --expire=2.weeks.ago'],
  ['submodule update', 'submodule update --init -- lib'],
])('git does %s as we hand it over: %s', (verb, line) => {
  const command = parseCommand(line);
  expect(command.verb).toBe(verb);
  expect(makeFamily().git('clone', ...command.argv)).toMatchObject({ status: 0 });
});
