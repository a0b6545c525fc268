import { execFileSync } from 'node:child_process';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseCommand } from '../../src/git/command.ts';

it('splits an accepted line as a shell would (G1)', () => {
  const plain = fc.array(fc.constantFrom(...'abz019./-_+:=,@%^'), { minLength: 1, maxLength: 8 }).map((it) => `refs/heads/a${it.join('')}`);
  const piece = fc.oneof(
    plain,
    plain.map((it) => `"${it}"`),
    plain.map((it) => `'${it}'`),
    plain.map((it) => `ref"s/h"ead's/x'${it.slice(10)}`),
  );
  const lines = fc.sample(
    fc.array(piece, { minLength: 1, maxLength: 4 }).map((it) => `fetch origin  ${it.join(' \t')}`),
    400,
  );
  const accepted = lines.flatMap((line) => {
    try {
      return [{ line, words: parseCommand(line).argv }];
    } catch {
      return [];
    }
  });
  expect(accepted.length).toBeGreaterThan(50);
  const script = accepted.map(({ line }) => `printf '%s\\0' ${line}; printf '\\n'`).join('\n');
  const byShell = execFileSync('sh', ['-c', script], { encoding: 'utf8' })
    .trimEnd()
    .split('\n')
    .map((it) => it.split('\0').slice(0, -1));
  expect(accepted.map((it) => it.words)).toEqual(byShell);
});
