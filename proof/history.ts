/**
 * Reads what many processes wrote down about one lock, and decides whether the lock kept its promises. Pure.
 *
 * Each record is made by one process, by a clock that all processes of the host share. `granted` is written after the grant and
 * `releasing` before the release, and a kill is written down before it is sent: so a grant was held for longer than the record says, and
 * what overlaps on record did overlap.
 *
 * C1 exclusion: no two parties held conflicting modes at once; two steps, which are two processes, of one party did not while both were
 *    at work.
 * C2 order: nobody was granted while somebody of another party, with a smaller number and a conflicting mode, was in line.
 *    Excused if its party may have held or awaited something else at that time, since the one in front may have waited for it.
 * C3 service: every request was granted, refused, or ended with its process.
 * C4 the grant of a writer that died without letting go was told to a later one as dirty, or is still kept at the end.
 * C5 of all releases of one grant at most one was told that it did it; a grant that nobody let go of was still there,
 *    unless an admin had broken it.
 *
 * Not seen: a grant of a process that died before it could write it down; an overlap or a pass shorter than the writing of a
 * record takes; whether one that was passed did wait for the party that passed it; the number of one that never had to wait.
 */
import { decodeToken, type Mode } from '../src/lock/ticket.ts';

export type Fact =
  | { event: 'asked'; id: string; party: string; mode: Mode; timeoutMs: number; job?: string }
  | { event: 'waiting'; id: string; seq: number }
  | { event: 'granted'; id: string; token: string; dirty: string[] }
  | { event: 'refused'; id: string; code: string }
  | { event: 'downgrading'; id: string }
  /** The keeper is about to sign in, or has signed in. */
  | { event: 'handing'; id: string; keeper: string; limitMs?: number }
  | { event: 'handed'; id: string; keeper: string }
  | { event: 'releasing'; id: string }
  | { event: 'released'; id: string; did: boolean }
  /** An admin ends it. */
  | { event: 'breaking'; id: string }
  /** It was not held any more, though its owner had not let go. */
  | { event: 'lost'; id: string }
  /** Another writer was met inside. */
  | { event: 'met'; id: string; other: string }
  | { event: 'fault'; call: string; code: string }
  /** The process ends of its own will, with what it holds and did not hand over. */
  | { event: 'ending' }
  | { event: 'broke'; message: string }
  | { event: 'killing' | 'stopping' | 'continuing'; victim: string }
  | { event: 'ended'; victim: string };

/** `at` in milliseconds of a clock that never jumps; `who` names one process, and no later one. */
export type Entry = Fact & { at: number; who: string };

export interface Span {
  id: string;
  who: string;
  party: string;
  mode: Mode;
  from: number;
  /** Until when the grant was held for certain. */
  to: number;
  /** Until when the step that asked was at work for certain. */
  workedTo: number;
}

interface Story {
  id: string;
  who: string;
  party: string;
  mode: Mode;
  askedAt: number;
  seq?: number;
  waitingAt?: number;
  grantedAt?: number;
  token?: string;
  /** When it was in line no longer; where that is not known for certain, the earliest time it can have been. */
  leftAt: number;
  /** Until when its party may have held it, or waited with it. */
  mayLastTo: number;
  /** It has an end: granted, refused, or its process is gone. */
  isServed: boolean;
  spans: Span[];
  /** The writer's mode it died in, without letting go. */
  diedIn?: Mode;
}

export interface Findings {
  requests: number;
  sections: Record<Mode, number>;
  refused: Record<string, number>;
  faults: number;
  kills: number;
  stops: number;
  excused: number;
  /** The longest time without a grant while somebody waited. */
  longestGapMs: number;
  /** What was broken, each as a sentence. */
  overlaps: string[];
  disorders: string[];
  unserved: string[];
  forgotten: string[];
  others: string[];
}

/** The judge's own: a mistake in the product's table must not be its own excuse. */
const excludes: Record<Mode, readonly Mode[]> = {
  shared: ['exclusive'],
  update: ['update', 'exclusive'],
  exclusive: ['shared', 'update', 'exclusive'],
};

const doConflict = (one: Mode, other: Mode): boolean => excludes[one].includes(other);

type Of<E extends Fact['event']> = Extract<Entry, { event: E }>;

