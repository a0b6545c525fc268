/**
 * The store on one host: requests are directories, their place is their state, each change of state is one rename.
 *
 *   t/   private: in preparation, or discarded       h/        granted
 *   q/   waiting                                     crashed/  grants of dead writers, until settled
 *   s/   one socket a process                        latch/    see latch.ts        seq   the last number given out
 *
 * What the store promises is in store.ts. Numbers, entering the line and grants are decided under the latch; a release is one
 * rename without it. No decision reads the content of a file: it is for people, and for those who do the errand of another. After
 * each step a kill leaves a state that the next `place` mends: litter in t/, a waiter or a grant of a dead process.
 */
import { existsSync, readdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, within } from '../../base/clock.ts';
import { FetchLockError, orNothing, unless } from '../../base/errors.ts';
import { isBroken, isLeftBroken, markBroken } from '../breaking.ts';
import { mayWrite, type Verdict, whoHolds } from '../queue.ts';
import { type LockStore, latchStuck, type Placement, type Request, type Standing, takenBack, type Withdrawn } from '../store.ts';
import {
  decodeToken,
  decodeWaiting,
  encodeProcess,
  isId,
  modeMark,
  type Process,
  type Ticket,
  tokenOf,
  waitingName,
  witnessMark,
} from '../ticket.ts';
import { leaveNotes, lookAround, takeNotes } from './elsewhere.ts';
import { createLatch } from './latch.ts';
import {
  discardFrom,
  isThere,
  lastSeq,
  move,
  namesIn,
  nextSeq,
  pathOf,
  readCrashed,
  readErrands,
  readGranted,
  readIds,
  readLine,
  standingAt,
  writeRequest,
} from './line.ts';
import { removeLitter } from './litter.ts';
import { judge, judgePid, thisProcess } from './liveness.ts';
import { type LockDir, makeDir, openLockDir, orRefuse, type Place, refusal } from './lock-dir.ts';
import { glance, obstacleOf } from './obstacle.ts';
import { systemKernel } from './system/kernel.ts';
import type { Kernel } from './system/port.ts';
import { listen, type Wake } from './wake.ts';

const [signInMs, sweepMs] = [30_000, 10_000];
const never = new AbortController().signal;

interface Own extends Request {
  at: string;
  seq?: number;
}

/** Opens the store of a lock directory. Throws FL_LOCK_DIR. */
export async function openFileStore(place: Place, clock: Clock, kernel: Kernel = systemKernel): Promise<LockStore> {
  const dir = openLockDir(place);
  const self = thisProcess(kernel);
  const { wake, key } = await listen(dir, self.key, clock).catch((error) => {
    throw refusal(dir.root, error);
  });
  return createFileStore(place, dir, { ...self, key }, wake, clock, kernel);
}

