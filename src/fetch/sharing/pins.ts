/**
 * What keeps a commit that a job wanted for as long as the job holds: a ref of its own, `refs/fetch-lock/TICKET/COMMIT`. Every git
 * that cleans up goes by refs, ours or not.
 *
 * G1 no prune of ours takes one away, and none goes to a remote or comes from one: that is for command.ts and isolation.ts to see to.
 * G2 only what has that form is ever removed; what else lies there is not ours. G3 a pin is removed only if its ticket was in no
 * room of the lock after the pin had been seen: a ticket is there before its pins are. G4 who finds another at work waits for it.
 */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unless } from '../../base/errors.ts';
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
  if (!isId(ticket) || !isCommit(commit)) throw new Error(`'${ticket}' and '${commit}' are no ticket and no commit.`);
  return `${room}/${ticket}/${commit}`;
}

const isCommit = (text: string): boolean => /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(text);

function decodePin(name: string): Pin | undefined {
  const [ticket = '', commit = '', ...more] = name.startsWith(`${room}/`) ? name.slice(room.length + 1).split('/') : [];
  return isId(ticket) && isCommit(commit) && more.length === 0 ? { ticket, commit } : undefined;
}

const gone = ['ENOENT', 'ENOTDIR'];

/** Whether there may be pins, seen from the files alone; true when in doubt. */
export function hasPins({ guards }: Pick<Scope, 'guards'>): boolean {
  try {
    if (unless(gone, () => lstatSync(join(guards, 'reftable')))) return true;
    if ((unless(gone, () => readdirSync(join(guards, room))) ?? []).length > 0) return true;
    const packed = join(guards, 'packed-refs');
    const found = unless(gone, () => lstatSync(packed));
    // A pipe in its place would keep us for ever.
    return found !== undefined && (!found.isFile() || readFileSync(packed).includes(` ${room}/`));
  } catch {
    return true;
  }
}

// Jobs that end at one time remove their pins at one time, while another one fetches, and all of them need packed-refs.lock.
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

/** Removes the pins of a ticket; answers how many. Throws GitFailed. */
export async function unpin(ticket: string, git: PinGit): Promise<number> {
  if (!isId(ticket)) throw new Error(`'${ticket}' is no ticket.`);
  return remove(await list(`${room}/${ticket}/`, git), git);
}

/** Removes the pins of all tickets that are not among the living, who are asked for when the pins were seen; answers how many. */
export async function sweepPins(isLiving: () => readonly string[], git: PinGit): Promise<number> {
  const found = await list(`${room}/`, git);
  if (found.length === 0) return 0;
  const living = new Set(isLiving());
  return remove(
    found.filter(({ ticket }) => !living.has(ticket)),
    git,
  );
}

async function list(below: string, git: PinGit): Promise<Pin[]> {
  const lines = await git(['for-each-ref', '--format=%(refname)', below]);
  return lines.map(decodePin).filter((it) => it !== undefined);
}

async function remove(pins: readonly Pin[], git: PinGit): Promise<number> {
  // One that is gone meanwhile is no error to git.
  await update(
    pins.map(({ ticket, commit }) => `delete ${pinName(ticket, commit)}\0\0`),
    git,
  );
  return pins.length;
}
