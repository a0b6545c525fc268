import { type Clock, systemClock } from '../../src/base/clock.ts';

export interface ToldClock extends Clock {
  /** Ends every wait that was to take at least `fromMs` and at most `toMs`. */
  expire(fromMs: number, toMs: number): void;
}

const longMs = 5000;

/** The system's clock, but long waits end when they are told to. */
export function createToldClock(): ToldClock {
  const waits = new Set<{ ms: number; act: () => void }>();
  return {
    ...systemClock,
    after: (ms, act) => {
      if (ms < longMs) return systemClock.after(ms, act);
      const it = { ms, act };
      waits.add(it);
      return () => void waits.delete(it);
    },
    expire: (fromMs, toMs) => {
      for (const it of [...waits].filter(({ ms }) => fromMs <= ms && ms <= toMs)) {
        waits.delete(it);
        it.act();
      }
    },
  };
}
