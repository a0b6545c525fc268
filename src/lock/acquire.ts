/**
 * From asking to letting go.
 *
 * `acquire` enters a request, waits in line, and returns the lock or throws; whatever it throws, the request is withdrawn.
 * G1 it returns only what the store granted. G2 it gives up at its deadline, when told to, and when it is the victim of a deadlock
 * that was seen twice. G3 every outcome is reported once.
 */
import { type Clock, within } from '../base/clock.ts';
import { type Code, FetchLockError } from '../base/errors.ts';
import { type EventDetail, type EventName, mostElsewhere, type Report } from '../base/event.ts';
import { findCircle, type Link, victimOf } from './deadlock.ts';
import { type FleetGrant, type LockStore, latchStuck, type Obstacle, type Placement, type Request, type Standing } from './store.ts';
import type { Process } from './ticket.ts';

export interface Lock extends Pick<LockStore, 'lastSeq' | 'errands' | 'ids'> {
  token: string;
  waitedMs: number;
  /** Requests in front on arrival. */
  position: number;
  /** Writers that died, and whose work nobody has put right since. */
  dirty: Standing[];
  fleet?: FleetGrant;
  isHeld(): boolean;
  /** Adds a witness; false if the lock is lost. */
  sign(process: Process, signal: AbortSignal): Promise<boolean>;
  /** Why it is lost, in words for people, where nobody took it away. */
  whyLost(): string | undefined;
  /** What the dead left is in order again. */
  settle(): Promise<void>;
  /** From now on others may read; false if the lock is lost. */
  downgrade(): Promise<boolean>;
  /** Of a fleet: a new fencing number, greater than `floor`; undefined if the lock is lost. */
  raise(floor: number): Promise<number | undefined>;
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

/** True for a lock that could not be had: whoever would rather have that goes on without it. A cancel is always the end. */
export const mayDoWithout = (error: unknown): error is FetchLockError =>
  error instanceof FetchLockError && ['FL_TIMEOUT', 'FL_DEADLOCK', 'FL_LOCK_DIR', 'FL_BACKEND'].includes(error.code);

/** Thrown when somebody else has the lock for longer than we wait, or waits for us. */
export class GaveUp extends FetchLockError {
  readonly obstacle: Obstacle;
  /** The deadlock that ends with our giving up. */
  readonly circle: Link[];

