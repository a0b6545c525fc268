/**
 * The command, from its start to its end.
 *
 * G1 it and the processes that it starts are witnesses of its locks: if we are killed, they keep them until they are gone.
 * G2 when one of the locks is lost, it and they are stopped before anything is let go of.
 */
import { type Clock, pause } from '../../base/clock.ts';
import { FetchLockError, messageOf } from '../../base/errors.ts';
import { type Attached, attach, type Environment } from '../../base/exec.ts';
import type { Policy } from '../../base/policy/policy.ts';
import { inert } from '../../base/text.ts';
import { carriersOf, descendantsOf, judgePid, tokenVariable, witnessOf } from '../../lock/host/liveness.ts';
import { systemKernel } from '../../lock/host/system/kernel.ts';
import { partyVariable } from '../../lock/job/party.ts';
import type { Process } from '../../lock/ticket.ts';
import { type Terminal, tell } from '../terminal.ts';
import { type Held, watchOver } from './locks.ts';
import type { Signals } from './signals.ts';

interface Work {
  command: readonly string[];
  env: Environment;
  cwd: string;
  clock: Clock;
  err: Terminal;
  signals: Signals;
  party: string;
  /** Tokens of the grants that it runs inside of besides. */
  within: readonly string[];
  policy: Policy;
}

type End = Awaited<Attached['ended']>;

/** Nothing is to be let go of: as long as it lives, it is a witness. */
export class StillRunning extends FetchLockError {
  constructor(pid: number, file: string) {
    super('FL_LOST', {
      what: `The lock was lost, and '${inert(file)}' (process ${pid}) or something that it started could not be stopped.`,
      why: 'A process that waits for a disk, or belongs to another user, is the usual cause.',
      fix: 'What is left of the lock stays until it is gone: end it.',
    });
  }
}

const [graceMs, killMs, stepMs] = [5000, 2000, 20];

/** Answers how it ended. Throws FL_LOST, and what the system says if it cannot be started. */
export async function runCommand(held: readonly Held[], work: Work): Promise<End> {
  const { clock, signals, err, policy } = work;
  const [file = '', ...args] = work.command;
  const tokens = held.map((it) => it.lock.token);
  const env = { ...work.env, [tokenVariable]: [...work.within, ...tokens].join(' '), [partyVariable]: work.party };
  const command = await attach(file, args, { cwd: work.cwd, env });
  signals.passTo(command);
  // It may have dropped the token: sudo does, and `env -i`.
  const child = witnessOf(command.pid);
  const over = new AbortController();
  const signing = child && signIn(held, child, over.signal).catch((error) => over.signal.aborted || tell(err, notSigned(error)));
  const watch = watchOver(held, clock, policy);
  try {
    const ended = await Promise.race([command.ended, aborted(watch.signal)]);
    // It may still wait for the latch, which one that is stopped may have.
    over.abort();
    if (ended) return ended;
    const isGone = await stop(command, tokens, clock);
    throw isGone ? watch.signal.reason : new StillRunning(command.pid, file);
  } finally {
    watch.close();
    await signing;
  }
}

async function signIn(held: readonly Held[], child: Process, signal: AbortSignal): Promise<void> {
  for (const { store, lock } of held) await store.sign(lock.token, child, signal);
}

const notSigned = (error: unknown): string =>
  `If this process is killed before the command ends, the lock may be free while it runs: ${messageOf(error)}`;

const aborted = (signal: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }));

/** SIGTERM to all of it, and after a while SIGKILL. Our process group is not only ours, so each is sent for by itself. */
async function stop(command: Attached, tokens: readonly string[], clock: Clock): Promise<boolean> {
  const seen = new Map<number, Process>();
  let hasEnded = false;
  void command.ended.then(() => {
    hasEnded = true;
  });
  const living = (): Process[] => {
    const uid = process.geteuid?.() ?? -1;
    const carriers = tokens.flatMap((it) => [...carriersOf(it, uid)]);
    const known = [...seen.values()].filter(isLiving);
    const roots = [...(hasEnded ? [] : [command.pid]), ...[...known, ...carriers].map((it) => it.pid)];
    for (const it of [...carriers, ...descendantsOf(roots)]) seen.set(it.pid, it);
    return [...seen.values()].filter((it) => it.pid !== command.pid && isLiving(it));
  };
  for (const [signal, limitMs] of [
    ['SIGTERM', graceMs],
    ['SIGKILL', killMs],
  ] as const) {
    const told = new Set<number>();
    for (const untilMs = clock.now() + limitMs; clock.now() < untilMs; await pause(clock, stepMs)) {
      const left = living();
      if (left.length === 0 && hasEnded) return true;
      if (told.size === 0) command.kill(signal);
      for (const it of left.filter((one) => !told.has(one.pid))) send(it.pid, signal);
      for (const pid of [command.pid, ...left.map((it) => it.pid)]) told.add(pid);
    }
  }
  return false;
}

const isLiving = (it: Process): boolean => judgePid(it, systemKernel) === 'alive';

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It is gone, or not ours to end; the next look tells.
  }
}
