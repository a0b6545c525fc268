import { describe, expect, it } from '@jest/globals';
import { alwaysSet, type Entry, judge, parseEntries } from '../../../src/git/isolation/configuration.ts';

const local = (key: string, value?: string): Entry => ({
  scope: 'local',
  origin: '/m/config',
  key,
  ...(value === undefined ? {} : { value }),
});
const own = (key: string, value: string, scope = 'global'): Entry => ({ scope, origin: 'file:/home/me/.gitconfig', key, value });
const judged = (...entries: Entry[]) => judge(entries, 'mirror.git', () => false);

it('reads what git prints: values with lines in them, and none', () => {
  expect(parseEntries('local\0file:config\0a.b\nc\nd\0global\0file:/x\0e.f\0command\0command line:\0g.h\n\0')).toEqual([
    { scope: 'local', origin: 'file:config', key: 'a.b', value: 'c\nd' },
    { scope: 'global', origin: 'file:/x', key: 'e.f' },
    { scope: 'command', origin: 'command line:', key: 'g.h', value: '' },
  ]);
});

describe('what tools and people write is followed', () => {
  it.each([
    ...['core.repositoryformatversion=0', 'core.filemode=true', 'core.bare=false', 'core.logallrefupdates=always', 'core.autocrlf=input'],
    ...['core.sharedrepository=group', 'core.sparsecheckout=true', 'core.untrackedcache=keep', 'core.bigfilethreshold=50m'],
    ...['remote.origin.url=https://github.com/a/b', 'remote.origin.fetch=+refs/*:refs/*', 'remote.origin.mirror=true'],
    ...['remote.origin.tagopt=--no-tags', 'remote.origin.partialclonefilter=blob:none', 'remote.origin.gh-resolved=base'],
    ...['remote.a.b.c.url=x', 'branch.main.remote=origin', 'branch.feature/x.merge=refs/heads/x', 'branch.main.vscode-merge-base=origin/x'],
    ...[
      'gc.auto=0',
      'gc.pruneexpire=now',
      'maintenance.strategy=incremental',
      'extensions.worktreeconfig=true',
      'extensions.objectformat=sha256',
    ],
    ...['http.https://github.com/.extraheader=AUTHORIZATION: basic x', 'includeif.gitdir:/w/.git.path=/t/git-credentials.config'],
    ...[
      'submodule.sub.url=https://x/y',
      'submodule.sub.update=rebase',
      'submodule.active=.',
      'url.https://x/.insteadof=git@x:',
      'user.name=me',
    ],
    ...['lfs.repositoryformatversion=0', 'lfs.https://x/info/lfs.access=basic', 'filter.lfs.process=git-lfs filter-process'],
    ...['filter.lfs.clean=git-lfs clean -- %f', 'filter.lfs.smudge=git-lfs smudge --skip -- %f', 'filter.lfs.required=true'],
    ...[
      'merge.ours.driver=true',
      'merge.conflictstyle=diff3',
      'diff.pdf.textconv=pdftotext',
      'alias.st=!x',
      'core.pager=less',
      'core.editor=vi',
    ],
    ...[
      'pull.rebase=merges',
      'pull.ff=only',
      'fetch.parallel=4',
      'commit.gpgsign=true',
      'gpg.format=ssh',
      'gui.wmstate=normal',
      'later.number=7',
    ],
    ...[
      'remote.origin.uploadpack=git-upload-pack',
      'credential.https://x.username=me',
      'http.proxy=http://proxy:3128',
      'core.fsmonitor=false',
    ],
  ])('%s', (text) => {
    const at = text.indexOf('=');
    expect(judged(local(text.slice(0, at), text.slice(at + 1)))).toEqual({ settings: [], ignored: [] });
  });
});

