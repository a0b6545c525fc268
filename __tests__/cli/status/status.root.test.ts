import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { fetchLock } from '../../support/cli.ts';
import { removeAll } from '../../support/places.ts';
import { endAll, startContender } from '../../support/processes.ts';
import { ann, bob, demandRoot, eve, makeSharedPlace } from '../../support/surroundings.ts';

beforeAll(demandRoot);
afterEach(async () => {
  await endAll();
  removeAll();
});

const heldByAnn = async () => {
  const place = makeSharedPlace(0o2775);
  await startContender({ place, name: 'ann' }, ann).next('granted');
  await startContender({ place, name: 'bob' }, bob).next('waiting');
  return place;
};

describe('whoever may only read', () => {
  it('sees who holds and who waits, and that they live', async () => {
    const place = await heldByAnn();
    const grants = readdirSync(join(place.dir, 'h')).map((it) => join('h', it));
    for (const it of ['', 'h', 'q', ...grants]) chmodSync(join(place.dir, it), 0o2775);
    const { code, out } = await fetchLock(['status', place.guards], eve);
    expect(code).toBe(0);
    expect(out).toMatch(/1 holds it, 1 waits\n {2}● exclusive.*\n.*still running.*\n {2}○ 1\. exclusive.*waits for the holder\n/);
  });

  it('and whoever may not is told so', async () => {
    const place = await heldByAnn();
    const { code, out } = await fetchLock(['status', place.guards], eve);
    expect(code).toBe(1);
    expect(out).toMatch(/cannot be looked at\n {2}! The lock directory '.*' cannot be read\. Permission is denied\..*\[FL_LOCK_DIR\]\n/);
    expect((await fetchLock(['status', place.guards], bob)).code).toBe(0);
  });
});
