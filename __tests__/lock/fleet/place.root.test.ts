import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/base/clock.ts';
import { refuseOutside } from '../../../src/base/policy/bounds.ts';
import { ownRoom } from '../../../src/base/policy/own-room.ts';
import { openStore } from '../../../src/lock/fleet/open.ts';
import { placeInFleet } from '../../../src/lock/fleet/place.ts';
import type { Place } from '../../../src/lock/host/lock-dir.ts';
import { makeHome, removeAll } from '../../support/places.ts';

let mount: string;
beforeEach(() => {
  mount = join(makeHome(), 'share');
  mkdirSync(mount);
  // A file system that is on no list, as one of a network may be.
  execFileSync('mount', ['-t', 'ramfs', 'none', mount]);
});
afterEach(() => {
  execFileSync('umount', [mount]);
  removeAll();
});

it('keeps its own part off a disk that other hosts may write, and there alone', async () => {
  const place: Place = { dir: join(mount, 'm.git.fetch-lock'), guards: join(mount, 'm.git'), kind: 'beside' };
  const moved = placeInFleet(place, 'example.com/m');
  expect(moved).toEqual({
    ...{ dir: expect.stringMatching(/^\/var\/tmp\/fetch-lock-\d+\/[0-9a-f]{64}$/), guards: place.guards },
    ...{ kind: 'given', fleet: 'example.com/m' },
  });
  const store = await openStore(moved, systemClock, { onTrouble: () => {} });
  store.close();
  expect([lstatSync(ownRoom()).mode & 0o777, lstatSync(moved.dir).isDirectory()]).toEqual([0o700, true]);
  expect(placeInFleet(moved, 'example.com/m')).toEqual(moved);
  const local: Place = { ...place, dir: join(makeHome(), 'm.git.fetch-lock') };
  expect(placeInFleet(local, 'x')).toEqual({ ...local, fleet: 'x' });
  execFileSync('rm', ['-r', moved.dir]);
});

it('is not kept out of there by what a policy allows to workflows', () => {
  const place: Place = { dir: join(ownRoom(), 'a'), guards: mount, kind: 'given', fleet: 'x' };
  const policy = { trustedOwners: [], allowedRoots: [mount] };
  expect(() => refuseOutside(policy, { path: 'm', guards: mount, lock: place })).not.toThrow();
  const { fleet: _, ...alone } = place;
  expect(() => refuseOutside(policy, { path: 'm', guards: mount, lock: alone })).toThrow('[FL_POLICY]');
  expect(() => refuseOutside(policy, { path: 'm', guards: mount, lock: { ...place, dir: join(ownRoom(), 'a', 'b') } })).toThrow(
    '[FL_POLICY]',
  );
});
