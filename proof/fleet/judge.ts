/**
 * Reads what the processes of several hosts wrote down about one lock of a fleet, and what git wrote down about one repository, and
 * decides whether the fleet kept its promises. Pure.
 *
 * A grant of a fleet is a lease: a process that is stopped for longer goes on believing in it until it looks. So two things are told
 * apart: what a process believed, from its grant until it was told otherwise, and what its own lock had told it, the last time it looked.
 *
 * J1 by the locks' own word no two conflicting grants were ever held at once, whatever happened to the network.
 * J2 of what processes believed each overlap is told. It breaks nothing.
 * J3 git took no publish of a number lower than one it had taken, none that undid another, and none that it had refused.
 * J4 first come, first served among those who wait in Redis; excused where the one that was passed may have lost its place: it was
 *    stopped or cut off for a third of a lease, or Redis itself was.
 * J5 every request was granted, refused for a reason that holds, or ended with its process.
 *
 * Not seen: what a process did after it last wrote; a pass within the time that writing a record takes.
 */
import type { Mode } from '../../src/lock/ticket.ts';
import { findLongestGap, findOverlaps, readStories, type Span } from '../history.ts';

export type Fact =
  | { event: 'asked'; id: string; party: string; host: string; mode: Mode; timeoutMs: number }
  /** It is in the line of Redis by now. */
  | { event: 'queued'; id: string }
  /** The time of a grant, and of `sure`, is taken before the lock is asked whether it is held. */
  | { event: 'granted'; id: string; token: string; fence: number; dirty: string[] }
  | { event: 'sure'; id: string }
  | { event: 'lost'; id: string }
  | { event: 'refused'; id: string; code: string }
  /** Git took it, or the fence was in the way. */
  | { event: 'published'; id: string }
  | { event: 'barred'; id: string; code: string }
  | { event: 'releasing'; id: string }
  | { event: 'released'; id: string; did: boolean }
  | { event: 'ending' }
  | { event: 'broke'; message: string }
  | { event: 'killing' | 'stopping' | 'continuing' | 'ended'; victim: string }
  /** The network of a host. */
  | { event: 'parting'; host: string; how: string }
  | { event: 'mending'; host: string }
  | { event: 'redis going' | 'redis back' };

export type Entry = Fact & { at: number; who: string };

type Of<E extends Fact['event']> = Extract<Entry, { event: E }>;

/** One move of the branch, as the repository wrote it down. */
export interface Publish {
  old: string;
  new: string;
  fence: number;
  id: string;
  /** What its maker had built upon. */
  parent: string;
}

export interface FleetFindings {
  requests: number;
  sections: Record<Mode, number>;
  byHost: Record<string, number>;
  refused: Record<string, number>;
  published: number;
  barred: number;
  kills: number;
  stops: number;
  partings: number;
  restarts: number;
  excused: number;
  longestGapMs: number;
  /** Overlaps of leases, each as a sentence; they are told, and break nothing. */
  overlaps: string[];
  /** What was broken. */
  contradictions: string[];
  stale: string[];
  undone: string[];
  disorders: string[];
  unserved: string[];
  groundless: string[];
  others: string[];
}

interface Evidence {
  entries: readonly Entry[];
  publishes: readonly Publish[];
  leaseMs: number;
}

const never = Number.POSITIVE_INFINITY;
const momentMs = 0.001;

