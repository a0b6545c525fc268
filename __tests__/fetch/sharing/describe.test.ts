import { resolve } from 'node:path';
import { expect, it, describe as suite } from '@jest/globals';
import { describe, describeWants, fetchOf } from '../../../src/fetch/sharing/describe.ts';
import { parseCommand } from '../../../src/git/command.ts';
import { makeDemand } from '../../support/sharing.ts';

const origin = 'https://git.example/acme/web.git';
const heads = '+refs/heads/*:refs/remotes/origin/*';
const entriesOf = (texts: readonly string[]) =>
  texts.map((text) => {
    const [, key = text, value] = /^(.*?)=(.*)$/s.exec(text) ?? [];
    return { scope: 'local', origin: 'file:config', key, ...(value === undefined ? {} : { value }) };
  });
const cloned = [`remote.origin.url=${origin}`, `remote.origin.fetch=${heads}`];
const remote = (name: string, ...more: string[]) => [
  `remote.${name}.url=https://git.example/${name}`,
  `remote.${name}.fetch=+refs/heads/*:refs/remotes/${name}/*`,
  ...more.map((it) => `remote.${name}.${it}`),
];
const described = (line: string, config: readonly string[] = cloned) => describe(parseCommand(line), entriesOf(config), '/srv/web');
const ofClone = { remote: origin, refspecs: [heads], isPruning: false, tags: 'followed' };
const addressOf = (url: string, ...config: string[]) =>
  described('fetch origin', [`remote.origin.url=${url}`, ...cloned.slice(1), ...config])?.[0]?.remote;

suite('a fetch of one remote', () => {
  it.each<[string, object]>([
    ['fetch', {}],
    ['fetch origin', {}],
    ['remote update origin', {}],
    ['fetch -q --jobs=4 --no-auto-gc --progress -4 origin', {}],
    ['fetch --prune origin', { isPruning: true }],
    ['fetch --prune --no-prune origin', {}],
    ['remote update -p origin', { isPruning: true }],
    ['fetch --tags origin', { tags: 'all' }],
    ['fetch --tags --no-tags origin', { tags: 'none' }],
    ['fetch --no-tags --tags origin', { tags: 'all' }],
    ['fetch origin +refs/pull/7/head:refs/pull/7/head', { refspecs: ['+refs/pull/7/head:refs/pull/7/head'] }],
    ['fetch -f origin refs/heads/main:refs/remotes/origin/main', { refspecs: ['+refs/heads/main:refs/remotes/origin/main'] }],
    ['fetch origin refs/heads/*:refs/remotes/origin/* ^refs/heads/x', { refspecs: [heads.slice(1), '^refs/heads/x'] }],
    [`fetch ${origin} +refs/heads/*:refs/x/*`, { refspecs: ['+refs/heads/*:refs/x/*'] }],
  ])('`%s` asks for what it says, and for what is configured', (line, more) => {
    expect(described(line)).toEqual([{ ...ofClone, ...more }]);
  });

  it.each<[string[], object]>([
    [['fetch.prune=true'], { isPruning: true }],
    [['fetch.prune=true', 'remote.origin.prune=false'], {}],
    [['fetch.prune=false', 'remote.origin.prune=yes'], { isPruning: true }],
    [['fetch.prune'], { isPruning: true }],
    [['fetch.prune=1', 'fetch.prune=0'], {}],
    [['remote.origin.tagopt=--tags'], { tags: 'all' }],
    [['remote.origin.tagopt=--no-tags'], { tags: 'none' }],
    [['remote.origin.url=https://git.example/second'], {}],
    [['remote.origin.pushurl=https://git.example/pushed'], {}],
    [['remote.origin.fetch=+refs/pull/*/head:refs/pull/*'], { refspecs: [heads, '+refs/pull/*/head:refs/pull/*'] }],
    [['remote.origin.skipfetchall=true', 'branch.main.remote=origin', 'fetch.pruneTags=false', 'remote.other.prune=true'], {}],
  ])('goes by the configuration: %j', (config, more) => {
    expect(described('fetch', [...cloned, ...config])).toEqual([{ ...ofClone, ...more }]);
  });

  it('of a mirror leaves out what is ours, said or not', () => {
    const mirror = [`remote.origin.url=${origin}`, 'remote.origin.fetch=+refs/*:refs/*', 'remote.origin.mirror=true'];
    const [demand] = described('fetch --prune origin', mirror) ?? [];
    expect(demand?.refspecs).toEqual(['+refs/*:refs/*', '^refs/fetch-lock/*']);
    expect(described('fetch --prune origin +refs/*:refs/*', mirror)).toEqual([demand]);
  });
});

suite('a fetch of all remotes', () => {
  const both = [...remote('one'), ...remote('two', 'prune=true')];
  const names = (line: string, config = both) => described(line, config)?.map((it) => [it.remote.split('/').at(-1), it.isPruning]);

  it.each(['fetch --all', 'remote update'])('`%s` asks each for its own', (line) => {
    expect(names(line)).toEqual([
      ['one', false],
      ['two', true],
    ]);
    for (const key of ['skipfetchall', 'skipdefaultupdate'])
      expect(names(line, [...both, `remote.one.${key}=true`])).toEqual([['two', true]]);
  });

  it.each([
    [...both, 'remotes.default=one'],
    [...both, 'remote.three.prune=true'],
    [...both, 'remote.one.prunetags=true'],
    [...both, 'remote.three.url=https://git.example/three'],
    both.map((it) => it.replace(/(one|two)\.url=/, '$1.skipfetchall=true')),
  ])('is described whole or not at all', (...config) => {
    expect(described('remote update', config)).toBeUndefined();
  });
});

