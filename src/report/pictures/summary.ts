/**
 * The job summary: a sentence with the number that matters; if anything was waited for, a picture of it, and the numbers in a fold.
 * Pure.
 */
import { formatDuration } from '../../base/duration.ts';
import type { Job } from '../../base/event.ts';
import { inertMarkdown, plural } from '../../base/text.ts';
import { recentHistory } from '../history.ts';
import { type Row, type Span, savedFetches } from '../timeline.ts';
import { worthMs } from '../waiting/bursts.ts';
import { isElsewhere } from '../waiting/elsewhere.ts';
import { concerned, obstaclesOf } from '../waiting/obstacles.ts';
import { around, spansOf, waitedMs } from '../waiting/spans.ts';
import { linkOf, nameJob } from '../words.ts';
import { sayHeld } from './captions.ts';
import { type Numbered, renderGantt } from './gantt.ts';

/** One lock of the step. */
export interface Wait {
  rows: readonly Row[];
  /** Ours among the rows. */
  ticket: string;
  path: string;
  mode: string;
}

export interface Step {
  waits: readonly Wait[];
  result?: string;
  waitedMs?: number;
  failure?: string;
  /** Milliseconds since 1970. */
  nowAt: number;
}

const mostRows = 40;
const mostBytes = 65_536;
const dayMs = 24 * 3_600_000;

const isOurs = ({ ticket }: Wait, row: Row): boolean => row.ticket === ticket;

const mineOf = (wait: Wait | undefined): Row | undefined => wait?.rows.find((row) => isOurs(wait, row));

export function renderSummary(step: Step): string {
  const { waits, result } = step;
  // What went wrong is told once, of the lock with which it did.
  const failed = waits.findLast((it) => mineOf(it)?.outcome === result) ?? waits.findLast(mineOf) ?? waits[0];
  const told = result === 'acquired' ? waits.slice(0, mostRows) : [failed];
  const why = step.failure ? ` ${inertMarkdown(step.failure, 1000)}` : '';
  const sentences = told.map((it) => sentence(step, it));
  const blames = told.map((it) => sayObstacles(step, it));
  const savings = told.map((it) => savedLine(it, waits.length));
  const headingOf = (count: number) =>
    `### fetch-lock\n\n${sentences.slice(0, count).join('\n\n')}${why}\n${blames.slice(0, count).join('')}${savings.slice(0, count).join('')}`;
  let count = told.length;
  while (count > 1 && Buffer.byteLength(headingOf(count)) > mostBytes) count -= 1;
  const pieces = waits.slice(0, mostRows).flatMap((it) => renderWait(step, it));
  return pieces.reduce((text, piece) => (Buffer.byteLength(text + piece) <= mostBytes ? text + piece : text), headingOf(count));
}

/** The picture and the numbers of a lock that was waited for. Each is left out whole where there is no room for it. */
function renderWait({ waits, waitedMs, nowAt }: Step, wait: Wait): string[] {
  const spans = spansOf(wait.rows, nowAt);
  const mine = spans.find(({ row }) => isOurs(wait, row));
  const hasWaited = (mine?.row.waitedMs ?? (waits.length === 1 ? waitedMs : undefined) ?? 0) >= worthMs || (mine?.row.ahead ?? 0) > 0;
  if (!mine || !hasWaited) return [];
  const all = around(spans, mine);
  const drawable = concerned(spans, mine);
  const most = Math.max(1, Math.floor(mostRows / waits.length));
  const shown = [...new Set([mine, ...drawable, ...all])].slice(0, most).sort((a, b) => a.askedAt - b.askedAt);
  const numbered = shown.map((span, index) => ({ span, number: index + 1 }));
  const drawn = numbered.filter(({ span }) => span === mine || drawable.includes(span));
  const where = waits.length > 1 ? ` on ${inertMarkdown(wait.path, 200)}` : '';
  const chart = renderGantt(drawn, mine);
  const left = drawable.length + 1 - drawn.length;
  const leftOut = left > 0 ? `\n${plural(left, 'more request')} of that time not drawn.\n` : '';
  const picture = chart === undefined ? [] : [`${where && `\nThe wait${where}:\n`}\n${chart}${leftOut}`];
  return [...picture, renderFold(wait, mine, numbered, all.length - shown.length, where, nowAt)];
}

