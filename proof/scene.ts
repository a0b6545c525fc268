/**
 * What stands in a lock directory before an operation begins: requests of living and of dead owners.
 * A dead owner is this process under another start time: for everybody else that one is gone, and its pid was given out again.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../src/base/clock.ts';
import { openFileStore } from '../src/lock/host/file-store.ts';
import type { Place } from '../src/lock/host/lock-dir.ts';
import { systemKernel } from '../src/lock/host/system/kernel.ts';
import type { Kernel } from '../src/lock/host/system/port.ts';
import type { LockStore, Request } from '../src/lock/store.ts';
import { type Mode, newId } from '../src/lock/ticket.ts';

export interface Scene {
  place: Place;
  /** Tokens of dead owners that could write. */
  dead: string[];
  /** A grant of an owner that lives; its token. */
  hold(mode: Mode, party?: string): Promise<string>;
  /** A request of an owner that is dead: granted, if nobody is in front; else waiting. */
  bury(mode: Mode): Promise<string>;
  /** Lets go of all that `hold` gave; answers the tokens that were gone already. */
  leave(): Promise<string[]>;
}

/** Says once, when it is asked who we are, that we began at another time; and after that sees nobody dead. */
function impostor(): Kernel {
  let isAsked = false;
  const lookUp = (pid: number) => {
    const found = isAsked ? undefined : systemKernel.lookUp(pid);
    isAsked = true;
    return found && { ...found, start: '1' };
  };
  return { ...systemKernel, lookUp, probe: () => undefined };
}

export const newRequest = (request: Partial<Request>): Request => ({
  ...{ id: newId(), party: newId(), mode: 'exclusive', others: () => [], job: {}, witnesses: [] },
  ...request,
});

const never = new AbortController().signal;

export async function openScene(place: Place): Promise<Scene> {
  const held: { token: string; store: LockStore }[] = [];
  const dead: string[] = [];
  const ask = async (store: LockStore, mode: Mode, party = newId()): Promise<string | undefined> => {
    const request = newRequest({ mode, party });
    await store.enter(request);
    const placed = await store.place(request.id, never);
    return 'granted' in placed ? placed.granted.token : undefined;
  };
  return {
    place,
    dead,
    hold: async (mode, party) => {
      const store = await openFileStore(place, systemClock);
      const token = await ask(store, mode, party);
      if (token === undefined) throw new Error('The scene is wrong: this was to be granted.');
      held.push({ token, store });
      return token;
    },
    bury: async (mode) => {
      const store = await openFileStore(place, systemClock, impostor());
      const token = await ask(store, mode);
      store.close();
      if (token !== undefined && mode !== 'shared') dead.push(token);
      return token ?? '';
    },
    leave: async () => {
      const gone: string[] = [];
      for (const { token, store } of held.splice(0)) {
        if (!(await store.release(token))) gone.push(token);
        store.close();
      }
      return gone;
    },
  };
}

/** The tokens that are granted, or kept for their dead writers. */
export const tokensIn = ({ dir }: Place): string[] => ['h', 'crashed'].flatMap((room) => namesIn(join(dir, room)));

function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
}
