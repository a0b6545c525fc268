/**
 * What the page and the picture of the README share: how one request is drawn, and in which colours. Marks are placed in percent
 * of whatever width they are given. Nothing here has a style attribute, which the page's policy would refuse. Pure.
 */

import { formatDuration } from '../../base/duration.ts';
import { inert } from '../../base/text.ts';
import type { Span } from '../timeline.ts';
import { type Burst, stepFor } from '../waiting/bursts.ts';
import type { Obstacle } from '../waiting/obstacles.ts';
import { holdsOf, waitedMs } from '../waiting/spans.ts';
import { nameJob } from '../words.ts';
import { isMember, leastMs, nameSpan, numberSpans, saySpan } from './captions.ts';

const panel = { light: '#ffffff', dark: '#0d1117' };

const palette = (shade: 'light' | 'dark'): string =>
  shade === 'light'
    ? `color-scheme:light dark;--panel:${panel.light};--ink:#1f2328;--quiet:#59636e;--line:#d8dee4;--wait:#8c959f;--exclusive:#0a4ea8;--update:#3d8bfd;--shared:#b3d4ff;--join:#8250df;--bad:#cf222e;--link:#0550ae`
    : `--panel:${panel.dark};--ink:#e6edf3;--quiet:#9198a1;--line:#2a313a;--wait:#848d97;--exclusive:#2f74e0;--update:#6cb0ff;--shared:#2b4a73;--join:#b48cff;--bad:#ff7b72;--link:#79b8ff`;

/** Light, and dark for who prefers that. */
export const colours = `:root{${palette('light')}}@media(prefers-color-scheme:dark){:root{${palette('dark')}}}
svg{overflow:hidden}text{font:12px system-ui,-apple-system,"Segoe UI",sans-serif;fill:var(--ink)}.quiet{fill:var(--quiet)}.bad{fill:var(--bad)}
.grid{stroke:var(--line);stroke-width:1}.wait{fill:var(--wait)}.gave-up{fill:var(--bad)}.exclusive{fill:var(--exclusive)}.update{fill:var(--update)}.shared{fill:var(--shared)}.join{fill:var(--join);stroke:var(--panel);stroke-width:1.5}`;

export const escapeText = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '&#39;');

/** Time on one axis. What is right of the plot is kept for the figures at the bars' ends. */
interface Axis {
  fromAt: number;
  spanMs: number;
  stepMs: number;
}

const plotPercent = 84;
const mostTicks = 5;

export function axisOf({ fromAt, toAt }: Pick<Burst, 'fromAt' | 'toAt'>): Axis {
  // A little more than all of it, so that a hold that goes on is seen to go on.
  const spanMs = Math.max(100, (toAt - fromAt) * 1.06);
  return { fromAt, spanMs, stepMs: stepFor(spanMs, mostTicks) };
}

const percent = (value: number): string => `${Number(value.toFixed(2))}%`;
const ratio = (axis: Axis, at: number): number => Math.min(1, Math.max(0, (at - axis.fromAt) / axis.spanMs));
const place = (axis: Axis, at: number): number => ratio(axis, at) * plotPercent;

const ticksOf = (axis: Axis): number[] =>
  Array.from({ length: Math.floor(axis.spanMs / axis.stepMs) + 1 }, (_, index) => index * axis.stepMs);

/** The height of one request's marks, in pixels. */
export const rowHeight = 24;

/** The seconds above the rows. */
export const drawTicks = (axis: Axis): string =>
  ticksOf(axis)
    .map((ms) => {
      const x = percent(place(axis, axis.fromAt + ms));
      return `<text class="quiet" x="${x}" y="14"${ms === 0 ? '' : ' text-anchor="middle"'}>${ms === 0 ? '0' : formatDuration(ms)}</text>`;
    })
    .join('');

