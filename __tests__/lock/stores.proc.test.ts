import { systemClock } from '../../src/base/clock.ts';
import { openFileStore } from '../../src/lock/host/file-store.ts';
import { systemKernel } from '../../src/lock/host/system/kernel.ts';
import type { Kernel } from '../../src/lock/host/system/port.ts';
import { portableKernel } from '../../src/lock/host/system/portable.ts';
import type { LockStore } from '../../src/lock/store.ts';
import { MemoryWorld } from '../support/memory-store.ts';
import { makePlace, removeAll } from '../support/places.ts';
import type { StoreWorld } from '../support/stores.ts';
import { checkBreaking } from './breaking-contract.ts';
import { checkStore } from './store-contract.ts';

const inMemory = (): StoreWorld => {
  const world = new MemoryWorld(systemClock);
  return {
    open: async () => world.open(),
    kill: (store) => world.kill((store as ReturnType<MemoryWorld['open']>).self),
    dispose: () => {},
  };
};

/** Processes of a kernel that never was: their pids are higher than any that is there. */
type Imagine = (pid: number, living: ReadonlySet<number>) => Kernel;

const onTheDisk = (imagine: Imagine) => (): StoreWorld => {
  const place = makePlace();
  const living = new Set<number>();
  const pids = new Map<LockStore, number>();
  return {
    open: async () => {
      const pid = 5_000_000 + pids.size;
      living.add(pid);
      const store = await openFileStore(place, systemClock, imagine(pid, living));
      pids.set(store, pid);
      return store;
    },
    kill: (store) => {
      living.delete(pids.get(store) ?? 0);
    },
    dispose: removeAll,
  };
};

const asLinux: Imagine = (pid, living) => ({
  ...{ pid, boot: 'b'.repeat(32), namespace: systemKernel.namespace, isRefusalProof: true, hasOnlyPids: false },
  lookUp: (other) => (living.has(other) ? { state: 'S', start: '1' } : undefined),
  probe: (other) => (living.has(other) ? undefined : 'ESRCH'),
});

const asMac: Imagine = (pid, living) => ({
  ...portableKernel('darwin'),
  pid,
  probe: (other) => (living.has(other) ? undefined : 'ESRCH'),
});

for (const check of [checkStore, checkBreaking]) {
  check('in memory', inMemory);
  check('on the disk', onTheDisk(asLinux));
  check('on the disk, where a pid is all that is known of a process', onTheDisk(asMac));
}