function createFileStore(place: Place, dir: LockDir, self: Process, wake: Wake, clock: Clock, kernel: Kernel): LockStore {
  const at = (...parts: string[]) => join(dir.root, ...parts);
  const own = new Map<string, Own>();
  const judgeOne = (it: Process): Promise<Verdict> =>
    encodeProcess(it) === encodeProcess(self) ? Promise.resolve('alive') : judge(it, { kernel, askSocket: wake.ask, isLocal: dir.isLocal });
  const latch = createLatch(dir, self, judgeOne);

  const survey = (isOfInterest?: (it: Ticket) => boolean) => readLine(dir.root, judgeOne, kernel, isOfInterest);

  const standing = (it: Ticket, verdict: Verdict, where = pathOf(dir.root, it)): Standing => standingAt(where, it, verdict, clock.wall());

  const discard = (from: string): boolean => discardFrom(dir.root, from);

  /** Takes away the request of an owner that died; what a writer left is in doubt until it is settled. */
  const remove = (it: Ticket): boolean =>
    it.isGranted && mayWrite(it.mode) ? move(pathOf(dir.root, it), at('crashed', tokenOf(it.seq, it.id))) : discard(pathOf(dir.root, it));

  const bury = (it: Ticket): Standing[] => {
    const last = standing(it, 'dead');
    return remove(it) && it.isGranted ? [last] : [];
  };

  const proceed = (mine: Own, to: string): void => {
    if (mine.at === to) return;
    if (!move(mine.at, to)) throw takenBack(`in '${dir.root}'`);
    mine.at = to;
  };

  const enter = async (request: Request): Promise<void> => {
    const home = at('t', `r.${request.id}.${encodeProcess(self)}`);
    makeDir(home, dir.mode, dir.owner);
    writeRequest(home, request, self, clock.wall());
    own.set(request.id, { ...request, at: home });
  };

  const ticketOf = (mine: Own, seq: number): Ticket => ({ ...mine, seq, isGranted: false, asker: self, witnesses: [self] });

  const placeRequest = async (id: string, signal: AbortSignal): Promise<Placement> => {
    const mine = own.get(id);
    const obstacle = await told(async () => {
      if (mine?.seq === undefined || !isThere(mine.at)) return undefined;
      return glance(dir.root, ticketOf(mine, mine.seq), judgeOne, clock.wall());
    });
    signal.throwIfAborted();
    if (!obstacle) return decide(id, signal);
    // Another step of the job may have been granted something since.
    leaveNotes(mine?.others() ?? [], id, place);
    return { obstacle, recovered: [] };
  };

  const decide = (id: string, signal: AbortSignal): Promise<Placement> =>
    latch(async (isStillOurs) => {
      const mine = own.get(id);
      if (!mine || !isThere(mine.at)) throw takenBack(`in '${dir.root}'`);
      const { seq = Infinity } = mine;
      // Whoever is behind us is not in our way, and is judged by those behind him.
      const { tickets, verdicts } = await survey((it) => it.isGranted || it.seq < seq);
      if (!isStillOurs()) throw new FetchLockError('FL_LOST', { what: `Something removed the latch of '${dir.root}' from under us.` });
      const others = tickets.filter((it) => it.id !== id);
      mine.seq ??= nextSeq(dir.root, self, others);
      const ticket = ticketOf(mine, mine.seq);
      verdicts.set(encodeProcess(self), 'alive');
      const queue = whoHolds([...others, ticket], verdicts);
      const recovered = queue.dead.flatMap(bury);
      const obstacle = obstacleOf(dir.root, ticket, queue, verdicts, clock.wall());
      if (obstacle.ahead > 0) {
        proceed(mine, at('q', waitingName(ticket, self)));
        leaveNotes(mine.others(), id, place);
        return { obstacle, recovered };
      }
      // Without it, it was taken back just now, which the next step tells.
      unless(['ENOENT'], () => writeFileSync(join(mine.at, `g.${clock.wall()}`), ''));
      proceed(mine, at('h', tokenOf(mine.seq, id)));
      takeNotes(mine.others(), id);
      if (mine.mode !== 'exclusive') wake.shout();
      return { granted: { token: tokenOf(mine.seq, id), recovered, dirty: readCrashed(dir.root, clock.wall()) } };
    }, signal).catch((error) => {
      throw refusal(dir.root, error);
    });

  /** After something went away: its own processes, who tell their listeners, and the first in line. */
  const announce = async (witnesses: Process[]): Promise<void> => {
    wake.shout();
    const line = readdirSync(at('q'))
      .map(decodeWaiting)
      .filter((it) => it !== undefined)
      .sort((a, b) => a.seq - b.seq);
    const keys = [...witnesses, ...(line[0]?.witnesses ?? [])].map((it) => it.key).filter((it) => it !== '0' && it !== self.key);
    await Promise.all([...new Set(keys)].map((it) => wake.poke(it)));
  };

  const take = async (where: string, ticket: Ticket | undefined, remove: (it: Ticket) => boolean = () => discard(where)) => {
    if (!ticket) return undefined;
    const last = standing(ticket, 'unknown', where);
    if (!remove(ticket)) return undefined;
    await announce(ticket.witnesses);
    return last;
  };

  /** Whose work was stopped in the middle has left it as one that died. */
  const takeGranted = (token: string, as?: (it: Ticket) => boolean) =>
    take(at('h', token), decodeToken(token) && readGranted(at('h', token), token), as ?? (isBroken(dir.root, token) ? remove : undefined));

  const takeWaiting = async (id: string): Promise<boolean> => {
    for (const name of readdirSync(at('q'))) {
      const it = decodeWaiting(name);
      if (it?.id === id && (await take(at('q', name), it))) return true;
    }
    return false;
  };

  const breakOff = async (id: string) => {
    // Not the other way round: one that is granted meanwhile is met, and marked.
    if (await takeWaiting(id)) return 'taken back';
    const token = find(id);
    const it = token === undefined ? undefined : markBroken(dir.root, token);
    if (it) await announce(it.witnesses);
    return it && 'marked';
  };

  const withdrawn = (last: Standing | undefined) => last && { token: last.token, heldMs: last.heldMs };

  const find = (id: string) => (isId(id) ? readdirSync(at('h')).find((name) => decodeToken(name)?.id === id) : undefined);

  const withdraw = async (id: string): Promise<Withdrawn | undefined> => {
    if (!isId(id)) return undefined;
    takeNotes(own.get(id)?.others() ?? [], id);
    own.delete(id);
    // In the order in which a request moves, so that one that moves meanwhile is met.
    for (const name of readdirSync(at('t')).filter((it) => it.startsWith(`r.${id}.`))) if (discard(at('t', name))) return { heldMs: 0 };
    if (await takeWaiting(id)) return { heldMs: 0 };
    const token = find(id);
    return token === undefined ? undefined : withdrawn(await takeGranted(token));
  };

  const downgrade = async (token: string): Promise<boolean> => {
    // What the writer of a broken one left is in doubt, and its mark says that it could write.
    const it = isHeld(token) ? readGranted(at('h', token), token) : undefined;
    const mark = it && modeMark(it.mode);
    if (mark) unless(['ENOENT'], () => unlinkSync(at('h', token, mark)));
    if (it) await announce(it.witnesses);
    return isHeld(token);
  };

  /** All names in the line; undefined if they cannot be read, which the next look will tell. */
  const listing = () => orNothing(() => [...namesIn(at('h')), ...namesIn(at('q'))].join());

  const isHeld = (token: string) =>
    decodeToken(token) !== undefined && orNothing(() => isThere(at('h', token)) && !isBroken(dir.root, token)) === true;

  const signIn = (token: string, who: Process): boolean => {
    const mark = at('h', token, witnessMark(who));
    if (isHeld(token)) unless(['ENOENT'], () => writeFileSync(mark, '', { flag: 'wx' }));
    return isHeld(token) && existsSync(mark);
  };

  /** Signs out of what it asked for: where only sockets tell who lives, nothing would tell of this process any more. */
  const close = () => {
    // Gone already, or it stays a witness until this process ends.
    for (const it of own.values()) orNothing(() => unlinkSync(join(it.at, `m.${encodeProcess(self)}`)));
    wake.close();
  };

  /** G4: what the system refuses is told as FL_LOCK_DIR. */
  const told = <T>(act: () => Promise<T>): Promise<T> =>
    act().catch((error) => {
      throw refusal(dir.root, error);
    });

  return {
    enter: (request) => told(() => enter(request)),
    place: placeRequest,
    wait: (obstacle, ms, signal) => {
      const before = listing();
      return wake.sleep(obstacle.watch, ms, signal, {
        isGone: (it) => it.boot === kernel.boot && it.namespace === kernel.namespace && judgePid(it, kernel) === 'dead',
        isDead: async (it) => (await judgeOne(it)) === 'dead',
        isOther: () => !existsSync(obstacle.at) || before === undefined || listing() !== before,
        everyMs: obstacle.ahead > 1 ? 5000 : 2000,
      });
    },
    sign: (token, who = self, signal = never) =>
      told(() => within(clock, signInMs, (limit) => latch(async () => signIn(token, who), AbortSignal.any([limit, signal])))),
    isHeld,
    isGone: (token) => {
      try {
        return !isThere(at('h', token));
      } catch {
        return false;
      }
    },
    downgrade: (token) => told(() => downgrade(token)),
    lookAround: () => told(() => lookAround(place, kernel)),
    refresh: async () => {},
    lastSeq: async () => lastSeq(dir.root),
    errands: async () => readErrands(dir.root),
    ids: async () => orRefuse(dir.root, () => readIds(dir.root)),
    find: async (id) => find(id),
    release: (token) => told(async () => (await takeGranted(token)) !== undefined),
    abandon: (token) => told(async () => withdrawn(await takeGranted(token, remove))),
    withdraw: (id) => told(() => withdraw(id)),
    settle: async (tokens) => {
      for (const it of tokens) if (decodeToken(it)) discard(at('crashed', it));
    },
    breakOff: (id) => told(() => breakOff(id)),
    isLeftBroken: (token) => told(() => isLeftBroken(dir.root, token, judgeOne)),
    raise: async () => undefined,
    onPoke: wake.onPoke,
    sweep: () => told(() => within(clock, sweepMs, (signal) => latch(sweep, signal), latchStuck(sweepMs))),
    close,
  };

  async function sweep(): Promise<Standing[]> {
    const { tickets, verdicts } = await survey();
    const { dead } = whoHolds(tickets, verdicts);
    const recovered = dead.flatMap(bury);
    const living = tickets.filter((it) => !dead.includes(it)).flatMap((it) => it.witnesses.map((one) => one.key));
    await removeLitter(dir, new Set(living), judgeOne, wake.ask);
    return recovered;
  }
}
