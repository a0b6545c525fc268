/** A store in memory: what store.ts promises, as plainly as it can be said. Each `open` is a process of its own, until it is killed. */
import type { Clock } from '../../src/base/clock.ts';
import { isAlive, isAtWork, livingWitnesses, mayWrite, type Verdict, whoHolds } from '../../src/lock/queue.ts';
import { errandText, type LockStore, type Request, type Standing } from '../../src/lock/store.ts';
import { decodeToken, encodeProcess, type Process, type Ticket, tokenOf } from '../../src/lock/ticket.ts';
import { makeProcess } from './tickets.ts';

interface Kept {
  request: Request;
  /** Published by `place`. */
  ticket?: Ticket;
  asker: Process;
  askedAt: number;
  grantedAt: number;
  isBroken?: boolean;
}

export class MemoryWorld {
  private readonly all = new Map<string, Kept>();
  private crashed: Standing[] = [];
  private readonly verdicts = new Map<string, Verdict>();
  private readonly listeners = new Set<() => void>();
  private seq = 0;
  private pid = 100;
  private readonly clock: Clock;
  /** Counts every change, so that none is missed between a look and the sleep after it. */
  private changes = 0;
  private readonly seenAt = new WeakMap<object, number>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /** The death of a process; everything it leaves stays. */
  kill(it: Process): void {
    this.verdicts.set(encodeProcess(it), 'dead');
    this.announce();
  }

