/**
 * Where a lock is kept. One store guards one thing.
 *
 * In order: `enter` a request, `place` it until it is granted, `wait` in between; `sign` in more witnesses; `downgrade` if others
 * may read by now; `release` by token.
 * G1 `place` grants only what `whoHolds` lets in, one decision at a time in the whole world of the store.
 * G2 of all calls of `release` for one token exactly one answers true, whichever process calls.
 * G3 a request whose every witness is dead is removed by the next `place`, and the grant of a dead writer is remembered until
 *    it is `settle`d by one who could write after it.
 * G4 whoever is in doubt waits: an error of the store is thrown as FL_LOCK_DIR and never grants.
 * Not promised: that a verdict `unknown` is ever resolved; fairness among requests that do not conflict.
 */
import { formatDuration } from '../base/duration.ts';
import { FetchLockError, orNothing } from '../base/errors.ts';
import type { Job } from '../base/event.ts';
import type { Glimpse } from './deadlock.ts';
import type { Place } from './host/lock-dir.ts';
import type { Verdict } from './queue.ts';
import type { Mode, Process } from './ticket.ts';

/** A grant somewhere. */
export interface Held {
  place: Place;
  token: string;
}

export interface Request {
  id: string;
  /** For whom it is asked: own grants do not block. */
  party: string;
  mode: Mode;
  /** What the party holds already; whoever holds nothing cannot be a part of a deadlock. */
  others: () => readonly Held[];
  /** For people only; no decision reads it. */
  job: Job;
  /** Witnesses beside this process, such as the job it works for. */
  witnesses: Process[];
  /** Ids of grants under which this very request is made, such as that of the command that asks; they do not block it. */
  within?: readonly string[];
  /** What it came for, for those who may do it on the way. Opaque here; left out if it is no JSON, or more than 12,000 bytes of it. */
  errand?: unknown;
  /** What its writes do, for a fleet: two of the same purpose undo nothing of one another. Left out: nobody knows. */
  purpose?: string;
}

/** What a request that waits came for, in the words of a process of our user. */
export interface Errand {
  /** Of the request. */
  seq: number;
  id: string;
  errand: unknown;
}

const mostErrandBytes = 12_000;

/** What is published of an errand; undefined if nothing is. */
export function errandText({ errand }: Pick<Request, 'errand'>): string | undefined {
  const text = orNothing(() => JSON.stringify(errand));
  return text !== undefined && new TextEncoder().encode(text).length <= mostErrandBytes ? text : undefined;
}

/** A request as people see it. */
export interface Standing {
  id: string;
  token: string;
  mode: Mode;
  job: Job;
  /** Where it is, if not on this host; for people. */
  host?: string;
  /** Milliseconds since it was granted, by the wall clock; 0 if not known. */
  heldMs: number;
  verdict: Verdict;
}

/** What stands in a request's way. */
export interface Obstacle {
  /** Where the request itself is, as long as nobody takes it back. */
  at: string;
  holders: Standing[];
  /** Conflicting requests in front: those granted and those waiting. */
  ahead: number;
  /** Why nothing is granted, if that is not for others: whole sentences. */
  reason?: string;
  /** What to listen to, each with the place that tells whether it is still there. */
  watch: { process: Process; at: string }[];
}

interface Granted {
  token: string;
  /** Dead requests that this placement removed. */
  recovered: Standing[];
  /** Grants of dead writers that nobody has settled yet. */
  dirty: Standing[];
  fleet?: FleetGrant;
}

/** What the fleet's store adds to a grant. */
export interface FleetGrant {
  /** Only ever rises, from grant to grant. */
  fence: number;
  /** Another one whenever somebody may have undone what was fetched before. */
  epoch: number;
}

export interface Withdrawn {
  /** The token, if it was granted. */
  token?: string;
  heldMs: number;
}

export type Placement = { granted: Granted } | { obstacle: Obstacle; recovered: Standing[] };

