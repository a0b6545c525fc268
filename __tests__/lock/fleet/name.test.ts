import { describe, expect, it } from '@jest/globals';
import { canonicalRemote, isLockName } from '../../../src/lock/fleet/name.ts';

describe('the name of a fleet’s lock', () => {
  it.each([
    'https://github.com/acme/web.git',
    'https://github.com/acme/web',
    'https://github.com/acme/web/',
    'https://GitHub.com./acme//web.git/',
    'https://user:canary@github.com/acme/web.git',
    'https://github.com:443/acme/web.git',
    'http://github.com:80/acme/web.git',
    'ssh://git@github.com/acme/web.git',
    'ssh://git@github.com:22/acme/web',
    'git+ssh://git@github.com/acme/web',
    'ssh+git://git@github.com/acme/web',
    'git://github.com/acme/web.git',
    'git://github.com:9418/acme/web.git',
    'git@github.com:acme/web.git',
    'github.com:/acme/web',
  ])('is the same for %s', (url) => {
    expect(canonicalRemote(url)).toBe('github.com/acme/web');
  });

  it.each([
    ['https://github.com/Acme/Web.git', 'github.com/Acme/Web'],
    ['ssh://git@example.com:2222/web.git', 'example.com:2222/web'],
    ['https://example.com:22/web.git', 'example.com:22/web'],
    ['ssh://git@[::1]:2222/srv/web.git', '[::1]:2222/srv/web'],
    ['[2001:DB8::1]:web.git', '[2001:db8::1]/web'],
    ['/srv/git/web.git', 'file:/srv/git/web'],
    ['/srv/git/web/.git', 'file:/srv/git/web'],
    ['file:///srv/git/web.git/', 'file:/srv/git/web'],
    ['https://example.com/a%20b.git', 'example.com/a%20b'],
  ])('of %s is %s', (url, name) => {
    expect(canonicalRemote(url)).toBe(name);
  });

  it.each([
    '',
    '/',
    'web.git',
    '../web.git',
    './a:b',
    'ext::sh -c canary',
    'https::https://example.com/web',
    'file://host/srv/web.git',
    'https://example.com',
    'https://example.com/',
    'https://example.com/.git',
    'https://example.com/web.git?token=canary',
    'https://example.com/web#canary',
    'gopher://example.com/web',
    'https://exam ple.com:x/web',
    'https://example.com/a\nb',
    'C:\\srv\\web.git',
    `https://example.com/${'a'.repeat(1000)}`,
  ])('is not taken from %j', (url) => {
    expect(canonicalRemote(url)).toBeUndefined();
  });

  it('is one line that a user can read', () => {
    expect(['mirror', 'acme/web, large', 'é'].map(isLockName)).toEqual([true, true, true]);
    expect(['', ' ', ' a', 'a\nb', 'a\u200b', '\u001b[31m', 'a'.repeat(501)].map(isLockName)).toEqual(Array(7).fill(false));
  });
});
