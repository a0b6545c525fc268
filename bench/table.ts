/** The results as Markdown. Pure. */
import { type Figure, type Peer, peers, type Unit } from './case.ts';
import type { FigureResult, Results } from './result.ts';

/** By `case/figure`, in the order of the table. */
type Figures = Record<string, Figure>;

const everyPeer = Object.keys(peers) as Peer[];

/** Everything: a line for each figure, a column for each peer; in brackets what we take in times of what it takes. */
export function renderTable(figures: Figures, results: Results): string {
  const lines = Object.entries(figures).flatMap(([key, figure]) => {
    const result = results[key];
    return result ? [{ key, figure, result }] : [];
  });
  const shown = everyPeer.filter((peer) => lines.some(({ result }) => result.parties[peer]));
  const head = ['', '', 'fetch-lock', 'p95', ...shown.map((it) => peers[it]), 'noise', 'target'];
  const rows = lines.map(({ key, figure, result }) => [
    key,
    titleOf(figure),
    valueText(result, 'ours'),
    formatNumber(result.parties.ours?.p95 ?? Number.NaN),
    ...shown.map((peer) => cellOf(result, peer)),
    noiseOf(figure, result),
    targetOf(figure, result),
  ]);
  return render([head, ...rows], 2);
}

/** The few that stand in the README. */
export function renderHeadlines(figures: Figures, results: Results): string[] {
  const lines = Object.entries(figures).flatMap(([key, figure]) => {
    const result = results[key];
    return figure.isHeadline && result ? [{ figure, result }] : [];
  });
  const shown = everyPeer.filter((peer) => lines.some(({ result }) => result.parties[peer]));
  const head = ['', 'fetch-lock', ...shown.map((it) => peers[it])];
  const rows = lines.map(({ figure, result }) => [
    titleOf(figure),
    `**${valueText(result, 'ours')}**`,
    ...shown.map((it) => valueText(result, it)),
  ]);
  return render([head, ...rows], 1).split('\n');
}

function render([head = [], ...rows]: string[][], texts: number): string {
  const rule = head.map((_, index) => (index < texts ? '---' : '--:'));
  return [head, rule, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

const unitsShown: Record<Unit, string> = { ms: ', ms', s: ', s', KB: ', KB', MB: ', MB', count: '' };

const titleOf = ({ title, unit }: Figure): string => `${title}${unitsShown[unit]}`;

const valueText = ({ parties }: FigureResult, party: Peer | 'ours'): string => formatNumber(parties[party]?.value ?? Number.NaN);

function cellOf(result: FigureResult, peer: Peer): string {
  const ratio = result.ratios[peer];
  return ratio ? `${valueText(result, peer)} (${formatNumber(ratio.ratio)}×)` : valueText(result, peer);
}

function noiseOf({ beside }: Figure, { ratios }: FigureResult): string {
  const ratio = beside && ratios[beside];
  return ratio ? `${(ratio.noise * 100).toFixed(0)} %` : '';
}

function targetOf({ target, unit }: Figure, { parties }: FigureResult): string {
  if (!target) return '';
  const { times, of, plus } = target;
  const theirs = of && parties[of]?.value;
  const parts = [
    ...(of && times === 1 ? [peers[of]] : []),
    ...(of && times !== 1 ? [`${times} × ${peers[of]}`] : []),
    ...(plus === undefined ? [] : [`${plus}${unit === 'count' ? '' : ` ${unit}`}`]),
  ];
  const limit = (of ? (times ?? 1) * (theirs ?? Number.NaN) : 0) + (plus ?? 0);
  const isMet = (parties.ours?.value ?? Number.NaN) <= limit;
  return `≤ ${parts.join(' + ')}: ${isMet ? 'met' : '**missed**'}`;
}

/** Three digits that mean something; nothing for what was not measured. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return '';
  const size = Math.abs(value);
  if (Number.isInteger(value) || size >= 100) return Math.round(value).toLocaleString('en-GB');
  return value.toFixed(size >= 10 ? 1 : size >= 0.1 ? 2 : 3);
}
