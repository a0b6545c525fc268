/** The locks of one command: asked for in an order that is the same for everybody, all or none, and let go of together. */
import type { Clock } from '../../base/clock.ts';
import { FetchLockError, messageOf } from '../../base/errors.ts';
import type { Job, Report } from '../../base/event.ts';
import { heldTooLong, refuseOutside } from '../../base/policy/bounds.ts';
import type { Policy } from '../../base/policy/policy.ts';
import { inert } from '../../base/text.ts';
import type { Scope } from '../../git/scope.ts';
import { acquire, GaveUp, type Lock, mayDoWithout } from '../../lock/acquire.ts';
import type { RedisAddress } from '../../lock/fleet/address.ts';
import { openStore } from '../../lock/fleet/open.ts';
import { compareOrder } from '../../lock/fleet/place.ts';
import type { Place } from '../../lock/host/lock-dir.ts';
import { type LockStore, takenAway } from '../../lock/store.ts';
import { decodeToken, type Mode, newId } from '../../lock/ticket.ts';
import { hostReport, journalReport } from '../../report/journal.ts';
import { adviseOnLimit } from '../../report/limit.ts';
import { lookThrough } from '../../report/through.ts';
import { sayHalfWritten, sayRecovered, troubleGivingUp } from '../../report/words.ts';
import { type Terminal, tell } from '../terminal.ts';
import { fenceOff } from './fence.ts';
import { showWaiting } from './waiting.ts';

/** What a command asks with. */
export interface Question {
  scopes: readonly Scope[];
  mode: Mode;
  timeoutMs: number;
  /** As typed, or the default. */
  timeout: string;
  isFailOpen: boolean;
  job: Job;
  party: string;
  /** Tokens of the grants that it is asked under. */
  within: readonly string[];
  policy: Policy;
  /** Of the fleet. */
  address?: RedisAddress | undefined;
}

interface Port {
  clock: Clock;
  signal: AbortSignal;
  err: Terminal;
}

export interface Held {
  path: string;
  mode: Mode;
  place: Place;
  lock: Lock;
  store: LockStore;
  report: Report;
  sinceMs: number;
}

const lookMs = 500;

/** Aborted, with what the user is to read, when one of them is lost, or the first is held for longer than the host allows. */
export function watchOver(held: readonly Held[], clock: Clock, { maxHoldMs }: Policy) {
  const over = new AbortController();
  const look = () => {
    const lost = held.filter((it) => !it.lock.isHeld());
    const [[first], paths] = [held, lost.map((it) => inert(it.path)).join(', ')];
    if (lost.length > 0) over.abort(takenAway(`The lock on '${paths}' was lost, so the command was stopped.`, lost[0]?.lock.whyLost()));
    else if (first && maxHoldMs !== undefined && clock.now() - first.sinceMs >= maxHoldMs) over.abort(heldTooLong(first.path, maxHoldMs));
  };
  return { signal: over.signal, look, close: clock.every(lookMs, look) };
}

/** Those that were had; with `isFailOpen` others may be missing. Throws what the user is to read; nothing is held then. */
export async function lockAll(question: Question, port: Port): Promise<Held[]> {
  const held: Held[] = [];
  const inOrder = question.scopes.toSorted((a, b) => compareOrder(a.lock, b.lock));
  for (const it of inOrder) refuseByPolicy(question, it, port.err);
  // While it waits for one, another may be broken.
  const watch = watchOver(held, port.clock, question.policy);
  const signal = AbortSignal.any([port.signal, watch.signal]);
  const untilMs = port.clock.now() + question.timeoutMs;
  try {
    for (const scope of inOrder) {
      const got = await ask(question, scope, held, Math.max(0, untilMs - port.clock.now()), { ...port, signal });
      if (got) held.push(got);
    }
    watch.look();
    watch.signal.throwIfAborted();
    return held;
  } catch (error) {
    await letGo(held, port.clock).catch(() => {});
    throw error;
  } finally {
    watch.close();
  }
}

/** What the host does not allow is for its own journal: that of the lock is not touched. */
function refuseByPolicy({ policy, mode, job }: Question, scope: Scope, err: Terminal): void {
  try {
    refuseOutside(policy, scope);
  } catch (error) {
    const warn = (text: string) => tell(err, text);
    const common = { lock: scope.guards, path: scope.path, mode, job, pid: process.pid };
    hostReport(policy.hostJournal, common, { info: warn, warning: warn })('lock_unavailable', { decision: 'deny', code: 'FL_POLICY' });
    throw error;
  }
}

