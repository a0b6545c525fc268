import { expect, it } from '@jest/globals';
import { createReach } from '../../../src/lock/fleet/reach.ts';
import { type LockStore, latchStuck } from '../../../src/lock/store.ts';
import { createManualClock } from '../../support/manual-clock.ts';

it.each([
  ['is told to stop', new Error('cancelled'), 'cancelled'],
  ['has no more time', latchStuck(10_000), 'still loading its data'],
])('a Redis that loads its data is not waited for by who %s', async (_, reason, told) => {
  const stop = new AbortController();
  const reach = createReach(
    () => new Promise<LockStore>(() => {}),
    createManualClock(),
    () => {},
  );
  const opened = reach.open(stop.signal);
  stop.abort(reason);
  await expect(opened).rejects.toThrow(told);
  await expect(reach.open(stop.signal)).rejects.toThrow(told);
});
