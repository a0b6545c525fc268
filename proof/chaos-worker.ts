/**
 * One process of the chaos: it asks for the lock, works under it, and lets go, in one of three roles.
 *
 *   loop   one job after another, all in this process: a section, sometimes a second request of the same job inside it, a
 *          downgrade, a release by itself or by another process
 *   step   one request for a job that outlives it; the grant is handed to a real keeper, as main does
 *   post   lets go of a request by its id, as the post step does
 *
 * What it does is recorded (record.ts). What the parent must know at once is said on stdout, in one write.
 * That a writer is alone is proved beside the records: a link that only one can make stands for what it writes.
 */
import { existsSync, readdirSync, readlinkSync, symlinkSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { pause, systemClock } from '../src/base/clock.ts';
import { FetchLockError } from '../src/base/errors.ts';
import { startHelper } from '../src/base/exec.ts';
import { acquire, type Lock } from '../src/lock/acquire.ts';
import { openFileStore } from '../src/lock/host/file-store.ts';
import { judgePid, processOf, thisProcess } from '../src/lock/host/liveness.ts';
import type { Place } from '../src/lock/host/lock-dir.ts';
import { systemKernel } from '../src/lock/host/system/kernel.ts';
import { instruct, keeperEnvironment } from '../src/lock/keeper.ts';
import { mayWrite } from '../src/lock/queue.ts';
import type { Held, LockStore } from '../src/lock/store.ts';
import { decodeProcess, decodeWaiting, encodeProcess, type Mode, newId, type Process } from '../src/lock/ticket.ts';
import { injectFaults } from './faults.ts';
import { between, createRandom, oneOf } from './random.ts';
import { recordIn } from './record.ts';

export interface WorkerCharge {
  role: 'loop' | 'step' | 'post';
  who: string;
  seed: number;
  place: Place;
  /** Where the records are. */
  records: string;
  /** The link that stands for what writers write. */
  sentinel: string;
  /** No new request once this file is there. */
  over: string;
  faultRate: number;
  /** Of a step: its job, what that holds already, and whether the grant outlives the step. */
  party?: string;
  job?: { who: string; process: Process };
  others?: Held[];
  isKept?: boolean;
  /** Of a post: what to let go of, and whether its main died. */
  id?: string;
  hasDied?: boolean;
}

/** What a worker tells the parent. */
export type Said = { please: 'release'; id: string } | { keeper: Process; who: string } | { held: string; id: string };

const charge = JSON.parse(process.argv[2] ?? '{}') as WorkerCharge;
const { place, sentinel } = charge;
const random = createRandom(charge.seed);
const record = recordIn(charge.records, charge.who);
const say = (said: Said) => writeSync(1, `${JSON.stringify(said)}\n`);
/** Our own look at the line is spared from the faults. */
const lookInto = readdirSync;
const self = encodeProcess(thisProcess());
const arena = process.ppid;
const modes: readonly Mode[] = ['shared', 'shared', 'update', 'update', 'exclusive'];
const timeouts = [0, 20, 150, 1500, 8000, 8000, 8000];

interface Section {
  id: string;
  party: string;
  mode: Mode;
  lock: Lock;
}

interface Wish {
  party: string;
  mode: Mode;
  timeoutMs: number;
  others?: Held[];
  job?: WorkerCharge['job'];
}

/** What is asked for and refused in an orderly way is undefined; any other failure ends the process, as it would end a step. */
async function ask(store: LockStore, { party, mode, timeoutMs, others = [], job }: Wish): Promise<Section | undefined> {
  const id = newId();
  let isInLine = false;
  record({ event: 'asked', id, party, mode, timeoutMs, ...(job ? { job: job.who } : {}) });
  try {
    const request = { id, party, mode, others: () => others, job: { job: charge.who }, witnesses: job ? [job.process] : [] };
    const lock = await acquire(store, request, {
      ...{ clock: systemClock, timeoutMs, signal: new AbortController().signal, report: () => {} },
      onWaiting: () => {
        if (isInLine) return;
        const seq = lookInto(join(place.dir, 'q'))
          .map(decodeWaiting)
          .find((it) => it?.id === id)?.seq;
        if (seq !== undefined) record({ event: 'waiting', id, seq });
        isInLine = true;
      },
    });
    record({ event: 'granted', id, token: lock.token, dirty: lock.dirty.map((it) => it.token) });
    return { id, party, mode, lock };
  } catch (error) {
    const code = error instanceof FetchLockError ? error.code : String(error);
    record({ event: 'refused', id, code });
    if (code === 'FL_TIMEOUT' || code === 'FL_DEADLOCK' || code === 'FL_CANCELLED') return undefined;
    throw error;
  }
}

const busyMs = () => pause(systemClock, random() < 0.05 ? between(random, 20, 120) : between(random, 0, 6));

/** Writes into what is locked: whoever is inside at the same time is met. */
function write(id: string): void {
  const mine = `${self}.${id}`;
  for (let tries = 0; ; tries++) {
    try {
      symlinkSync(mine, sentinel);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || tries > 5) throw error;
    }
    const other = readLink();
    const owner = decodeProcess(other?.split('.')[0] ?? '');
    if (other !== undefined && owner && judgePid(owner, systemKernel) !== 'dead') record({ event: 'met', id, other });
    if (other !== undefined && readLink() === other) removeLink();
  }
}

