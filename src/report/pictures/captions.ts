/** What the pictures of a lock's past say beside their bars. Names are made inert here, for a line of text. Pure. */
import { columnsOf } from '../../base/columns.ts';
import { formatDuration } from '../../base/duration.ts';
import type { Job } from '../../base/event.ts';
import { inert, plural } from '../../base/text.ts';
import type { Incident, Span } from '../timeline.ts';
import type { Account, Figures } from '../waiting/account.ts';
import { type Burst, worthMs } from '../waiting/bursts.ts';
import { isElsewhere } from '../waiting/elsewhere.ts';
import type { Obstacle } from '../waiting/obstacles.ts';
import { heldMs, waitedMs } from '../waiting/spans.ts';
import { nameJob } from '../words.ts';

/** A wait shorter than this was none, for people. */
export const leastMs = 50;

const endings: Partial<Record<Span['row']['outcome'], string>> = {
  timeout: 'gave up',
  cancelled: 'was cancelled',
  died: 'died without letting go',
  broken: 'was ended by an admin',
  unavailable: 'got no lock',
  deadlock: 'was refused: it would have been a deadlock',
  bypassed: 'went on without the lock',
  elsewhere: 'on another host',
};

/** The numbers by which a burst's requests call each other. */
export const numberSpans = ({ spans }: Pick<Burst, 'spans'>): Map<Span, number> => new Map(spans.map((it, index) => [it, index + 1]));

/** `behind 2 and 3 more`: who is drawn in the same burst is called by its number. */
export function sayBehind(obstacles: readonly Obstacle[], numbers: ReadonlyMap<Span, number>): string {
  const first = obstacles.find((it) => numbers.has(it.span));
  if (!first) return obstacles.length > 0 ? `behind ${plural(obstacles.length, 'request')} before these` : '';
  return `behind ${numbers.get(first.span)}${obstacles.length > 1 ? ` and ${obstacles.length - 1} more` : ''}`;
}

/** One that asked before the others came is a guest of theirs: its own wait is drawn elsewhere. */
export const isMember = (span: Span, fromAt: number): boolean => span.askedAt >= fromAt;

