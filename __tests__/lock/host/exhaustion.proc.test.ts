import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { makeHome, makePlace, removeAll } from '../../support/places.ts';
import { endAll, startContender } from '../../support/processes.ts';

afterEach(async () => {
  await endAll();
  removeAll();
});

describe('a process without descriptors', () => {
  it.each(['cache', `${'deep/'.repeat(30)}cache`].flatMap((name) => [0, 1, 2, 3, 4, 5, 6].map((count) => [count, name] as const)))(
    'with %i of them left is granted or refused, and stops nobody, at %s',
    async (count, name) => {
      const place = makePlace(makeHome(), name);
      const poor = startContender({ place, name: 'poor' }, { illusion: { descriptors: count } });
      const said = await Promise.race([poor.next('granted'), poor.next('refused').catch(() => new Promise<never>(() => {}))]);
      if (said.event === 'refused')
        expect(said).toMatchObject({
          code: 'FL_LOCK_DIR',
          message: expect.stringContaining('Too many files are open in this process. (EMFILE)'),
        });
      poor.kill('SIGKILL');
      await poor.ended;
      await startContender({ place, name: 'next', timeoutMs: 0 }).next('granted');
    },
  );
});

describe('a file system of a kind (F24)', () => {
  it.each([
    ['NFS', 0x6969],
    ['SMB', 0x517b],
    ['CIFS', 0xff534d42],
    ['SMB2', 0xfe534d42],
    ['9p', 0x01021997],
    ['Ceph', 0x00c36400],
    ['AFS', 0x5346414f],
    ['Lustre', 0x0bd00bd0],
    ['GPFS', 0x47504653],
  ])('%s is refused, and nothing is made there', async (name, fileSystem) => {
    const place = makePlace();
    const it = startContender({ place, name }, { illusion: { fileSystem } });
    expect(await it.next('refused')).toMatchObject({
      code: 'FL_LOCK_DIR',
      message: expect.stringContaining(`network file system (${name})`),
    });
    expect(readdirSync(join(place.dir, '..'))).toEqual(['cache']);
  });
});
