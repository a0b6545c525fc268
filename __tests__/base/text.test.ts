import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inert, inertMarkdown, plural, withoutCredentials } from '../../src/base/text.ts';
import { parseLogCommand } from '../runner/log-commands.ts';

describe('inert text', () => {
  it.each([
    ['one\r\n::error::two', 'one  : :error: :two'],
    ['\u001b[31mred\u001b[0m', '[31mred [0m'],
    ['a\u202eb\u2066c\u200dd', 'abcd'],
    ['x ##[save-state name=a]b', 'x # #[save-state name=a]b'],
    ['###[group]', '## #[group]'],
    [':::stop', ': ::stop'],
    ['a\u2028b', 'a b'],
  ])('%j becomes %j', (text, is) => {
    expect(inert(text)).toBe(is);
  });

  it('is one short line that no runner obeys and no terminal acts on (G1, G2, G3)', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('##[', '::', ':', '#', '[', 'error', '::error::', '##[error]', '\n', '\r', '\u001b['),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = inert(pieces.join(''), 80);
        expect(text.length).toBeLessThanOrEqual(80);
        expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(parseLogCommand(text)).toBeUndefined();
        expect(parseLogCommand(`Held by ${text}`)).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });

  it('is cut where it is too long', () => {
    expect(inert('x'.repeat(500), 10)).toBe(`${'x'.repeat(9)}…`);
  });
});

it('has no markup in Markdown', () => {
  const text = inertMarkdown('<b>|`a`|[x](y)@team **b** &amp; https://x ~~c~~ $d$');
  expect(text.replace(/&#\d+;/g, '')).toMatch(/^[\w\s./;]*$/);
});

it.each([
  ['https://user:secret@example.com/a', 'https://example.com/a'],
  ["fatal: unable to access 'https://x-access-token:ghs_1@github.com/a/': no", "fatal: unable to access 'https://github.com/a/': no"],
  ['ssh://git@host/x and http://t@h/y', 'ssh://host/x and http://h/y'],
  ['git@github.com:a/b', 'git@github.com:a/b'],
])('%s is shown as %s', (text, shown) => {
  expect(withoutCredentials(text)).toBe(shown);
});

it('counts', () => {
  expect([plural(1, 'request'), plural(2, 'request')]).toEqual(['1 request', '2 requests']);
});
