import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatDuration, parseDuration } from '../../src/base/duration.ts';
import { inert } from '../../src/base/text.ts';

describe('parseDuration', () => {
  it.each([
    ['0', 0],
    ['0s', 0],
    ['1ms', 1],
    ['250ms', 250],
    ['1.5s', 1500],
    ['30s', 30_000],
    ['05m', 300_000],
    ['10m', 600_000],
    ['0.5h', 1_800_000],
    ['596h', 2_145_600_000],
    ['2147483647ms', 2 ** 31 - 1],
  ])('reads %s', (text, ms) => {
    expect(parseDuration('lock-timeout', text)).toBe(ms);
  });

  it.each([
    ...[
      '',
      ' ',
      '5',
      '00',
      '0.0',
      '1e3s',
      '1,5h',
      '-5m',
      '+5m',
      '.5s',
      '5.s',
      '5 m',
      '5 minutes',
      '5min',
      '5M',
      '5d',
      'm',
      '1h30m',
      '0x5s',
    ],
    ...[' 5m', '5m ', '5m\n', '٥m', 'Infinity', 'NaN', 'none', '2147483648ms', '597h', `${'9'.repeat(400)}s`],
  ])('refuses %j, and names the input, what was got and what is accepted', (text) => {
    const act = () => parseDuration('git-timeout', text);
    expect(act).toThrow(expect.objectContaining({ code: 'FL_INPUT' }));
    expect(act).toThrow(`Input \`git-timeout\` is '${inert(text)}'`);
    expect(act).toThrow(/ms, s, m or h.*bare 0/);
  });

  it('answers a whole number of milliseconds that a timer takes, or refuses', () => {
    const text = fc.tuple(fc.double({ min: 0, max: 1e7, noNaN: true }), fc.constantFrom('ms', 's', 'm', 'h'));
    fc.assert(
      fc.property(text, ([number, unit]) => {
        const typed = `${number.toFixed(4)}${unit}`;
        const most = { ms: 1, s: 1e3, m: 6e4, h: 3.6e6 }[unit] as number;
        if (Number(number.toFixed(4)) * most > 2 ** 31) return expect(() => parseDuration('x', typed)).toThrow('[FL_INPUT]');
        fc.pre(Number(number.toFixed(4)) * most < 2 ** 31 - 2);
        const ms = parseDuration('x', typed);
        expect(Number.isInteger(ms)).toBe(true);
        expect(Math.abs(ms - Number(number.toFixed(4)) * most)).toBeLessThanOrEqual(0.51);
      }),
    );
  });
});

describe('formatDuration', () => {
  it.each([
    [-5, '0 ms'],
    [0, '0 ms'],
    [0.4, '0 ms'],
    [839.6, '840 ms'],
    [999, '999 ms'],
    [1000, '1.0 s'],
    [4249, '4.2 s'],
    [9949, '9.9 s'],
    [9950, '10 s'],
    [41_000, '41 s'],
    [59_499, '59 s'],
    [59_500, '1 m'],
    [60_000, '1 m'],
    [200_000, '3 m 20 s'],
    [3_599_499, '59 m 59 s'],
    [3_599_500, '1 h'],
    [7_500_000, '2 h 5 m'],
    [90_000_000, '25 h'],
  ])('says %d as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});
