import { expect, it } from '@jest/globals';
import { httpsOrigins, secretsOf, tokenSettings } from '../../../src/git/isolation/token.ts';

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