  open(self: Process = makeProcess({ pid: ++this.pid })): LockStore & { self: Process } {
    const mine = (id: string) => {
      const it = this.all.get(id);
      if (!it) throw new Error('taken back');
      return it;
    };
    const granted = (token: string) => {
      const it = this.all.get(decodeToken(token)?.id ?? '');
      return it?.ticket?.isGranted && it.ticket.seq === decodeToken(token)?.seq ? it : undefined;
    };
    const take = (it: Kept | undefined) => {
      if (!it || !this.all.delete(it.request.id)) return undefined;
      this.announce();
      return it.ticket?.isGranted
        ? { token: tokenOf(it.ticket.seq, it.request.id), heldMs: this.clock.wall() - it.grantedAt }
        : { heldMs: 0 };
    };
    const unbroken = (token: string) => [granted(token)].find((it) => !it?.isBroken);
    const takeAsDead = (it: Kept | undefined) => {
      if (it?.ticket && mayWrite(it.ticket.mode)) this.crashed = [...this.crashed, this.standing(it.ticket)];
      return take(it);
    };
    const letGo = (it: Kept | undefined) => (it?.isBroken ? takeAsDead(it) : take(it));
    return {
      self,
      enter: async (request) => {
        this.all.set(request.id, { request, asker: self, askedAt: this.clock.wall(), grantedAt: 0 });
      },
      place: async (id, signal) => {
        signal.throwIfAborted();
        const it = mine(id);
        const { mode, party, witnesses, within } = it.request;
        const ticket = it.ticket ?? {
          ...{ seq: ++this.seq, id, mode, party, isGranted: false, asker: self, witnesses: [self] },
          ...(within ? { within } : {}),
        };
        it.ticket = ticket;
        const recovered = this.bury();
        const blockers = whoHolds(this.tickets(), this.verdicts).waiters.find((one) => one.ticket === ticket)?.blockers ?? [];
        if (blockers.length > 0) {
          const holders = blockers.filter((one) => one.isGranted).map((one) => this.standing(one));
          const obstacle = { at: id, holders, ahead: blockers.length, watch: [] };
          this.seenAt.set(obstacle, this.changes);
          return { obstacle, recovered };
        }
        Object.assign(ticket, { isGranted: true, witnesses: [self, ...witnesses] });
        it.grantedAt = this.clock.wall();
        this.announce();
        return { granted: { token: tokenOf(ticket.seq, id), recovered, dirty: this.crashed } };
      },
      wait: (obstacle, ms, signal) =>
        new Promise((resolve) => {
          const end = () => {
            callOff();
            this.listeners.delete(end);
            resolve();
          };
          const callOff = this.clock.after(ms, end);
          this.listeners.add(end);
          signal.addEventListener('abort', end, { once: true });
          if (signal.aborted || this.seenAt.get(obstacle) !== this.changes) end();
        }),
      sign: async (token, who = self) => unbroken(token)?.ticket?.witnesses.push(who) !== undefined,
      isHeld: (token) => unbroken(token) !== undefined,
      isGone: (token) => granted(token) === undefined,
      downgrade: async (token) => {
        const it = unbroken(token)?.ticket;
        if (it) it.mode = 'shared';
        this.announce();
        return unbroken(token) !== undefined;
      },
      lookAround: async () => {
        const { holders, waiters } = whoHolds(this.tickets(), this.verdicts);
        return [...holders.map((ticket) => ({ ticket, blockers: [] })), ...waiters].map(({ ticket, blockers }) => ({
          ...{ id: ticket.id, party: ticket.party, mode: ticket.mode, isGranted: ticket.isGranted, guards: '/memory' },
          ...{ asker: ticket.asker && encodeProcess(ticket.asker), isAtWork: isAtWork(ticket, this.verdicts) },
          ...{ askedAt: mine(ticket.id).askedAt, blockers: blockers.map((it) => it.id), job: mine(ticket.id).request.job },
        }));
      },
      refresh: async () => {},
      find: async (id) => this.tickets().flatMap((it) => (it.id === id && it.isGranted ? [tokenOf(it.seq, it.id)] : []))[0],
      release: async (token) => letGo(granted(token)) !== undefined,
      abandon: async (token) => takeAsDead(granted(token)),
      withdraw: async (id) => letGo(this.all.get(id)),
      breakOff: async (id) => {
        const it = this.all.get(id);
        if (!it?.ticket) return undefined;
        it.isBroken = it.ticket.isGranted;
        if (!it.isBroken) take(it);
        this.announce();
        return it.isBroken ? 'marked' : 'taken back';
      },
      isLeftBroken: async (token) => {
        const it = granted(token);
        return it?.isBroken === true && this.verdicts.get(encodeProcess(it.asker)) === 'dead';
      },
      lastSeq: async () => this.seq,
      errands: async () =>
        this.tickets()
          .filter((it) => !it.isGranted)
          .sort((a, b) => a.seq - b.seq)
          .flatMap(({ seq, id }) => {
            const text = errandText(mine(id).request);
            return text === undefined ? [] : [{ seq, id, errand: JSON.parse(text) as unknown }];
          }),
      ids: async () => this.tickets().map((it) => it.id),
      settle: async (tokens) => {
        const ids = tokens.map((it) => decodeToken(it)?.id);
        this.crashed = this.crashed.filter((it) => !ids.includes(it.id));
      },
      onPoke: (act) => {
        this.listeners.add(act);
        return () => this.listeners.delete(act);
      },
      raise: async () => undefined,
      sweep: async () => this.bury(),
      close: () => {},
    };
  }

  private announce(): void {
    this.changes += 1;
    for (const it of [...this.listeners]) it();
  }

  private tickets(): Ticket[] {
    return [...this.all.values()].flatMap((it) => it.ticket ?? []);
  }

  private bury(): Standing[] {
    const dead = this.tickets().filter((it) => !isAlive(it, this.verdicts));
    const last = dead.filter((it) => it.isGranted).map((it) => this.standing(it));
    this.crashed = [...this.crashed, ...last.filter((it) => mayWrite(it.mode))];
    for (const it of dead) this.all.delete(it.id);
    return last;
  }

  private standing(it: Ticket): Standing {
    const kept = this.all.get(it.id);
    const verdict = livingWitnesses(it, this.verdicts).length > 0 ? 'alive' : 'dead';
    const heldMs = it.isGranted && kept ? this.clock.wall() - kept.grantedAt : 0;
    return { id: it.id, token: tokenOf(it.seq, it.id), mode: it.mode, job: kept?.request.job ?? {}, heldMs, verdict };
  }
}
