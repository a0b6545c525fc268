/** The way to the fleet's store: opened when it is needed, and done without where what is left undone ends by itself. */
import { atMost, type Clock, unlessAborted } from '../../base/clock.ts';
import { formatDuration } from '../../base/duration.ts';
import { messageOf } from '../../base/errors.ts';
import type { LockStore } from '../store.ts';

interface Reach {
  /** Throws what opening it throws, and tries again the next time; and the signal's reason, as of one that loads its data for long. */
  open(signal?: AbortSignal): Promise<LockStore>;
  /** As soon as it is open. */
  opened(): LockStore | undefined;
  /** For what may be left to the lease: undefined if it is. Quiet where nothing is let go of. */
  attempt<T>(act: (it: LockStore) => Promise<T>, isQuiet?: boolean): Promise<T | undefined>;
  close(): void;
}

// What is let go of has to be done before the stage is killed that does it.
const limitMs = 4000;

/** `onTrouble` is told once why something was left to the lease; whether there is anything in Redis to let go of nobody knows then. */
export function createReach(open: () => Promise<LockStore>, clock: Clock, onTrouble: (text: string) => void): Reach {
  let opened: LockStore | undefined;
  let opening: Promise<LockStore> | undefined;
  let [isClosed, isTold] = [false, false];

  const tellOnce = (why: string): void => {
    if (!isTold) onTrouble(`What this host lets go of, if anything, is free for the others only when its lease in Redis ends: ${why}`);
    isTold = true;
  };

  const openOnce = (): Promise<LockStore> => {
    opening ??= open().then(
      (it) => {
        opened = it;
        if (isClosed) it.close();
        return it;
      },
      (error) => {
        opening = undefined;
        throw error;
      },
    );
    return opening;
  };

  return {
    open: (signal) => (signal ? unlessAborted(signal, openOnce()) : openOnce()),
    opened: () => opened,
    attempt: async (act, isQuiet = false) => {
      const work = openOnce().then(async (it) => ({ answer: await act(it) }));
      try {
        const done = await atMost(clock, limitMs, work);
        if (done) return done.answer;
        if (!isQuiet) tellOnce(`It has not answered for ${formatDuration(limitMs)}.`);
      } catch (error) {
        if (!isQuiet) tellOnce(messageOf(error));
      }
      return undefined;
    },
    close: () => {
      isClosed = true;
      opened?.close();
    },
  };
}
