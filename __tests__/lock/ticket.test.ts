import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  decodeGranted,
  decodeProcess,
  decodeToken,
  decodeWaiting,
  encodeProcess,
  isId,
  type Mode,
  marksOf,
  modeMark,
  newId,
  type Process,
  timeIn,
  tokenOf,
  waitingName,
} from '../../src/lock/ticket.ts';
import { makeProcess } from '../support/tickets.ts';

const hex = (length: number) => fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
const process: fc.Arbitrary<Process> = fc.record({
  boot: fc.oneof(hex(32), fc.constant('none')),
  namespace: fc.oneof(
    fc.tuple(fc.nat(), fc.nat()).map((it) => it.join('+')),
    fc.nat().map(String),
  ),
  pid: fc.integer({ min: 1, max: 2 ** 32 }),
  start: fc.bigInt({ min: 0n, max: 10n ** 20n - 1n }).map(String),
  key: fc.oneof(hex(16), fc.constant('0')),
});
const seq = fc.integer({ min: 1, max: 10 ** 15 - 1 });
const mode = fc.constantFrom<Mode>('shared', 'update', 'exclusive');

const waiting = fc.record({ seq, mode, id: hex(16), party: hex(16) });

const id = '0123456789abcdef';
const party = 'fedcba9876543210';
const name = encodeProcess(makeProcess());
/** A good name in which one sign was put in, taken out or changed. */
const nearly = (good: fc.Arbitrary<string>) =>
  fc
    .tuple(good, fc.nat(), fc.nat({ max: 1 }), fc.constantFrom('', ...'0123456789abcdefgAF.-+_/\\ \n\0suxX٣'))
    .map(([text, at, taken, put]) => text.slice(0, at % text.length) + put + text.slice((at % text.length) + taken));
const anyName = (good: fc.Arbitrary<string>) => fc.oneof(nearly(good), nearly(nearly(good)), fc.string());

