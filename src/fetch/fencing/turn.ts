/**
 * Whose turn it is to write refs: a file that lies there from the question whether the fence still stands until what was asked for
 * is done. Git's hook takes it for every transaction (reference-transaction, beside isolation.ts), and who moves the fence takes it here.
 *
 *   OBJECT HOST BOOT-NAMESPACES-PID-START-0     the first line; a transaction inside of another one adds a line
 *
 * G1 it is made by one call that fails if it is there. G2 it is taken away by who made it, and by others only if the kernel of
 * this host says that its maker is dead. G3 nobody waits for it without a limit.
 */
import { closeSync, fstatSync, linkSync, lstatSync, mkdirSync, openSync, readFileSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type Clock, pause } from '../../base/clock.ts';
import { formatDuration } from '../../base/duration.ts';
import { FetchLockError, messageOf, orNothing, type Trouble, unless } from '../../base/errors.ts';
import { inert, quoteForShell } from '../../base/text.ts';
import { judgePid, thisProcess } from '../../lock/host/liveness.ts';
import { systemKernel } from '../../lock/host/system/kernel.ts';
import type { Kernel } from '../../lock/host/system/port.ts';
import { decodeProcess, encodeProcess, newId, type Process } from '../../lock/ticket.ts';

const roomOf = (commonDir: string): string => join(commonDir, 'refs', 'fetch-lock');
export const turnFile = (commonDir: string): string => join(roomOf(commonDir), 'writer.lock');

const hostWord = hostname().replace(/[^\w.-]/g, '_') || '_';

/** What tells this host from others, for the hook, which adds the process. */
export const thisHost = ({ boot, namespace }: Kernel = systemKernel): string => `${hostWord} ${boot}-${namespace}`;

interface Turn {
  /** The host's name, inert. */
  host: string;
  process: Process;
}

/** Who has it; undefined if it does not say. */
function makerOf(text: string): Turn | undefined {
  const [, host = '', name = ''] = /^\S+ (\S+) (\S+)$/.exec(text.split('\n', 1)[0] ?? '') ?? [];
  const process = decodeProcess(name);
  return process && { host: inert(host, 80), process };
}

/** Where there is no boot id, the same pid may be that of another host. */
const isDead = ({ host, process }: Turn, kernel: Kernel): boolean =>
  process.boot === kernel.boot &&
  process.namespace === kernel.namespace &&
  (process.boot !== 'none' || host === hostWord) &&
  judgePid(process, kernel) === 'dead';

const mostBytes = 4096;

function read(file: string): string | undefined {
  const found = unless(['ENOENT', 'ENOTDIR'], () => lstatSync(file));
  if (!found) return undefined;
  return found.isFile() && found.size <= mostBytes ? (unless(['ENOENT'], () => readFileSync(file, 'utf8')) ?? '') : '';
}

/** Takes away what a git, or a step, of this host has left that is dead; true if there is nothing in the way then. Throws what the system says. */
export function freeTurn(commonDir: string, kernel: Kernel = systemKernel): boolean {
  const file = turnFile(commonDir);
  const text = read(file);
  if (text === undefined) return true;
  const maker = makerOf(text);
  return maker !== undefined && isDead(maker, kernel) && takeAway(file, text);
}

/** True if what went is what was judged: another one of this host may have done the same since, and have taken its turn. */
function takeAway(file: string, text: string): boolean {
  // Git takes nothing for a ref that ends so.
  const aside = join(file, '..', `writer-${newId()}.lock`);
  if (!unless(['ENOENT'], () => renameSync(file, aside) ?? true)) return true;
  const isIt = read(aside) === text;
  if (!isIt) unless(['EEXIST'], () => linkSync(aside, file));
  unless(['ENOENT'], () => unlinkSync(aside));
  return isIt;
}

const patienceMs = 10_000; // as long as the hook waits
const lookMs = 50;

/** Takes the turn; the returned function gives it back, wherever the repository is by then. Throws FL_BACKEND, or what `signal` says. */
export async function takeTurn(commonDir: string, clock: Clock, signal: AbortSignal): Promise<(now?: string) => void> {
  const untilMs = clock.now() + patienceMs;
  const line = `- ${hostWord} ${encodeProcess({ ...thisProcess(), key: '0' })}`;
  try {
    for (;;) {
      signal.throwIfAborted();
      if (make(turnFile(commonDir), line)) {
        return (now = commonDir) => {
          if (read(turnFile(now))?.startsWith(line)) unless(['ENOENT'], () => unlinkSync(turnFile(now)));
        };
      }
      if (freeTurn(commonDir)) continue;
      if (clock.now() > untilMs) throw stuck(commonDir, clock);
      await pause(clock, lookMs, signal);
    }
  } catch (error) {
    if (error instanceof FetchLockError || signal.aborted) throw error;
    throw new FetchLockError(
      'FL_BACKEND',
      {
        what: `The fence of '${inert(commonDir)}' could not be moved.`,
        why: `${messageOf(error)}.`,
        fix: `Let this user write to '${inert(roomOf(commonDir))}'.`,
      },
      error,
    );
  }
}

function make(file: string, line: string): boolean {
  mkdirSync(join(file, '..'), { recursive: true });
  const fd = unless(['EEXIST', 'ENOENT'], () => openSync(file, 'wx', 0o664));
  if (fd === undefined) return false;
  try {
    writeSync(fd, `${line}\n`);
    // Somebody may have taken it away while nothing was in it.
    return isAt(file, fd);
  } catch (error) {
    // A full disk; an empty one would tell nobody whose it is.
    orNothing(() => isAt(file, fd) && unlinkSync(file));
    throw error;
  } finally {
    closeSync(fd);
  }
}

const isAt = (file: string, fd: number): boolean => lstatSync(file, { throwIfNoEntry: false })?.ino === fstatSync(fd).ino;

function stuck(commonDir: string, clock: Clock): FetchLockError {
  const file = turnFile(commonDir);
  const found = orNothing(() => lstatSync(file));
  const since = found === undefined ? '' : ` for ${formatDuration(Math.max(0, Math.round(clock.wall() - found.mtimeMs)))}`;
  const text = orNothing(() => read(file)) ?? '';
  const maker = makerOf(text);
  return new FetchLockError('FL_BACKEND', {
    what: `'${inert(file)}' has been there${since}: a change of refs in that repository does not end.`,
    ...(maker ? byMaker(maker, file) : byNobody(file, found?.isFile() ?? true, text === '')),
  });
}

const byMaker = ({ host, process: { pid } }: Turn, file: string): Pick<Trouble, 'why' | 'fix'> => ({
  why: `It was made by process ${pid} on host '${host}', which cannot be seen from here or does not go on.`,
  fix: `Any job on that host clears it once that process is gone. If the host is gone for good, remove it: \`rm -- ${quoteForShell(file)}\`.`,
});

/** Nobody of ours ever clears these: what is not known to be dead may be at work. */
const byNobody = (file: string, isFile: boolean, isEmpty: boolean): Pick<Trouble, 'why' | 'fix'> => ({
  why: !isFile
    ? 'It is no plain file, so neither git nor fetch-lock made it.'
    : isEmpty
      ? 'It is empty or too large: a host that stopped while it was written, or a full disk, leaves it so.'
      : 'It does not say who made it.',
  fix: `Once no job works in that repository, on any host, remove it: \`rm -r -- ${quoteForShell(file)}\`.`,
});
