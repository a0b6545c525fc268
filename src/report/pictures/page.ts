/**
 * The report as one HTML file: what each lock has cost, and who waited for whom.
 * G1 It asks nothing of a network and runs nothing: its policy allows its own style sheet alone, by its hash.
 * G2 What others wrote is text in it. G3 It draws a bounded number of requests; the figures count all.
 */

import { createHash } from 'node:crypto';
import { formatDuration } from '../../base/duration.ts';
import { inert, plural } from '../../base/text.ts';
import type { Span } from '../timeline.ts';
import { type Account, type Bins, waitingByHour } from '../waiting/account.ts';
import { type Burst, chooseBursts, mostInBurst } from '../waiting/bursts.ts';
import { linkOf, nameJob } from '../words.ts';
import { figuresInWords, leastMs, numberSpans, sayAdvice, sayBlockers, sayLeft, saySpan, sayTime } from './captions.ts';
import { axisOf, colours, drawSign, drawSpan, drawTicks, escapeText, legend, legendOfFigures, rowHeight } from './drawing.ts';

const mostDrawn = 600;
const mostBlockers = 5;
// The costliest come first; the others are folded, to be opened by who looks for a day or a run.
const mostOpen = 3;

const style = `${colours}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1.5rem 1rem 3rem;background:var(--panel);color:var(--ink);font:15px/1.45 system-ui,-apple-system,"Segoe UI",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem;margin:0 0 .25rem}h2{font-size:1.15rem;margin:2.5rem 0 .5rem;padding-top:1rem;border-top:1px solid var(--line)}details{margin:.5rem 0}details[open]{margin:1.25rem 0}summary{cursor:pointer;padding:.15rem 0}h3{display:inline;font-size:.95rem;margin:0;font-weight:600}
p{margin:.25rem 0}a{color:var(--link)}.quiet,footer{color:var(--quiet)}
dl{display:flex;flex-wrap:wrap;gap:.5rem 2rem;margin:.75rem 0}dl div{display:flex;flex-direction:column-reverse}dt{color:var(--quiet);font-size:.85rem}dd{margin:0;font-size:1.25rem;font-weight:600;font-variant-numeric:tabular-nums}
svg{display:block;width:100%}ul{list-style:none;margin:1rem 0;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}ul li{display:flex;gap:.5rem;align-items:center;color:var(--quiet);font-size:.85rem}ul svg{width:22px;height:24px}
.strip{margin:1.25rem 0}.strip rect{fill:var(--wait)}.base{stroke:var(--line)}
ol{margin:0;padding:0;list-style:none}ol li{display:grid;grid-template-columns:minmax(0,29rem) minmax(0,1fr);gap:0 1rem;align-items:center;padding:.3rem 0;break-inside:avoid}ol .text{font-size:.9rem}ol .quiet{font-size:.8rem;display:block}ol .number{color:var(--quiet);font-variant-numeric:tabular-nums;margin-right:.5rem}.axis{padding:0}
section{break-inside:auto}h2,h3{break-after:avoid}
@media(max-width:52rem){ol li{grid-template-columns:minmax(0,1fr);padding:.45rem 0}.axis span{display:none}}
@media print{body{max-width:none;padding:0}rect,circle{print-color-adjust:exact;-webkit-print-color-adjust:exact}}`;

const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`;

export interface Page {
  accounts: readonly Account[];
  /** Milliseconds since 1970. */
  nowAt: number;
  /** The look back, as the user gave it. */
  since?: string;
}

/** A number stays on one line with its unit. */
const joinUnits = (text: string): string => text.replace(/(\d) (ms|s|m|h)\b/g, '$1\u00a0$2');

export function renderPage({ accounts, nowAt, since }: Page): string {
  const most = Math.max(mostInBurst, Math.floor(mostDrawn / accounts.length));
  const spans = accounts.flatMap((it) => it.spans);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeText(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Who waited for whom · fetch-lock</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>Who waited for whom</h1>
<p class="quiet">${plural(accounts.length, 'lock')}, ${plural(spans.length, 'request')}${since === undefined ? '' : ` of the last ${escapeText(inert(since, 20))}`}, as of ${sayTime(nowAt)}. All times are UTC.</p>
</header>
<main>
${renderStrip(waitingByHour(spans, nowAt, since === undefined ? usualBins : 1))}
<ul aria-label="Legend">${legend.map(([kind, meaning]) => `<li><svg aria-hidden="true">${drawSign(kind)}</svg>${meaning}</li>`).join('')}<li>${legendOfFigures}</li></ul>
${accounts.map((it) => renderAccount(it, most)).join('\n')}
</main>
</body>
</html>
`;
}