describe('what names a program is replaced and told', () => {
  it.each<[string, [string, string][]]>([
    ...['core.hookspath', 'core.fsmonitor', 'core.sshcommand', 'core.askpass', 'core.gitproxy', 'core.alternaterefscommand'].map(
      (key): [string, []] => [key, []],
    ),
    ['credential.helper', []],
    ['credential.https://x.y.helper', []],
    ['protocol.ext.allow', []],
    ['protocol.allow', []],
    ['filter.a.b.smudge', [['filter.a.b.smudge', '']]],
    ['filter.lfs.process', [['filter.lfs.process', '']]],
    ['merge.x.driver', [['merge.x.driver', 'false']]],
    ['hook.Lint.command', [['hook.Lint.enabled', 'false']]],
    ['hook.Lint.event', [['hook.Lint.enabled', 'false']]],
    ['gpg.program', [['gpg.program', 'gpg']]],
    ['gpg.ssh.defaultkeycommand', [['gpg.ssh.defaultkeycommand', 'false']]],
    ['http.https://x/.sslverify', [['http.https://x/.sslverify', 'true']]],
  ])('%s', (key, settings) => {
    expect(judged(local(key, 'evil'))).toEqual({ settings, ignored: [key] });
    expect(judged({ ...local(key, '1'), scope: 'worktree' })).toEqual({ settings, ignored: [key] });
  });

  it("the user's own value takes the place, not the default", () => {
    const mine = own('filter.x.smudge', 'mine');
    expect(judged(mine, local('filter.x.smudge', 'evil')).settings).toEqual([['filter.x.smudge', 'mine']]);
    // A hook of the user's own that the repository changed is not the user's own any more.
    expect(judged(own('hook.x.enabled', 'true'), local('hook.x.command', 'evil')).settings).toEqual([['hook.x.enabled', 'false']]);
  });

  it('of upload-pack git takes the first, which is the user’s own', () => {
    expect(judged(own('remote.origin.uploadpack', 'mine'), local('remote.origin.uploadpack', 'evil'))).toEqual({
      ...{ settings: [], ignored: ['remote.origin.uploadpack'] },
    });
  });

  it('of credential helpers all of the user’s are asked again, in their order', () => {
    const entries = [
      own('credential.helper', 'a', 'system'),
      local('credential.helper', 'evil'),
      own('credential.https://x=y.helper', 'b'),
    ];
    expect(alwaysSet(entries).slice(-3)).toEqual([
      ['credential.helper', ''],
      ['credential.helper', 'a'],
      ['credential.https://x=y.helper', 'b'],
    ]);
  });
});

describe('what is not known to be data is refused', () => {
  it.each([
    ...['remote.origin.uploadpack=evil', 'remote.origin.uploadpack=1', 'remote.origin.vcs=evil', 'remote.origin.vcs=1', 'pull.twohead=x'],
    ...[
      'branch.a.mergeoptions=-s evil',
      'branch.a.b.mergeoptions=1',
      'gc.recentobjectshook=x',
      'gc.repackfilterto=/x',
      'submodule.a.update=!x',
    ],
    ...['lfs.customtransfer.x.path=x', 'lfs.standalonetransferagent=x', 'lfs.extension.x.clean=x', 'lfs.storage=/x', 'alias.lfs=!x'],
    ...['alias.merge-x=!x', 'init.templatedir=/x', 'init.templatedir=1', 'http.cookiefile=/x', 'http.sslcainfo=/x', 'core.worktree=/'],
    ...['remote.-a.url=x', 'remote.--a.b.receivepack=x', 'remotes.a=b -c', 'remotes.a=-b', 'branch.a.remote=-b', 'remote.pushdefault=-b'],
    ...['lfs.extension.x.smudge=yes', 'core.later=x', 'later.key=x', 'include.later=x', 'filter.x.later=x', 'core.worktree=1'],
  ])('%s', (text) => {
    const [key = '', value] = text.split('=');
    expect(() => judged(local(key, value))).toThrow(expect.objectContaining({ code: 'FL_UNSAFE_COMMAND' }));
    // The user's own configuration is not judged.
    expect(judged(own(key, value ?? ''))).toEqual({ settings: [], ignored: [] });
  });

  it('and told in one inert line, with the command that mends it', () => {
    expect(() => judged(local('later.\u001b[31m::error::.key', 'x'))).toThrow(
      "The configuration of 'mirror.git' sets 'later. [31m: :error: :.key', which could run a program or lead git elsewhere. It is in '/m/config', and whoever may write there could act in this job's name. Take it out with `git config --file '/m/config' --unset-all 'later. [31m: :error: :.key'`; if it is meant, put it into your own configuration. [FL_UNSAFE_COMMAND]",
    );
  });
});
