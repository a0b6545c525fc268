import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseCommand } from '../../src/git/command.ts';
import { makeHome, removeAll } from '../support/places.ts';

afterEach(removeAll);

const words = [
  '--prune',
  '-f',
  'origin',
  'main',
  '+refs/heads/*:refs/x/*',
  'https://h/x.git',
  'git@h:x',
  'refs/heads/é',
  '--jobs=2',
  '../x',
];
const quotes = ['', '', "'", '"'];

/** A word in any mixture of quotes: `ori'gi'"n"`. */
const quoted = (word: fc.Arbitrary<string>) =>
  fc.tuple(word, fc.array(fc.tuple(fc.nat({ max: 6 }), fc.constantFrom(...quotes)), { maxLength: 4 })).map(([text, cuts]) => {
    let rest = text;
    let line = '';
    for (const [length, quote] of cuts) {
      line += quote + rest.slice(0, length) + quote;
      rest = rest.slice(length);
    }
    return line + rest;
  });

const blank = fc.constantFrom(' ', '  ', '\t', ' \t');
const wellFormed = fc
  .tuple(
    quoted(fc.constantFrom('fetch', 'fetch', 'git fetch', 'pull --ff')),
    fc.array(fc.tuple(blank, quoted(fc.constantFrom(...words))), { maxLength: 5 }),
  )
  .map(([verb, rest]) => verb + rest.flat().join(''));
/** The same with a sign in it that may mean something to a shell. */
const odd = fc
  .tuple(wellFormed, fc.nat(), fc.constantFrom(...' \t~#=%,@^*?"\'\\;&|<>()$`!{}[]:-é'))
  .map(([line, at, sign]) => line.slice(0, at % (line.length + 1)) + sign + line.slice(at % (line.length + 1)));

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

const accepted = (line: string): string[] | undefined => {
  try {
    return parseCommand(line).argv;
  } catch {
    return undefined;
  }
};

/** Our order, options first; the words themselves are the shell's. */
function inOurOrder(words: string[]): string[] {
  const [verb = '', ...rest] = words[0] === 'git' ? words.slice(1) : words;
  return [verb, ...rest.filter((it) => it.startsWith('-')), ...rest.filter((it) => !it.startsWith('-'))];
}

describe('parseCommand', () => {
  it('means by an accepted line what a shell means (G1)', () => {
    const drawn = [...fc.sample(wellFormed, 300), ...fc.sample(odd, 900)];
    const lines = drawn.filter((line) => accepted(line) && !(accepted(line)?.[0] === 'pull' && !line.includes('--ff')));
    const ours = lines.map((line) => ({ line, argv: accepted(line) }));
    const theirs = splitByShell(lines).map((words, index) => ({ line: lines[index], argv: inOurOrder(words) }));
    expect(ours.length).toBeGreaterThan(100);
    expect(ours).toEqual(theirs);
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
