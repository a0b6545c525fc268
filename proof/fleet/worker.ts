/**
 * One process of a host in the fleet's chaos: section after section, it takes the lock, publishes into the repository if it may write,
 * and lets go. What it does is recorded; before it says that it holds, it notes the time, so a stop in between cannot make that a lie.
 *
 * Some sections look at their lock all the time, and do not publish once it is lost, as the product does. Others are blind: between the
 * grant and git they never look, so that only the fence is in their way.
 */
import { existsSync, writeSync } from 'node:fs';
import { pause, systemClock } from '../../src/base/clock.ts';
import { FetchLockError, messageOf } from '../../src/base/errors.ts';
import { acquire, type Lock } from '../../src/lock/acquire.ts';
import { readAddress } from '../../src/lock/fleet/address.ts';
import { openStore } from '../../src/lock/fleet/open.ts';
import type { Place } from '../../src/lock/host/lock-dir.ts';
import { mayWrite } from '../../src/lock/queue.ts';
import type { LockStore } from '../../src/lock/store.ts';
import { type Mode, newId } from '../../src/lock/ticket.ts';
import { between, createRandom, oneOf } from '../random.ts';
import { nowMs, recordIn } from '../record.ts';
import type { Fact } from './judge.ts';
import { isRefusal, prepare } from './publishing.ts';

export interface WorkerCharge {
  who: string;
  /** The name of the host it plays to be on, which has lock directories and a way to Redis of its own. */
  host: string;
  place: Place;
  address: string;
  seed: number;
  repository: string;
  records: string;
  /** No new request once this file is there. */
  over: string;
  /** While this file is there, writers do not look, stay for long, and say so. */
  aim: string;
  /** Nothing is fenced, which must show. */
  isControl: boolean;
}

/** What a worker tells the arena: it is inside now, may write, will be for a while, and does not look until it has written. */
export interface Said {
  blind: string;
}

const charge = JSON.parse(process.argv[2] ?? '{}') as WorkerCharge;
const { place, who, host } = charge;
const random = createRandom(charge.seed);
const record = recordIn<Fact>(charge.records, who);
const modes: readonly Mode[] = ['shared', 'update', 'update', 'update', 'exclusive'];
const timeouts = [0, 300, 3000, 20_000, 20_000, 20_000];
const arena = process.ppid;
const never = new AbortController().signal;
const [glanceMs, aimMs] = [20, 2000];

interface Section {
  id: string;
  mode: Mode;
  lock: Lock;
}

async function ask(store: LockStore): Promise<Section | undefined> {
  const [id, mode, timeoutMs] = [newId(), oneOf(random, modes), oneOf(random, timeouts)];
  let isQueued = false;
  record({ event: 'asked', id, party: id, host, mode, timeoutMs });
  try {
    const request = { id, party: id, mode, others: () => [], job: { job: who }, witnesses: [] };
    const lock = await acquire(store, request, {
      ...{ clock: systemClock, timeoutMs, signal: never, report: () => {} },
      onWaiting: ({ at }) => {
        // On the host it would be a place in the lock directory.
        if (!isQueued && !at.startsWith(place.dir)) record({ event: 'queued', id });
        isQueued ||= !at.startsWith(place.dir);
      },
    });
    const at = nowMs();
    const dirty = lock.dirty.map((it) => it.id);
    record({ event: 'granted', id, token: lock.token, fence: lock.fleet?.fence ?? 0, dirty }, at);
    return { id, mode, lock };
  } catch (error) {
    record({ event: 'refused', id, code: error instanceof FetchLockError ? error.code : messageOf(error) });
    return undefined;
  }
}

/** Whether it is still held, on record. */
function isSure({ id, lock }: Section): boolean {
  const at = nowMs();
  const isHeld = lock.isHeld();
  record({ event: isHeld ? 'sure' : 'lost', id }, at);
  return isHeld;
}

/** Looks all the time; false as soon as it is lost. */
async function stay(section: Section, ms: number): Promise<boolean> {
  for (const endMs = nowMs() + ms; ; ) {
    if (!isSure(section)) return false;
    if (nowMs() >= endMs) return true;
    await pause(systemClock, glanceMs);
  }
}

async function write(section: Section): Promise<void> {
  const { id } = section;
  const isAimedAt = existsSync(charge.aim);
  const isBlind = random() < 0.5 || isAimedAt;
  const ms = isAimedAt ? aimMs : random() < 0.2 ? between(random, 200, 1500) : between(random, 0, 30);
  try {
    const publish = await prepare(charge.repository, !charge.isControl, { ...section, isBlind });
    if (isAimedAt) writeSync(1, `${JSON.stringify({ blind: id } satisfies Said)}\n`);
    if (isBlind) await pause(systemClock, ms);
    else if (!(await stay(section, ms))) return;
    await publish();
    record({ event: 'published', id });
  } catch (error) {
    const code = error instanceof FetchLockError ? error.code : isRefusal(error) ? 'refused by git' : messageOf(error);
    record({ event: 'barred', id, code });
  }
}

async function runSections(store: LockStore): Promise<void> {
  for (let left = 10 + random() * 40; left > 0 && !existsSync(charge.over) && process.ppid === arena; left--) {
    const section = await ask(store);
    if (!section) {
      await pause(systemClock, between(random, 10, 300));
      continue;
    }
    if (mayWrite(section.mode)) await write(section);
    else await stay(section, between(random, 0, 60));
    if (isSure(section) && random() < 0.7) await section.lock.settle();
    record({ event: 'releasing', id: section.id });
    const did = await section.lock.release();
    record({ event: 'released', id: section.id, did });
  }
}

try {
  const store = await openStore(place, systemClock, { address: readAddress('redis-url', charge.address), onTrouble: () => {} });
  await runSections(store);
} catch (error) {
  const isExpected = error instanceof FetchLockError && (error.code === 'FL_BACKEND' || error.code === 'FL_LOST');
  if (!isExpected) record({ event: 'broke', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
record({ event: 'ending' });
process.exit();
