/** What a lock has cost, in numbers: all that a report says of one lock, for its pictures to draw. Pure. */

import { type Cost, costOf } from '../history.ts';
import { type Row, type Span, savedFetches } from '../timeline.ts';
import { nameJob } from '../words.ts';
import { type Burst, burstsOf } from './bursts.ts';
import { isElsewhere } from './elsewhere.ts';
import { inTheWay, type Obstacle } from './obstacles.ts';
import { holdsOf, spansOf, waitedMs } from './spans.ts';

export interface Account {
  /** As typed. */
  path: string;
  spans: readonly Span[];
  /** What they met on other hosts: it is drawn as what was in their way, and counted in nothing else. */
  elsewhere: readonly Span[];
  obstacles: ReadonlyMap<Span, readonly Obstacle[]>;
  figures: Figures;
  blockers: readonly Blocker[];
  bursts: readonly Burst[];
}

/** Whose holding has kept others waiting, all its runs and legs together. */
interface Blocker {
  name: string;
  /** What it cost them; of a wait for several at once, each is given its part, so that nothing is counted twice. */
  ms: number;
  /** How many waited for it. */
  waits: number;
  /** For how long, all runs together, it held what only one may hold at a time, and git ran. */
  aloneMs: number;
  gitMs: number;
}

/** `sinceAt`: requests that were over by then are left out; none of the others had to wait for them since. */
export function accountOf(path: string, rows: readonly Row[], nowAt: number, sinceAt = Number.NEGATIVE_INFINITY): Account {
  const all = spansOf(rows, nowAt).filter((it) => it.endsAt >= sinceAt);
  const [spans, elsewhere] = [all.filter((it) => !isElsewhere(it)), all.filter(isElsewhere)];
  const obstacles = inTheWay(all);
  const counted = { figures: figuresOf(spans), blockers: blockersOf(obstacles), bursts: burstsOf(spans, obstacles) };
  return { path, spans, elsewhere, obstacles, ...counted };
}

function blockersOf(obstacles: ReadonlyMap<Span, readonly Obstacle[]>): Blocker[] {
  const blockers = new Map<string, Blocker>();
  const seen = new Set<Span>();
  for (const [waiter, found] of obstacles) {
    const sum = found.reduce((total, it) => total + it.ms, 0);
    const part = Math.min(1, waitedMs(waiter) / sum);
    const names = new Set<string>();
    for (const { span, ms } of found.filter((it) => it.ms > 0)) {
      const name = nameOf(span);
      const before = blockers.get(name) ?? { name, ms: 0, waits: 0, aloneMs: 0, gitMs: 0 };
      const isNew = !seen.has(span);
      blockers.set(name, {
        ...{ name, ms: before.ms + ms * part, waits: before.waits + (names.has(name) ? 0 : 1) },
        ...{ aloneMs: before.aloneMs + (isNew ? aloneMs(span) : 0), gitMs: before.gitMs + (isNew ? span.row.gitMs : 0) },
      });
      names.add(name);
      seen.add(span);
    }
  }
  return [...blockers.values()].sort((a, b) => b.ms - a.ms);
}

const aloneMs = (span: Span): number =>
  holdsOf(span).reduce((sum, { mode, fromAt, toAt }) => sum + (mode === 'shared' ? 0 : toAt - fromAt), 0);

function nameOf(span: Span): string {
  const { repository, job, user, command, host } = span.row.job;
  const names = { repository, job, user, command, ...(isElsewhere(span) ? { host } : {}) };
  return nameJob(Object.fromEntries(Object.entries(names).filter(([, it]) => it !== undefined)));
}

export interface Figures extends Cost {
  requests: number;
  /** All waiting added up. */
  totalMs: number;
  /** Went on without the lock. */
  bypassed: number;
  fetches: { asked: number; saved: number };
}

function figuresOf(spans: readonly Span[]): Figures {
  const rows = spans.map((it) => it.row);
  return {
    ...costOf(rows),
    requests: spans.length,
    totalMs: spans.reduce((sum, it) => sum + waitedMs(it), 0),
    bypassed: rows.filter((it) => it.outcome === 'bypassed').length,
    fetches: savedFetches(rows),
  };
}

const hourMs = 3_600_000;
// A screen has room for two weeks of hours; a journal that covers more is shown in coarser bins.
const mostBins = 336;

export interface Bins {
  /** Milliseconds since 1970, and how much time a bin covers. */
  fromAt: number;
  stepMs: number;
  /** All waiting in it, in milliseconds. */
  waitedMs: number[];
}

/** All waiting by the hour, up to now; the bins sum up to all of it. */
export function waitingByHour(spans: readonly Span[], nowAt: number, fewestBins: number): Bins {
  const firstAt = spans.reduce((least, it) => Math.min(least, it.askedAt), nowAt);
  const lastAt = spans.reduce((most, it) => Math.max(most, it.waitedUntil), nowAt);
  const stepMs = hourMs * Math.max(1, Math.ceil((lastAt - firstAt) / hourMs / (mostBins - 2)));
  const end = Math.floor(lastAt / stepMs) + 1;
  const begin = Math.min(Math.floor(firstAt / stepMs), end - fewestBins);
  const bins = Array.from({ length: end - begin }, () => 0);
  for (const { askedAt, waitedUntil } of spans) {
    for (let index = Math.floor(askedAt / stepMs); index * stepMs < waitedUntil; index += 1) {
      const part = Math.min(waitedUntil, (index + 1) * stepMs) - Math.max(askedAt, index * stepMs);
      bins[index - begin] = (bins[index - begin] ?? 0) + part;
    }
  }
  return { fromAt: begin * stepMs, stepMs, waitedMs: bins };
}