export function judgeFleet({ entries, publishes, leaseMs }: Evidence): FleetFindings {
  const inOrder = [...entries].sort((a, b) => a.at - b.at);
  const all = <E extends Fact['event']>(event: E) => inOrder.filter((it): it is Of<E> => it.event === event);
  const stories = readStories(inOrder as Parameters<typeof readStories>[0]);
  const asked = new Map(all('asked').map((it) => [it.id, it]));
  const granted = all('granted').flatMap((it) => asked.get(it.id) ?? []);
  const troubles = findTroubles(inOrder);
  const { disorders, excused } = findPasses(inOrder, troubles, leaseMs);
  const refusals = all('refused');
  return {
    requests: asked.size,
    sections: {
      shared: granted.filter((it) => it.mode === 'shared').length,
      update: granted.filter((it) => it.mode === 'update').length,
      exclusive: granted.filter((it) => it.mode === 'exclusive').length,
    },
    byHost: count(granted.map((it) => it.host)),
    refused: count(refusals.map((it) => it.code)),
    published: publishes.length,
    barred: all('barred').length,
    kills: all('killing').length,
    stops: all('stopping').length,
    partings: all('parting').length,
    restarts: all('redis going').length,
    excused,
    longestGapMs: findLongestGap(stories),
    overlaps: findOverlaps(spansOf(inOrder, believedUntil)),
    contradictions: findOverlaps(spansOf(inOrder, sureUntil)),
    stale: findStale(publishes, new Set(all('barred').map((it) => it.id))),
    undone: publishes.flatMap((it) => (it.parent === it.old ? [] : `${it.id} built upon ${it.parent} and replaced ${it.old}`)),
    disorders,
    unserved: stories.filter((it) => !it.isServed).map((it) => `${it.id} of ${it.who} has no end`),
    groundless: refusals.flatMap((it) => {
      const from = asked.get(it.id)?.at ?? it.at;
      const host = asked.get(it.id)?.host ?? '';
      return hasGround(it, { troubles, host, from, leaseMs }) ? [] : `${it.id} of ${it.who} was refused with ${it.code}`;
    }),
    others: all('broke').map((it) => `${it.who} broke: ${it.message}`),
  };
}

function count(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const it of names) counts[it] = (counts[it] ?? 0) + 1;
  return counts;
}

/** Every grant, from when it was written down until the time that `until` finds among its own records. */
function spansOf(inOrder: readonly Entry[], until: (own: readonly Entry[], diedAt: number) => number): Span[] {
  const died = new Map<string, number>();
  for (const it of inOrder) {
    if (it.event === 'killing' && !died.has(it.victim)) died.set(it.victim, it.at);
    if (it.event === 'ending' && !died.has(it.who)) died.set(it.who, it.at);
  }
  const byId = new Map<string, Entry[]>();
  for (const it of inOrder) if ('id' in it) byId.set(it.id, [...(byId.get(it.id) ?? []), it]);
  return [...byId.values()].flatMap((own) => {
    const asked = own.find((it): it is Of<'asked'> => it.event === 'asked');
    const granted = own.find((it): it is Of<'granted'> => it.event === 'granted');
    if (!asked || !granted) return [];
    const { id, who, party, mode } = asked;
    const to = until(own, died.get(who) ?? never);
    return [{ id, who, party, mode, from: granted.at, to, workedTo: to }];
  });
}

/** A grant that nobody asked about afterwards was held for a moment. */
const sureUntil = (own: readonly Entry[]): number => momentMs + Math.max(...own.flatMap((it) => (isWord(it) ? it.at : [])));
const isWord = ({ event }: Entry): boolean => event === 'granted' || event === 'sure';

const believedUntil = (own: readonly Entry[], diedAt: number): number => Math.min(diedAt, ...own.flatMap((it) => (isEnd(it) ? it.at : [])));
const isEnd = ({ event }: Entry): boolean => event === 'lost' || event === 'barred' || event === 'releasing';

function findStale(publishes: readonly Publish[], barred: ReadonlySet<string>): string[] {
  let last: Publish | undefined;
  return publishes.flatMap((it) => {
    const before = last;
    last = !before || it.fence > before.fence ? it : before;
    return [
      ...(before && it.fence < before.fence ? [`${it.id} published with ${it.fence} after ${before.id} had with ${before.fence}`] : []),
      ...(before && it.fence === before.fence && it.id !== before.id ? [`${it.id} and ${before.id} published with ${it.fence}`] : []),
      ...(barred.has(it.id) ? [`${it.id} was refused, and published`] : []),
    ];
  });
}

/** A time in which a process, a host's network, or Redis did not work as it should. */
interface Trouble {
  /** `redis`, or the name of the host or of the process. */
  of: string;
  from: number;
  to: number;
}

