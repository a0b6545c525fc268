import { expect, it } from '@jest/globals';
import { httpsOrigins, secretsIn, secretsOf, tokenSettings } from '../../../src/git/isolation/token.ts';

it('goes to https origins alone, each once, whoever is named in them', () => {
  const texts = ['https://github.com', undefined, 'origin', 'http://x/y', 'git@github.com:a/b', '+refs/*:refs/*', 'https://', 'ssh://x/y'];
  expect(httpsOrigins([...texts, 'https://user:pass@GitHub.com/a/b', 'HTTPS://ghe.example:8443/a'])).toEqual([
    'https://github.com',
    'https://ghe.example:8443',
  ]);
});

it('takes the place of every header for that origin, and of no other', () => {
  const header = (url: string) => ({ scope: 'local', origin: '/m/config', key: `http.${url}.extraheader`, value: 'x' });
  const [, encoded] = secretsOf('t0ken');
  const entries = ['https://github.com/', 'https://GitHub.com/a/b', 'https://github.com.evil/', 'https://other/'].map(header);
  expect(encoded).toBe('eC1hY2Nlc3MtdG9rZW46dDBrZW4=');
  expect(tokenSettings({ token: 't0ken', origins: ['https://github.com'] }, entries)).toEqual([
    ['http.https://github.com/.extraheader', ''],
    ['http.https://github.com/.extraheader', `AUTHORIZATION: basic ${encoded}`],
    ['http.https://GitHub.com/a/b.extraheader', ''],
    ['http.https://GitHub.com/a/b.extraheader', `AUTHORIZATION: basic ${encoded}`],
  ]);
});

it.each([
  ['a password', 'remote.origin.url', 'https://ann:hunter2%2F@host/x', ['YW5uOmh1bnRlcjIv', 'hunter2%2F', 'hunter2/']],
  ['a token for a name', 'remote.origin.url', 'https://ghp_0123@host/x', ['Z2hwXzAxMjM6', 'ghp_0123']],
  ['what a URL becomes', 'url.https://ann:hunter2@host/.insteadof', 'gh:', ['YW5uOmh1bnRlcjI=', 'hunter2']],
  ['a proxy', 'http.proxy', 'socks5://ann:hunter2@host', ['YW5uOmh1bnRlcjI=', 'hunter2']],
  ['a header', 'http.https://host/.extraheader', 'Authorization: Basic YW5uOmh1bnRlcjI=', ['YW5uOmh1bnRlcjI=', 'hunter2']],
  ['a header that bears a token', 'http.extraheader', 'Authorization: Bearer t0k3n-1', ['t0k3n-1']],
  ['the user of ssh', 'remote.origin.url', 'ssh://deployer@host/x', []],
  ['what is too short to be told from other words', 'remote.origin.url', 'https://a:b@host/x', []],
  ['an escape that is none', 'remote.origin.url', 'https://ann:hunter2%zz@host/x', ['hunter2%zz']],
  ['nothing', 'core.bare', undefined, []],
])('knows the secrets of a configuration: %s', (_, key, value, secrets) => {
  expect(secretsIn([value === undefined ? { key } : { key, value }])).toEqual(expect.arrayContaining(secrets));
  if (secrets.length === 0) expect(secretsIn([value === undefined ? { key } : { key, value }])).toEqual([]);
});
