/** What is left of a lock when nobody uses it any more: one last owner takes it, settles, sweeps, and looks around. */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { systemClock } from '../src/base/clock.ts';
import { acquire } from '../src/lock/acquire.ts';
import { openFileStore } from '../src/lock/host/file-store.ts';
import type { Place } from '../src/lock/host/lock-dir.ts';
import { newId } from '../src/lock/ticket.ts';

/** What lies in a lock directory that is at rest. */
const atRest = ['crashed', 'format', 'h', 'journal.jsonl', 'path', 'q', 's', 'seq', 't'];

interface Remains {
  /** Tokens of dead writers that nobody had settled. */
  dirty: string[];
  left: string[];
  /** From asking to the grant. */
  waitedMs: number;
}

/** Throws if the lock cannot be had at once. */
export async function cleanUp(place: Place, home: string, timeoutMs = 5000): Promise<Remains> {
  const store = await openFileStore(place, systemClock);
  try {
    const request = { id: newId(), party: newId(), mode: 'exclusive' as const, others: () => [], job: {}, witnesses: [] };
    const startedMs = performance.now();
    const lock = await acquire(store, request, {
      ...{ clock: systemClock, timeoutMs, signal: new AbortController().signal, report: () => {}, onWaiting: () => {} },
    });
    const waitedMs = performance.now() - startedMs;
    const holders = readdirSync(join(place.dir, 'h')).filter((it) => it !== lock.token);
    await lock.settle();
    await lock.release();
    await store.sweep();
    store.close();
    const left = [...holders.map((it) => `another holder, ${it}`), ...findLeft(place, home)];
    return { dirty: lock.dirty.map((it) => it.token), left, waitedMs };
  } catch (error) {
    store.close();
    throw error;
  }
}

function findLeft(place: Place, home: string): string[] {
  const rooms = ['h', 'q', 't', 's', 'crashed'].flatMap((room) => readdirSync(join(place.dir, room)).map((name) => `${room}/${name}`));
  const strangers = readdirSync(place.dir).filter((name) => !atRest.includes(name));
  const beside = readdirSync(home).filter((name) => name.startsWith(`.${basename(place.dir)}`));
  return [...rooms, ...strangers, ...beside];
}
