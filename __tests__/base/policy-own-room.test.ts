import { chmodSync, lstatSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { makeOwnRoom, ownRoom } from '../../src/base/policy/own-room.ts';
import { makeHome, removeAll } from '../support/places.ts';

afterEach(removeAll);

describe('the room of a user', () => {
  it('is where no environment leads elsewhere', () => {
    const before = { ...process.env };
    Object.assign(process.env, { TMPDIR: '/elsewhere', HOME: '/elsewhere', XDG_RUNTIME_DIR: '/elsewhere' });
    const room = ownRoom();
    process.env = before;
    expect(room).toBe(`/var/tmp/fetch-lock-${process.geteuid?.()}`);
  });

  it('is made for its user alone, once', () => {
    const room = join(makeHome(), 'room');
    makeOwnRoom(room);
    makeOwnRoom(room);
    expect(lstatSync(room).mode & 0o777).toBe(0o700);
  });

  it.each<[string, (room: string) => void]>([
    ['a link', (room) => symlinkSync('.', room)],
    ['a file', (room) => writeFileSync(room, '')],
    ['a directory that others may enter', (room) => [mkdirSync(room), chmodSync(room, 0o755)]],
  ])('is refused where there is %s', (_, plant) => {
    const room = join(makeHome(), 'room');
    plant(room);
    expect(() => makeOwnRoom(room)).toThrow(/is not a directory of this user's alone.*\[FL_LOCK_DIR\]/);
  });
});
