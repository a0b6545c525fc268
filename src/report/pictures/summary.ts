/** The job summary: a sentence with the number that matters, and the numbers in a fold if anything was waited for. Pure. */
import { formatDuration } from '../../base/duration.ts';
import type { Job } from '../../base/event.ts';
import { inertMarkdown, plural } from '../../base/text.ts';
import { around, type Row, savedFetches } from '../timeline.ts';
import { linkOf, nameJob } from '../words.ts';

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
const worthMs = 1000;

const mineOf = (wait: Wait | undefined): Row | undefined => wait?.rows.find((row) => row.ticket === wait.ticket);

export function renderSummary(step: Step): string {
  const { waits, result } = step;
  // What went wrong is told once, of the lock with which it did.
  const failed = waits.findLast((it) => mineOf(it)?.outcome === result) ?? waits.findLast(mineOf) ?? waits[0];
  const told = result === 'acquired' ? waits.slice(0, mostRows) : [failed];
  const why = step.failure ? ` ${inertMarkdown(step.failure, 1000)}` : '';
  const sentences = told.map((it) => sentence(step, it));
  const savings = told.map((it) => savedLine(it, waits.length));
  const headingOf = (count: number) =>
    `### fetch-lock\n\n${sentences.slice(0, count).join('\n\n')}${why}\n${savings.slice(0, count).join('')}`;
  let count = told.length;
  while (count > 1 && Buffer.byteLength(headingOf(count)) > mostBytes) count -= 1;
  const heading = headingOf(count);
  const whole = `${heading}${waits
    .slice(0, mostRows)
    .map((it) => renderFold(step, it))
    .join('')}`;
  return Buffer.byteLength(whole) <= mostBytes ? whole : heading;
}

function renderFold({ waits, waitedMs, nowAt }: Step, wait: Wait): string {
  const mine = mineOf(wait);
  const hasWaited = (mine?.waitedMs ?? (waits.length === 1 ? waitedMs : undefined) ?? 0) >= worthMs || (mine?.ahead ?? 0) > 0;
  if (!mine || !hasWaited) return '';
  const others = around(wait.rows, mine, nowAt);
  const most = Math.max(1, Math.floor(mostRows / waits.length));
  const shown =
    others.length > most
      ? [mine, ...others.filter((row) => row !== mine).slice(1 - most)].slice(0, most).sort((a, b) => a.askedAt - b.askedAt)
      : others;
  const more = others.length - shown.length;
  const table = [
    '| job | mode | waited | held | fetch | outcome |',
    '|---|---|--:|--:|---|---|',
    ...shown.map((row) => renderRow(row, row === mine, nowAt)),
  ];
  const where = waits.length > 1 ? ` on ${inertMarkdown(wait.path, 200)}` : '';
  return `\n<details><summary>Who waited for whom${where}</summary>\n\n${table.join('\n')}\n${more > 0 ? `\n${plural(more, 'more request')} not shown.\n` : ''}\n</details>\n`;
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

function sayFetched({ fetched, joined, merged }: Row): string {
  switch (fetched) {
    case 'fetched':
      return `; fetched${merged > 0 ? `, also for ${plural(merged, 'request')} in line` : ''}`;
    case 'joined': {
      const [first, ...more] = joined;
      const of = first ? `${linked(first)}${more.length > 0 ? ` and ${plural(more.length, 'other')}` : ''}` : 'another job';
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

function renderRow(row: Row, isMine: boolean, nowAt: number): string {
  const job = linked(row.job);
  const fetch = { none: '', present: 'present', joined: 'joined', fetched: row.merged > 0 ? `fetched (+${row.merged})` : 'fetched' }[
    row.fetched
  ];
  const waited = formatDuration(row.waitedMs ?? nowAt - row.askedAt);
  const held = row.grantedAt === undefined ? '' : formatDuration(row.heldMs ?? nowAt - row.grantedAt);
  return `| ${isMine ? `**${job}**` : job} | ${inertMarkdown(row.mode, 20)} | ${waited} | ${held} | ${fetch} | ${row.outcome} |`;
}
