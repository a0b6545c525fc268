/** Worlds of stores, for the suites that are run against every store. */
import { systemClock } from '../../src/base/clock.ts';
import { createFleetStore } from '../../src/lock/fleet/fleet-store.ts';
import { openFileStore } from '../../src/lock/host/file-store.ts';
import { systemKernel } from '../../src/lock/host/system/kernel.ts';
import type { Kernel } from '../../src/lock/host/system/port.ts';
import { portableKernel } from '../../src/lock/host/system/portable.ts';
import type { LockStore } from '../../src/lock/store.ts';
import { MemoryWorld } from './memory-store.ts';
import { makePlace, removeAll } from './places.ts';
import type { StoreWorld } from './stores.ts';

export const inMemory = (): StoreWorld => {
  const world = new MemoryWorld(systemClock);
  return {
    open: async () => world.open(),
    kill: (store) => world.kill((store as ReturnType<MemoryWorld['open']>).self),
    dispose: () => {},
  };
};

/** Processes of a kernel that never was: their pids are higher than any that is there. */
type Imagine = (pid: number, living: ReadonlySet<number>) => Kernel;

export const onTheDisk = (imagine: Imagine) => (): StoreWorld => {
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

export const asLinux: Imagine = (pid, living) => ({
  ...{ pid, boot: 'b'.repeat(32), namespace: systemKernel.namespace, isRefusalProof: true, hasOnlyPids: false },
  lookUp: (other) => (living.has(other) ? { state: 'S', start: '1' } : undefined),
  probe: (other) => (living.has(other) ? undefined : 'ESRCH'),
});

export const asMac: Imagine = (pid, living) => ({
  ...portableKernel('darwin'),
  pid,
  probe: (other) => (living.has(other) ? undefined : 'ESRCH'),
});

/** A host's store, and under it one of the fleet: two processes in one, that die together. */
export const inAFleet =
  (createHost: () => StoreWorld, createFleet: () => StoreWorld = inMemory): (() => StoreWorld) =>
  () => {
    const [host, fleet] = [createHost(), createFleet()];
    const levels = new Map<LockStore, LockStore[]>();
    return {
      open: async () => {
        const [here, there] = [await host.open(), await fleet.open()];
        const store = createFleetStore({
          ...{ host: here, openFleet: async () => there, clock: systemClock },
          ...{ heldBeside: () => [], isInDoubt: () => false, onTrouble: fail },
          tooSlow: (limitMs) => fail(`It has decided nothing for ${limitMs} ms.`),
        });
        levels.set(store, [here, there]);
        return store;
      },
      kill: async (store) => {
        const [here, there] = levels.get(store) ?? [];
        if (there) await fleet.kill(there);
        if (here) await host.kill(here);
      },
      dispose: () => {
        fleet.dispose();
        host.dispose();
      },
    };
  };

const fail = (text: string): never => {
  throw new Error(text);
};
