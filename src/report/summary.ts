/** The job summary: a sentence with the number that matters, and the numbers in a fold if anything was waited for. Pure. */
import { formatDuration } from '../base/duration.ts';
import { inertMarkdown, plural } from '../base/text.ts';
import { around, type Row } from './timeline.ts';
import { linkOf, nameJob } from './words.ts';

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
  const heading = `### fetch-lock\n\n${told.map((it) => sentence(step, it)).join('\n\n')}${why}\n`;
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
    '| job | mode | waited | held | outcome |',
    '|---|---|--:|--:|---|',
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
      return `Waited ${waited} for the ${inertMarkdown(mine?.mode ?? wait?.mode ?? '', 20)} lock on ${what}${behind}${held}.`;
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

function renderRow(row: Row, isMine: boolean, nowAt: number): string {
  const link = linkOf(row.job);
  const name = inertMarkdown(nameJob(row.job), 160);
  const job = link ? `[${name}](${link})` : name;
  const waited = formatDuration(row.waitedMs ?? nowAt - row.askedAt);
  const held = row.grantedAt === undefined ? '' : formatDuration(row.heldMs ?? nowAt - row.grantedAt);
  return `| ${isMine ? `**${job}**` : job} | ${inertMarkdown(row.mode, 20)} | ${waited} | ${held} | ${row.outcome} |`;
}
