/**
 * From asking to letting go.
 *
 * `acquire` enters a request, waits in line, and returns the lock or throws; whatever it throws, the request is withdrawn.
 * G1 it returns only what the store granted. G2 it gives up at its deadline, and when told to. G3 every outcome is reported once.
 */
import type { Clock } from '../base/clock.ts';
import { formatDuration } from '../base/duration.ts';
import { FetchLockError } from '../base/errors.ts';
import type { Report } from '../base/event.ts';
import type { LockStore, Obstacle, Request, Standing } from './store.ts';

export interface Lock {
  token: string;
  waitedMs: number;
  /** Requests in front on arrival. */
  position: number;
  /** Writers that died, and whose work nobody has put right since. */
  dirty: Standing[];
  isHeld(): boolean;
  /** What the dead left is in order again. */
  settle(): void;
  /** True if this call let go; false if somebody else had done so. */
  release(): Promise<boolean>;
}

export interface Wait {
  clock: Clock;
  /** Milliseconds; 0 tries once. */
  timeoutMs: number;
  /** Gives up when aborted, with its reason. */
  signal: AbortSignal;
  report: Report;
  /** At once when blocked, when that changes, and every half minute. */
  onWaiting: (obstacle: Obstacle, waitedMs: number) => void;
}

/** Thrown when somebody else has the lock for longer than we wait. */
export class GaveUp extends FetchLockError {
  readonly obstacle: Obstacle;

  constructor(obstacle: Obstacle) {
    super('FL_TIMEOUT', { what: 'The lock was not free in time.' });
    this.obstacle = obstacle;
  }
}

const announceMs = 30_000;
const pollMs = 2000; // for a lost wake-up; nobody should ever need it
const latchMs = 10_000; // the latch is a matter of milliseconds, unless its owner is stopped

export async function acquire(store: LockStore, request: Request, wait: Wait): Promise<Lock> {
  const { clock, signal } = wait;
  const askedMs = clock.now();
  const waited = () => Math.round(clock.now() - askedMs);
  const detail = { mode: request.mode, ticket: request.id };
  let position = 0;
  let told: { line: string; atMs: number } | undefined;
  let blocked: Obstacle | undefined;

  const tell = (obstacle: Obstacle) => {
    const line = [obstacle.ahead, ...obstacle.holders.map((it) => it.token)].join();
    // Between two holders there is nothing to tell: the next one comes in a moment.
    const isNews = told?.line !== line && (told === undefined || obstacle.holders.length > 0);
    if (told && !isNews && clock.now() - told.atMs < announceMs) return;
    told = { line, atMs: clock.now() };
    wait.onWaiting(obstacle, waited());
  };

  try {
    await store.enter(request);
    for (;;) {
      const placement = await withLimit(wait, Math.max(latchMs, wait.timeoutMs - waited()), (limit) => store.place(request.id, limit));
      const recovered = 'granted' in placement ? placement.granted.recovered : placement.recovered;
      for (const it of recovered) {
        wait.report('lock_recovered', { ticket: it.id, mode: it.mode, holder: it.job, held_ms: it.heldMs });
      }
      if ('granted' in placement) {
        const { token, dirty } = placement.granted;
        wait.report('lock_acquired', { ...detail, decision: 'allow', waited_ms: waited(), ahead: position });
        return lockOf(store, token, { waitedMs: waited(), position, dirty });
      }
      const { obstacle } = placement;
      if (!blocked) {
        position = obstacle.ahead;
        const [holder] = obstacle.holders;
        wait.report('lock_waiting', { ...detail, ahead: position, ...(holder ? { holder: holder.job } : {}) });
      }
      blocked = obstacle;
      const leftMs = wait.timeoutMs - waited();
      if (leftMs <= 0) throw new GaveUp(obstacle);
      tell(obstacle);
      signal.throwIfAborted();
      await store.wait(obstacle, Math.min(leftMs, pollMs + Math.random() * 500), signal);
      signal.throwIfAborted();
    }
  } catch (error) {
    await store.withdraw(request.id).catch(() => {});
    const code = error instanceof FetchLockError ? error.code : undefined;
    const event = code === 'FL_TIMEOUT' ? 'lock_timeout' : code === 'FL_CANCELLED' ? 'lock_cancelled' : 'lock_unavailable';
    const [holder] = blocked?.holders ?? [];
    wait.report(event, {
      ...detail,
      decision: 'deny',
      waited_ms: waited(),
      ...(code ? { code } : {}),
      ...(holder ? { holder: holder.job } : {}),
    });
    throw error;
  }
}

/** Whoever waits for the latch itself must hear of the cancel, and must not wait for ever behind a stopped process. */
async function withLimit<T>({ clock, signal }: Wait, limitMs: number, act: (limit: AbortSignal) => Promise<T>): Promise<T> {
  const stuck = new AbortController();
  const callOff = clock.after(limitMs, () =>
    stuck.abort(
      new FetchLockError('FL_TIMEOUT', {
        what: `The latch of the lock directory stayed taken for ${formatDuration(limitMs)}.`,
        why: 'The process that has it does not go on, as if it were stopped, or cannot be seen from here.',
        fix: 'Let it continue, or end it.',
      }),
    ),
  );
  try {
    return await act(AbortSignal.any([signal, stuck.signal]));
  } finally {
    callOff();
  }
}

function lockOf(store: LockStore, token: string, facts: Pick<Lock, 'waitedMs' | 'position' | 'dirty'>): Lock {
  return {
    token,
    ...facts,
    isHeld: () => store.isHeld(token),
    settle: () => store.settle(facts.dirty.map((it) => it.token)),
    release: () => store.release(token),
  };
}
