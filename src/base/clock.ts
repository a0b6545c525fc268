import { formatDuration } from './duration.ts';
import { FetchLockError } from './errors.ts';

/**
 * All waiting goes through here: one clock, one deadline, one abort signal.
 * `now` never jumps and is only good for differences; `wall` is for people and may jump.
 */
export interface Clock {
  /** Monotonic milliseconds. */
  now(): number;
  /** Milliseconds since 1970. */
  wall(): number;
  /** Calls back once after `ms`; the returned function calls it off. Keeps the process alive. */
  after(ms: number, act: () => void): () => void;
  /** Calls back every `ms` until the returned function is called. Does not keep the process alive. */
  every(ms: number, act: () => void): () => void;
}

// Node loads a module when `performance` is read; this is there already.
const startedNs = process.hrtime.bigint();
const now = (): number => Number(process.hrtime.bigint() - startedNs) / 1e6;

export const systemClock: Clock = {
  now,
  wall: () => Date.now(),
  after: (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
  every: (ms, act) => {
    let timer: NodeJS.Timeout;
    // On multiples of `ms`: what looks equally often wakes the process once.
    const setNext = () => {
      const leftMs = ms - (now() % ms);
      timer = setTimeout(
        () => {
          setNext();
          act();
        },
        leftMs < ms / 2 ? leftMs + ms : leftMs,
      ).unref();
    };
    setNext();
    return () => clearTimeout(timer);
  },
};

/** Resolves after `ms`, or as soon as `signal` is aborted. */
export function pause(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const end = () => {
      callOff();
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const callOff = clock.after(ms, end);
    signal?.addEventListener('abort', end, { once: true });
  });
}

/** The promise's outcome, or undefined if `ms` pass first. The promise goes on unheard. */
export function atMost<T>(clock: Clock, ms: number, work: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const callOff = clock.after(ms, () => resolve(undefined));
    work.then(resolve, reject).finally(callOff);
  });
}

/** The work's outcome, or the signal's reason if that is aborted first. The work goes on unheard. */
export function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => reject(signal.reason);
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
  });
}

/** Runs `act` with a signal that is aborted after `ms`, by itself with FL_TIMEOUT; what is only known then may be the reason. */
export async function within<T>(
  clock: Clock,
  ms: number,
  act: (signal: AbortSignal) => Promise<T>,
  reason: Error | (() => Error) = late(ms),
): Promise<T> {
  const limit = new AbortController();
  const callOff = clock.after(ms, () => limit.abort(typeof reason === 'function' ? reason() : reason));
  try {
    return await act(limit.signal);
  } finally {
    callOff();
  }
}

const late = (ms: number): FetchLockError => new FetchLockError('FL_TIMEOUT', { what: `It took longer than ${formatDuration(ms)}.` });
