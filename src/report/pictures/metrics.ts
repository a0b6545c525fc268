/**
 * Totals in, Prometheus text out (https://prometheus.io/docs/instrumenting/exposition_formats/). Pure.
 * Labels are the lock's path, the mode and the outcome: nothing that a job may choose, so that there are only so many series a lock.
 */
import { createHash } from 'node:crypto';
import { inert, withoutCredentials } from '../../base/text.ts';
import { countOf, fetchOutcomes, type Histogram, limitsMs, type Mode, modes, outcomes, type Tally } from '../totals/tally.ts';

/** What is to be said of one lock. */
export interface Figures {
  /** Canonical path of what it guards. */
  guards: string;
  tally: Tally;
  /** Requests in line now. */
  line: readonly { mode: Mode; isGranted: boolean }[];
}

export const families = {
  fetch_lock_wait_seconds: ['histogram', 'From asking for the lock to being granted or giving up.'],
  fetch_lock_hold_seconds: ['histogram', 'From being granted the lock to letting go or being removed.'],
  fetch_lock_requests_total: ['counter', 'Requests for the lock that ended, by outcome.'],
  fetch_lock_fetches_total: ['counter', 'Fetches asked for: done, joined to that of another job, or not needed.'],
  fetch_lock_timeouts_total: ['counter', 'Requests that waited as long as they would and gave up.'],
  fetch_lock_recoveries_total: ['counter', 'Requests removed because whoever made them had died.'],
  fetch_lock_bypasses_total: ['counter', 'Steps that went on without the lock, since fail-closed was false.'],
  fetch_lock_waiters: ['gauge', 'Requests that wait in line now, those of the dead too until somebody recovers them.'],
  fetch_lock_holders: ['gauge', 'Requests that hold the lock now, those of the dead too until somebody recovers them.'],
  fetch_lock_last_event_timestamp_seconds: ['gauge', 'When the newest event in the journal of the lock happened.'],
} as const;

type Family = keyof typeof families;

/** One line of the text. */
interface Sample {
  family: Family;
  /** Name and labels: there is only one of it. */
  series: string;
  /** The value of its label `lock`, as it is written. */
  lock: string;
  value: string;
}

const header = '# Written by fetch-lock; what others write here is lost.';

/** One document of these locks and of samples of others, each family once. */
export function renderMetrics(all: readonly Figures[], others: readonly Sample[] = []): string {
  const samples = new Map([...others, ...all.flatMap(samplesOf)].map((it) => [it.series, it]));
  const blocks = Object.entries(families).flatMap(([family, [type, help]]) => {
    const mine = [...samples.values()].filter((it) => it.family === family);
    const lines = mine.map(({ series, value }) => `${series} ${value}`);
    return mine.length === 0 ? [] : [`# HELP ${family} ${help}`, `# TYPE ${family} ${type}`, ...lines];
  });
  return [header, ...blocks, ''].join('\n');
}

/** A path as a label value. One that cannot be shown as it is has a mark that keeps it apart from all others. */
export function lockLabel(guards: string): string {
  const shown = inert(withoutCredentials(guards));
  const mark = shown === guards ? '' : ` #${createHash('sha256').update(guards).digest('hex').slice(0, 8)}`;
  return `${shown}${mark}`.replace(/\\/g, '\\\\').replace(/"/g, '\\"');
}

function samplesOf({ guards, tally, line }: Figures): Sample[] {
  const lock = lockLabel(guards);
  const sample = (family: Family, labels: Record<string, string>, value: number, suffix = ''): Sample => {
    const list = Object.entries({ lock, ...labels }).map(([name, it]) => `${name}="${it}"`);
    return { family, lock, series: `${family}${suffix}{${list.join(',')}}`, value: String(value) };
  };
  const histogram = (family: Family, mode: Mode, it: Histogram): Sample[] => {
    let below = 0;
    const buckets = [...limitsMs.map((limit) => String(limit / 1000)), '+Inf'].map((le, index) => {
      below += it.counts[index] ?? 0;
      return sample(family, { mode, le }, below, '_bucket');
    });
    return [...buckets, sample(family, { mode }, it.sumMs / 1000, '_sum'), sample(family, { mode }, countOf(it), '_count')];
  };
  const ofAllModes = (outcome: (typeof outcomes)[number]) => modes.reduce((sum, mode) => sum + tally.requests[mode][outcome], 0);
  // A series that is there before its first event has a beginning to count from; of what should not be, there is none until it is.
  const shown = modes.filter((mode) => mode !== 'unknown' || isUsed(tally, mode));
  return [
    ...shown.flatMap((mode) => histogram('fetch_lock_wait_seconds', mode, tally.waits[mode])),
    ...shown.flatMap((mode) => histogram('fetch_lock_hold_seconds', mode, tally.holds[mode])),
    ...shown.flatMap((mode) =>
      outcomes.map((outcome) => sample('fetch_lock_requests_total', { mode, outcome }, tally.requests[mode][outcome])),
    ),
    ...fetchOutcomes.map((outcome) => sample('fetch_lock_fetches_total', { outcome }, tally.fetches[outcome])),
    sample('fetch_lock_timeouts_total', {}, ofAllModes('timeout')),
    sample('fetch_lock_recoveries_total', {}, ofAllModes('died')),
    sample('fetch_lock_bypasses_total', {}, tally.bypasses),
    ...(['fetch_lock_waiters', 'fetch_lock_holders'] as const).flatMap((family) =>
      modes
        .filter((mode) => mode !== 'unknown')
        .map((mode) =>
          sample(family, { mode }, line.filter((it) => it.mode === mode && it.isGranted === (family === 'fetch_lock_holders')).length),
        ),
    ),
    ...(tally.newestAt > 0 ? [sample('fetch_lock_last_event_timestamp_seconds', {}, tally.newestAt / 1000)] : []),
  ];
}

const isUsed = ({ waits, holds, requests }: Tally, mode: Mode): boolean =>
  countOf(waits[mode]) + countOf(holds[mode]) + Object.values(requests[mode]).reduce((sum, it) => sum + it, 0) > 0;

/** True for a text that this wrote, which may therefore be replaced, as an empty one may. */
export const isOurText = (text: string): boolean => text.trim() === '' || text.startsWith(`${header}\n`);

const goneMs = 30 * 24 * 3_600_000;

/** What a text of ours says of locks that have had an event in the last thirty days, those with these labels left out. */
export function samplesIn(text: string, without: ReadonlySet<string>, nowAt: number): Sample[] {
  const samples = text.split('\n').flatMap((line) => readSample(line) ?? []);
  const lastAt = new Map(
    samples.filter((it) => it.family === 'fetch_lock_last_event_timestamp_seconds').map((it) => [it.lock, Number(it.value) * 1000]),
  );
  return samples.filter(({ lock }) => !without.has(lock) && (lastAt.get(lock) ?? 0) > nowAt - goneMs);
}

function readSample(line: string): Sample | undefined {
  const [, series = '', name = '', lock = '', value = ''] =
    /^((fetch_lock_[a-z_]+)\{lock="((?:[^"\\]|\\["\\])*)"(?:,[a-z]+="[\w.+]*")*\}) (\d+(?:\.\d+)?)$/.exec(line) ?? [];
  const family = (Object.keys(families) as Family[]).find(
    (it) => it === name || (families[it][0] === 'histogram' && ['_bucket', '_sum', '_count'].some((suffix) => it + suffix === name)),
  );
  return family && { family, series, lock, value };
}
