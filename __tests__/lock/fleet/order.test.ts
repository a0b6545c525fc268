import { expect, it } from '@jest/globals';
import { compareOrder } from '../../../src/lock/fleet/place.ts';
import type { Place } from '../../../src/lock/host/lock-dir.ts';

const place = (dir: string, fleet?: string): Place => ({ dir, guards: dir, kind: 'given', ...(fleet === undefined ? {} : { fleet }) });

it('is by the name in the fleet, by the directory without one, and where two have one name by both', () => {
  const [a, b, c] = [place('/1', 'b'), place('/2', 'b'), place('/3', 'a')];
  for (const typed of [
    [a, b, c],
    [b, a, c],
    [c, b, a],
  ])
    expect([...typed].sort(compareOrder)).toEqual([c, a, b]);
  expect([place('/2'), place('/1')].sort(compareOrder)).toEqual([place('/1'), place('/2')]);
});