function renderAccount(account: Account, most: number): string {
  const { path, spans, obstacles, figures, bursts } = account;
  const heading = `<h2>${escapeText(inert(path))}</h2>`;
  if (spans.length === 0) return `<section>\n${heading}\n<p>Nobody has asked for this lock.</p>\n</section>`;
  const chosen = chooseBursts(bursts, most);
  const costliest = new Set(chosen.toSorted((a, b) => b.waitedMs - a.waitedMs).slice(0, mostOpen));
  const cards = figuresInWords(figures).map(([number, of]) => `<div><dt>${of}</dt><dd>${number}</dd></div>`);
  const left = sayLeft(account, chosen);
  const told = `${sayBlockers(account, mostBlockers)} ${sayAdvice(account)}`.trim();
  return [
    `<section>\n${heading}\n<dl>${cards.join('')}</dl>`,
    `<p>${escapeText(joinUnits(told))}</p>`,
    ...chosen.filter((it) => costliest.has(it)).map((it) => renderBurst(it, obstacles, true)),
    ...chosen.filter((it) => !costliest.has(it)).map((it) => renderBurst(it, obstacles, false)),
    ...(left ? [`<p class="quiet">${left}</p>`] : []),
    '</section>',
  ].join('\n');
}

function renderBurst(burst: Burst, obstacles: Account['obstacles'], isOpen: boolean): string {
  const axis = axisOf(burst);
  const numbers = numberSpans(burst);
  const rows = burst.spans.map((span) => {
    const link = linkOf(span.row.job);
    const name = escapeText(nameJob(span.row.job));
    return `<li><div class="text"><span class="number">${numbers.get(span)}</span>${link ? `<a href="${escapeText(link)}" rel="noreferrer">${name}</a>` : name}<span class="quiet">${escapeText(joinUnits(sayMode(span) + saySpan(span, burst.fromAt, obstacles.get(span) ?? [], numbers)))}</span></div><svg aria-hidden="true" height="${rowHeight}">${drawSpan(span, axis)}</svg></li>`;
  });
  const waited = burst.waitedMs >= leastMs ? `, ${formatDuration(burst.waitedMs)} of waiting` : '';
  return `<details${isOpen ? ' open' : ''}><summary><h3>${sayTime(burst.fromAt)}</h3> <span class="quiet">${joinUnits(`for ${formatDuration(burst.toAt - burst.fromAt)}, ${plural(burst.members, 'request')}${waited}`)}</span></summary>
<ol>
<li class="axis" aria-hidden="true"><span></span><svg height="20">${drawTicks(axis)}</svg></li>
${rows.join('\n')}
</ol></details>`;
}

const sayMode = ({ row }: Span): string => (row.mode === '' ? '' : `${inert(row.mode, 20)} · `);

const stripHeight = 72;

// A day, since less of it looks like nothing; of what was asked for no more is said.
const usualBins = 24;

/** All waiting by the hour. */
function renderStrip(bins: Bins): string {
  const most = Math.max(...bins.waitedMs);
  const count = bins.waitedMs.length;
  const hours = bins.stepMs / 3_600_000;
  const step = hours === 1 ? 'hour' : `${hours} hours`;
  if (most < leastMs) return '<p>Nobody waited.</p>';
  const at = (index: number) => `${((index / count) * 100).toFixed(3)}%`;
  const bars = bins.waitedMs.map((ms, index) => {
    const height = ms === 0 ? 0 : Math.max(1, Math.round((ms / most) * (stripHeight - 4)));
    return ms < leastMs
      ? ''
      : `<rect x="${at(index)}" y="${stripHeight - height}" width="${((0.86 / count) * 100).toFixed(3)}%" height="${height}"><title>${sayHour(bins, index)}: ${formatDuration(ms)}</title></rect>`;
  });
  const peak = bins.waitedMs.indexOf(most);
  const said = `Waiting by the ${step}, all requests added up: most from ${sayHour(bins, peak)} on, ${formatDuration(most)}`;
  return `<figure class="strip"><figcaption>${said}.</figcaption>
<svg role="img" aria-label="${said}" height="${stripHeight + 20}">${bars.join('')}<line class="base" x1="0" x2="100%" y1="${stripHeight}.5" y2="${stripHeight}.5"/><text class="quiet" x="0" y="${stripHeight + 16}">${sayHour(bins, 0)}</text><text class="quiet" x="100%" y="${stripHeight + 16}" text-anchor="end">${sayHour(bins, count)}</text></svg></figure>`;
}

/** `21 Nov 05:00`. */
const sayHour = ({ fromAt, stepMs }: Bins, index: number): string =>
  sayTime(fromAt + index * stepMs).replace(/ -?\d+ (\d\d:\d\d):\d\d UTC$/, ' $1');
