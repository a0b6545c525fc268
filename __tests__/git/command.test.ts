import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isRefspec, isRemote, parseCommand, parseCommands } from '../../src/git/command.ts';

describe('a command that is accepted', () => {
  it.each([
    ['fetch', ['fetch']],
    ['git fetch --prune origin', ['fetch', '--prune', 'origin']],
    ['fetch -p -t origin +refs/heads/*:refs/remotes/origin/*', ['fetch', '-p', '-t', 'origin', '+refs/heads/*:refs/remotes/origin/*']],
    ['fetch origin --prune "refs/heads/a:refs/heads/b"', ['fetch', '--prune', 'origin', 'refs/heads/a:refs/heads/b']],
    ["fetch 'https://example.com/a b.git'".replace(' b', ''), ['fetch', 'https://example.com/a.git']],
    ['fetch --multiple one two', ['fetch', '--multiple', 'one', 'two']],
    ['fetch --filter=blob:none -j4 origin main', ['fetch', '--filter=blob:none', '-j4', 'origin', 'main']],
    ['pull origin main', ['pull', '--ff-only', 'origin', 'main']],
    ['pull --rebase origin main', ['pull', '--rebase', 'origin', 'main']],
  ])('%s', (line, argv) => {
    expect(parseCommand(line).argv).toEqual(argv);
  });

  it('says what it needs: fetch adds, pull changes', () => {
    expect([parseCommand('fetch').needs, parseCommand('pull').needs]).toEqual(['update', 'exclusive']);
  });

  it('is one a line; blank lines and comments are none', () => {
    expect(parseCommands('\n# all of it\n  fetch origin\r\n\ngit pull origin main\n').map((it) => it.verb)).toEqual(['fetch', 'pull']);
  });
});

describe('a command that is refused', () => {
  it.each([
    ...[
      'fetch; id',
      'fetch && id',
      'fetch | id',
      'fetch > /tmp/x',
      'fetch < x',
      'fetch $(id)',
      'fetch `id`',
      'fetch $HOME',
      'fetch "$HOME"',
      'fetch ${x}',
    ],
    ...[
      'fetch ~/x',
      'fetch {a,b}',
      'fetch a?',
      'fetch [ab]',
      'fetch \\x',
      'fetch !x',
      'fetch a#b',
      'fetch "x',
      "fetch 'x",
      'fetch (x)',
      'fetch \u0000x',
      'fetch \u202ex',
    ],
    ...[
      'git',
      'git git fetch',
      'clone x',
      'FETCH origin',
      '--git-dir=x fetch',
      '-c core.x=y fetch',
      '-C /x fetch',
      'fetch-pack x',
      'upload-pack',
    ],
    ...[
      'fetch --upload-pack=/bin/x origin',
      'fetch --upload-pa=/bin/x',
      "fetch '--upload-pack' x",
      'fetch -u x',
      'fetch --exec=x',
      'fetch --depth=1 origin',
      'fetch --depth 1',
    ],
    ...[
      'fetch --config=x',
      'fetch -o x',
      'fetch --server-option=x',
      'fetch --recurse-submodules',
      'fetch --end-of-options x',
      'fetch -- x',
      'fetch -pt',
      'fetch --prun',
    ],
    ...[
      'fetch ext::sh',
      'fetch fd::3',
      'fetch ssh://-oProxyCommand=x/y',
      'fetch ssh://u@-oX/y',
      'fetch ftp://x/y',
      'fetch a@b:-x',
      'fetch origin --x',
      'fetch origin a..b',
    ],
    ...[
      'fetch origin a:b:c',
      'fetch origin refs/heads/*:refs/heads/x',
      'fetch origin x.lock',
      'fetch origin -x',
      "fetch origin 'a b'",
      'fetch origin @{1}',
      "fetch ''",
    ],
    ...['pull --strategy=x', 'pull -X ours', 'pull --gpg-sign', 'pull --upload-pack=x', 'fetch --ff-only'],
  ])('%j', (line) => {
    expect(() => parseCommand(line)).toThrow(expect.objectContaining({ code: 'FL_UNSAFE_COMMAND' }));
  });
});

it('no accepted line has an argument that could be an option git would run something for', () => {
  const word = fc.oneof(
    fc.constantFrom(
      'fetch',
      'pull',
      'origin',
      '--prune',
      '--upload-pack=touch x',
      '--upload-pa=x',
      '-u',
      '--exec',
      'ext::sh -c x',
      '-c',
      '"',
      "'",
      ';',
      '$(x)',
      '+a:b',
    ),
    fc.string({ maxLength: 12 }),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 6 }), (words) => {
      let argv: string[] = [];
      try {
        argv = parseCommand(['fetch', ...words].join(' ')).argv;
      } catch {
        return;
      }
      for (const it of argv.slice(1)) {
        if (it.startsWith('-')) expect(it).toMatch(/^(--(?!upload|exec|config|receive|server)[a-z-]+(=[\w:./*^~@-]+)?|-[a-zA-Z46]\d*)$/);
        else expect(isRemote(it) || isRefspec(it)).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});