async function ask(question: Question, scope: Scope, held: readonly Held[], timeoutMs: number, port: Port): Promise<Held | undefined> {
  const { path, lock: place } = scope;
  const { mode, job, party, isFailOpen, policy } = question;
  const { clock, signal, err } = port;
  const id = newId();
  const warn = (text: string) => tell(err, text);
  const waiting = showWaiting(err, clock, path, mode);
  const askedMs = clock.now();
  let store: LockStore | undefined;
  let isAdvised = false;
  const common = { lock: place.guards, path, mode, job, pid: process.pid, ticket: id };
  let report: Report = hostReport(policy.hostJournal, common, { info: warn, warning: warn });
  try {
    store = await openStore(place, clock, { address: question.address, onTrouble: warn });
    // Only now: a directory that was refused is not written to.
    report = journalReport(place.dir, common, warn);
    const others = () => held.flatMap((it) => (it.lock.isHeld() ? [{ place: it.place, token: it.lock.token }] : []));
    const within = question.within.flatMap((it) => decodeToken(it)?.id ?? []);
    const lock = await acquire(
      store,
      { ...{ id, party, mode, job, others, witnesses: [] }, ...(within.length > 0 ? { within } : {}) },
      {
        ...{ clock, signal, timeoutMs },
        report: (event, detail) => {
          if (event === 'lock_recovered' && detail.holder) warn(sayRecovered(path, detail.holder));
          report(event, detail);
        },
        onWaiting: (obstacle, waitedMs) => {
          // Once, and before the line that is rewritten.
          const advice = isAdvised ? undefined : adviseOnLimit(place.dir, path, timeoutMs, clock.wall(), '--timeout');
          isAdvised = true;
          if (advice !== undefined) warn(advice);
          waiting.show(lookThrough(place, obstacle), waitedMs);
        },
      },
    );
    await fenceOff(scope, lock, question, port);
    waiting.end(lock.waitedMs, lock.position);
    const dead = lock.dirty.map((it) => it.job);
    if (dead.length > 0) warn(sayHalfWritten(path, dead));
    return { path, mode, place, lock, store, report, sinceMs: clock.now() };
  } catch (error) {
    waiting.clear();
    store?.close();
    const why = explain(error, scope, question, clock.now() - askedMs);
    if (!store) report('lock_unavailable', { decision: 'deny', ...(why instanceof FetchLockError ? { code: why.code } : {}) });
    if (!isFailOpen || !mayDoWithout(why)) throw why;
    report('lock_bypassed', { decision: 'allow', code: why.code, reason: '--fail-open' });
    warn(`Going on without the lock, since \`--fail-open\` was given: ${messageOf(why)}`);
    return undefined;
  }
}

function explain(error: unknown, { path, lock: place }: Scope, { mode, timeout }: Question, waitedMs: number): unknown {
  if (!(error instanceof GaveUp)) return error;
  const { code, obstacle, circle } = error;
  const vain = { obstacle: lookThrough(place, obstacle), circle };
  return new FetchLockError(code, troubleGivingUp(vain, path, mode, waitedMs, timeout, '--timeout'));
}

/** What was stopped in the middle leaves all that it could write in doubt. */
interface Ending {
  isCutShort: boolean;
  reason?: string;
}

/** In the opposite order; throws the first trouble when all were tried. */
export async function letGo(held: readonly Held[], clock: Clock, { isCutShort, reason }: Ending = { isCutShort: false }): Promise<void> {
  const failures: unknown[] = [];
  for (const { lock, store, report, sinceMs } of held.toReversed()) {
    try {
      const heldMs = Math.round(clock.now() - sinceMs);
      const whyLost = lock.whyLost();
      const isOurs = isCutShort ? (await store.abandon(lock.token)) !== undefined : await lock.release();
      if (isOurs && whyLost === undefined) report('lock_released', { held_ms: heldMs, ...(reason === undefined ? {} : { reason }) });
      else report('lock_broken', { held_ms: heldMs, reason: whyLost ?? 'gone before the command ended' });
    } catch (error) {
      failures.push(error);
    } finally {
      store.close();
    }
  }
  if (failures.length > 0) throw failures[0];
}
