import { describe, expect, it } from '@jest/globals';
import { parseCommand, parseCommands } from '../../src/git/command.ts';

const unsafe = (message: string | RegExp) =>
  expect.objectContaining({ code: 'FL_UNSAFE_COMMAND', message: expect.stringMatching(message) });

describe('parseCommand accepts', () => {
  it.each([
    ['fetch', []],
    ['git fetch', []],
    ['fetch --prune origin', ['--prune'], ['origin']],
    ['fetch origin --prune', ['--prune'], ['origin']],
    ['\tfetch   -p\t-f  origin ', ['--prune', '--force'], ['origin']],
    ['fetch origin main v1.0 refs/heads/a/b', [], ['origin', 'main', 'v1.0', 'refs/heads/a/b']],
    ['fetch origin +refs/heads/*:refs/remotes/origin/*', [], ['origin', '+refs/heads/*:refs/remotes/origin/*']],
    ["fetch origin '+refs/heads/*:refs/heads/*' ^refs/heads/x/*", [], ['origin', '+refs/heads/*:refs/heads/*', '^refs/heads/x/*']],
    ['"fetch" ori"gi"n \'\'main""', [], ['origin', 'main']],
    ['fetch --filter=blob:none -j8 --jobs=16 origin', ['--filter=blob:none', '--jobs=8', '--jobs=16'], ['origin']],
    ['fetch --filter=blob:limit=10m --negotiation-tip=HEAD~3', ['--filter=blob:limit=10m', '--negotiation-tip=HEAD~3']],
    ['fetch --multiple origin fork', ['--multiple'], ['origin', 'fork']],
    ['fetch origin +refs/*:refs/*', [], ['origin', '+refs/*:refs/*', '^refs/fetch-lock/*']],
    ['fetch --jobs 8 -j 9 origin', ['--jobs=8', '--jobs=9'], ['origin']],
    ['fetch -pfj8 origin', ['--prune', '--force', '--jobs=8'], ['origin']],
    ['fetch -pj 8', ['--prune', '--jobs=8']],
    ['fetch --verb --dry --tag --negotiation-t=HEAD', ['--verbose', '--dry-run', '--tags', '--negotiation-tip=HEAD']],
    ['fetch -- origin main', [], ['origin', 'main']],
    ['fetch -p --end-of-options origin', ['--prune'], ['origin']],
  ])('%s', (line, options, operands: string[] = []) => {
    const ended = operands.length > 0 ? ['--end-of-options', ...operands] : [];
    expect(parseCommand(line)).toMatchObject({
      ...{ verb: 'fetch', needs: 'update', isNetwork: true },
      argv: ['fetch', ...options, ...ended],
    });
  });

  const changes = (line: string, ...argv: string[]) => [line, { needs: 'exclusive', isNetwork: false, argv }] as const;
  it.each([
    ['pull origin -j4', { needs: 'exclusive', isNetwork: true }],
    ['remote update -p', { needs: 'update', isNetwork: true, argv: ['remote', 'update', '--prune'] }],
    ['git  remote\tupdate origin all', { verb: 'remote update', argv: ['remote', 'update', '--end-of-options', 'origin', 'all'] }],
    changes('maintenance run --task gc --task=pack-refs', 'maintenance', 'run', '--task=gc', '--task=pack-refs'),
    ['maintenance run --task=prefetch', { needs: 'exclusive', isNetwork: true }],
    changes('gc --aggr --prune=now --no-det', 'gc', '--aggressive', '--prune=now', '--no-detach'),
    changes('gc --prune -q', 'gc', '--prune', '--quiet'),
    changes('repack -adF --depth=50 --window 250', 'repack', '-a', '-d', '-F', '--depth=50', '--window=250'),
    ['pack-refs --all', { needs: 'update', isNetwork: false, argv: ['pack-refs', '--all'] }],
    changes('prune --expire 2.weeks.ago -vn', 'prune', '--expire=2.weeks.ago', '--verbose', '--dry-run'),
    [
      'submodule update --init --recursive -j 4 lib',
      {
        ...{ needs: 'exclusive', isNetwork: true },
        argv: ['submodule', 'update', '--init', '--recursive', '--jobs=4', '--checkout', '--', 'lib'],
      },
    ],
    ['submodule update -r', { argv: ['submodule', 'update', '--rebase'] }],
    ['submodule update -- lib', { argv: ['submodule', 'update', '--checkout', '--', 'lib'] }],
    [
      "lfs fetch -ar -I'*.zip,assets/**' origin main",
      {
        needs: 'update',
        isNetwork: true,
        argv: ['lfs', 'fetch', '--all', '--recent', '--include=*.zip,assets/**', '--', 'origin', 'main'],
      },
    ],
    ['lfs fetch --prune', { needs: 'exclusive' }],
    ['fetch --depth 50 origin', { needs: 'exclusive', isNetwork: true, isShallow: true }],
    ['fetch --deepen=5 --unshal', { needs: 'exclusive', isShallow: true, argv: ['fetch', '--deepen=5', '--unshallow'] }],
    ['fetch --shallow-since=2.weeks.ago --shallow-exclude v1.0', { needs: 'exclusive', isShallow: true }],
    ['pull --depth=1', { needs: 'exclusive', isShallow: true }],
    ['lfs fetch -p', { needs: 'exclusive' }],
  ] as const)('%s', (line, command) => {
    expect(parseCommand(line)).toMatchObject(command);
  });

  it.each([
    ['pull', ['--ff-only', '--no-rebase']],
    ['git pull origin main', ['--ff-only', '--no-rebase'], ['--end-of-options', 'origin', 'main']],
    ['pull --prune', ['--prune', '--ff-only', '--no-rebase']],
    ['pull --ff-only', ['--ff-only', '--no-rebase']],
    ['pull origin --no-ff', ['--no-ff', '--no-rebase'], ['--end-of-options', 'origin']],
    ['pull --no-rebase', ['--no-rebase']],
    ['pull --rebase --autostash', ['--rebase', '--autostash']],
    ['pull --reb=merges', ['--rebase=merges']],
    ['pull -r', ['--rebase']],
    ['pull -rmerges', ['--rebase=merges']],
  ])('%s, and leaves the rest of it to no configuration', (line, options, operands: string[] = []) => {
    const settled = ['--no-gpg-sign', '--no-verify-signatures'];
    expect(parseCommand(line).argv).toEqual(['pull', ...options, ...settled, ...operands]);
  });
});