const readLink = (): string | undefined => {
  try {
    return readlinkSync(sentinel);
  } catch {
    return undefined;
  }
};

const removeLink = () => {
  try {
    unlinkSync(sentinel);
  } catch {
    // Whoever met us took it away, and has recorded that.
  }
};

async function work({ id, mode, lock }: Section): Promise<void> {
  if (mayWrite(mode)) write(id);
  await busyMs();
  if (mayWrite(mode)) {
    if (readLink() !== `${self}.${id}`) record({ event: 'met', id, other: readLink() ?? 'nobody' });
    removeLink();
    if (random() < 0.7) await lock.settle();
  }
  if (!lock.isHeld()) record({ event: 'lost', id });
}

async function weaken({ id, lock }: Section): Promise<void> {
  record({ event: 'downgrading', id });
  if (!(await lock.downgrade())) record({ event: 'lost', id });
  await busyMs();
}

async function letGo({ id, lock }: Section): Promise<void> {
  record({ event: 'releasing', id });
  const did = await lock.release();
  record({ event: 'released', id, did });
  if (!did) record({ event: 'lost', id });
}

async function runLoop(store: LockStore): Promise<void> {
  for (let left = 20 + random() * 60; left > 0 && !existsSync(charge.over) && process.ppid === arena; left--) {
    const section = await ask(store, { party: newId(), mode: oneOf(random, modes), timeoutMs: oneOf(random, timeouts) });
    if (random() < 0.03) await breakOne(store);
    if (!section) continue;
    await work(section);
    const isWeak = section.mode === 'shared' || random() < 0.2;
    if (isWeak && section.mode !== 'shared') await weaken(section);
    if (random() < 0.15) await askAgain(store, section, isWeak);
    if (random() < 0.04) say({ please: 'release', id: section.id });
    else await letGo(section);
  }
}

/** As an admin does. It may be our own. */
async function breakOne(store: LockStore): Promise<void> {
  const ids = await store.ids();
  if (ids.length === 0) return;
  const id = oneOf(random, ids);
  record({ event: 'breaking', id });
  await store.breakOff(id);
}

/** The same step asks inside its own section, also for more than it holds. */
async function askAgain(store: LockStore, outer: Section, isWeak: boolean): Promise<void> {
  const more = outer.mode === 'update' ? 'exclusive' : 'update';
  const mode = (isWeak || outer.mode === 'update') && random() < 0.5 ? more : 'shared';
  const others = [{ place, token: outer.lock.token }];
  const inner = await ask(store, { party: outer.party, mode, timeoutMs: 3000, others });
  if (!inner) return;
  await work(inner);
  await letGo(inner);
}

async function runStep(store: LockStore): Promise<void> {
  const { party = newId(), job, others, isKept } = charge;
  const wish = { party, mode: oneOf(random, modes), timeoutMs: oneOf(random, [1500, 8000]), ...(others ? { others } : {}) };
  const section = await ask(store, { ...wish, ...(isKept && job ? { job } : {}) });
  if (!section) return;
  await work(section);
  if (section.mode !== 'shared' && random() < 0.5) await weaken(section);
  if (!isKept || !(await handOver(section))) return letGo(section);
  say({ held: section.lock.token, id: section.id });
}

/** To a keeper; false: it did not come, and the lock is ours still. */
async function handOver({ id, mode, lock }: Section): Promise<boolean> {
  const helper = startHelper(join(import.meta.dirname, '..', 'src', 'keeper.js'), keeperEnvironment(process.env as Record<string, string>));
  const keeper = processOf(helper.pid ?? 0);
  const who = `keeper-${id}`;
  if (!keeper) return false;
  say({ keeper, who });
  const limit = random() < 0.3 ? { ms: between(random, 1, 300), reason: 'it is held for too long' } : undefined;
  record({ event: 'handing', id, keeper: who, ...(limit ? { limitMs: limit.ms } : {}) });
  const worker = charge.job && { worker: charge.job.process };
  const grants = [{ place, path: place.guards, token: lock.token, mode, heldMs: 0 }];
  try {
    await instruct(
      helper,
      { grants, job: { job: charge.who }, ...worker, ...(limit ? { limit } : {}) },
      { clock: systemClock, signal: new AbortController().signal },
    );
  } catch {
    return false;
  }
  record({ event: 'handed', id, keeper: who });
  return true;
}

async function runPost(store: LockStore): Promise<void> {
  const { id = '', hasDied } = charge;
  record({ event: 'releasing', id });
  const token = await store.find(id);
  const withdrawn = token !== undefined && hasDied ? await store.abandon(token) : await store.withdraw(id);
  record({ event: 'released', id, did: withdrawn?.token !== undefined });
}

const roles = { loop: runLoop, step: runStep, post: runPost };

try {
  if (charge.faultRate > 0) injectFaults(place.dir, charge.faultRate, random, (call, code) => record({ event: 'fault', call, code }));
  const store = await openFileStore(place, systemClock);
  await roles[charge.role](store);
} catch (error) {
  // With faults injected a step may fail; whatever it held goes with it.
  if (charge.faultRate === 0) record({ event: 'broke', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
record({ event: 'ending' });
process.exit();
