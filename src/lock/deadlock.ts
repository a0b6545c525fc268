/**
 * Who waits for whom in a circle. Pure.
 *
 * A request waits for its blockers. A grant that is kept until its job ends waits, with the job, for every request of that job; a
 * grant whose step is still at work waits only for what that very step asks for, since any other end of it may be near.
 * G1 what is found is a deadlock, as far as the requests handed in are true: nobody in it can move before another does.
 * G2 of each circle exactly one request is the victim, the youngest, whoever computes it.
 * Not found: a circle through a job whose requests cannot be seen from here, or through a command that waits for another.
 */
import type { Job } from '../base/event.ts';
import type { Mode } from './ticket.ts';

/** A living request of some lock. */
export interface Glimpse {
  id: string;
  party: string;
  mode: Mode;
  isGranted: boolean;
  /** The step that asked, and whether it may still be at work. */
  asker: string | undefined;
  isAtWork: boolean;
  /** Milliseconds since 1970. */
  askedAt: number;
  /** Of a waiter: the ids of those it waits for, in the same lock. */
  blockers: string[];
  /** What its lock guards. */
  guards: string;
  job: Job;
  /** Where it is, if not on this host; for people. */
  host?: string;
  /** Milliseconds since 1970, where it is granted and that is known. */
  grantedAt?: number;
}

/** One job waits for what another holds. */
export interface Link {
  waiter: Glimpse;
  holder: Glimpse;
}

/** The shortest circle in which somebody waits for the job of that request; undefined if there is none. */
export function findCircle(requests: readonly Glimpse[], id: string): Link[] | undefined {
  const byId = new Map(requests.map((it) => [it.id, it]));
  const next = (it: Glimpse): Glimpse[] =>
    it.isGranted
      ? requests.filter((one) => !one.isGranted && one.party === it.party && (!it.isAtWork || one.asker === it.asker))
      : it.blockers.flatMap((blocker) => byId.get(blocker) ?? []);
  const start = byId.get(id);
  const paths = start ? [[start]] : [];
  const seen = new Set<Glimpse>();
  for (let path = paths.shift(); path; path = paths.shift()) {
    for (const it of next(path.at(-1) as Glimpse)) {
      // Who is only passed through waits in line between two others, and its going away would free nobody.
      if (it === start && path.at(-1)?.isGranted) return linksOf(path);
      if (!seen.has(it)) paths.push([...path, it]);
      seen.add(it);
    }
  }
  return undefined;
}

function linksOf(circle: Glimpse[]): Link[] {
  const holders = circle.filter((it) => it.isGranted);
  const waiters = circle.filter((it, index) => !it.isGranted && circle.at(index - 1)?.isGranted);
  return waiters.flatMap((waiter, index) => (holders[index] ? [{ waiter, holder: holders[index] }] : []));
}

export function victimOf(circle: readonly Link[]): string | undefined {
  const isYounger = (one: Glimpse, other: Glimpse) => one.askedAt > other.askedAt || (one.askedAt === other.askedAt && one.id > other.id);
  return circle
    .map((it) => it.waiter)
    .reduce<Glimpse | undefined>((youngest, it) => (youngest && !isYounger(it, youngest) ? youngest : it), undefined)?.id;
}
