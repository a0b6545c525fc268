import { describe, expect, it } from '@jest/globals';
import { hasSecret, isPathBelow, isRef, isRefspec, isRemote, objectionTo, places, protectionOf } from '../../src/git/operands.ts';

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
    ...['ssh://-x@h/y', 'https://-x@h/y', '-x@h:y', 'ssh://u@-h/x', 'ſsh://h/x', 'ѕѕh://h/x', 'file://../x'],
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

describe('isRef', () => {
  it.each(['main', 'refs/heads/a/b', 'HEAD', 'a'.repeat(40)])('is so for %s', (text) => expect(isRef(text)).toBe(true));

  it.each(['', '-a', 'refs/heads/*', 'a..b', '^a', 'a:b', '--all', 'a b'])('is not so for %j', (text) => expect(isRef(text)).toBe(false));
});

describe('isPathBelow', () => {
  it.each(['.', 'lib', './lib', 'a b/c', 'libs/é', 'a..b', '.hidden'])('is so for %s', (text) => expect(isPathBelow(text)).toBe(true));

  it.each(['', '..', '../x', 'a/../../b', '/x', '-x', '--init', ':/', ':(top)x', ':!x', '~/x', 'a\\b', 'C:/x', 'a\nb'])(
    'is not so for %j',
    (text) => expect(isPathBelow(text)).toBe(false),
  );
});

describe('hasSecret', () => {
  it.each(['https://u:p@h/x', 'https://:p@h/x', 'ssh://u:p@h/x', 'https://u:a@b@h/x', 'https://ghp_abc@h/x', 'https://github_pat_abc@h/x'])(
    'is so for %s',
    (text) => expect(hasSecret(text)).toBe(true),
  );

  it.each(['https://h:8443/x', 'https://h:8443/x@y', 'ssh://git@h:22/x', 'https://user@h/x', 'git@h:x', 'file:///a:b@c', 'origin'])(
    'is not so for %s',
    (text) => expect(hasSecret(text)).toBe(false),
  );
});

describe('protectionOf', () => {
  it.each([
    ['+refs/*:refs/*', '^refs/fetch-lock/*'],
    ['+refs/heads/*:refs/*', '^refs/heads/fetch-lock/*'],
    ['*:*', '^refs/fetch-lock/*'],
    ['refs/*:refs/x/*', '^refs/fetch-lock/*'],
    ['refs/*/x:refs/*/x', '^refs/fetch-lock/*', '^refs/fetch-lock/*/x', '^refs/fetch-lock/x'],
    ['refs/heads/*:refs/*/x', '^refs/heads/fetch-lock/*', '^refs/heads/fetch-lock'],
    ['refs/heads/*x:refs/f*k/x', '^refs/heads/etch-lock/*x', '^refs/heads/etch-locx'],
    ['refs/heads/*/x:refs/fetch-lock*/0'],
    ['+refs/fetch-lock/a/*:refs/heads/*', '^refs/fetch-lock/*'],
    ['fetch-lock/x', '^refs/fetch-lock/*'],
    ['a refs/*:refs/* refs/*:refs/*', '^refs/fetch-lock/*'],
    ['refs/*:refs/* ^refs/fetch-lock/*'],
    ['+refs/heads/*:refs/remotes/origin/* ^refs/* main HEAD: HEAD:refs/fetch-locks x:y/fetch-lock/z'],
    ['refs/heads/fetch-lock/*:refs/heads/fetch-lock/*'],
  ])('of %s', (refspecs, ...expected) => {
    const found = protectionOf(refspecs.split(' '));
    expect(found).toEqual(expected);
    expect(found.every(isRefspec)).toBe(true);
  });
});

describe('objectionTo', () => {
  it.each([
    ['none', ['x'], "'x' is more than it takes."],
    ['remotes', ['origin', 'https://h/x'], "'https://h/x' is no remote."],
    ['repository', ['origin', 'https://h/x'], "'https://h/x' is no refspec."],
    ['remote and refs', ['origin', 'refs/*'], "'refs/*' is no ref."],
    ['remote and refs', ['https://h/x'], "'https://h/x' is no remote."],
    ['paths', ['a', '../b'], "'../b' is no path that is accepted."],
  ] as const)('where %s may stand, to %j', (place, operands, why) => {
    expect(objectionTo(operands, places[place])).toMatchObject({ why });
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
