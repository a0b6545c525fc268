import type { Clock } from '../../src/base/clock.ts';

export interface ManualClock extends Clock {
  /** Lets time pass: whatever is due is called in order, and what that leads to is waited for. */
  advance(ms: number): Promise<void>;
}

/** A clock that stands still until it is told to go on. */
export function createManualClock(): ManualClock {
  let nowMs = 0;
  const due = new Set<{ atMs: number; act: () => void }>();
  const after = (ms: number, act: () => void) => {
    const it = { atMs: nowMs + ms, act };
    due.add(it);
    return () => void due.delete(it);
  };
  // Whatever was started has run as far as it can without time, however many promises that took.
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    now: () => nowMs,
    wall: () => 1_700_000_000_000 + nowMs,
    after,
    every: (ms, act) => {
      let callOff = () => {};
      const next = () => {
        callOff = after(ms, () => {
          act();
          next();
        });
      };
      next();
      return () => callOff();
    },
    advance: async (ms) => {
      const untilMs = nowMs + ms;
      for (;;) {
        await settle();
        const next = [...due].filter((it) => it.atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
        if (!next) break;
        due.delete(next);
        nowMs = next.atMs;
        next.act();
      }
      nowMs = untilMs;
      await settle();
    },
  };
}
