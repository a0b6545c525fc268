import { describe, expect, it } from '@jest/globals';
import { isRefspec, isRemote, parseCommand, parseCommands } from '../../src/git/command.ts';

const unsafe = (message: string | RegExp) =>
  expect.objectContaining({ code: 'FL_UNSAFE_COMMAND', message: expect.stringMatching(message) });

describe('parseCommand accepts', () => {
  it.each([
    ['fetch', ['fetch']],
    ['git fetch', ['fetch']],
    ['fetch --prune origin', ['fetch', '--prune', 'origin']],
    ['fetch origin --prune', ['fetch', '--prune', 'origin']],
    ['\tfetch   -p\t-f  origin ', ['fetch', '-p', '-f', 'origin']],
    ['fetch origin main v1.0 refs/heads/a/b', ['fetch', 'origin', 'main', 'v1.0', 'refs/heads/a/b']],
    ['fetch origin +refs/heads/*:refs/remotes/origin/*', ['fetch', 'origin', '+refs/heads/*:refs/remotes/origin/*']],
    ["fetch origin '+refs/heads/*:refs/heads/*' ^refs/heads/x/*", ['fetch', 'origin', '+refs/heads/*:refs/heads/*', '^refs/heads/x/*']],
    ['"fetch" ori"gi"n \'\'main""', ['fetch', 'origin', 'main']],
    ['fetch --filter=blob:none -j8 --jobs=16 origin', ['fetch', '--filter=blob:none', '-j8', '--jobs=16', 'origin']],
    ['fetch --filter=blob:limit=10m --negotiation-tip=HEAD~3', ['fetch', '--filter=blob:limit=10m', '--negotiation-tip=HEAD~3']],
    ['fetch --multiple origin fork', ['fetch', '--multiple', 'origin', 'fork']],
  ])('%s', (line, argv) => {
    expect(parseCommand(line)).toMatchObject({ verb: 'fetch', argv, needs: 'update' });
  });

  it.each([
    ['pull', ['pull', '--ff-only']],
    ['git pull origin main', ['pull', '--ff-only', 'origin', 'main']],
    ['pull --prune', ['pull', '--ff-only', '--prune']],
    ['pull --ff-only', ['pull', '--ff-only']],
    ['pull origin --no-ff', ['pull', '--no-ff', 'origin']],
    ['pull --rebase --autostash', ['pull', '--rebase', '--autostash']],
  ])('%s, which changes what is checked out', (line, argv) => {
    expect(parseCommand(line)).toMatchObject({ verb: 'pull', argv, needs: 'exclusive' });
  });
});

describe('what parseCommand shows', () => {
  const line = 'fetch https://user:secret@host/x';

  it('is the line as typed, without credentials, which git gets', () => {
    expect(parseCommand('git fetch  origin').text).toBe('git fetch  origin');
    expect(parseCommand(line)).toMatchObject({ text: 'fetch https://host/x', argv: ['fetch', 'https://user:secret@host/x'] });
  });

  it.each([`${line};`, `${line} --depth`, `${line} a:b:c`, line.replace('fetch', 'push'), `${line} '`])(
    'has no credentials in refusing %s',
    (line) => {
      expect(() => parseCommand(line)).toThrow(unsafe('https://host/x'));
      expect(() => parseCommand(line)).not.toThrow('secret');
    },
  );
});

describe('parseCommand refuses', () => {
  it.each([
    ...['fetch; id', 'fetch & id', 'fetch && id', 'fetch | sh', 'fetch > x', 'fetch < x', 'fetch (id)', 'fetch $(id)', 'fetch $HOME'],
    ...['fetch `id`', 'fetch \\origin', 'fetch {a,b}', 'fetch ori?in', 'fetch [o]rigin', 'fetch !!', 'fetch # all', 'fetch ~/x', '(fetch)'],
    ...['fetch "$(id)"', 'fetch "`id`"', 'fetch "\\a"', 'fetch "a!b"'],
  ])('what only a shell understands: %s', (line) => {
    expect(() => parseCommand(line)).toThrow(unsafe(/There is no shell, so '.' means nothing here\./));
  });

  it.each(["fetch 'origin", 'fetch "origin', "fetch 'a' 'b", `fetch "a'`, "fetch '"])('a quote that is not closed: %s', (line) => {
    expect(() => parseCommand(line)).toThrow(unsafe('is not closed'));
  });

  it.each([
    'fetch\norigin',
    'fetch\rorigin',
    'fetch \0origin',
    'fetch \u001b[1m',
    'fetch \u202eorigin',
    "fetch '\u200b'",
    'fetch \u0085',
    'fetch a\ue000',
  ])('a control character: %j', (line) => {
    expect(() => parseCommand(line)).toThrow(unsafe('control character'));
  });

  it.each([
    ...['--upload-pack=x', '--upload-pa=x', '--upload-pack', '--exec', '--exec=x', '-u', '-o', '-oProxyCommand=x', '--server-option=x'],
    ...['--depth', '--depth=1', '--deepen=1', '--unshallow', '--shallow-since=x', '--update-shallow', '--refmap=', '--set-upstream'],
    ...['--recurse-submodules', '--submodule-prefix=x', '--stdin', '--prun', '--', '-', '-pf', '-j', '-j1000', '--jobs=-1', '--jobs'],
    ...['--filter=sparse:oid=x', '--filter', '--negotiation-tip=--exec', '--update-head-ok', '--prune=x', '--PRUNE', '--no-ff'],
  ])('the option %s of fetch', (option) => {
    for (const line of [`fetch ${option} origin`, `fetch origin ${option}`, `fetch origin main '${option}'`])
      expect(() => parseCommand(line)).toThrow(unsafe(`The option '${option}' of`));
  });

  it.each([
    '--strategy=x',
    '-s',
    '-Xours',
    '-S',
    '--gpg-sign',
    '--verify-signatures',
    '--edit',
    '-e',
    '-n',
    '--rebase=interactive',
    '-ri',
    '--depth=1',
  ])('the option %s of pull', (option) => {
    expect(() => parseCommand(`pull ${option} origin`)).toThrow(unsafe(`The option '${option}' of`));
  });

  it.each([
    ['-c core.sshCommand=x fetch', "the option '-c' before the verb"],
    ['git -C / fetch', "the option '-C' before the verb"],
    ['git --exec-path=/tmp fetch', "the option '--exec-path=/tmp' before the verb"],
    ['git', 'no verb'],
    ['', 'no verb'],
    ['gc', "'gc' is no verb that is accepted"],
    ['git git fetch', "'git' is no verb"],
    ['push origin', "'push' is no verb"],
    ['X=y fetch', "'X=y' is no verb"],
    ['/usr/bin/git fetch', "'/usr/bin/git' is no verb"],
  ])('another verb, or something before it: %j', (line, why) => {
    expect(() => parseCommand(line)).toThrow(unsafe(why));
  });

  it.each([
    ['fetch origin a:b:c', 'is no refspec'],
    ['fetch origin https://host/x', 'is no refspec'],
    ["fetch origin ''", 'is no refspec'],
    ['fetch --multiple origin a:b', 'is no remote'],
    ["fetch 'a b'", 'is no remote'],
  ])('an operand that is none: %s', (line, why) => {
    expect(() => parseCommand(line)).toThrow(unsafe(why));
  });
});

