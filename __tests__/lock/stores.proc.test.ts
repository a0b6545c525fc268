import { systemClock } from '../../src/base/clock.ts';
import { createFleetStore } from '../../src/lock/fleet/fleet-store.ts';
import { openFileStore } from '../../src/lock/host/file-store.ts';
import { type Kernel, systemKernel } from '../../src/lock/host/liveness.ts';
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

const onTheDisk = (): StoreWorld => {
  const place = makePlace();
  const living = new Set<number>();
  const pids = new Map<LockStore, number>();
  // Processes of a kernel that never was: their pids are higher than any that is there.
  const kernelOf = (pid: number): Kernel => ({
    ...{ pid, boot: 'b'.repeat(32), namespace: systemKernel.namespace },
    lookUp: (other) => (living.has(other) ? { state: 'S', start: '1' } : undefined),
    probe: (other) => (living.has(other) ? undefined : 'ESRCH'),
  });
  return {
    open: async () => {
      const pid = 5_000_000 + pids.size;
      living.add(pid);
      const store = await openFileStore(place, systemClock, kernelOf(pid));
      pids.set(store, pid);
      return store;
    },
    kill: (store) => {
      living.delete(pids.get(store) ?? 0);
    },
    dispose: removeAll,
  };
};

/** A host's store, and under it one of the fleet: two processes in one, that die together. */
const inAFleet =
  (createHost: () => StoreWorld): (() => StoreWorld) =>
  () => {
    const [host, fleet] = [createHost(), inMemory()];
    const levels = new Map<LockStore, LockStore[]>();
    return {
      open: async () => {
        const [here, there] = [await host.open(), await fleet.open()];
        const store = createFleetStore({
          ...{ host: here, openFleet: async () => there, clock: systemClock },
          ...{ heldBeside: () => [], isInDoubt: () => false, onTrouble: fail },
        });
        levels.set(store, [here, there]);
        return store;
      },
      kill: async (store) => {
        const [here, there] = levels.get(store) ?? [];
        if (there) await fleet.kill(there);
        if (here) await host.kill(here);
      },
      dispose: host.dispose,
    };
  };

const fail = (text: string): never => {
  throw new Error(text);
};

for (const check of [checkStore, checkBreaking]) {
  check('in memory', inMemory);
  check('on the disk', onTheDisk);
  check('in memory, in a fleet', inAFleet(inMemory));
  check('on the disk, in a fleet', inAFleet(onTheDisk));
}
