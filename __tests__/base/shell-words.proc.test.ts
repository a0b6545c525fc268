/** A path in a printed command is one word of a real shell, whatever somebody called it. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inert, quoteForShell } from '../../src/base/text.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        "'",
        '"',
        '\\',
        '$(',
        '`',
        '\n',
        '\r',
        '\x1b[2J',
        '%b',
        '\\0101',
        '\\c',
        '::',
        '##[',
        ' ',
        '-',
        '\u202e',
        '*',
        '~',
        '!',
        ';',
        '日',
      ),
      {
        maxLength: 12,
      },
    )
    .map((it) => it.join('')),
);

/** What the shell makes of each of these words; it is given all of them in one go, since starting it takes the time. */
function wordsOf(texts: readonly string[]): string[] {
  const script = texts.map((it) => `printf '%s\\0' ${quoteForShell(it)}`).join('\n');
  const { status, stdout, stderr } = spawnSync('sh', ['-c', script], { encoding: 'utf8', env: { PATH: process.env.PATH ?? '' } });
  if (status !== 0) throw new Error(stderr);
  return stdout.split('\0').slice(0, -1);
}

const cannotBeTyped = (text: string): boolean => /[\0\uFFFD]|\p{Cs}|\n$/u.test(text);

describe('a word for a shell', () => {
  it('is exactly the text', () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 40 }), (texts) => {
        const those = texts.filter((it) => !cannotBeTyped(it));
        expect(wordsOf(those)).toEqual(those);
      }),
      { numRuns: 60 },
    );
  });

  it('is one inert line', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const word = quoteForShell(text);
        expect(inert(word, word.length)).toBe(word);
      }),
    );
  });

  it.each(['lost \uFFFD', 'ends in a newline\n', 'half \uD800'])('of %j is one at which the shell gives up', (text) => {
    const { status, stdout } = spawnSync('sh', ['-c', `echo ran ${quoteForShell(text)}; echo after`], { encoding: 'utf8' });
    expect({ isWell: status === 0, stdout }).toEqual({ isWell: false, stdout: '' });
  });
});