describe('isRemote', () => {
  it.each([
    ...['origin', 'my-fork.2', 'up/stream', '/srv/git/x.git', './x', '../x', 'http://h/x', 'https://h:8443/x', 'git://h/x', 'file:///x'],
    ...['ssh://git@h/x', 'git@h:x', 'a.b@h.example:acme/x'],
  ])('is so for %s', (text) => {
    expect(isRemote(text)).toBe(true);
  });

  it.each([
    ...[
      '',
      'ext::sh -c x',
      'ext::sh',
      'fd::7',
      'https::x',
      'ssh://-oProxyCommand=x',
      'ssh://git@-oProxyCommand=x/y',
      'https://-x',
      'ftp://h/x',
    ],
    ...[
      'rsync://h/x',
      'EXT::x',
      'h:x',
      '-x',
      '-oProxyCommand=x@h:y',
      'git@-oProxyCommand=x:y',
      'git@h:-x',
      'git@h::x',
      'https://h/x::y',
      'a..b',
      'https://',
      'https://h/a b',
    ],
    ...['ssh+git://h/x', '~/x', '/srv/a;b', '/srv/$x', 'origin\n', 'file:/x', 'C:\\x'],
  ])('is not so for %j', (text) => {
    expect(isRemote(text)).toBe(false);
  });
});

describe('isRefspec', () => {
  it.each([
    ...['main', 'HEAD', '@', 'refs/heads/é', 'v1.0', 'a'.repeat(40), '+main', 'main:', ':main', 'a:b', '+refs/*:refs/*', '^refs/heads/*'],
    ...['refs/heads/a*b:refs/x/c*d', 'refs/pull/1/head:refs/remotes/origin/pr/1'],
  ])('is so for %s', (text) => {
    expect(isRefspec(text)).toBe(true);
  });

  it.each([
    ...['', '+', '^', ':', '+:', 'a:b:c', '^a:b', '*:a', 'a:*', '**', 'a*b*c', 'a b', 'a..b', 'a//b', '/a', 'a/', '.a', 'a/.b', 'a.', '-a'],
    ...['a:-b', 'a.lock', 'a.lock/b', 'a@{1}', 'a~1', 'a^', 'a?', 'a[b', 'a\\b', 'a\u0001', 'a\u007f'],
  ])('is not so for %j', (text) => {
    expect(isRefspec(text)).toBe(false);
  });
});

describe('parseCommands', () => {
  it('reads one a line, and skips blank lines and comments', () => {
    const text = '\n# all of it\n  git fetch --prune origin\r\n\t# fetch --tags\n\npull\n';
    expect(parseCommands(text).map((it) => it.argv.join(' '))).toEqual(['fetch --prune origin', 'pull --ff-only']);
    expect(parseCommands(' \n#\n')).toEqual([]);
  });

  it('refuses all for one bad line, and shows which', () => {
    expect(() => parseCommands('fetch\ngc --prune=now\nfetch')).toThrow(unsafe("'gc --prune=now' is refused"));
  });
});

it.each([
  'ssh://-oProxyCommand=x/y',
  'ssh://u@-oProxyCommand=x/y',
  'ssh://[-oProxyCommand=x]/y',
  'ssh://%2doProxyCommand=x/y',
  'https:///x',
  'ext::sh -c x',
  'file://host/x',
  'rsync://x/y',
])('%s is no remote', (text) => {
  expect(isRemote(text)).toBe(false);
});

it.each([
  'fetch https://u:s3cret@h/x;',
  "fetch 'https://u:s3@cret@h/x' --no-such",
  'fetch https:"//u:s3cret"@h/x;',
  'fetch https://u:s3/cret@h/x ;',
])('the refusal of %j shows no password', (line) => {
  expect(() => parseCommand(line)).toThrow(expect.objectContaining({ message: expect.not.stringMatching(/s3|cret/) }));
});

it.each(['pull --atomic', 'pull --filter=blob:none'])('%s is refused, as git would after the wait', (line) => {
  expect(() => parseCommand(line)).toThrow(expect.objectContaining({ code: 'FL_UNSAFE_COMMAND' }));
});
