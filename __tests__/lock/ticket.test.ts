import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  decodeGranted,
  decodeProcess,
  decodeToken,
  decodeWaiting,
  encodeProcess,
  modeMark,
  newId,
  tokenOf,
  waitingName,
} from '../../src/lock/ticket.ts';

const owner = { boot: '0123456789abcdef'.repeat(2), namespace: '4026531836+4026531834', pid: 4711, start: '987654', key: newId() };
const id = newId();

describe('names', () => {
  it('of processes, requests and tokens are read as they were written', () => {
    expect(decodeProcess(encodeProcess(owner))).toEqual(owner);
    expect(decodeWaiting(waitingName(7, 'update', id, owner))).toEqual({
      seq: 7,
      id,
      mode: 'update',
      isGranted: false,
      witnesses: [owner],
    });
    expect(decodeToken(tokenOf(7, id))).toEqual({ seq: 7, id });
  });

  it.each([
    ['exclusive', ['x']],
    ['update', ['u']],
    ['shared', []],
    ['exclusive', ['x', 'u']],
  ] as const)('say that a grant is %s', (mode, marks) => {
    const inside = [...marks, `w.${encodeProcess(owner)}`, 'w.junk', 'g.1', 'owner.json'];
    expect(decodeGranted(tokenOf(3, id), inside)).toEqual({ seq: 3, id, mode, isGranted: true, witnesses: [owner] });
  });

  it('mark what was asked for', () => {
    expect((['exclusive', 'update', 'shared'] as const).map(modeMark)).toEqual(['x', 'u', undefined]);
  });

  it.each([
    '',
    '.',
    '0.aaaaaaaaaaaaaaaa',
    '01.aaaaaaaaaaaaaaaa',
    '1.AAAAAAAAAAAAAAAA',
    '1.aaaaaaaaaaaaaaaa.x',
    '../1.aaaaaaaaaaaaaaaa',
    '1e3.aaaaaaaaaaaaaaaa',
  ])('that are not ours are no token: %j', (name) => {
    expect(decodeToken(name)).toBeUndefined();
    expect(decodeGranted(name, ['x'])).toBeUndefined();
  });

  it('are strict: what is read is what would be written', () => {
    const almost = fc.array(fc.constantFrom(...'0123456789abcdefsux.-+\n/'), { maxLength: 120 }).map((it) => it.join(''));
    fc.assert(
      fc.property(
        fc.oneof(
          almost,
          fc.string(),
          fc.constant(encodeProcess(owner)).chain((it) => fc.nat(it.length).map((cut) => it.slice(0, cut))),
        ),
        (name) => {
          const read = decodeProcess(name);
          if (read) expect(encodeProcess(read)).toBe(name);
          const waiting = decodeWaiting(name);
          if (waiting?.witnesses[0]) expect(waitingName(waiting.seq, waiting.mode, waiting.id, waiting.witnesses[0])).toBe(name);
        },
      ),
    );
  });
});
