/**
 * What keeps a commit that a job wanted for as long as the job holds: a ref of its own, `refs/fetch-lock/TICKET/COMMIT`. Every git
 * that cleans up goes by refs, ours or not.
 *
 * G1 no prune of ours takes one away, and none goes to a remote or comes from one: that is for command.ts and isolation.ts to see to.
 * G2 only what has that form is ever removed; what else lies there is not ours. G3 a pin is removed by others only if its ticket was
 * in no room of the lock after the pin had been seen: a ticket is there before its pins are. G4 who finds another at work waits for it.
 */
import { accessSync, constants, lstatSync, readdirSync, readFileSync, rmdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { orNothing, unless } from '../../base/errors.ts';
import { isCommitId } from '../../git/operands.ts';
import type { Scope } from '../../git/scope.ts';
import { isId } from '../../lock/ticket.ts';

/** Runs git in the repository; answers the lines it printed. Throws GitFailed. */
export type PinGit = (argv: string[], input?: string) => Promise<string[]>;

export interface Pin {
  /** The id of the ticket. */
  ticket: string;
  /** Its full id. */
  commit: string;
}

const room = 'refs/fetch-lock';

/** The ref that keeps a commit for a ticket. Throws for what is none. */
export function pinName(ticket: string, commit: string): string {
  if (!isId(ticket) || !isCommitId(commit)) throw new Error(`'${ticket}' and '${commit}' are no ticket and no commit.`);
  return `${room}/${ticket}/${commit}`;
}

function decodePin(name: string): Pin | undefined {
  const [ticket = '', commit = '', ...more] = name.startsWith(`${room}/`) ? name.slice(room.length + 1).split('/') : [];
  return isId(ticket) && isCommitId(commit) && more.length === 0 ? { ticket, commit } : undefined;
}

/** True if this user may write there. */
export const hasRoom = ({ guards }: Pick<Scope, 'guards'>): boolean =>
  orNothing(() => accessSync(join(guards, 'refs'), constants.W_OK) ?? true) ?? false;

const gone = ['ENOENT', 'ENOTDIR'];

/** Whether there may be pins, seen from the files alone; true when in doubt. */
export function hasPins({ guards }: Pick<Scope, 'guards'>): boolean {
  try {
    if (unless(gone, () => lstatSync(join(guards, 'reftable')))) return true;
    if ((unless(gone, () => readdirSync(join(guards, room))) ?? []).some(isId)) return true;
    const packed = join(guards, 'packed-refs');
    const found = unless(gone, () => lstatSync(packed));
    // A pipe in its place would keep us for ever.
    return found !== undefined && (!found.isFile() || hasPacked(readFileSync(packed)));
  } catch {
    return true;
  }
}

/** The fence has its name there, too. */
function hasPacked(packed: Buffer): boolean {
  const start = ` ${room}/`;
  for (let at = packed.indexOf(start); at >= 0; at = packed.indexOf(start, at + 1))
    if (isId(packed.toString('latin1', at + start.length, at + start.length + 16))) return true;
  return false;
}

// Whoever packs or prunes refs by hand needs packed-refs.lock, too.
const patiently = ['-c', 'core.packedRefsTimeout=30000', '-c', 'core.filesRefLockTimeout=5000'];

// A link among the refs is not followed.
const update = (lines: readonly string[], git: PinGit): Promise<unknown> =>
  lines.length === 0 ? Promise.resolve() : git([...patiently, 'update-ref', '--no-deref', '--stdin', '-z'], lines.join(''));

/** All of them or none; those that are there already are left. Throws GitFailed, also for a commit that is not there. */
export async function pin(pins: readonly Pin[], git: PinGit): Promise<void> {
  await update(
    pins.map(({ ticket, commit }) => `update ${pinName(ticket, commit)}\0${commit}\0\0`),
    git,
  );
}

/** Removes them, in one process; one that is gone meanwhile is no error. Needs a lock that may write. Throws GitFailed. */
export async function drop(pins: readonly Pin[], git: PinGit): Promise<void> {
  await update(
    pins.map(({ ticket, commit }) => `delete ${pinName(ticket, commit)}\0\0`),
    git,
  );
}

/**
 * Removes the pins of a ticket whose holder may only read, beside others who write: each is a file of its own, and git's ways would
 * take packed-refs.lock. One that was packed meanwhile stays for `sweepPins`. Throws nothing.
 */
export function unpin(ticket: string, { guards }: Pick<Scope, 'guards'>): void {
  const [own, all] = [join(guards, room, ticket), join(guards, room)];
  // A link would lead out of the repository.
  if (!isId(ticket) || ![join(guards, 'refs'), all, own].every((it) => orNothing(() => lstatSync(it).isDirectory()))) return;
  for (const name of orNothing(() => readdirSync(own)) ?? []) if (isCommitId(name)) orNothing(() => unlinkSync(join(own, name)));
  for (const it of [own, all]) orNothing(() => rmdirSync(it));
}

/** Removes the pins of all tickets that are not among the living, who are asked for when the pins were seen; answers how many. */
export async function sweepPins(isLiving: () => Promise<readonly string[]>, git: PinGit): Promise<number> {
  const lines = await git(['for-each-ref', '--format=%(refname)', `${room}/`]);
  const found = lines.map(decodePin).filter((it) => it !== undefined);
  if (found.length === 0) return 0;
  const living = new Set(await isLiving());
  const left = found.filter(({ ticket }) => !living.has(ticket));
  await drop(left, git);
  return left.length;
}
