import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { encodeProcess } from '../../../src/lock/ticket.ts';
import { deadProcess } from '../../support/dead.ts';
import { makePlace, removeAll } from '../../support/places.ts';
import { endAll, startContender } from '../../support/processes.ts';
import { eve } from '../../support/surroundings.ts';

afterEach(async () => {
  await endAll();
  removeAll();
});

describe('for another user', () => {
  it.each([
    ['q', 0o000],
    ['h', 0o000],
    ['t', 0o500],
    ['crashed', 0o000],
    ['latch', 0o000],
    ['latch', 0o500],
  ])('a directory "%s" with mode %o is refused at once', async (room, mode) => {
    const place = makePlace();
    const home = join(place.dir, '..');
    for (const it of [home, place.guards]) chownSync(it, eve.uid, eve.gid);
    await startContender({ place, name: 'maker', timeoutMs: 0 }, eve).next('granted');
    await endAll();
    mkdirSync(join(place.dir, room), { recursive: true });
    if (room === 'latch') writeFileSync(join(place.dir, room, `o.${encodeProcess(await deadProcess())}.1`), '');
    chmodSync(join(place.dir, room), mode);
    const late = startContender({ place, name: 'late' }, eve);
    expect(await late.next('refused')).toMatchObject({ code: 'FL_LOCK_DIR', message: expect.stringContaining('EACCES') });
  });
});