function findTroubles(inOrder: readonly Entry[]): Trouble[] {
  const open = new Map<string, number>();
  const troubles: Trouble[] = [];
  const begin = (of: string, at: number) => open.has(of) || open.set(of, at);
  const end = (of: string, to: number) => {
    const from = open.get(of);
    if (open.delete(of)) troubles.push({ of, from: from ?? to, to });
  };
  for (const it of inOrder) {
    if (it.event === 'stopping') begin(it.victim, it.at);
    if (it.event === 'continuing') end(it.victim, it.at);
    if (it.event === 'parting') begin(it.host, it.at);
    if (it.event === 'mending') end(it.host, it.at);
    if (it.event === 'redis going') begin('redis', it.at);
    if (it.event === 'redis back') end('redis', it.at);
  }
  return [...troubles, ...[...open].map(([of, from]) => ({ of, from, to: never }))];
}

interface Wait {
  id: string;
  who: string;
  host: string;
  mode: Mode;
  askedAt: number;
  queuedAt: number;
  leftAt: number;
  grantedAt: number;
}

function findPasses(inOrder: readonly Entry[], troubles: readonly Trouble[], leaseMs: number): { disorders: string[]; excused: number } {
  const waits = readWaits(inOrder);
  const disorders: string[] = [];
  let excused = 0;
  for (const it of waits.filter((one) => one.grantedAt < never))
    for (const one of waits) {
      // Within one host the host's own line decides.
      const isPassed = one.queuedAt < it.askedAt && one.leftAt > it.grantedAt && one.host !== it.host && doConflict(one.mode, it.mode);
      if (!isPassed) continue;
      const isTroubled = ({ of, from, to }: Trouble) =>
        [one.who, one.host, 'redis'].includes(of) && Math.min(to, it.grantedAt) - from >= leaseMs / 3 && to + leaseMs > one.queuedAt;
      if (troubles.some(isTroubled)) excused += 1;
      else disorders.push(`${it.mode} ${it.id} of ${it.who} passed ${one.mode} ${one.id} of ${one.who}`);
    }
  return { disorders, excused };
}

const doConflict = (one: Mode, other: Mode): boolean =>
  one === 'exclusive' || other === 'exclusive' || (one === 'update' && other === 'update');

function readWaits(inOrder: readonly Entry[]): Wait[] {
  const waits = new Map<string, Wait>();
  const died = new Map<string, number>();
  for (const it of inOrder) {
    if (it.event === 'asked') {
      const { id, who, host, mode } = it;
      waits.set(id, { id, who, host, mode, askedAt: it.at, queuedAt: never, leftAt: never, grantedAt: never });
    }
    if (it.event === 'killing' || it.event === 'ending') died.set('victim' in it ? it.victim : it.who, it.at);
    const wait = 'id' in it ? waits.get(it.id) : undefined;
    if (wait && it.event === 'queued') wait.queuedAt = it.at;
    if (wait && it.event === 'granted') wait.grantedAt = it.at;
    // Since when it gives up is not known.
    if (wait && it.event === 'refused') wait.leftAt = wait.queuedAt;
    if (wait && it.event === 'granted') wait.leftAt = it.at;
  }
  for (const it of waits.values()) it.leftAt = Math.min(it.leftAt, died.get(it.who) ?? never);
  return [...waits.values()];
}

/** Whoever is refused for the sake of Redis was cut off from it, or stopped, or Redis was; or had been a moment before. */
function hasGround(
  { code, at, who }: Of<'refused'>,
  { troubles, host, from, leaseMs }: { troubles: readonly Trouble[]; host: string; from: number; leaseMs: number },
): boolean {
  if (code === 'FL_TIMEOUT') return true;
  if (code !== 'FL_BACKEND' && code !== 'FL_LOST' && code !== 'FL_CANCELLED') return false;
  return troubles.some((it) => [who, host, 'redis'].includes(it.of) && it.from < at && it.to > from - 2 * leaseMs);
}

/** The reflog of the branch; each message says `publish FENCE ID PARENT`. */
export function readPublishes(reflog: string): Publish[] {
  return reflog.split('\n').flatMap((line) => {
    const found = /^(\w+) (\w+) [^\t]*\tpublish (\d+) (\w+) (\w+)$/.exec(line);
    if (!found) return [];
    const [, old = '', next = '', fence = '', id = '', parent = ''] = found;
    return { old, new: next, fence: Number(fence), id, parent };
  });
}
