/** The job summary: one sentence with the number that matters, and the numbers in a fold if anything was waited for. Pure. */
import { formatDuration } from '../base/duration.ts';
import { inertMarkdown, plural } from '../base/text.ts';
import { around, type Row } from './timeline.ts';
import { linkOf, nameJob } from './words.ts';

export interface Wait {
  rows: readonly Row[];
  /** Ours among the rows. */
  ticket?: string;
  path?: string;
  mode?: string;
  result?: string;
  waitedMs?: number;
  failure?: string;
  /** Milliseconds since 1970. */
  nowAt: number;
}

const mostRows = 40;
const mostBytes = 65_536;
const worthMs = 1000;

export function renderSummary(wait: Wait): string {
  const mine = wait.rows.find((row) => row.ticket === wait.ticket);
  const heading = `### fetch-lock\n\n${sentence(wait, mine)}\n`;
  const hasWaited = (wait.waitedMs ?? mine?.waitedMs ?? 0) >= worthMs || (mine !== undefined && mine.ahead > 0);
  if (!mine || !hasWaited) return heading;
  const others = around(wait.rows, mine, wait.nowAt);
  const shown =
    others.length > mostRows
      ? [...others.filter((row) => row !== mine).slice(1 - mostRows), mine].sort((a, b) => a.askedAt - b.askedAt)
      : others;
  const more = others.length - shown.length;
  const table = [
    '| job | mode | waited | held | outcome |',
    '|---|---|--:|--:|---|',
    ...shown.map((row) => renderRow(row, row === mine, wait.nowAt)),
  ];
  const whole = `${heading}\n<details><summary>Who waited for whom</summary>\n\n${table.join('\n')}\n${more > 0 ? `\n${plural(more, 'more request')} not shown.\n` : ''}\n</details>\n`;
  return Buffer.byteLength(whole) <= mostBytes ? whole : heading;
}

function sentence({ result, path = '', mode = '', waitedMs = 0, failure }: Wait, mine: Row | undefined): string {
  const what = inertMarkdown(path, 200);
  const waited = formatDuration(mine?.waitedMs ?? waitedMs);
  const behind = mine && mine.ahead > 0 ? ` behind ${plural(mine.ahead, 'request')}` : '';
  const why = failure ? ` ${inertMarkdown(failure, 1000)}` : '';
  switch (result) {
    case 'acquired': {
      const git = mine && mine.gitMs > 0 ? ` (git: ${formatDuration(mine.gitMs)})` : '';
      const held = mine?.heldMs === undefined ? git : `, then held it for ${formatDuration(mine.heldMs)}${git}`;
      return `Waited ${waited} for the ${inertMarkdown(mine?.mode ?? mode, 20)} lock on ${what}${behind}${held}.${why}`;
    }
    case 'bypassed':
      return `**Went on without the lock** on ${what} after ${waited}.${why}`;
    case 'timeout':
      return `**Gave up.**${why}`;
    case 'cancelled':
      return mine?.grantedAt === undefined
        ? `Cancelled after waiting ${waited} for ${what}${behind}.`
        : `Cancelled while it held ${what}, after waiting ${waited}.`;
    case undefined:
      return `The step was ended before it could say how the lock on ${what} went.`;
    default:
      return `**No lock was taken**${what ? ` on ${what}` : ''}.${why}`;
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