suite('what is not sure runs alone (G2)', () => {
  it.each([
    ...['pull', 'gc', 'submodule update', 'lfs fetch', 'maintenance run --task=prefetch'],
    ...[
      'fetch origin main',
      'fetch origin HEAD',
      'fetch origin +refs/heads/main',
      `fetch ${origin}`,
      'fetch nowhere',
      'fetch origin ^refs/heads/x',
    ],
    ...['fetch --append origin', 'fetch --dry-run origin', 'fetch --keep origin', 'fetch --prefetch origin', 'fetch --refetch origin'],
    ...['fetch --filter=blob:none origin', 'fetch --multiple origin', 'fetch --prune-tags origin', 'fetch --write-fetch-head origin'],
    ...[
      'fetch --no-show-forced-updates origin',
      'fetch --force --tags origin',
      'fetch --negotiation-tip=main origin',
      'fetch --atomic origin',
    ],
  ])('`%s`', (line) => {
    expect(described(line)).toBeUndefined();
  });

  it.each([
    ['fetch', 'branch.main.remote=other'],
    ['fetch', 'fetch.all=true'],
    ['fetch origin', 'remotes.origin=one two'],
    ['fetch origin', 'remote.origin.vcs=hg'],
    ['fetch origin', 'fetch.prunetags=true'],
    ['fetch origin', 'fetch.showforcedupdates=false'],
    ['fetch origin', 'remote.origin.fetch=refs/heads/main'],
    ['fetch origin', 'remote.origin.fetch=--upload-pack=x'],
  ])('`%s` with %s', (line = '', it = '') => {
    expect(described(line, [...cloned, it])).toBeUndefined();
  });

  it('goes for options that the command does not take today', () => {
    for (const option of [
      '--depth',
      '--upload-pack=x',
      '--recurse-submodules',
      '--stdin',
      '--set-upstream',
      '--refmap=',
      '--update-head-ok',
    ])
      expect(
        describe({ verb: 'fetch', argv: ['fetch', option, '--end-of-options', 'origin'] }, entriesOf(cloned), '/srv/web'),
      ).toBeUndefined();
  });
});

suite('an address', () => {
  it.each<[string, string[], string]>([
    [origin, [], origin],
    ['gh:web', ['url.https://git.example/.insteadof=gh:'], 'https://git.example/web'],
    ['gh:acme/web', ['url.https://a/.insteadof=gh:', 'url.https://b/.insteadof=gh:acme/'], 'https://b/web'],
    ['gh:acme/web', ['url.https://b/.insteadof=gh:acme/', 'url.https://a/.insteadof=gh:'], 'https://b/web'],
    ['gh:web', ['url.https://a/.pushinsteadof=gh:'], 'gh:web'],
    ['gh:web', ['url.https://x:secret@git.example/.insteadof=gh:'], 'https://git.example/web'],
    ['../upstream.git', [], resolve('/srv/upstream.git')],
    ['/srv/./up.git', [], '/srv/./up.git'],
    ['https://ann:secret@git.example/web', [], 'https://git.example/web'],
  ])('%s with %j is %s', (url, config, is) => {
    expect(addressOf(url, ...config)).toBe(is);
  });

  it('is one text for one remote by name and by address, and by where one stands (G1)', () => {
    const spec = '+refs/heads/*:refs/remotes/origin/*';
    expect(described(`fetch ${origin} ${spec}`)).toEqual(described(`fetch origin ${spec}`));
    const [here, there] = ['/srv/a', '/srv/b'].map((dir) =>
      describe(parseCommand('fetch origin'), entriesOf(['remote.origin.url=../x', `remote.origin.fetch=${heads}`]), dir),
    );
    expect(here).toEqual(there);
  });
});

suite('what is wanted', () => {
  const [ticket, commit] = ['1'.repeat(16), 'c'.repeat(40)];
  const of = (refs: string[], config = cloned) =>
    describeWants({ commits: [commit], refs }, ticket, entriesOf(config), { path: 'web', workDir: '/srv/web' });

  it('is fetched from origin, a commit straight into its pin, a ref from where it comes from', () => {
    expect(of(['refs/remotes/origin/main'])).toEqual({
      ...{ remote: origin, isPruning: false, tags: 'none' },
      refspecs: [`${commit}:refs/fetch-lock/${ticket}/${commit}`, '+refs/heads/main:refs/remotes/origin/main'],
    });
  });

  it.each([
    [['refs/heads/main'], cloned, /lacks refs\/heads\/main\. No refspec of the remote `origin` writes it/],
    [['refs/remotes/origin/x'], [...cloned, 'remote.origin.fetch=^refs/heads/x'], /lacks refs\/remotes\/origin\/x\. No refspec/],
    [['refs/heads/main'], remote('other'), /lacks commit c{40}, refs\/heads\/main\. The repository has no remote `origin`/],
  ])('%j is not to be had', (refs, config, message) => {
    expect(() => of(refs, config)).toThrow(message);
  });
});

it('fetchOf says all of a demand, and what may never be left open', () => {
  const demand = makeDemand({ refspecs: ['+refs/*:refs/*'], isPruning: true, tags: 'followed', depth: 'depth:1' });
  expect(fetchOf(demand, 'origin')).toEqual([
    ...['fetch', '--prune', '--no-recurse-submodules', '--no-write-fetch-head', '--refmap=', '--depth=1'],
    ...['--end-of-options', 'origin', '+refs/*:refs/*', '^refs/fetch-lock/*'],
  ]);
  expect(fetchOf({ ...demand, isPruning: false, tags: 'all' }, 'origin')).toEqual(expect.arrayContaining(['--no-prune', '--tags']));
  expect(fetchOf({ ...demand, tags: 'none' }, 'origin')).toContain('--no-tags');
});