describe('what parseCommand shows', () => {
  const line = 'fetch https://user:secret@host/x';

  it('is the line as typed, without credentials, which git gets', () => {
    expect(parseCommand('git fetch  origin').text).toBe('git fetch  origin');
    expect(parseCommand(line.replace(':secret', ''))).toMatchObject({
      text: 'fetch https://host/x',
      argv: expect.arrayContaining(['https://user@host/x']),
    });
  });

  it('has no credentials in refusing a URL with a password, which is for `token`', () => {
    expect(() => parseCommand(line)).toThrow(unsafe(/https:\/\/host\/x.* set `token`/));
    expect(() => parseCommand(line)).not.toThrow('secret');
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

  const refused: [verb: string, options: string][] = [
    [
      'fetch',
      '--upload-pack=x --upload-pa=x --upload-pack --exec --exec=x -u -o -oProxyCommand=x --server-option=x ' +
        '--update-shallow --update-sh --refmap= --set-upstream --recurse-submodules --submodule-prefix=x --stdin -vu -pu -vuid ' +
        '--update-head-ok --PRUNE --no-ff --no-filter --jobs-x --Upload-Pack=x --ｕpload-pack=x --upload‐pack=x ‐‐upload-pack=x -ü --config=x ' +
        '--recurse-submodules-d=yes --receive-p=x --bundle-uri=x -c -C --git-dir=x',
    ],
    ['pull', '--strategy=x -s -sx -Xours -S -Skey --gpg-sign=x --verify-signatures --edit -e --upload-pack=x --set-upstream --atomic -P'],
    ['remote update', '-v --verbose -n'],
    ['maintenance run', '--detach --scheduler=cron --config=x'],
    ['gc', '--detach --force --expire-to=x --expire-t=x --skip-foreground-tasks -p'],
    ['repack', '--filter=blob:none --filter-to=x --filter-t=x --expire-to=x -C -adfu --no-quiet'],
    ['pack-refs', '-a --upload-pack=x'],
    ['prune', '-vu --force'],
    [
      'submodule update',
      '--reference=x --depth=1 --depth --dissociate --recommend-shallow --ini --recurs -fN -j8 --end-of-options --no-init -c',
    ],
    ['lfs fetch', '--al --includ=x --prun --stdin -ax --end-of-options --config=x -vu'],
  ];
  it.each(refused.flatMap(([verb, options]) => options.split(' ').map((option) => [verb, option] as const)))(
    'of %s the option %s',
    (verb, option) => {
      for (const line of [`${verb} ${option} origin`, `${verb} ${option}`, `${verb} '${option}' x`])
        expect(() => parseCommand(line)).toThrow(
          unsafe(/(The option '.*' is not accepted|is no remote and no URL).*(takes --|takes -a|Use a remote)/),
        );
    },
  );

  it.each([
    ...['fetch --prune=x', 'fetch -p=x', 'gc --quiet=1', 'lfs fetch --all=false', 'submodule update --init=x'],
    ...['fetch -j', 'fetch --jobs', 'fetch --jobs=', 'fetch -j1000', 'fetch --jobs=-1', 'fetch --jobs --exec=x', 'fetch --filter'],
    ...['fetch --depth', 'fetch --depth=0', 'fetch --deepen=-1', 'fetch --unshallow=1', 'fetch --shallow-exclude=-x'],
    ...['fetch --filter=sparse:oid=x', 'fetch --negotiation-tip=--exec', 'fetch --negotiation-tip --exec', 'pull --rebase=interactive'],
    ...['pull -ri', 'pull -rfalse-', 'gc --prune=-x', "gc --prune='2 weeks;'", 'prune --expire', 'prune --expire=$', 'repack --window=x'],
    ...['repack --keep-pack=../x', 'maintenance run --task=x', 'maintenance run --schedule=often', 'pack-refs --include=-x'],
    ...['lfs fetch -I=x;', 'lfs fetch --include=-x', 'lfs fetch -I --all', 'submodule update --filter=x', 'submodule update -j'],
  ])('a value that is none of its option: %s', (line) => {
    expect(() => parseCommand(line)).toThrow(unsafe(/takes no value|needs a value|does not take|There is no shell|not accepted/));
  });

  it.each([
    ['fetch --no origin', "'--no' could be --no-all"],
    ['fetch --pru', "'--pru' could be --prune, --prune-tags"],
    ['fetch --up=x', "'--up' could be --update-shallow, --upload-pack, --update-head-ok"],
    ['gc --de', "'--de'"],
  ])('an abbreviation that may mean another option: %s', (line, why) => {
    expect(() => parseCommand(line)).toThrow(unsafe(why));
  });

  it.each([
    ['fetch --update-shallow', /'--update-shallow' is not accepted\. .*shallow\.lock.* takes --all/],
    ['submodule update --depth 1', /shallow\.lock/],
    ['fetch --upload-pack x', 'makes git run a program'],
    ['gc --detach', 'go on when the lock is let go'],
  ])('%s with the reason', (line, why) => {
    expect(() => parseCommand(line)).toThrow(unsafe(why));
  });

  it.each([
    ['-c core.sshCommand=x fetch', "the option '-c' before the verb"],
    ['git -C / fetch', "the option '-C' before the verb"],
    ['git --exec-path=/tmp fetch', "the option '--exec-path=/tmp' before the verb"],
    ['git', 'no verb'],
    ['', 'no verb'],
    ['remote', "'remote' is no verb that is accepted"],
    ['remote add x ext::y', "'remote add' is no verb that is accepted. Start with one of: fetch, pull, remote update"],
    ['remote -v update', "'remote -v' is no verb"],
    ['submodule foreach id', "'submodule foreach' is no verb"],
    ['submodule --quiet update', "'submodule --quiet' is no verb"],
    ['maintenance start', "'maintenance start' is no verb"],
    ['lfs install', "'lfs install' is no verb"],
    ['Fetch', "'Fetch' is no verb"],
    ['git git fetch', "'git' is no verb"],
    ['push origin', "'push' is no verb"],
    ['git remote prune origin', 'Git runs the hook of the repository for it whatever it is told'],
    ['X=y fetch', "'X=y' is no verb"],
    ['/usr/bin/git fetch', "'/usr/bin/git' is no verb"],
  ])('another verb, or something before it: %j', (line, why) => {
    expect(() => parseCommand(line)).toThrow(unsafe(why));
  });

  it.each([
    ...['main:refs/fetch-lock/x', '+refs/heads/*:refs/fetch-lock/*', ':refs/fetch-lock', 'main:refs/Fetch-Lock/x', 'refs/fetch-lock/x'],
    ...['+refs/fetch-lock/*:refs/x/*', 'refs/fetch-lock', '+REFS/fetch-lock/x:x'],
  ])('what is fetch-lock’s own: %s (G4)', (refspec) => {
    for (const line of [`fetch origin ${refspec}`, `pull origin main ${refspec}`])
      expect(() => parseCommand(line)).toThrow(unsafe("What is below refs/fetch-lock/ is fetch-lock's own."));
  });

  it.each([
    ['fetch origin a:b:c', 'is no refspec'],
    ['fetch origin https://host/x', 'is no refspec'],
    ["fetch origin ''", 'is no refspec'],
    ['fetch --multiple origin a:b', 'is no remote'],
    ["fetch 'a b'", 'is no remote'],
    ['fetch -- --upload-pack=x', 'is no remote'],
    ['fetch --end-of-options -u', 'is no remote'],
    ['fetch origin -- --upload-pack=x', 'is no refspec'],
    ['fetch -', 'is no remote'],
    ['gc now', "'now' is more than it takes"],
    ['gc -- x', "'x' is more than it takes"],
    ['remote update ext::x', 'is no remote'],
    ['submodule update ../x', 'is no path'],
    ['submodule update lib --init', "'--init' is no path"],
    ['submodule update -- --init', "'--init' is no path"],
    ['lfs fetch origin -- --all', "'--all' is no ref"],
    ['lfs fetch https://h/x', 'is no remote'],
  ])('an operand that is none: %s', (line, why) => {
    expect(() => parseCommand(line)).toThrow(unsafe(why));
  });
});

describe('parseCommands', () => {
  it('reads one a line, and skips blank lines and comments', () => {
    const text = '\n# all of it\n  git fetch --prune origin\r\n\t# fetch --tags\n\npull\n';
    expect(parseCommands(text).map((it) => it.text)).toEqual(['git fetch --prune origin', 'pull']);
    expect(parseCommands(' \n#\n')).toEqual([]);
  });

  it('refuses all for one bad line, and shows which', () => {
    expect(() => parseCommands('fetch\ngc --prune=later\nfetch')).toThrow(unsafe("'gc --prune=later' is refused"));
  });
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
