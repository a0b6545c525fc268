/** What this process guards of its host's grants, and what of it the fleet has lost. A grant that was lost once is lost. */
import type { Clock } from '../../base/clock.ts';
import type { LockStore } from '../store.ts';

interface Guard {
  /** From now on this is the fleet's token for the host's. */
  add(token: string, there: string): void;
  has(token: string): boolean;
  tokenOf(token: string): string | undefined;
  isLost(token: string): boolean;
  /** It was found out in another way. */
  markLost(token: string): void;
  /** It is gone from the fleet, and was so a moment ago: whoever lets go does it there first, and here next. */
  isOnItsWay(token: string): boolean;
}

// Between an answer of Redis and one rename here. What was broken, or not heard of in time, is not gone, and waits for nothing.
const graceMs = 2000;

export function createGuard(opened: () => LockStore | undefined, clock: Clock): Guard {
  const guarded = new Map<string, string>();
  const lost = new Set<string>();
  const goneMs = new Map<string, number>();
  return {
    add: (token, there) => guarded.set(token, there),
    has: (token) => guarded.has(token),
    tokenOf: (token) => guarded.get(token),
    isLost: (token) => {
      const there = guarded.get(token);
      if (there !== undefined && opened()?.isHeld(there) !== true) lost.add(token);
      return lost.has(token);
    },
    markLost: (token) => lost.add(token),
    isOnItsWay: (token) => {
      const there = guarded.get(token);
      if (there === undefined || opened()?.isGone(there) !== true) return false;
      const sinceMs = goneMs.get(token) ?? clock.now();
      goneMs.set(token, sinceMs);
      return clock.now() - sinceMs < graceMs;
    },
  };
}