  constructor(obstacle: Obstacle, circle: Link[] = []) {
    super(circle.length > 0 ? 'FL_DEADLOCK' : 'FL_TIMEOUT', { what: 'The lock was not free in time.' });
    this.obstacle = obstacle;
    this.circle = circle;
  }
}

const announceMs = 30_000;
const [patienceMs, lookMs] = [1000, 300]; // before a deadlock is looked for, and between two looks
const gainMs = 2000; // between two looks at what a step beside us was granted; each of a hundred who wait wakes for it
const latchMs = 10_000; // the latch is a matter of milliseconds, unless its owner is stopped

export async function acquire(store: LockStore, request: Request, wait: Wait): Promise<Lock> {
  const { clock, signal } = wait;
  const findDeadlock = createSearch(store, request);
  const askedMs = clock.now();
  const waited = () => Math.round(clock.now() - askedMs);
  const detail = { mode: request.mode, ticket: request.id };
  let position = 0;
  let told: { line: string; atMs: number } | undefined;
  let noted = '';
  let blocked: Obstacle | undefined;

  const tell = (obstacle: Obstacle) => {
    const line = [obstacle.ahead, ...obstacle.holders.map((it) => it.token), plainReason(obstacle)].join();
    // Between two holders there is nothing to tell: the next one comes in a moment.
    const isSilent = obstacle.holders.length === 0 && obstacle.reason === undefined;
    const isNews = told?.line !== line && (told === undefined || !isSilent);
    if (told && !isNews && clock.now() - told.atMs < announceMs) return;
    told = { line, atMs: clock.now() };
    wait.onWaiting(obstacle, waited());
  };

  /** The journal of this host has what happens on it, so that only the first obstacle is told, and what comes from elsewhere. */
  const note = (obstacle: Obstacle) => {
    const { facts, line } = factsOf(obstacle);
    if (!blocked) wait.report('lock_waiting', { ...detail, ahead: position, ...facts });
    else if (line !== noted) wait.report('lock_waiting', { ...detail, waited_ms: waited(), ...facts });
    noted = line;
  };

  try {
    await store.enter(request);
    for (;;) {
      const placement = await placeInTime(store, request.id, wait, Math.max(latchMs, wait.timeoutMs - waited()));
      const recovered = 'granted' in placement ? placement.granted.recovered : placement.recovered;
      for (const it of recovered) {
        wait.report('lock_recovered', { ticket: it.id, mode: it.mode, holder: it.job, held_ms: it.heldMs });
      }
      if ('granted' in placement) {
        const { token, dirty, fleet } = placement.granted;
        wait.report('lock_acquired', { ...detail, decision: 'allow', waited_ms: waited(), ahead: position });
        return lockOf(store, token, { waitedMs: waited(), position, dirty, ...(fleet ? { fleet } : {}) });
      }
      const { obstacle } = placement;
      if (!blocked) position = obstacle.ahead;
      note(obstacle);
      blocked = obstacle;
      const leftMs = askedMs + wait.timeoutMs - clock.now();
      if (leftMs <= 0) throw new GaveUp(obstacle);
      tell(obstacle);
      signal.throwIfAborted();
      const mayDeadlock = request.others().length > 0;
      const circle = mayDeadlock && waited() >= patienceMs ? await findDeadlock() : [];
      if (circle.length > 0) throw new GaveUp(obstacle, circle);
      const untilNewsMs = (told?.atMs ?? 0) + announceMs - clock.now();
      // A step beside us may be granted what makes a deadlock possible.
      const gained = new AbortController();
      const stopLooking = clock.every(gainMs, () => !mayDeadlock && request.others().length > 0 && gained.abort());
      const pauseMs = Math.min(leftMs, mayDeadlock ? lookMs : untilNewsMs);
      await store.wait(obstacle, pauseMs, AbortSignal.any([signal, gained.signal])).finally(stopLooking);
      signal.throwIfAborted();
    }
  } catch (error) {
    await store.withdraw(request.id).catch(() => {});
    const code = error instanceof FetchLockError ? error.code : undefined;
    const event = (code && endings[code]) ?? 'lock_unavailable';
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

/** It may say how long it will be so. */
const plainReason = ({ reason = '' }: Obstacle): string => reason.replace(/\d+(\.\d+)? (ms|s|m|h)\b( \d+ [sm]\b)?/g, '');

/** What is recorded of an obstacle, and by what one knows that this is another. */
function factsOf(obstacle: Obstacle): { facts: EventDetail; line: string } {
  const { holders, reason } = obstacle;
  const [first] = holders;
  const elsewhere = holders.filter((it) => it.host !== undefined).slice(0, mostElsewhere);
  return {
    facts: {
      ...(first ? { holder: first.job } : {}),
      ...(elsewhere.length > 0
        ? {
            elsewhere: elsewhere.map(({ id, mode, job, heldMs }) => ({
              ticket: id,
              mode,
              job,
              ...(heldMs > 0 ? { held_ms: heldMs } : {}),
            })),
          }
        : {}),
      ...(reason === undefined ? {} : { reason }),
    },
    line: [...elsewhere.flatMap(({ id, mode }) => [id, mode]), plainReason(obstacle)].join(),
  };
}

const endings: Partial<Record<Code, EventName>> = {
  FL_TIMEOUT: 'lock_timeout',
  FL_CANCELLED: 'lock_cancelled',
  FL_DEADLOCK: 'deadlock_detected',
};

/** Looks for a deadlock; answers one when it was there the last time too, and we are the one to give up. */
function createSearch(store: LockStore, { id }: Request): () => Promise<Link[]> {
  let last = '';
  return async () => {
    const circle = findCircle(await store.lookAround(), id) ?? [];
    const seen = circle.flatMap((it) => [it.waiter.id, it.holder.id]).join();
    const isReal = seen !== '' && seen === last && victimOf(circle) === id;
    last = seen;
    return isReal ? circle : [];
  };
}

/** Whoever waits for the latch itself must hear of the cancel, and must not wait for ever behind a stopped process. */
const placeInTime = (store: LockStore, id: string, { clock, signal }: Wait, limitMs: number): Promise<Placement> =>
  within(
    clock,
    limitMs,
    (late) => store.place(id, AbortSignal.any([signal, late])),
    () => store.whySlow?.(id, limitMs) ?? latchStuck(limitMs),
  );

function lockOf(store: LockStore, token: string, facts: Pick<Lock, 'waitedMs' | 'position' | 'dirty' | 'fleet'>): Lock {
  return {
    token,
    ...facts,
    isHeld: () => store.isHeld(token),
    whyLost: () => store.whyLost?.(token),
    settle: () => store.settle(facts.dirty.map((it) => it.token)),
    downgrade: () => store.downgrade(token),
    raise: (floor) => store.raise(token, floor),
    release: () => store.release(token),
    sign: (process, signal) => store.sign(token, process, signal),
    ...{ lastSeq: store.lastSeq, errands: store.errands, ids: store.ids },
  };
}
