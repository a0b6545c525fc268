/** Keeps this session a witness of what it asked for and signed, and knows what it may take for held (leases.ts). */
import type { Clock } from '../../../base/clock.ts';
import { decodeToken } from '../../ticket.ts';
import { hear, isDue, isHeld, type Kept, type Moment, momentOf } from './leases.ts';

interface Renewal {
  /** From now on it is renewed; `renewed` is when that was asked for which granted it. */
  keep(id: string, token: string, renewed: Moment): void;
  has(id: string): boolean;
  isHeld(token: string): boolean;
  isGone(token: string): boolean;
  /** It was lost: we cannot know what has come of it since. */
  isLost(id: string): boolean;
  /** It is being let go of, and renewed no more. */
  leave(id: string): void;
  markGone(id: string): void;
  /** Asks now. */
  refresh(): Promise<void>;
  stop(): void;
}

interface Ports {
  clock: Clock;
  leaseMs: number;
  /** Asks the server for these ids, those with a '?' only to be looked at, and answers a state for each. */
  ask(ids: readonly string[]): Promise<unknown>;
  /** Ids of requests of ours that wait, each with when its lease was renewed. */
  waiting(): Map<string, { renewed: Moment }>;
}

const ticksALease = 15;

export function createRenewal({ clock, leaseMs, ask, waiting }: Ports): Renewal {
  const kept = new Map<string, Kept>();
  let tried = momentOf(clock);
  let isAsking = false;

  const byToken = (token: string): Kept | undefined => [kept.get(decodeToken(token)?.id ?? '')].find((it) => it?.token === token);
  const isSure = (it: Kept | undefined): boolean => it !== undefined && isHeld(it, momentOf(clock), leaseMs);

  const refresh = async (): Promise<void> => {
    const at = momentOf(clock);
    tried = at;
    const line = waiting();
    const grants = [...kept].filter(([, it]) => it.state !== 'gone');
    if (line.size + grants.length === 0) return;
    const isOurs = (it: Kept) => isSure(it) || it.state === 'broken';
    const told = await ask([...line.keys(), ...grants.map(([id, it]) => (isOurs(it) ? id : `?${id}`))]);
    const answers = Array.isArray(told) ? told.map(String) : [];
    for (const [index, it] of [...line.values()].entries()) if (answers[index] === 'waiting') it.renewed = at;
    for (const [index, [, it]] of grants.entries()) hear(it, answers[line.size + index] ?? '', at);
  };

  const refreshIfDue = async (): Promise<void> => {
    const at = momentOf(clock);
    const ours = [...waiting().values(), ...[...kept.values()].filter((it) => it.state === 'broken' || isSure(it))];
    const others = [...kept.values()].some((it) => ['lost', 'left'].includes(it.state));
    // What could not be renewed is tried again soon; what was, after a third of the lease.
    const isTime = ours.some((it) => isDue(it.renewed, at, leaseMs)) || (others && isDue(tried, at, leaseMs));
    if (isAsking || !isTime) return;
    isAsking = true;
    await refresh().catch(() => {});
    isAsking = false;
  };
  const stop = clock.every(leaseMs / ticksALease, () => void refreshIfDue());

  return {
    keep: (id, token, renewed) => {
      if (kept.get(id)?.token !== token) kept.set(id, { token, renewed, state: 'held' });
    },
    has: (id) => kept.has(id),
    isHeld: (token) => isSure(byToken(token)),
    isGone: (token) => byToken(token)?.state === 'gone',
    isLost: (id) => {
      const it = kept.get(id);
      return it !== undefined && !isSure(it) && it.state === 'lost';
    },
    leave: (id) => {
      const it = kept.get(id);
      if (it && it.state !== 'gone') it.state = 'left';
    },
    markGone: (id) => {
      const it = kept.get(id);
      if (it) it.state = 'gone';
    },
    refresh,
    stop,
  };
}