export function judgeHistory(entries: readonly Entry[], dirtyAtTheEnd: readonly string[] = []): Findings {
  const inOrder = [...entries].sort((a, b) => a.at - b.at);
  const all = <E extends Fact['event']>(event: E) => inOrder.filter((it): it is Of<E> => it.event === event);
  const stories = readStories(inOrder);
  const granted = stories.filter((it) => it.grantedAt !== undefined);
  const count = (mode: Mode) => granted.filter((it) => it.mode === mode).length;
  const refused: Record<string, number> = {};
  for (const it of all('refused')) refused[it.code] = (refused[it.code] ?? 0) + 1;
  const { disorders, excused } = findDisorders(stories);
  const broken = new Set(all('breaking').map((it) => it.id));
  const isBroken = ({ id }: { id: string }) => broken.has(id);
  return {
    requests: stories.length,
    sections: { shared: count('shared'), update: count('update'), exclusive: count('exclusive') },
    refused,
    faults: all('fault').length,
    kills: all('killing').length,
    stops: all('stopping').length,
    excused,
    longestGapMs: findLongestGap(stories),
    overlaps: [...findOverlaps(stories.flatMap((it) => it.spans)), ...all('met').map((it) => `${it.id} of ${it.who} met ${it.other}`)],
    disorders,
    unserved: stories.filter((it) => !it.isServed).map((it) => `${it.id} of ${it.who} has no end`),
    forgotten: findForgotten(granted, [...all('granted').flatMap((it) => it.dirty), ...dirtyAtTheEnd]),
    others: [
      ...all('lost').flatMap((it) => (isBroken(it) || isInDoubt(it, inOrder) ? [] : `${it.id} of ${it.who} was not held any more`)),
      ...all('refused').flatMap((it) => (isBroken(it) || it.code !== 'FL_CANCELLED' ? [] : `${it.id} of ${it.who} was taken back`)),
      ...all('broke').map((it) => `${it.who} broke: ${it.message}`),
      ...findDoubles(all('released')),
    ],
  };
}

/** Its last look was given an error: whoever is in doubt does not hold. */
function isInDoubt(lost: Of<'lost'>, inOrder: readonly Entry[]): boolean {
  const own = inOrder.filter((it) => it.who === lost.who);
  const last = own[own.indexOf(lost) - 1];
  return last?.event === 'fault' && last.call === 'lstatSync';
}

/** Every request with its end and the times it was held. */
export function readStories(inOrder: readonly Entry[]): Story[] {
  const died = new Map<string, number>();
  const gone = new Map<string, number>();
  const lastSeen = new Map<string, number>();
  for (const it of inOrder) {
    lastSeen.set(it.who, it.at);
    if (it.event === 'ending') putFirst(died, it.who, it.at);
    if (it.event === 'killing') putFirst(died, it.victim, it.at);
    if (it.event === 'killing' && !gone.has(it.victim)) gone.set(it.victim, it.at + dyingMs);
    if (it.event === 'ended') gone.set(it.victim, it.at);
    const seenAt = it.event === 'ended' ? lastSeen.get(it.victim) : undefined;
    if (it.event === 'ended' && seenAt !== undefined) putFirst(died, it.victim, seenAt);
  }
  const byId = groupById(inOrder.filter((it) => 'id' in it));
  return inOrder.filter((it) => it.event === 'asked').map((asked) => readStory(asked, byId.get(asked.id) ?? [], died, gone));
}

type Times = ReadonlyMap<string, number>;

const never = Number.POSITIVE_INFINITY;

/** Nobody who was killed takes longer to be gone. */
const dyingMs = 1000;

function readStory(asked: Of<'asked'>, own: readonly Entry[], died: Times, gone: Times): Story {
  const first = <E extends Fact['event']>(event: E) => own.find((it): it is Of<E> => it.event === event);
  const { id, who, party, mode } = asked;
  const deathOf = (name: string) => died.get(name) ?? never;
  const [waiting, granted, refused] = [first('waiting'), first('granted'), first('refused')];
  const releasedAt = first('releasing')?.at ?? never;
  const atWorkTo = Math.min(deathOf(who), releasedAt, first('lost')?.at ?? never);
  const gaveUpAt =
    refused && (refused.code === 'FL_TIMEOUT' ? Math.min(refused.at, asked.at + asked.timeoutMs - 1) : (waiting?.at ?? asked.at));
  const releases = own.filter((it) => it.event === 'released' && it.did).map((it) => it.at);
  const witnesses = [who, ...own.flatMap((it) => (it.event === 'handing' ? [it.keeper] : [])), ...(asked.job ? [asked.job] : [])];
  const story: Story = {
    ...{ id, who, party, mode, askedAt: asked.at, spans: [] },
    ...(waiting ? { seq: waiting.seq, waitingAt: waiting.at } : {}),
    leftAt: Math.min(granted?.at ?? gaveUpAt ?? never, deathOf(who), releasedAt),
    mayLastTo: Math.min(Math.max(...witnesses.map((it) => gone.get(it) ?? never)), ...releases),
    isServed: granted !== undefined || refused !== undefined || died.has(who),
  };
  const seq = granted && decodeToken(granted.token)?.seq;
  if (!granted || seq === undefined) return story;

  const witnessesTo = Math.max(deathOf(who), ...keepersOf(own).map(deathOf), asked.job ? deathOf(asked.job) : 0);
  const handing = first('handing');
  // Its keeper lets go when the job is gone, the grant is broken, or it is held for too long, but never beside the step.
  const ends = [
    asked.job ? deathOf(asked.job) : never,
    first('breaking')?.at ?? never,
    (handing?.at ?? never) + (handing?.limitMs ?? never),
  ];
  const abandonedAt = handing ? Math.max(handing.at, deathOf(who), Math.min(...ends)) : never;
  const diedAt = Math.min(witnessesTo, abandonedAt);
  const to = Math.min(diedAt, releasedAt, first('lost')?.at ?? never);
  const weakAt = first('downgrading')?.at;
  const span = { id, who, party, workedTo: atWorkTo };
  const strong: Span = { ...span, mode, from: granted.at, to: Math.min(to, weakAt ?? to) };
  const weak: Span[] = weakAt !== undefined && weakAt < to ? [{ ...span, mode: 'shared', from: weakAt, to }] : [];
  const isForgotten = diedAt < never && weakAt === undefined && mode !== 'shared' && !first('releasing');
  return { ...story, seq, token: granted.token, grantedAt: granted.at, spans: [strong, ...weak], ...(isForgotten ? { diedIn: mode } : {}) };
}

