import { describe, expect, it } from '@jest/globals';
import { errnoOf, FetchLockError, messageOf, unless } from '../../src/base/errors.ts';

const failed = (code: unknown) => Object.assign(new Error('it failed'), { code });
const throwIt = (error: unknown) => () => {
  throw error;
};

describe('FetchLockError', () => {
  it('says what, why and what to do, then its code', () => {
    const error = new FetchLockError('FL_GIT', { what: 'Git failed.', why: 'It said no.', fix: 'Ask again.' });
    expect(error.message).toBe('Git failed. It said no. Ask again. [FL_GIT]');
    expect(error).toMatchObject({ name: 'FetchLockError', code: 'FL_GIT' });
    expect(error).toBeInstanceOf(Error);
  });

  it('leaves no gap where a part is missing or empty', () => {
    expect(new FetchLockError('FL_LOST', { what: 'It is gone.', why: '' }).message).toBe('It is gone. [FL_LOST]');
    expect(new FetchLockError('FL_LOST', { what: 'It is gone.', fix: 'Run again.' }).message).toBe('It is gone. Run again. [FL_LOST]');
  });

  it('keeps its cause, and has none if there was none', () => {
    const cause = failed('EIO');
    expect(new FetchLockError('FL_LOCK_DIR', { what: 'No.' }, cause).cause).toBe(cause);
    expect(new FetchLockError('FL_LOCK_DIR', { what: 'No.' })).not.toHaveProperty('cause');
  });
});

describe('errnoOf', () => {
  it.each<[string, unknown, string | undefined]>([
    ['a failed system call', failed('ENOENT'), 'ENOENT'],
    ['an object with a code', { code: 'EACCES' }, 'EACCES'],
    ['a number as code', failed(2), undefined],
    ['no code', new Error('x'), undefined],
    ['an error of ours', new FetchLockError('FL_GIT', { what: 'No.' }), undefined],
    ['nothing', undefined, undefined],
    ['null', null, undefined],
    ['a text', 'ENOENT', undefined],
  ])('of %s', (_, error, errno) => {
    expect(errnoOf(error)).toBe(errno);
  });
});

describe('unless', () => {
  it('answers what was done', () => {
    expect(unless(['ENOENT'], () => 7)).toBe(7);
  });

  it('answers undefined for an errno it was told', () => {
    expect(unless(['ENOTDIR', 'ENOENT'], throwIt(failed('ENOENT')))).toBeUndefined();
  });

  it.each([[failed('EACCES')], [failed(undefined)], [new FetchLockError('FL_GIT', { what: 'ENOENT' })], ['ENOENT']])(
    'throws on any other, such as %s',
    (error) => {
      let thrown: unknown;
      try {
        unless(['ENOENT'], throwIt(error));
      } catch (it) {
        thrown = it;
      }
      expect(thrown).toBe(error);
    },
  );
});

describe('messageOf', () => {
  it.each<[unknown, string]>([
    [new Error('broken'), 'broken'],
    ['text', 'text'],
    [undefined, 'undefined'],
    [{ toString: () => 'a thing' }, 'a thing'],
  ])('of %p', (error, message) => {
    expect(messageOf(error)).toBe(message);
  });
});