export interface LockStore {
  enter(request: Request): Promise<void>;
  place(id: string, signal: AbortSignal): Promise<Placement>;
  /** Returns when the obstacle may be gone or another, at the latest after `ms`. */
  wait(obstacle: Obstacle, ms: number, signal: AbortSignal): Promise<void>;
  /** Adds this process, or another one, to the witnesses of a grant; false if there is no such grant, or it is broken. */
  sign(token: string, process?: Process, signal?: AbortSignal): Promise<boolean>;
  /** True if it surely is; in doubt, and when it is broken, we don't hold. Of a store far away, as it was when it was last heard of. */
  isHeld(token: string): boolean;
  /** True if it surely is not held any more; in doubt whoever guards it stays. */
  isGone(token: string): boolean;
  /** Why it is lost, in words for people, where nobody took it away. Only of a store that can lose a grant by itself. */
  whyLost?(token: string): string | undefined;
  /** Why `place` has decided nothing for so long, where it is not the latch that it waits for. */
  whySlow?(id: string, limitMs: number): FetchLockError | undefined;
  /** Afterwards `isHeld` and `isGone` are no older than this call. */
  refresh(): Promise<void>;
  /** From now on the grant is shared; false if there is none. There is no moment without it. */
  downgrade(token: string): Promise<boolean>;
  /** The living requests here, and wherever the parties that hold something here wait. */
  lookAround(): Promise<Glimpse[]>;
  /** The last number that a request was given here, by which one can tell who had asked by now; 0 if there is none, or in doubt. */
  lastSeq(): Promise<number>;
  /** What those came for who wait, oldest first. Nobody is judged, and nothing is thrown: one that cannot be read is not there. */
  errands(): Promise<Errand[]>;
  /** The ids of all requests, waiting and granted, of the dead too; one that is granted meanwhile is not missed. Throws FL_LOCK_DIR. */
  ids(): Promise<string[]>;
  /** The token of a granted request by its id. */
  find(id: string): Promise<string | undefined>;
  release(token: string): Promise<boolean>;
  /** Releases a grant for an owner that died; if that could write, it is remembered as the grant of a dead writer. */
  abandon(token: string): Promise<Withdrawn | undefined>;
  /** Takes back a request by its id, waiting or granted, whichever process made it; undefined if there is none. */
  withdraw(id: string): Promise<Withdrawn | undefined>;
  settle(tokens: readonly string[]): Promise<void>;
  /**
   * Ends a request for its owner: one that waits is taken back; one that is granted is marked, which its owner notices. It keeps others
   * away until somebody has stopped its work and lets go; what a writer left is then in doubt. Undefined if there is none.
   */
  breakOff(id: string): Promise<'taken back' | 'marked' | undefined>;
  /** It is broken, and the step that asked for it has surely ended: its keeper may end what is left of it, and let go. */
  isLeftBroken(token: string): Promise<boolean>;
  /** Calls back whenever another process says that something changed; the returned function ends that. */
  onPoke(act: () => void): () => void;
  /** Removes what the dead left, without asking for anything. */
  sweep(): Promise<Standing[]>;
  /** Of a fleet's grant: a new fencing number, greater than `floor`; undefined if there is no such grant. */
  raise(token: string, floor: number): Promise<number | undefined>;
  close(): void;
}

/** Why nothing could be decided for so long. */
export const latchStuck = (limitMs: number): FetchLockError =>
  new FetchLockError('FL_TIMEOUT', {
    what: `The latch of the lock directory stayed taken for ${formatDuration(limitMs)}.`,
    why: 'The process that has it does not go on, as if it were stopped, or cannot be seen from here.',
    fix: 'Let it continue, or end it.',
  });

/** FL_CANCELLED: one who waited is not in line any more. */
export const takenBack = (which: string): FetchLockError =>
  new FetchLockError('FL_CANCELLED', {
    what: `Our request ${which} was taken back by another process.`,
    why: 'The post step or an admin did that.',
  });

/** FL_LOST: `what` says of which lock, and what that means; `whyLost` where nobody on this host took it away. */
export const takenAway = (what: string, whyLost?: string): FetchLockError =>
  new FetchLockError('FL_LOST', {
    what,
    why:
      whyLost === undefined
        ? 'It was taken away: by an admin (`fetch-lock break`), by the post step or by a cleaner.'
        : `The reason is that ${whyLost}: it was not heard of in time, it no longer knows this lock, or an admin broke the lock on another host.`,
    fix: 'Run the job again.',
  });