function renderFold(wait: Wait, mine: Span, shown: readonly Numbered[], more: number, where: string, nowAt: number): string {
  const parts = [
    `<details><summary>Who waited for whom${where}</summary>`,
    [
      '| # | job | mode | waited | held | git | fetch | outcome |',
      '|--:|---|---|--:|--:|--:|---|---|',
      ...shown.map((it) => renderRow(it, it.span === mine)),
    ].join('\n'),
    ...(more > 0 ? [`${plural(more, 'more request')} not shown.`] : []),
    ...sayHistory(wait.rows, nowAt),
    '</details>',
  ];
  return `\n${parts.join('\n\n')}\n`;
}

/** Of the last days, or of as much of them as can still be read. */
function sayHistory(rows: readonly Row[], nowAt: number): string[] {
  const { sinceAt, waits, p50Ms, p95Ms, timeouts, recoveries } = recentHistory(rows, nowAt);
  const firstAt = rows.find((row) => row.askedAt >= sinceAt)?.askedAt;
  if (waits < 2 || firstAt === undefined || p50Ms === undefined || p95Ms === undefined) return [];
  const days = Math.round((nowAt - firstAt) / dayMs);
  const time = days > 1 ? `${days} days` : formatDuration(nowAt - firstAt);
  const ends = [timeouts > 0 ? `${timeouts} gave up` : '', recoveries > 0 ? `${plural(recoveries, 'job')} died` : ''].filter(Boolean);
  return [
    `On this lock in the last ${time}: ${plural(waits, 'request')}; half of them waited at most ${formatDuration(p50Ms)} (p50), ` +
      `95 % at most ${formatDuration(p95Ms)} (p95)${ends.length > 0 ? `; ${ends.join(', ')}` : ''}.`,
  ];
}

function sentence({ result, waitedMs = 0 }: Step, wait: Wait | undefined): string {
  const mine = mineOf(wait);
  const what = inertMarkdown(wait?.path ?? '', 200);
  const waited = formatDuration(mine?.waitedMs ?? waitedMs);
  const behind = mine && mine.ahead > 0 ? ` behind ${plural(mine.ahead, 'request')}` : '';
  switch (result) {
    case 'acquired': {
      const git = mine && mine.gitMs > 0 ? ` (git: ${formatDuration(mine.gitMs)})` : '';
      const held = mine?.heldMs === undefined ? git : `, then held it for ${formatDuration(mine.heldMs)}${git}`;
      return `Waited ${waited} for the ${inertMarkdown(mine?.mode ?? wait?.mode ?? '', 20)} lock on ${what}${behind}${held}${mine ? sayFetched(mine) : ''}.`;
    }
    case 'bypassed':
      return `**Went on without the lock** on ${what} after ${waited}.`;
    case 'timeout':
      return `**Gave up.**`;
    case 'cancelled':
      return mine?.grantedAt === undefined
        ? `Cancelled after waiting ${waited} for ${what}${behind}.`
        : `Cancelled while it held ${what}, after waiting ${waited}.`;
    case undefined:
      return `The step was ended before it could say how the lock on ${what} went.`;
    default:
      return `**No lock was taken**${what ? ` on ${what}` : ''}.`;
  }
}

const mostNamed = 2;

