/**
 * The keeper: the small process that stands for a job from the end of its main step to its post step.
 *
 * `instruct` runs in main. It returns when the keeper has signed in as a witness of the grant; main may end only then.
 * `keep` is the keeper. It ends when the grant is gone, whoever let it go, and lets go itself when the job is gone, when the grant
 * is broken and nothing works under it any more, and when it is held for longer than the host allows.
 * It keeps RUNNER_TRACKING_ID, so that the runner ends it with the job, and no other variable of the runner: those hold
 * tokens, and any process of the same user could read them there. It inherits no stdio: the runner would wait for it.
 */

import { writeFileSync } from 'node:fs';
import { type Clock, pause } from '../base/clock.ts';
import { formatDuration } from '../base/duration.ts';
import { FetchLockError, messageOf, orNothing } from '../base/errors.ts';
import type { Job, Report } from '../base/event.ts';
import type { Environment, Helper } from '../base/exec.ts';
import { inert } from '../base/text.ts';
import type { RedisAddress } from './fleet/address.ts';
import { canSeeCarriers, endOrphans, findOrphan, isProvenAlive, judgePid, thisProcess } from './host/liveness.ts';
import { systemKernel } from './host/system/kernel.ts';
import { lookAt } from './look.ts';
import type { Held, LockStore } from './store.ts';
import { decodeToken, type Mode, type Process } from './ticket.ts';

/** One grant that the keeper is to keep. */
interface Kept extends Held {
  /** The path as the user typed it. */
  path: string;
  mode: Mode;
  /** For how long it was held when the keeper was told of it. */
  heldMs: number;
}

/** What main tells its keeper. */
export interface Charge {
  grants: Kept[];
  job: Job;
  /** Of the fleet. It goes over this channel and no other way. */
  redis?: RedisAddress;
  /** The step that tells, which stops its own work when the limit is reached. */
  main: Process;
  /** How long a grant may be held, in milliseconds, and by whose word. */
  limit?: { ms: number; reason: string };
  /** The process of the job; the keeper ends with it. */
  worker?: Process;
}

const kept = ['PATH', 'HOME', 'TMPDIR', 'SYSTEMROOT', 'RUNNER_TRACKING_ID'];
const signInMs = 10_000;
const tickMs = 200;
// What main needs at most to stop its git and to let go.
const graceMs = 10_000;

/** What of main's environment its keeper may have. */
export const keeperEnvironment = (env: Environment): Environment =>
  Object.fromEntries(kept.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));

/** Resolves when the new keeper has signed in. Throws FL_LOST if it does not, or `signal` is aborted; the lock is then still main's own. */
export function instruct(
  keeper: Helper,
  charge: Omit<Charge, 'main'>,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (trouble?: string) => {
      callOff();
      signal.removeEventListener('abort', onAbort);
      keeper.removeAllListeners();
      keeper.on('error', () => {});
      if (keeper.connected) keeper.disconnect();
      keeper.unref();
      if (trouble === undefined) return resolve();
      keeper.kill('SIGKILL');
      const what = `The lock on '${charge.grants.map((it) => inert(it.path)).join(', ')}' could not be handed to its keeper.`;
      reject(new FetchLockError('FL_LOST', { what, why: trouble, fix: 'Nothing was kept; run the job again.' }));
    };
    const onAbort = () => end('The step was told to stop.');
    signal.addEventListener('abort', onAbort, { once: true });
    const callOff = clock.after(signInMs, () => end(`It did not sign in within ${formatDuration(signInMs)}.`));
    keeper.once('error', (error) => end(`It could not be started: ${error.message}.`));
    keeper.once('exit', (code, signal) => end(`It ended (${signal ?? code}).`));
    keeper.once('message', (said) => end(said === 'in' ? undefined : String(said)));
    if (signal.aborted) return onAbort();
    if (keeper.connected) keeper.send({ ...charge, main: { ...thisProcess(), key: '0' } }, (error) => error && end(error.message));
  });
}

/** Waits for the charge that main sends over the channel; undefined if main is gone. */
export const receiveCharge = (): Promise<Charge | undefined> =>
  new Promise((resolve) => {
    process.once('message', (charge) => resolve(charge as Charge));
    process.once('disconnect', () => resolve(undefined));
  });