function groupById<T extends { id: string }>(all: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const it of all) groups.set(it.id, [...(groups.get(it.id) ?? []), it]);
  return groups;
}

const keepersOf = (own: readonly Entry[]): string[] => own.flatMap((it) => (it.event === 'handed' ? [it.keeper] : []));

const putFirst = (times: Map<string, number>, name: string, at: number) => times.set(name, Math.min(times.get(name) ?? at, at));

export function findOverlaps(spans: readonly Span[]): string[] {
  const found: string[] = [];
  let open: Span[] = [];
  for (const it of [...spans].filter((one) => one.to > one.from).sort((a, b) => a.from - b.from)) {
    open = open.filter((one) => one.to > it.from);
    for (const one of open) {
      const isFriendly = one.party === it.party && (one.who === it.who || Math.min(one.workedTo, it.workedTo) <= it.from);
      if (one.id === it.id || !doConflict(one.mode, it.mode) || isFriendly) continue;
      found.push(
        `${it.mode} ${it.id} of ${it.who} began ${(one.to - it.from).toFixed(2)} ms before ${one.mode} ${one.id} of ${one.who} ended`,
      );
    }
    open.push(it);
  }
  return found;
}

function findDisorders(stories: readonly Story[]): { disorders: string[]; excused: number } {
  const disorders: string[] = [];
  let excused = 0;
  const arrivals = [...stories].sort((a, b) => a.askedAt - b.askedAt);
  let line: Story[] = [];
  let next = 0;
  const grants = stories.filter((it) => it.grantedAt !== undefined).sort((a, b) => (a.grantedAt ?? 0) - (b.grantedAt ?? 0));
  for (const it of grants) {
    const at = it.grantedAt ?? 0;
    for (let one = arrivals[next]; one && one.askedAt < at; one = arrivals[++next]) line.push(one);
    line = line.filter((one) => one.leftAt > at);
    const passed = line.filter((one) => isPassed(one, it, at));
    if (passed.length === 0) continue;
    if (stories.some((one) => one !== it && one.party === it.party && isAround(one, at))) excused += passed.length;
    else disorders.push(...passed.map((one) => `${it.mode} ${it.seq} of ${it.who} passed ${one.mode} ${one.seq} of ${one.who}`));
  }
  return { disorders, excused };
}

/** Whoever was granted had its number before the other had one; whoever never was is known to have one once it waits. */
const isPassed = (one: Story, by: Story, at: number): boolean =>
  one !== by &&
  one.party !== by.party &&
  one.seq !== undefined &&
  one.seq < (by.seq ?? 0) &&
  (one.grantedAt !== undefined || (one.waitingAt ?? at) < at) &&
  doConflict(one.mode, by.mode);

const isAround = (it: Story, at: number): boolean => it.askedAt <= at && it.mayLastTo >= at;

export function findLongestGap(stories: readonly Story[]): number {
  const moments = stories
    .flatMap((it) => [
      { at: it.askedAt, change: 1, isGrant: false },
      { at: it.leftAt, change: -1, isGrant: it.grantedAt === it.leftAt },
    ])
    .filter((it) => it.at < never)
    .sort((a, b) => a.at - b.at);
  let [waiting, sinceAt, longest] = [0, 0, 0];
  for (const { at, change, isGrant } of moments) {
    if (waiting > 0 && (isGrant || waiting + change === 0)) longest = Math.max(longest, at - sinceAt);
    if (waiting === 0 || isGrant) sinceAt = at;
    waiting += change;
  }
  return longest;
}

const findForgotten = (granted: readonly Story[], told: readonly string[]): string[] => {
  const known = new Set(told);
  return granted
    .filter((it) => it.diedIn && it.token !== undefined && !known.has(it.token))
    .map((it) => `${it.diedIn} ${it.token} of ${it.who} died, and nobody was told`);
};

const findDoubles = (releases: readonly Of<'released'>[]): string[] =>
  [...groupById(releases)].flatMap(([id, own]) =>
    own.filter((it) => it.did).length > 1 ? [`${id} was let go of ${own.length} times`] : [],
  );
