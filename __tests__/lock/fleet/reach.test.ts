import { expect, it } from '@jest/globals';
import { createReach } from '../../../src/lock/fleet/reach.ts';
import type { LockStore } from '../../../src/lock/store.ts';
import { createManualClock } from '../../support/manual-clock.ts';

it('does not wait for a Redis that loads its data when it is told to stop', async () => {
  const stop = new AbortController();
  const reach = createReach(
    () => new Promise<LockStore>(() => {}),
    createManualClock(),
    () => {},
  );
  const opened = reach.open(stop.signal);
  const reason = new Error('cancelled');
  stop.abort(reason);
  await expect(opened).rejects.toBe(reason);
  await expect(reach.open(stop.signal)).rejects.toBe(reason);
});