/** The keeper's life. `open` opens the store of a grant, `reportOf` gives its journal. */
export async function keep(
  { grants, worker, main, limit }: Charge,
  open: (grant: Kept) => Promise<LockStore>,
  reportOf: (grant: Kept) => Report,
  clock: Clock,
): Promise<void> {
  const say = (text: string) => process.connected && process.send?.(text);
  let kept: { grant: Kept; store: LockStore }[] = [];
  let poked = new AbortController();
  try {
    riseAboveSteps();
    for (const grant of grants) {
      const store = await open(grant);
      if (!(await store.sign(grant.token))) throw new Error('The grant was gone before the keeper came.');
      store.onPoke(() => poked.abort());
      kept.push({ grant, store });
    }
  } catch (error) {
    say(messageOf(error));
    return;
  }
  say('in');
  const startedMs = clock.now();

  const leaveGone = async () => {
    for (const { grant, store } of kept.filter((it) => it.store.isGone(it.grant.token))) {
      // Whoever let it go on this host may not have known the way to the fleet.
      await store.release(grant.token).catch(() => {});
      store.close();
      kept = kept.filter((it) => it.store !== store);
    }
    return kept.length === 0;
  };
  while (!(await leaveGone())) {
    // Its other witnesses, such as a git that goes on, are not ours to see: whoever looks next judges them.
    if (isDead(worker) && isDead(main) && !canSeeCarriers()) break;
    const keptMs = clock.now() - startedMs;
    for (const { grant, store } of kept) {
      const report = reportOf(grant);
      const heldMs = grant.heldMs + keptMs;
      if (isDead(worker) && isDead(main)) await letGoForDead(grant, store, report, clock);
      await letGoIfBroken(grant, store, report, clock).catch(() => {});
      if (limit && heldMs >= limit.ms && canSeeCarriers() && hasLeft(main, heldMs - limit.ms))
        await endHold(grant, store, report, limit.reason, clock).catch(() => {});
    }
    await pause(clock, tickMs, poked.signal);
    poked = new AbortController();
  }
  for (const { store } of kept) store.close();
}

/** The job died without letting go, and its step, which ends by itself then. What it started may still work under the lock. */
async function letGoForDead(grant: Kept, store: LockStore, report: Report, clock: Clock): Promise<void> {
  if (findOrphan(grant.token, process.geteuid?.() ?? -1) || (await hasOtherWitness(grant, clock))) return;
  await abandon(grant, store, report, 'the job is gone');
}

/** Somebody else stands for it, such as a command that has dropped its token; true when in doubt. */
async function hasOtherWitness({ place, token }: Kept, clock: Clock): Promise<boolean> {
  const seen = await lookAt(place, clock.wall()).catch(() => undefined);
  const witnesses = seen?.granted.find((it) => it.token === token)?.witnesses;
  return seen === undefined || witnesses?.some((it) => it.pid !== process.pid && it.verdict !== 'dead') === true;
}

/** Main notices by itself, and stops its git; until it has ended, or where its git cannot be seen, nothing is done. Throws what did not succeed, to be tried again. */
async function letGoIfBroken(grant: Kept, store: LockStore, report: Report, clock: Clock): Promise<void> {
  if (!canSeeCarriers() || !(await store.isLeftBroken(grant.token))) return;
  await endOrphans(grant.token, clock);
  const why = store.whyLost?.(grant.token);
  await abandon(grant, store, report, why ?? 'it was broken', why === undefined ? 'lock_released' : 'lock_broken');
}

async function abandon(
  { token }: Kept,
  store: LockStore,
  report: Report,
  reason: string,
  event: 'lock_released' | 'lock_broken' = 'lock_released',
): Promise<void> {
  const abandoned = await store.abandon(token);
  if (abandoned) report(event, { ticket: decodeToken(token)?.id ?? '', held_ms: abandoned.heldMs, reason });
}

/** No step works under the lock any more. One that has not stopped by itself when its grace is over is ended. */
function hasLeft(main: Process, overdueMs: number): boolean {
  if (isDead(main)) return true;
  if (overdueMs > graceMs && isProvenAlive(main)) orNothing(() => process.kill(main.pid, 'SIGKILL'));
  return false;
}

/** The job may not hold any longer. Throws what did not succeed, to be tried again: until nothing works under the lock, it stays. */
async function endHold(grant: Kept, store: LockStore, report: Report, reason: string, clock: Clock): Promise<void> {
  await endOrphans(grant.token, clock);
  await abandon(grant, store, report, reason, 'lock_broken');
}

const isDead = (it: Process | undefined): boolean => it !== undefined && judgePid(it, systemKernel) === 'dead';

/** Steps are the first to die when memory is short, and a keeper inherits that. */
function riseAboveSteps(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', '0');
  } catch {
    // Not this kernel, or not allowed: the job itself is still a witness.
  }
}
