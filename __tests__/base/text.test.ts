import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inert, inertMarkdown, plural, toWord, withoutCredentials } from '../../src/base/text.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.array(fc.constantFrom(...'#[]: \n\r\t\u001b\u200b\u202e<>|`@-*a'), { maxLength: 60 }).map((signs) => signs.join('')),
);

describe('inert', () => {
  it.each([
    ['plain text', 'acme/web job test', 'acme/web job test'],
    ['a newline', 'one\ntwo', 'one two'],
    ['a carriage return', 'error\rOK', 'error OK'],
    ['line and paragraph separators', 'a\u2028b\u2029c\u0085d', 'a b c d'],
    ['a colour', '\u001b[31mred\u001b[0m', '[31mred [0m'],
    ['an escape of one byte', 'a\u009b2Jb', 'a 2Jb'],
    ['a bell and a backspace', 'a\u0007b\u0008c', 'a b c'],
    ['bidirectional controls', 'a\u202egpj.exe\u202c\u2066x\u2069', 'agpj.exex'],
    ['signs that cannot be seen', 'ad\u200bm\u2060i\ufeffn\u00ad', 'admin'],
    ['a command of the runner', '::set-output name=x::y', ': :set-output name=x: :y'],
    ['one after blanks', ' \t::error::x', ': :error: :x'],
    ['one after a newline', 'x\n::stop-commands::y', 'x : :stop-commands: :y'],
    ['one hidden behind signs that cannot be seen', '\u200b:\u200b:warning::x', ': :warning: :x'],
    ['an old command of the runner', 'x ##[error]y', 'x # #[error]y'],
    ['one hidden by a sign that cannot be seen', '#\u200b#[group]', '# #[group]'],
    ['two of them', '##[a]##[b]', '# #[a]# #[b]'],
    ['one with a sign too many', '###[group]', '## #[group]'],
    ['a private sign', 'a\ue000b', 'ab'],
    ['half a pair', 'a\ud800b', 'ab'],
    ['blanks around', '  a  ', 'a'],
  ])('makes %s harmless', (_, text, shown) => {
    expect(inert(text)).toBe(shown);
  });

  it('cuts what is too long, and shows that it did', () => {
    expect(inert('abcdef', 6)).toBe('abcdef');
    expect(inert('abcdefg', 6)).toBe('abcde…');
    expect(inert('abcd  fgh', 6)).toBe('abcd…');
    expect(inert('x'.repeat(1000))).toHaveLength(300);
  });

  it('is one line, has no control, is no command and is not too long, whatever came in (G1, G2, G3)', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 100 }), (text, most) => {
        const shown = inert(text, most);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|##\[|^\s*::/u);
        expect(shown.length).toBeLessThanOrEqual(most);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('inertMarkdown', () => {
  it.each([
    ['a cell border', 'a|b', 'a&#124;b'],
    ['a row', 'a |\n| b', 'a &#124; &#124; b'],
    ['a tag', '<img src=x>', '&#60;img src=x&#62;'],
    ['a comment', '<!-- x', '&#60;&#33;&#45;&#45; x'],
    ['code', '`rm`', '&#96;rm&#96;'],
    ['a link', '[x](y)', '&#91;x&#93;&#40;y&#41;'],
    ['emphasis', '**a** __b__ ~~c~~', '&#42;&#42;a&#42;&#42; &#95;&#95;b&#95;&#95; &#126;&#126;c&#126;&#126;'],
    ['an entity', '&lt;', '&#38;lt;'],
    ['a backslash', 'a\\|b', 'a&#92;&#124;b'],
    ['a formula', '$x$', '&#36;x&#36;'],
    ['a heading', '# a', '&#35;&#8203; a'],
    ['a mention', '@team', '&#64;&#8203;team'],
    ['an address', 'www.example.com', 'www&#8203;.example.com'],
    ['an issue', 'GH-1', 'GH&#8203;&#45;1'],
    ['a list', '- a', '&#45; a'],
    ['a URL', 'https://x', 'https&#58;//x'],
  ])('shows %s as text', (_, text, shown) => {
    expect(inertMarkdown(text)).toBe(shown);
  });

  it('leaves no sign of markup and shows at most so many signs, whatever came in', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 100 }), (text, most) => {
        const shown = inertMarkdown(text, most);
        expect(shown.replace(/&#\d+;/g, '')).not.toMatch(/[\\`*_{}[\]<>()#+!|~@&$:\n\r-]/);
        expect(shown.replaceAll('&#8203;', '').replace(/&#\d+;/g, 'x').length).toBeLessThanOrEqual(most);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('withoutCredentials', () => {
  it.each([
    ['https://user:secret@host/x.git', 'https://host/x.git'],
    ['https://secret@host/x.git', 'https://host/x.git'],
    ['HTTPS://x-access-token:secret@host:8443/x', 'HTTPS://host:8443/x'],
    ["fatal: unable to access 'https://u:secret@host/x/': 403", "fatal: unable to access 'https://host/x/': 403"],
    ['https://a:secret@one/ and ssh://git:secret@two/', 'https://one/ and ssh://two/'],
    ['redis+tls://:secret@host:6379', 'redis+tls://host:6379'],
    ['https://u:%40secret%2F@host/', 'https://host/'],
    ['https://host/@scope/x', 'https://scope/x'],
    ['https://u:p@ss/w@host/x', 'https://host/x'],
    ['https://host/x git@host:y', 'https://host/x git@host:y'],
  ])('%s', (text, shown) => {
    expect(withoutCredentials(text)).toBe(shown);
  });
});

describe('plural', () => {
  it.each([
    [plural(0, 'request'), '0 requests'],
    [plural(1, 'request'), '1 request'],
    [plural(2, 'request'), '2 requests'],
    [plural(2, 'child', 'children'), '2 children'],
  ])('%s', (said, text) => {
    expect(said).toBe(text);
  });
});

describe('toWord', () => {
  it.each(['/srv/git/app.git', 'user.max=8', '10:20', 'ug+rwx,g+s', '@', '.'])('leaves %s as it is', (text) => {
    expect(toWord(text)).toBe(text);
  });

  it.each([
    ['-rf', "'-rf'"],
    ['', "''"],
    ['two words', "'two words'"],
    ['~', "'~'"],
    ['a\n', '"${this_name_cannot_be_typed:?}"'],
    ['::error::no', `"$(printf '%b' '\\0072\\0072error\\0072\\0072no')"`],
  ])('quotes %j', (text, word) => {
    expect(toWord(text)).toBe(word);
  });
});
