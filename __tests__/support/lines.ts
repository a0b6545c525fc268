/** Lines that ask for git, well formed, or with something put in. */
import fc from 'fast-check';

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

const words: Record<string, string[]> = {
  fetch: ['--prune', '-f', 'origin', 'main', '+refs/heads/*:refs/x/*', 'git@h:x', 'refs/heads/é', '--jobs=2', '-pj2', '../x', '--'],
  pull: ['--ff', '--rebase', '-r', 'origin', 'main', '--aut'],
  'remote update': ['-p', 'origin', '--prune'],
  gc: ['--auto', '--prune=now', '-q'],
  repack: ['-ad', '--depth=50', '--window', '10', '-F'],
  'pack-refs': ['--all', '--no-prune'],
  prune: ['--expire=never', '-v', '--expire', 'now'],
  'maintenance run': ['--task=gc', '--auto', '--task', 'pack-refs'],
  'submodule update': ['--init', 'lib', '-j', '2', '--', 'a b'],
  'lfs fetch': ['--all', 'origin', 'main', '-I', '*.zip,a/**'],
};
const blank = fc.constantFrom(' ', '  ', '\t', ' \t');

/** With something of `hostile`, if there is any, between two words or within one. */
export const drawLines = (hostile: readonly string[]): fc.Arbitrary<string> =>
  fc
    .constantFrom(...Object.entries(words))
    .chain(([verb, of]) =>
      fc.tuple(
        fc.constantFrom(verb, verb, `git ${verb}`),
        fc.array(fc.tuple(blank, quoted(fc.constantFrom(...of))), { maxLength: 4 }),
        fc.nat(),
        hostile.length > 0 ? fc.tuple(fc.constantFrom('', ' '), fc.constantFrom(...hostile)) : fc.constant(['', '']),
      ),
    )
    .map(([verb, rest, at, [before, sign]]) => {
      const line = verb + rest.flat().join('');
      const place = before === ' ' ? line.indexOf(' ', at % (line.length + 1)) : at % (line.length + 1);
      return place < 0 ? `${line} ${sign}` : `${line.slice(0, place)}${before}${sign}${line.slice(place)}`;
    });
