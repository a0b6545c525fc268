import { expect, it, describe as suite } from '@jest/globals';
import { describe, fetchFor } from '../../../src/fetch/sharing/describe.ts';
import { parseCommand } from '../../../src/git/command.ts';

const origin = 'https://git.example/acme/web.git';
const entriesOf = (texts: readonly string[]) =>
  texts.map((text) => ({ scope: 'local', origin: 'file:config', key: text.replace(/=.*$/s, ''), value: text.replace(/^[^=]*=/s, '') }));
const described = (line: string, ...config: string[]) => describe(parseCommand(line), entriesOf(config), '/srv/web');
const cloned = [`remote.origin.url=${origin}`, 'remote.origin.fetch=+refs/heads/*:refs/remotes/origin/*'];
const mirrored = [`remote.origin.url=${origin}`, 'remote.origin.fetch=+refs/*:refs/*'];
const addressIn = (url: string) => described('fetch origin', `remote.origin.url=${url}`, 'remote.origin.fetch=+refs/*:refs/*')?.[0]?.remote;

suite('what git writes beside the refspecs of the command line', () => {
  it.each([
    ['fetch origin refs/heads/main:refs/heads/x', cloned, false],
    ['fetch origin main:refs/heads/x', cloned, false],
    ['fetch origin +refs/*:refs/all/*', cloned, false],
    ['fetch origin +refs/heads/main:refs/remotes/origin/main', cloned, true],
    ['fetch origin +refs/heads/a/*:refs/remotes/origin/a/*', cloned, true],
    ['fetch origin +refs/pull/1/head:refs/remotes/origin/pull/1', cloned, true],
    ['fetch origin +refs/pull/1/head:refs/pull/1/head', mirrored, true],
    ['fetch origin +refs/pull/1/head:refs/heads/x', mirrored, false],
    ['fetch origin +refs/*:refs/*', [`remote.origin.url=${origin}`, 'remote.origin.fetch=+refs/heads/*:refs/heads/*'], true],
    [`fetch ${origin} main:refs/heads/x`, cloned, true],
  ] as const)('`%s`', (line, config, isDescribed) => {
    expect(described(line, ...config) !== undefined).toBe(isDescribed);
  });

  it('is not written when it is fetched for others too', () => {
    const [demand] = described('fetch --prune origin', ...cloned) ?? [];
    expect(demand && fetchFor(demand, parseCommand('fetch --prune origin'))).toContain('--refmap=');
  });
});

it('a fetch for others goes the way that the command goes', () => {
  const command = parseCommand('fetch --ipv4 --jobs=2 --quiet --prune origin');
  const [demand] = describe(command, entriesOf(mirrored), '/srv/web') ?? [];
  const options = demand ? fetchFor(demand, command) : [];
  expect(options).toEqual(expect.arrayContaining(['--ipv4', '--jobs=2', '--quiet', '--prune', 'origin']));
});

it.each(['worktree', 'bisect', 'rewritten'])('refs/%s is each worktree’s own', (room) => {
  expect(described(`fetch ${origin} +refs/heads/*:refs/${room}/*`)).toBeUndefined();
});

it('what is configured for an address as a name is followed by git, and not by us', () => {
  expect(described(`fetch ${origin} +refs/heads/*:refs/x/*`)).toBeDefined();
  expect(described(`fetch ${origin} +refs/heads/*:refs/x/*`, `remote.${origin}.prune=true`)).toBeUndefined();
});

suite('an address', () => {
  it.each([
    ['https://x-access-token:ghs_secret@git.example/acme/web.git', origin],
    ['https://ghs_secret@git.example/acme/web.git', origin],
    ['ssh://git:secret@git.example/acme/web.git', 'ssh://git@git.example/acme/web.git'],
    ['ssh://ann@git.example/~/web.git', 'ssh://ann@git.example/~/web.git'],
    ['git@git.example:acme/web.git', 'git@git.example:acme/web.git'],
    ['/srv/a@b/web.git', '/srv/a@b/web.git'],
  ])('%s has no secret in it, and means one remote', (url, address) => {
    expect(addressIn(url)).toBe(address);
  });

  it.each([
    'https://git.example/@acme/web.git',
    'https://ann:se/cret@git.example/web.git',
    'https://git.example/web.git?private_token=secret',
  ])('%s is not told, since what of it is secret is not sure', (url) => {
    expect(addressIn(url)).toBeUndefined();
  });
});