/** Who held it meanwhile, and what would have helped. */
function sayObstacles({ waits, nowAt }: Step, wait: Wait | undefined): string {
  const spans = spansOf(wait?.rows ?? [], nowAt);
  const mine = spans.find(({ row }) => wait && isOurs(wait, row));
  const all = mine ? obstaclesOf(spans, mine).filter((it) => it.ms >= worthMs) : [];
  const [worst] = all;
  if (!wait || !worst) return '';
  const named = all.slice(0, mostNamed).map(({ span: { row }, ms }) => {
    const died = row.outcome === 'died' ? ', until it died' : '';
    return `${linkedShortly(row.job)} for ${formatDuration(ms)}${died}`;
  });
  const list = all.length > mostNamed ? [...named, plural(all.length - mostNamed, 'other')] : named;
  const who = [list.slice(0, -1).join(', '), ...list.slice(-1)].filter(Boolean).join(' and ');
  return `\nMeanwhile ${waits.length > 1 ? inertMarkdown(wait.path, 200) : 'it'} was held by ${who}.${advise(worst.span.row)}\n`;
}

/** About a lock that was kept for much longer than git ran. */
function advise({ job, mode, gitMs, heldMs = 0, downgradedAt, outcome }: Row): string {
  if (outcome !== 'released' || mode === 'shared' || downgradedAt !== undefined || gitMs === 0 || gitMs * 2 > heldMs) return '';
  return (
    ` ${linkedShortly(job)} kept it for ${formatDuration(heldMs)}, of which git took ${formatDuration(gitMs)}: ` +
    'there, `hold: step` would free it once git is done, and `mode: auto` share it.'
  );
}

function sayFetched({ fetched, joined, merged }: Row): string {
  switch (fetched) {
    case 'fetched':
      return `; fetched${merged > 0 ? `, also for ${plural(merged, 'request')} in line` : ''}`;
    case 'joined': {
      const [first, ...more] = joined;
      const of = first ? `${linkedShortly(first)}${more.length > 0 ? ` and ${plural(more.length, 'other')}` : ''}` : 'another job';
      return `; joined the fetch${more.length > 0 ? 'es' : ''} of ${of}`;
    }
    case 'present':
      return '; nothing had to be fetched';
    default:
      return '';
  }
}

/** Of all that can still be read of that lock. */
function savedLine(wait: Wait | undefined, locks: number): string {
  const { asked, saved } = savedFetches(wait?.rows ?? []);
  if (saved === 0) return '';
  const where = locks > 1 ? `on ${inertMarkdown(wait?.path ?? '', 200)}` : 'here';
  const which =
    asked === 1 ? 'The last fetch' : saved === asked ? `All of the last ${asked} fetches` : `${saved} of the last ${asked} fetches`;
  return `\n${which} asked for ${where} needed no network of ${asked === 1 || saved === 1 ? 'its' : 'their'} own.\n`;
}

function linked(job: Job): string {
  const link = linkOf(job);
  const name = inertMarkdown(nameJob(job), 160);
  return link ? `[${name}](${link})` : name;
}

/** Which run and which runner, the link says; not on which host of a fleet. */
function linkedShortly(job: Job): string {
  const { run_id, run_attempt, runner, ...rest } = job;
  return linked(linkOf(job) ? rest : job);
}

function renderRow({ span, number }: Numbered, isMine: boolean): string {
  const { row, isOpen, isGranted } = span;
  const job = linked(row.job);
  const fetch = { none: '', present: 'present', joined: 'joined', fetched: row.merged > 0 ? `fetched (+${row.merged})` : 'fetched' };
  const cells = [
    String(number),
    isMine ? `**${job}**` : job,
    inertMarkdown(row.mode, 20),
    isElsewhere(span) ? '' : formatDuration(row.waitedMs ?? waitedMs(span)),
    isGranted ? sayHeld(span) : '',
    row.gitMs > 0 ? formatDuration(row.gitMs) : '',
    fetch[row.fetched],
    isElsewhere(span) ? 'on another host' : !isOpen && ['waiting', 'holding'].includes(row.outcome) ? 'end unknown' : row.outcome,
  ];
  return `| ${cells.join(' | ')} |`;
}
