/**
 * Who am I, and is that one alive? Nobody is declared dead on doubt.
 *
 * `dead` only if the kernel says so: no such pid in our own pid namespace; another start time under that pid, or a zombie;
 * a listening socket that refuses, which means that every process that had it is gone; another boot of this machine.
 * A clock has no part in it.
 */
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { type Clock, pause } from '../../base/clock.ts';
import { FetchLockError, orNothing } from '../../base/errors.ts';
import type { Verdict } from '../queue.ts';
import { newId, type Process } from '../ticket.ts';

/** What the kernel tells about this host; a port, so that tests can be another host, another boot, another namespace. */
export interface Kernel {
  /** Of this process. */
  pid: number;
  boot: string;
  namespace: string;
  /** State letter and start time of a pid; undefined if it cannot be read. */
  lookUp(pid: number): { state: string; start: string } | undefined;
  /** The errno of signal 0: undefined (there), ESRCH (not there), EPERM (there, not ours). */
  probe(pid: number): string | undefined;
}

const readOr = (otherwise: string, read: () => string): string => {
  try {
    return read();
  } catch {
    return otherwise;
  }
};

const namespaceOf = (kind: string): string => readlinkSync(`/proc/self/ns/${kind}`).replace(/\D/g, '');

const isOurProc = readOr('', () => readlinkSync('/proc/self')) === String(process.pid);

/** Linux from /proc. Elsewhere there is no boot id and no start time, and a pid that exists is alive unless its socket refuses. */
export const systemKernel: Kernel = {
  pid: process.pid,
  boot: readOr('none', () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim().replaceAll('-', '')),
  namespace: readOr('0', () => `${namespaceOf('pid')}+${readOr('0', () => namespaceOf('time'))}`),
  lookUp: (pid) => {
    // The /proc of another pid namespace tells of other processes under our pids.
    if (!isOurProc) return undefined;
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
        .replace(/^.*\) /s, '')
        .split(' ');
      return { state: fields[0] ?? '', start: fields[19] ?? '' };
    } catch {
      return undefined;
    }
  },
  probe: (pid) => {
    try {
      process.kill(pid, 0);
      return undefined;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code;
    }
  },
};

/** A process of this host by its pid; undefined if nothing tells it apart from a later one with the same pid. */
export function processOf(pid: number, kernel: Kernel = systemKernel): Process | undefined {
  const seen = pid > 0 ? kernel.lookUp(pid) : undefined;
  return seen && { boot: kernel.boot, namespace: kernel.namespace, pid, start: seen.start, key: '0' };
}

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
  const isSameBoot = it.boot === by.kernel.boot;
  if (isSameBoot && it.namespace === by.kernel.namespace) {
    const verdict = judgePid(it, by.kernel);
    // Where /proc hides it, the pid may be somebody else's by now; its own socket knows.
    const isSeen = it.key === '0' || by.kernel.lookUp(it.pid) !== undefined;
    if (verdict === 'dead' || (verdict === 'alive' && (isSeen || (await by.askSocket(it.key)) !== 'refuses'))) return verdict;
  }
  const answer = it.key === '0' ? 'silent' : await by.askSocket(it.key);
  if (answer === 'answers') return 'alive';
  // A refusal is this kernel's word. On a shared disk the socket may belong to another kernel that still runs.
  if (answer === 'refuses' && (isSameBoot || by.isLocal)) return 'dead';
  return !isSameBoot && by.isLocal && it.key === '0' ? 'dead' : 'unknown';
}

/** By pid alone, for our own namespace; `unknown` where a start time is wanted and cannot be had. */
export function judgePid(it: Process, kernel: Kernel): Verdict {
  if (kernel.probe(it.pid) === 'ESRCH') return 'dead';
  const seen = kernel.lookUp(it.pid);
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
export const canSeeCarriers = (kernel: Kernel = systemKernel): boolean =>
  process.platform === 'linux' && kernel.lookUp(kernel.pid) !== undefined;

/** All such processes but this one. */
export function* carriersOf(token: string, uid: number, kernel: Kernel = systemKernel): Generator<Process, undefined> {
  if (process.platform !== 'linux') return;
  for (const pid of readdirSync('/proc')) {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid || !mayCarry(pid, token, uid)) continue;
    const found = processOf(Number(pid), kernel);
    if (found && judgePid(found, kernel) === 'alive') yield found;
  }
}

/** What these processes have started and what that has, as far as their parents still live. */
export function descendantsOf(pids: readonly number[], kernel: Kernel = systemKernel): Process[] {
  const parents = (orNothing(() => readdirSync('/proc')) ?? [])
    .filter((it) => /^\d+$/.test(it))
    .map(
      (pid) =>
        [Number(pid), Number(/^\d+ \(.*\) \S (\d+)/s.exec(readOr('', () => readFileSync(`/proc/${pid}/stat`, 'latin1')))?.[1])] as const,
    );
  const found = new Set<number>(pids);
  for (const parent of found) for (const [pid, ppid] of parents) if (ppid === parent) found.add(pid);
  return [...found].filter((it) => !pids.includes(it)).flatMap((it) => processOf(it, kernel) ?? []);
}

function mayCarry(pid: string, token: string, uid: number): boolean {
  try {
    const [, tokens] = `\0${readFileSync(`/proc/${pid}/environ`, 'latin1')}`.split(`\0${tokenVariable}=`);
    return tokens?.split('\0', 1)[0]?.split(' ').includes(token) === true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') return false;
    return (
      statSync(`/proc/${pid}`, { throwIfNoEntry: false })?.uid === uid &&
      readOr('', () => readFileSync(`/proc/${pid}/comm`, 'utf8')).startsWith('git')
    );
  }
}

const patienceMs = 5000;

/** Returns when nothing carries the token any more. Throws FL_GIT if something cannot be ended; the grant must then stay. */
export async function endOrphans(token: string, clock: Clock): Promise<void> {
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