/** The marks of one request: a thin bar for waiting, a thick one for holding, a dot for a joined fetch, the wait at the end. */
export function drawSpan(span: Span, axis: Axis): string {
  const grid = ticksOf(axis).map((ms) => {
    const x = percent(place(axis, axis.fromAt + ms));
    return `<line class="grid" x1="${x}" x2="${x}" y1="0" y2="${rowHeight}"/>`;
  });
  const { askedAt, waitedUntil, endsAt } = span;
  const ends = place(axis, Math.max(waitedUntil, endsAt));
  const goesOn = endsAt > axis.fromAt + axis.spanMs;
  const dot = percent(Math.max(0.7, place(axis, waitedUntil)));
  return [
    ...grid,
    bar(axis, isBad(span) && !span.isGranted ? 'gave-up' : 'wait', askedAt, waitedUntil, 10, 4),
    ...holdsOf(span).map((it) => bar(axis, it.mode, it.fromAt, it.toAt, 5, 14)),
    goesOn ? `<text class="quiet" x="${percent(ends)}" y="16" dx="6">›</text>` : '',
    span.row.fetched === 'joined' && waitedUntil >= axis.fromAt ? `<circle class="join" cx="${dot}" cy="12" r="5"/>` : '',
    waitedMs(span) >= leastMs && isMember(span, axis.fromAt)
      ? `<text x="${percent(ends)}" y="16" dx="${goesOn ? 18 : 8}"${isBad(span) ? ' class="bad"' : ''}>${formatDuration(waitedMs(span))}</text>`
      : '',
  ].join('');
}

function bar(axis: Axis, kind: string, fromAt: number, toAt: number, y: number, height: number): string {
  if (toAt <= fromAt || toAt <= axis.fromAt || fromAt >= axis.fromAt + axis.spanMs) return '';
  const x = place(axis, fromAt);
  // One too short to be seen is seen all the same.
  const width = Math.max(0.4, place(axis, toAt) - x);
  return `<rect class="${kind}" x="${percent(x)}" y="${y}" width="${percent(width)}" height="${height}" rx="2"/>`;
}

const isBad = ({ row }: Span): boolean => ['timeout', 'deadlock', 'unavailable', 'bypassed', 'died', 'broken'].includes(row.outcome);

export const legend: readonly (readonly [kind: string, meaning: string])[] = [
  ['wait', 'waited'],
  ['exclusive', 'held it exclusive'],
  ['update', 'held it to update'],
  ['shared', 'held it shared'],
  ['join', 'joined a fetch'],
];

export const legendOfFigures = 'at the end of a bar: how long it waited';

/** The sign of a legend's entry, 22 by 24 pixels. */
export function drawSign(kind: string): string {
  if (kind === 'join') return '<circle class="join" cx="11" cy="12" r="5"/>';
  return kind === 'wait'
    ? '<rect class="wait" x="1" y="10" width="20" height="4" rx="2"/>'
    : `<rect class="${kind}" x="1" y="5" width="20" height="14" rx="2"/>`;
}

const width = 880;
const names = 150;
const edge = 24;

/** One burst as an image of its own, such as the README shows. */
export function renderPicture(title: string, burst: Burst, obstacles: ReadonlyMap<Span, readonly Obstacle[]>): string {
  const axis = axisOf(burst);
  const numbers = numberSpans(burst);
  const top = 84;
  const pitch = 44;
  const foot = top + burst.spans.length * pitch + 12;
  const inner = width - 2 * edge;
  const rows = burst.spans.map((span, index) => {
    const y = top + index * pitch;
    return [
      `<text x="${edge}" y="${y + 16}">${index + 1}  ${escapeText(nameSpan(span, 26))}</text>`,
      `<svg x="${edge + names}" y="${y}" width="${inner - names}" height="${rowHeight}">${drawSpan(span, axis)}</svg>`,
      `<text class="quiet" x="${edge + names}" y="${y + 36}">${escapeText(saySpan(span, burst.fromAt, obstacles.get(span) ?? [], numbers))}</text>`,
    ].join('\n');
  });
  const signs = legend.map(
    ([kind, meaning], index) =>
      `<svg x="${edge + index * 160}" y="${foot}" width="22" height="${rowHeight}">${drawSign(kind)}</svg><text class="quiet" x="${edge + 28 + index * 160}" y="${foot + 16}">${meaning}</text>`,
  );
  const height = foot + rowHeight + 16;
  const told = burst.spans
    .map((it) => `${inert(nameJob(it.row.job))}: ${saySpan(it, burst.fromAt, obstacles.get(it) ?? [], numbers)}.`)
    .join(' ');
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${escapeText(title)}</title>`,
    `<desc id="desc">${escapeText(told)}</desc>`,
    `<style>${colours}\n.panel{fill:var(--panel);stroke:var(--line)}.title{font-weight:600;font-size:15px}</style>`,
    `<rect class="panel" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>`,
    `<text class="title" x="${edge}" y="36">${escapeText(title)}</text>`,
    `<svg x="${edge + names}" y="${top - 24}" width="${inner - names}" height="20">${drawTicks(axis)}</svg>`,
    ...rows,
    ...signs,
    '</svg>',
  ].join('\n')}\n`;
}