describe('a process', () => {
  it('is read back from its name', () => {
    fc.assert(fc.property(process, (it) => expect(decodeProcess(encodeProcess(it))).toEqual(it)));
  });

  it('is read from no name but its own', () => {
    fc.assert(
      fc.property(anyName(process.map(encodeProcess)), (text) => {
        const it = decodeProcess(text);
        if (it) expect(encodeProcess(it)).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['', 'nothing'],
    [name.toUpperCase(), 'capitals'],
    [`${name}\n`, 'a line end'],
    [`${name}-0`, 'a part too many'],
    [encodeProcess(makeProcess({ pid: 0 })), 'process 0'],
    [encodeProcess(makeProcess({ pid: -1 })), 'a group of processes'],
    [name.replace('-42-', '-042-'), 'a zero in front'],
    [encodeProcess(makeProcess({ start: '' })), 'no start'],
    [encodeProcess(makeProcess({ start: '1'.repeat(21) })), 'an endless start'],
    [encodeProcess(makeProcess({ boot: 'some' })), 'no boot'],
    [encodeProcess(makeProcess({ key: '../../../etc/x' })), 'a path for a key'],
    [encodeProcess(makeProcess({ key: '1' })), 'a short key'],
    [encodeProcess(makeProcess({ namespace: '10+' })), 'half a namespace'],
  ])('is not read from %j: %s', (text) => {
    expect(decodeProcess(text)).toBeUndefined();
  });
});

describe('a waiting request', () => {
  it('is read back from its name', () => {
    fc.assert(
      fc.property(waiting, process, (it, asker) => {
        expect(decodeWaiting(waitingName(it, asker))).toEqual({ ...it, isGranted: false, asker, witnesses: [asker] });
      }),
    );
  });

  it('is read from no name but its own', () => {
    const good = fc.tuple(waiting, process).map((it) => waitingName(...it));
    fc.assert(
      fc.property(anyName(good), (text) => {
        const it = decodeWaiting(text);
        if (it) expect(waitingName(it, it.asker as Process)).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['', 'nothing'],
    [`0.s.${id}.${id}.${name}`, 'number 0'],
    [`01.s.${id}.${id}.${name}`, 'a zero in front'],
    [`1e3.s.${id}.${id}.${name}`, 'an exponent'],
    [`1${'0'.repeat(15)}.s.${id}.${id}.${name}`, 'a number that may not be exact'],
    [`1.w.${id}.${id}.${name}`, 'no such mode'],
    [`1..${id}.${id}.${name}`, 'no mode'],
    [`1.exclusive.${id}.${id}.${name}`, 'a mode in full'],
    [`1.x.${id}.${id.slice(1)}.${name}`, 'a short id'],
    [`1.x.${id.toUpperCase()}.${id}.${name}`, 'an id in capitals'],
    [`1.x.${id}.${id}`, 'no asker'],
    [`1.x.${id}.${name}`, 'no party'],
    [`1.x.${id}.${id}.${name}.`, 'a part too many'],
    [`1.x.${id}.${id}.${name}.tmp`, 'something unfinished'],
  ])('is not read from %j: %s', (text) => {
    expect(decodeWaiting(text)).toBeUndefined();
  });
});

describe('a token', () => {
  it('is read back, and from no other text', () => {
    fc.assert(fc.property(seq, hex(16), (seq, id) => expect(decodeToken(tokenOf(seq, id))).toEqual({ seq, id })));
    fc.assert(
      fc.property(anyName(fc.tuple(seq, hex(16)).map((it) => tokenOf(...it))), (text) => {
        const it = decodeToken(text);
        if (it) expect(tokenOf(it.seq, it.id)).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['', '1', '1.', `.${id}`, `0.${id}`, `-1.${id}`, `1.${id}.1`, `1.${id}/..`, `1.${id}\n`])('is not read from %j', (text) => {
    expect(decodeToken(text)).toBeUndefined();
  });
});

describe('an id', () => {
  it('is one, and never the same', () => {
    const ids = Array.from({ length: 100 }, newId);
    expect(ids.every(isId)).toBe(true);
    expect(new Set(ids).size).toBe(100);
  });
});

it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('takes no %s for a mode', (letter) => {
  expect(decodeWaiting(`1.${letter}.${id}.${id}.${name}`)).toBeUndefined();
});

describe('a granted request', () => {
  it.each<[string, string[], Mode]>([
    ['exclusive by its mark', ['x'], 'exclusive'],
    ['update by its mark', ['u'], 'update'],
    ['shared by having none', [], 'shared'],
    ['the stronger of two marks', ['u', 'x'], 'exclusive'],
  ])('is %s', (_, inside, mode) => {
    const read = decodeGranted(`7.${id}`, [`p.${party}`, `m.${name}`, 'g.1234', ...inside]);
    expect(read).toEqual({ seq: 7, id, party, mode, isGranted: true, asker: makeProcess(), witnesses: [makeProcess()] });
  });

  it('has the mark of its mode', () => {
    expect((['shared', 'update', 'exclusive'] as const).map(modeMark)).toEqual([undefined, 'u', 'x']);
  });

  it.each([[[]], [['p.']], [['p.me']], [['p.../x']]])('is a party of its own where %j does not tell whose it is', (inside) => {
    expect(decodeGranted(`7.${id}`, inside)?.party).toBe(id);
  });

  it('is read back from the marks it is made with', () => {
    fc.assert(
      fc.property(waiting, process, fc.uniqueArray(process, { selector: encodeProcess, maxLength: 3 }), (it, asker, witnesses) => {
        const read = decodeGranted(tokenOf(it.seq, it.id), marksOf({ ...it, witnesses }, asker));
        expect(read).toEqual({ ...it, isGranted: true, asker, witnesses: [asker, ...witnesses] });
      }),
    );
  });

  it('tells when it was asked and granted, as far as it is known', () => {
    const inside = ['a.', 'a.-1', 'a.12', 'g.x', `g.${'1'.repeat(16)}`];
    expect([timeIn(inside, 'a'), timeIn(inside, 'g'), timeIn([], 'a')]).toEqual([12, undefined, undefined]);
  });

  it('has all its witnesses, and only what parses as one', () => {
    const other = makeProcess({ pid: 43 });
    const inside = [`w.${name}`, `w.${encodeProcess(other)}`, 'w.', 'w.someone', name, 'g.1'];
    expect(decodeGranted(`7.${id}`, inside)?.witnesses).toEqual([makeProcess(), other]);
  });

  it('says so when it has a witness that cannot be read', () => {
    expect(decodeGranted(`7.${id}`, ['w.of-a-later-version'])).toMatchObject({ witnesses: [], hasStranger: true });
    expect(decodeGranted(`7.${id}`, [`w.${name}`])).not.toHaveProperty('hasStranger');
  });

  it('is nothing without a token for a name', () => {
    expect(decodeGranted(`7.${id}.new`, ['x', `w.${name}`])).toBeUndefined();
  });
});
