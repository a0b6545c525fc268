import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { messageOf } from '../../../src/base/errors.ts';
import { readAddress } from '../../../src/lock/fleet/address.ts';

const read = (text: string) => readAddress('redis-url', text);
const refusal = (text: string): string => {
  try {
    return `accepted: ${JSON.stringify(read(text))}`;
  } catch (error) {
    return messageOf(error);
  }
};

describe('readAddress', () => {
  it.each([
    [
      'redis://cache.example',
      { at: { host: 'cache.example', port: 6379, isTls: false }, database: 0, leaseMs: 30_000, shown: 'cache.example:6379', secrets: [] },
    ],
    [
      'rediss://[2001:db8::1]:7000/3?lease=5s',
      { at: { host: '2001:db8::1', port: 7000, isTls: true }, database: 3, leaseMs: 5000, shown: '[2001:db8::1]:7000' },
    ],
    ['redis://me:p%40s%3As@h:1/', { at: { host: 'h', port: 1 }, user: 'me', password: 'p@s:s', shown: 'h:1' }],
    ['redis://:word@h', { password: 'word', shown: 'h:6379' }],
    ['unix:///run/r.sock', { at: { path: '/run/r.sock' }, database: 0, shown: '/run/r.sock' }],
    [
      'unix://me:word@/run/a%20b.sock?db=2&lease=10m',
      { at: { path: '/run/a b.sock' }, user: 'me', password: 'word', database: 2, leaseMs: 600_000 },
    ],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });

  it('remembers what it was given as, which is what has to be mended', () => {
    expect(readAddress('FETCH_LOCK_REDIS_URL', 'redis://h').givenAs).toBe('FETCH_LOCK_REDIS_URL');
  });

  it('leaves out a user that there is not', () => {
    expect(Object.keys(read('redis://:word@h'))).not.toContain('user');
  });

  it('names every form of the password, and the whole, as what must be hidden', () => {
    const text = 'redis://me:p%40s@h';
    expect(read(text).secrets).toEqual([text, 'me:p%40s', 'p%40s', 'p@s']);
  });

  it.each([
    ['', 'scheme'],
    ['h:6379', 'scheme'],
    ['http://h', 'scheme'],
    ['redis://', 'host or port'],
    ['redis://h:0', 'host or port'],
    ['redis://h:65536', 'host or port'],
    ['redis://a_b c', 'white space'],
    ['redis://me@h', 'no password'],
    ['redis://me:@h', 'no password'],
    ['redis://:%zz@h', 'percent'],
    ['redis://:a%00b@h', 'control'],
    ['redis://h/x', 'database'],
    ['redis://h?db=1', 'behind the port'],
    ['redis://h?lease=4999ms', 'lease'],
    ['redis://h?lease=601s', 'lease'],
    ['redis://h?lease=often', 'lease'],
    ['redis://h?ttl=30s', 'question mark'],
    ['redis://h?lease=30s&lease=30s', 'question mark'],
    ['redis://h#there', 'wrong places'],
    ['unix://run/r.sock', 'not absolute'],
    ['unix:///', 'not absolute'],
    [`redis://${'h'.repeat(2000)}`, 'too long'],
  ])('refuses %j with what is wrong', (text, why) => {
    expect(refusal(text)).toMatch(new RegExp(`^Input \`redis-url\` is not .*${why}.*\\[FL_INPUT\\]$`));
  });

  it('names an option as one', () => {
    expect(() => readAddress('--redis-url', '')).toThrow(/^Option `--redis-url`/);
  });

  it('shows a password in no refusal, wherever it stands, and in nothing that is for people (G1, G2)', () => {
    const secret = 'c4nary-w0rd';
    const piece = fc.constantFrom('redis://', 'unix://', '@', ':', '/', '?', '#', '&', '=', 'lease', 'db', 'h', '%', ' ', '[', ']', secret);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
        const text = [...pieces, secret].join('');
        const told = refusal(text);
        if (!told.startsWith('accepted')) expect(told).not.toContain(secret);
        else if (read(text).password?.includes(secret)) expect(read(text).shown.includes(read(text).password ?? '')).toBe(false);
      }),
    );
    for (const it of [`redis://me:${secret}/x@h`, `redis://me:${secret}@h:port`, `redis://h?lease=${secret}`])
      expect(refusal(it)).not.toContain(secret);
  });
});
