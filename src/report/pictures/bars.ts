/** The report for a terminal: what each lock has cost, and who waited for whom, as bars on a common axis. Pure. */

import { columnsOf, cutEnd, pad } from '../../base/columns.ts';
import { formatDuration } from '../../base/duration.ts';
import { inert, plural } from '../../base/text.ts';
import type { Span } from '../timeline.ts';
import type { Account } from '../waiting/account.ts';
import { type Burst, chooseBursts, mostInBurst } from '../waiting/bursts.ts';
import { holdsOf, waitedMs } from '../waiting/spans.ts';
import {
  figuresInWords,
  isMember,
  leastMs,
  nameSpan,
  numberSpans,
  sayAdvice,
  sayBehind,
  sayBlockers,
  sayLeft,
  sayTime,
} from './captions.ts';

/** Paints a text, where there is colour. */
type Paint = (style: 'bold' | 'dim' | 'red' | 'blue' | 'magenta', text: string) => string;

export interface Canvas {
  /** Columns. */
  width: number;
  paint: Paint;
}

const mostBlockers = 3;

/** One lock: its numbers, whom they waited for, and the worst of it drawn. */
export function renderBars(account: Account, canvas: Canvas): string[] {
  const { path, spans, obstacles, figures, bursts } = account;
  const { paint, width } = canvas;
  const heading = paint('bold', cutEnd(inert(path), width));
  if (spans.length === 0) return [heading, ...wrap('Nobody has asked for this lock.', width)];
  const chosen = chooseBursts(bursts, mostInBurst);
  const left = sayLeft(account, chosen);
  const numbers = figuresInWords(figures).map(([number, of]) => `${number} ${of}`);
  return [
    heading,
    ...wrap(numbers.join(' · '), width),
    ...wrap(`${sayBlockers(account, mostBlockers)} ${sayAdvice(account)}`.trim(), width),
    ...chosen.flatMap((it) => ['', ...renderBurst(it, obstacles, canvas)]),
    ...(left ? ['', ...wrap(left, width)] : []),
  ];
}

function renderBurst(burst: Burst, obstacles: Account['obstacles'], { width, paint }: Canvas): string[] {
  const numbers = numberSpans(burst);
  const isWide = width >= 72;
  const figure = isWide ? 28 : 9;
  const name = Math.min(40, Math.max(10, Math.floor(width * 0.26)));
  const plot = Math.max(6, width - 2 - 3 - name - 1 - 1 - figure);
  const spanMs = Math.max(1, burst.toAt - burst.fromAt);
  const rows = burst.spans.map((span) => {
    const waits = waitedMs(span) >= leastMs && isMember(span, burst.fromAt);
    const said = waits ? `${formatDuration(waitedMs(span))}${isWide ? ` ${sayBehind(obstacles.get(span) ?? [], numbers)}` : ''}` : '';
    const number = String(numbers.get(span)).padStart(2);
    return `  ${paint('dim', number)} ${pad(nameSpan(span, name), name)} ${drawBar(span, burst.fromAt, spanMs / plot, plot, paint)} ${cutEnd(said, figure)}`.trimEnd();
  });
  const heading = `  ${sayTime(burst.fromAt)}, for ${formatDuration(burst.toAt - burst.fromAt)}, ${plural(burst.members, 'request')}`;
  return [cutEnd(heading, width), ...rows];
}

const glyphs = { exclusive: '█', update: '▓', shared: '░', wait: '─', gaveUp: '✗', join: '●', none: ' ' } as const;
type Cell = keyof typeof glyphs;
const looks: Record<Cell, Parameters<Paint>[0] | undefined> = {
  ...{ exclusive: 'blue', update: 'blue', shared: 'blue', wait: 'dim', gaveUp: 'red', join: 'magenta', none: undefined },
};

export function legendOfBars({ width, paint }: Canvas): string[] {
  const entries = (
    [
      ['wait', 'waited'],
      ['exclusive', 'held it exclusive'],
      ['update', 'to update'],
      ['shared', 'shared'],
      ['join', 'joined a fetch'],
      ['gaveUp', 'got no lock'],
    ] as const
  ).map(([cell, meaning]) => ({ text: `${show(cell, 1, paint)} ${meaning}`, columns: 2 + meaning.length }));
  const lines: { text: string; columns: number }[] = [];
  for (const it of entries) {
    const last = lines.at(-1);
    if (last && last.columns + 3 + it.columns <= width)
      Object.assign(last, { text: `${last.text}   ${it.text}`, columns: last.columns + 3 + it.columns });
    else lines.push({ text: `  ${it.text}`, columns: 2 + it.columns });
  }
  return lines.map((it) => it.text);
}

const show = (cell: Cell, count: number, paint: Paint): string => {
  const look = looks[cell];
  return look ? paint(look, glyphs[cell].repeat(count)) : glyphs[cell].repeat(count);
};

function drawBar(span: Span, fromAt: number, cellMs: number, count: number, paint: Paint): string {
  const cells: Cell[] = Array.from({ length: count }, () => 'none');
  const cellAt = (at: number) => Math.min(count - 1, Math.max(0, Math.floor((at - fromAt) / cellMs)));
  const fill = (cell: Cell, from: number, to: number) => {
    if (to <= from || to <= fromAt || from > fromAt + count * cellMs) return;
    cells.fill(cell, cellAt(from), Math.max(cellAt(from) + 1, Math.min(count, Math.ceil((to - fromAt) / cellMs))));
  };
  const { row, askedAt, waitedUntil, endsAt } = span;
  fill('wait', askedAt, waitedUntil);
  for (const it of holdsOf(span).reverse()) fill(it.mode, it.fromAt, it.toAt);
  if (row.fetched === 'joined' && waitedUntil >= fromAt) cells[cellAt(waitedUntil)] = 'join';
  if (!span.isGranted && !span.isOpen) cells[cellAt(endsAt)] = 'gaveUp';
  return runsOf(cells)
    .map(([cell, length]) => show(cell, length, paint))
    .join('');
}

function runsOf(cells: readonly Cell[]): [Cell, number][] {
  const runs: [Cell, number][] = [];
  for (const cell of cells) {
    const last = runs.at(-1);
    if (last?.[0] === cell) last[1] += 1;
    else runs.push([cell, 1]);
  }
  return runs;
}

/** Lines of whole words, indented; a word that is wider than a line is cut. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && columnsOf(last) + 1 + columnsOf(word) <= width) lines.splice(-1, 1, `${last} ${word}`);
    else lines.push(`  ${cutEnd(word, width - 2)}`);
  }
  return lines;
}