/** What became of one request, in a few words. */
export function saySpan(span: Span, fromAt: number, obstacles: readonly Obstacle[], numbers: ReadonlyMap<Span, number>): string {
  const { row, isOpen, isGranted } = span;
  const waits = waitedMs(span) >= leastMs && isMember(span, fromAt);
  const fetched = { none: '', present: 'nothing to fetch', joined: sayJoined(row.joined), fetched: 'fetched' }[row.fetched];
  return [
    waits && `${isOpen && !isGranted ? 'has waited' : 'waited'} ${formatDuration(waitedMs(span))} ${sayBehind(obstacles, numbers)}`.trim(),
    isMember(span, fromAt) && fetched && (row.merged > 0 ? `${fetched}, also for ${plural(row.merged, 'request')} in line` : fetched),
    isGranted && `${isOpen ? 'has held' : 'held'} ${sayHeld(span)}`,
    isGranted || row.outcome !== 'died' ? endings[row.outcome] : 'died while it waited',
    ...sayIncidents(row),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** How long it held; on another host it may have been longer. */
export const sayHeld = (span: Span): string => `${isElsewhere(span) ? 'at least ' : ''}${formatDuration(heldMs(span))}`;

const incidents: Record<Incident, (count: number) => string> = {
  mirror_created: () => 'cloned the mirror',
  mirror_restored: () => 'restored the mirror from the cache',
  mirror_rebuilt: () => 'made the mirror anew',
  mirror_saved: () => 'saved the mirror to the cache',
  git_retried: (count) => `tried git again ${count === 1 ? 'once' : `${count} times`}`,
  git_lock_removed: (count) => `removed ${plural(count, 'left-over lock file')} of git`,
};

const sayIncidents = ({ incidents: found }: Span['row']): string[] =>
  (Object.keys(incidents) as Incident[]).flatMap((it) => (found[it] ? [incidents[it](found[it])] : []));

const sayJoined = ([first]: Span['row']['joined']): string => (first ? `joined the fetch of ${nameShortly(first, 60)}` : 'joined a fetch');

/** `21 Nov 2026 05:12:03 UTC`. */
export function sayTime(at: number): string {
  const [, , day, month, year, time] = /^(\w+), (\d+) (\w+) (-?\d+) ([\d:]+) GMT$/.exec(new Date(at).toUTCString()) ?? [];
  return `${Number(day)} ${month} ${year} ${time} UTC`;
}

/** The part of its name that tells a request from those beside it; its host, if that is another. */
export function nameSpan(span: Span, most: number): string {
  const { job } = span.row;
  if (!isElsewhere(span) || job.host === undefined) return nameShortly(job, most);
  // The end of a line is what is cut.
  const host = ` on ${inert(job.host, Math.floor(most / 2))}`;
  return `${nameShortly({ ...job, host: '' }, Math.max(4, most - columnsOf(host)))}${host}`;
}

function nameShortly(job: Job, most: number): string {
  const leg = job.job_index && job.job_index !== '0' ? ` (leg ${job.job_index})` : '';
  return inert(job.job ? `${job.job}${leg}` : (job.command ?? nameJob(job)), most);
}

/** The numbers that matter, each with what it counts; those that are nought and good to be so are left out. */
export function figuresInWords(figures: Figures): [number: string, of: string][] {
  const { requests, p50Ms, p95Ms, totalMs, timeouts, recoveries, bypassed, fetches } = figures;
  const all: [string | number | undefined, string][] = [
    [requests, requests === 1 ? 'request' : 'requests'],
    [p50Ms === undefined ? undefined : formatDuration(p50Ms), 'median wait (p50)'],
    [p95Ms === undefined ? undefined : formatDuration(p95Ms), 'p95 wait'],
    [totalMs >= leastMs ? formatDuration(totalMs) : undefined, 'of waiting in all'],
    [timeouts || undefined, 'gave up'],
    [recoveries || undefined, recoveries === 1 ? 'job died' : 'jobs died'],
    [bypassed || undefined, 'went on without the lock'],
    [fetches.asked > 0 ? `${fetches.saved} of ${fetches.asked}` : undefined, 'fetches saved'],
  ];
  return all.flatMap(([number, of]) => (number === undefined ? [] : [[String(number), of] as [string, string]]));
}

/** Whom they waited for. */
export function sayBlockers({ blockers, figures }: Account, most: number): string {
  const named = blockers.slice(0, most).map((it) => `${it.name} (${formatDuration(it.ms)}, ${plural(it.waits, 'wait')})`);
  if (named.length > 0) return `Most of the waiting was for ${named.join('; ')}.`;
  return figures.totalMs < worthMs ? 'Nobody had to wait for anybody.' : 'Whom they waited for is not in the journal.';
}

/** Whether the lock is a bottleneck, and what would help; nothing where that is not known. */
export function sayAdvice({ blockers: [worst], figures }: Account): string {
  const { p95Ms } = figures;
  if (p95Ms === undefined || figures.totalMs < worthMs) return '';
  if (p95Ms < worthMs) return `It is no bottleneck: 95 % waited at most ${formatDuration(p95Ms)}.`;
  if (!worst || worst.gitMs === 0 || worst.aloneMs < worthMs) return '';
  const held = `${worst.name} had it to itself for ${formatDuration(worst.aloneMs)}, of which git took ${formatDuration(Math.min(worst.gitMs, worst.aloneMs))}`;
  return worst.gitMs * 2 < worst.aloneMs
    ? `${held}: there, \`hold: step\` would free it once git is done, and \`mode: auto\` share it.`
    : `${held}: a narrower fetch, \`want\` or \`max-age\` would leave git less to do.`;
}

/** What the pictures of a lock leave out; nothing, if they don't. */
export function sayLeft({ spans }: Account, drawn: readonly Burst[]): string {
  const shown = new Set(drawn.flatMap((it) => it.spans));
  const count = spans.filter((it) => !shown.has(it)).length;
  return count > 0 ? `${plural(count, 'more request')} not drawn, which waited less or held nobody up; the numbers count all of them.` : '';
}
