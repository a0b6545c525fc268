/**
 * Who am I, and is that one alive? Nobody is declared dead on doubt.
 *
 * `dead` only if the kernel says so: no such pid in our own pid namespace; another start time under that pid, or a zombie;
 * a listening socket that refuses, which means that every process that had it is gone; another boot of this machine.
 * A clock has no part in it.
 */
import { type Clock, pause } from '../../base/clock.ts';
import { FetchLockError } from '../../base/errors.ts';
import type { Verdict } from '../queue.ts';
import { newId, type Process } from '../ticket.ts';
import { systemKernel } from './system/kernel.ts';
import type { Kernel } from './system/port.ts';

/** A process of this host by its pid; undefined if nothing tells it apart from a later one with the same pid. */
export function processOf(pid: number, kernel: Kernel = systemKernel): Process | undefined {
  const seen = pid > 0 ? kernel.lookUp(pid) : undefined;
  return seen && { boot: kernel.boot, namespace: kernel.namespace, pid, start: seen.start, key: '0' };
}

/**
 * The same, to be a witness of a grant: where start times cannot be had, whatever has that pid counts as it. In doubt the grant stays.
 */
export const witnessOf = (pid: number, kernel: Kernel = systemKernel): Process | undefined =>
  processOf(pid, kernel) ??
  (kernel.hasOnlyPids && pid > 1 && kernel.probe(pid) !== 'ESRCH'
    ? { boot: kernel.boot, namespace: kernel.namespace, pid, start: '0', key: '0' }
    : undefined);

/** This process, under a socket key of its own. */
export const thisProcess = (kernel: Kernel = systemKernel): Process => ({
  boot: kernel.boot,
  namespace: kernel.namespace,
  pid: kernel.pid,
  start: kernel.lookUp(kernel.pid)?.start ?? '0',
  key: newId(),
});

/** What the socket of a process says: it answers, it refuses, or it tells nothing. */
export type AskSocket = (key: string) => Promise<'answers' | 'refuses' | 'silent'>;

export interface Bystander {
  kernel: Kernel;
  askSocket: AskSocket;
  /** The lock directory is on a disk that only this machine writes. */
  isLocal: boolean;
}

export async function judge(it: Process, by: Bystander): Promise<Verdict> {
  // Where boots have no names, another machine's is like ours.
  const isNamed = it.boot !== 'none' && by.kernel.boot !== 'none';
  const isSameBoot = it.boot === by.kernel.boot && (isNamed || by.isLocal);
  const isRestarted = it.boot !== by.kernel.boot && isNamed && by.isLocal;
  if (isSameBoot && it.namespace === by.kernel.namespace) {
    const seen = by.kernel.lookUp(it.pid);
    const verdict = judgeSeen(it, seen, by.kernel);
    // Where /proc hides it, the pid may be somebody else's by now; its own socket knows.
    if (verdict === 'dead' || (verdict === 'alive' && (seen || it.key === '0' || (await by.askSocket(it.key)) !== 'refuses')))
      return verdict;
  }
  const answer = it.key === '0' ? 'silent' : await by.askSocket(it.key);
  if (answer === 'answers') return 'alive';
  // A refusal is this kernel's word. On a shared disk the socket may belong to another kernel that still runs.
  if (answer === 'refuses' && by.kernel.isRefusalProof && (isSameBoot || isRestarted)) return 'dead';
  return isRestarted && it.key === '0' ? 'dead' : 'unknown';
}

/** By pid alone, for our own namespace; `unknown` where a start time is wanted and cannot be had. */
export const judgePid = (it: Process, kernel: Kernel): Verdict => judgeSeen(it, kernel.lookUp(it.pid), kernel);

function judgeSeen(it: Process, seen: ReturnType<Kernel['lookUp']>, kernel: Kernel): Verdict {
  if (!seen) return kernel.probe(it.pid) === 'ESRCH' ? 'dead' : it.key === '0' || it.start !== '0' ? 'alive' : 'unknown';
  if (it.start === '0') return 'unknown';
  return seen.start === it.start && seen.state !== 'Z' && seen.state !== 'X' ? 'alive' : 'dead';
}

/** It lives under its pid, and that is no later process with the same pid: only such a one may be ended. */
export const isProvenAlive = (it: Process, kernel: Kernel = systemKernel): boolean =>
  it.start !== '0' && it.boot === kernel.boot && it.namespace === kernel.namespace && kernel.lookUp(it.pid)?.start === it.start;

/** The environment variable by which a child of a holder is known to work under its lock: one token, or several with spaces between. */
export const tokenVariable = 'FETCH_LOCK_TOKEN';

/**
 * A living process that carries the token: a git that outlived those who started it. A process of `uid` whose environment we
 * may not read counts if it is a git, since it could be one.
 */
export const findOrphan = (token: string, uid: number, kernel: Kernel = systemKernel): Process | undefined =>
  carriersOf(token, uid, kernel).next().value ?? undefined;

/** Whether there can be an answer: elsewhere none is found, and that tells nothing. */
export const canSeeCarriers = (kernel: Kernel = systemKernel): boolean => kernel.census !== undefined;

/** All such processes but this one. */
export function* carriersOf(token: string, uid: number, kernel: Kernel = systemKernel): Generator<Process, undefined> {
  for (const pid of kernel.census?.carriersOf(tokenVariable, token, uid) ?? []) {
    const found = processOf(pid, kernel);
    if (found && judgePid(found, kernel) === 'alive') yield found;
  }
}

/** What these processes have started and what that has, as far as their parents still live. */
export function descendantsOf(pids: readonly number[], kernel: Kernel = systemKernel): Process[] {
  const parents = kernel.census?.parents() ?? [];
  const found = new Set<number>(pids);
  for (const parent of found) for (const [pid, ppid] of parents) if (ppid === parent) found.add(pid);
  return [...found].filter((it) => !pids.includes(it)).flatMap((it) => processOf(it, kernel) ?? []);
}

const patienceMs = 5000;

/** Returns when nothing carries the token any more. Throws FL_GIT if something cannot be ended, or seen; the grant must then stay. */
export async function endOrphans(token: string, clock: Clock, kernel: Kernel = systemKernel): Promise<void> {
  if (!canSeeCarriers(kernel)) {
    throw new FetchLockError('FL_GIT', {
      what: 'Whether something that this step started still works under its lock cannot be seen from here.',
      why: 'This system does not tell which processes do.',
      fix: 'The lock stays until the job and its git have ended.',
    });
  }
  const untilMs = clock.now() + patienceMs;
  const uid = process.geteuid?.() ?? -1;
  for (let orphan = findOrphan(token, uid); orphan; orphan = findOrphan(token, uid)) {
    if (clock.now() > untilMs) {
      throw new FetchLockError('FL_GIT', {
        what: `Process ${orphan.pid}, which this step started, could not be ended.`,
        why: 'It works under the lock, so the lock stays until it is gone.',
      });
    }
    try {
      process.kill(orphan.pid, 'SIGKILL');
    } catch {
      // It is gone by now, or not ours to end; the next look tells.
    }
    await pause(clock, 20);
  }
}
