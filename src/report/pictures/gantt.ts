/**
 * A wait as a mermaid gantt in a fence: who held, who waited, this job. Pure.
 * G1 no name ends the fence, a section or a line, and none is a keyword of mermaid's: names have only letters, digits and a few harmless
 * signs, and a number of ours comes first. G2 one section a request, one line of bars in it. G3 at most as many as is asked for.
 * Times are counted from the left edge, since mermaid knows no durations, and an axis of real times would be in the reader's zone.
 */
import { formatDuration } from '../../base/duration.ts';
import type { Job } from '../../base/event.ts';
import { inert } from '../../base/text.ts';
import type { Row, Span } from '../timeline.ts';
import { isElsewhere } from '../waiting/elsewhere.ts';
import { type Hold, holdsOf, type Stretch, waitedMs, waitOf } from '../waiting/spans.ts';

interface Bar extends Stretch {
  tag: '' | 'done, ' | 'active, ' | 'crit, ' | 'milestone, ';
  says: string;
  /** For where there is little room. */
  short: string;
}

/** A request and its number in the table below. */
export interface Numbered {
  span: Span;
  number: number;
}

const dayMs = 24 * 3_600_000;
const longestMs = 31 * dayMs; // what the dates on the axis of days can tell
const leastMs = 1000;
const mostTicks = 9;
const ticks = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map((every) => ({ ms: every, name: `${every}millisecond` })),
  ...[1, 2, 5, 10, 15, 30].map((every) => ({ ms: every * 1000, name: `${every}second` })),
  ...[1, 2, 5, 10, 15, 30].map((every) => ({ ms: every * 60_000, name: `${every}minute` })),
  ...[1, 2, 3, 6, 12].map((every) => ({ ms: every * 3_600_000, name: `${every}hour` })),
  ...[1, 2, 5].map((every) => ({ ms: every * dayMs, name: `${every}day` })),
];

// As on GitHub. Mermaid would draw it as wide as the window, and on a phone there is less of that than of padding; so it is scaled.
const width = 900;
// The room on the right is for what has none in its bar.
const paddings = { left: 170, right: 190 };
const plotWidth = width - paddings.left - paddings.right;
const letterWidth = 5.8;
const thinnestWidth = 6;
const diamondWidth = 20;
const diamond = 'milestone, ' as const;
const [longestName, longestHost] = [25, 11];

// Grey waits, blue holds, light blue shares, on any ground; the text on them is dark.
const colours = {
  doneTaskBkgColor: '#d0d7de',
  doneTaskBorderColor: '#afb8c1',
  activeTaskBkgColor: '#6cb0ff',
  activeTaskBorderColor: '#3b82e0',
  taskBkgColor: '#d3e6ff',
  taskBorderColor: '#8fbcf5',
  critBkgColor: '#ff7b72',
  critBorderColor: '#d1242f',
  taskTextColor: '#1f2328',
  taskTextDarkColor: '#1f2328',
  sectionBkgColor: '#80808066',
  sectionBkgColor2: '#80808066',
  altSectionBkgColor: 'transparent',
  gridColor: '#80808066',
};

/** Undefined if it has no times that can be drawn. */
export function renderGantt(shown: readonly Numbered[], mine: Span): string | undefined {
  const view = viewOf(shown, mine);
  const spanMs = view.toAt - view.fromAt;
  if (!(spanMs < longestMs)) return undefined;
  const drawn = shown.map(({ span, number }) => ({
    name: `${number}. ${span === mine ? '▸ this job' : nameShortly(span)}`,
    bars: shareTexts(barsOf(span, span === mine, view), view),
  }));
  return [
    '```mermaid',
    '---',
    'displayMode: compact',
    'config:',
    '  gantt:',
    `    useWidth: ${width}`,
    `    leftPadding: ${paddings.left}`,
    `    rightPadding: ${paddings.right}`,
    '  themeVariables:',
    ...Object.entries(colours).map(([name, colour]) => `    ${name}: "${colour}"`),
    '---',
    'gantt',
    '  accTitle: Who waited for whom',
    `  dateFormat ${spanMs < dayMs ? 'HH:mm:ss.SSS' : 'YYYY-MM-DD HH:mm:ss.SSS'}`,
    `  axisFormat ${axisOf(spanMs)}`,
    `  tickInterval ${(ticks.find(({ ms }) => ms * mostTicks >= spanMs) ?? { name: '5day' }).name}`,
    '  todayMarker off',
    ...drawn.flatMap(({ name, bars }) => [`  section ${name}`, ...bars.map((bar) => drawBar(bar, view))]),
    '```',
    '',
  ].join('\n');
}

/** As much before the wait and after it as it took, so that it is at least a third of the picture. */
function viewOf(shown: readonly Numbered[], mine: Span): Stretch {
  const { fromAt, toAt } = waitOf(mine);
  const marginMs = Math.max(leastMs, toAt - fromAt);
  const firstAt = Math.min(...shown.map(({ span }) => span.askedAt));
  return {
    fromAt: Math.max(fromAt - marginMs, Math.min(fromAt, firstAt)),
    toAt: Math.max(toAt, fromAt + 1, Math.min(toAt + marginMs, mine.endsAt)),
  };
}

function barsOf(span: Span, isMine: boolean, view: Stretch): Bar[] {
  const thinnestMs = ((view.toAt - view.fromAt) * thinnestWidth) / plotWidth;
  const stretches = holdsOf(span);
  const wait = clip({ ...waitOf(span), ...sayWait(span) }, view);
  const holds = stretches.map((hold, index) => ({ ...hold, ...sayHold(span, hold, index === stretches.length - 1) }));
  const bars = [wait, ...(span.row.fetched === 'joined' ? afterDiamond(holds, view) : holds)].map((bar) => clip(bar, view));
  // What came at once is no wait, and what lies outside is not drawn.
  const drawn = bars.filter(
    (bar, index) => bar.toAt - bar.fromAt >= thinnestMs || bar.tag === diamond || (index === 0 && (isMine || holds.length === 0)),
  );
  return (drawn.length > 0 ? drawn : bars.slice(-1)).map((bar) =>
    bar.tag === diamond ? bar : { ...bar, fromAt: Math.max(view.fromAt, Math.min(bar.fromAt, bar.toAt - thinnestMs)) },
  );
}

/** What is drawn later hides what was drawn before, and only one after the other are bars in one line. */
function afterDiamond(holds: readonly Bar[], view: Stretch): Bar[] {
  const [first] = holds;
  if (!first) return [];
  const fromAt = first.fromAt + ((view.toAt - view.fromAt) * diamondWidth) / 2 / plotWidth;
  const mark = { fromAt: first.fromAt, toAt: first.fromAt, tag: diamond, says: 'joined', short: 'joined' };
  return [mark, ...holds.map((bar) => ({ ...bar, fromAt: Math.max(bar.fromAt, Math.min(fromAt, bar.toAt)) }))];
}

function clip(bar: Bar, view: Stretch): Bar {
  const within = (at: number) => Math.min(view.toAt, Math.max(view.fromAt, at));
  return { ...bar, fromAt: within(bar.fromAt), toAt: within(bar.toAt) };
}

function sayWait(span: Span): Pick<Bar, 'tag' | 'says' | 'short'> {
  const { row, isGranted, isOpen } = span;
  const short = formatDuration(row.waitedMs ?? waitedMs(span));
  if (isGranted) return { tag: 'done, ', says: `waits ${short}`, short };
  switch (row.outcome) {
    case 'timeout':
    case 'deadlock':
      return { tag: 'crit, ', says: `gave up after ${short}`, short };
    case 'bypassed':
      return { tag: 'crit, ', says: `went on without it after ${short}`, short };
    case 'waiting':
      return { tag: 'done, ', says: `waits ${short}${isOpen ? ' so far' : ''}`, short };
    default:
      return { tag: 'done, ', says: `${row.outcome} after ${short}`, short };
  }
}

const endings: Partial<Record<Row['outcome'], string>> = { died: ', then died', broken: ', then lost it' };

function sayHold(span: Span, { mode, fromAt, toAt }: Hold, isLast: boolean): Pick<Bar, 'tag' | 'says' | 'short'> {
  const { row, isOpen } = span;
  const short = formatDuration(toAt - fromAt);
  const says = `${mode === 'shared' ? 'shares' : 'holds'} ${isElsewhere(span) ? 'at least ' : ''}${short}${(isLast && (isOpen ? ' so far' : endings[row.outcome])) || ''}`;
  return { tag: mode === 'shared' ? '' : 'active, ', says, short };
}

/**
 * A text for which its bar has no room is written at the end of the line. Mermaid would write it there too, but over the next bar, and
 * in the dark with a colour for bright bars. A bar of no length is not seen, only its text is.
 */
function shareTexts(bars: readonly Bar[], view: Stretch): Bar[] {
  const pixels = (ms: number) => (ms / (view.toAt - view.fromAt)) * plotWidth;
  const over: string[] = [];
  const told = bars.map((bar): Bar => {
    const says = [bar.says, bar.short].find((text) => text.length * letterWidth <= pixels(bar.toAt - bar.fromAt));
    if (says === undefined) over.push(bar.says);
    return { ...bar, says: says ?? '·' };
  });
  const toAt = bars.at(-1)?.toAt ?? view.toAt;
  return over.length === 0 ? told : [...told, { fromAt: toAt, toAt, tag: '', says: over.join(', '), short: '' }];
}

const drawBar = ({ tag, says, fromAt, toAt }: Bar, view: Stretch): string => {
  const stamp = (at: number) => stampOf(at - view.fromAt, view.toAt - view.fromAt);
  return `  ${says} :${tag}${stamp(fromAt)}, ${stamp(toAt)}`;
};

/** Counted from midnight; in days from a month in which no clock is changed. */
function stampOf(ms: number, spanMs: number): string {
  const text = new Date(Math.round(ms)).toISOString();
  return spanMs < dayMs ? text.slice(11, 23) : `2001-01-${text.slice(8, 10)} ${text.slice(11, 23)}`;
}

function axisOf(spanMs: number): string {
  if (spanMs < 5000) return '%-S.%L s';
  if (spanMs < 3_600_000) return '%-M m %S s';
  return spanMs < dayMs ? '%-H h %M m' : 'day %-j, %-H h';
}

/** Which job of which repository, as far as there is room, and on which host, if that is another; the table has the whole name. */
function nameShortly(span: Span): string {
  const { host } = span.row.job;
  if (!isElsewhere(span) || host === undefined) return nameIn(span.row.job, longestName);
  const where = ` on ${plainName(host, longestHost)}`;
  return `${nameIn(span.row.job, longestName - where.length)}${where}`;
}

function nameIn({ repository, job, job_index: index, user, host, command }: Job, most: number): string {
  const leg = job && index && index !== '0' ? ` (${index})` : '';
  const name = [repository?.split('/').at(-1), job ? `${job}${leg}` : '', job || repository ? '' : (command ?? user ?? host)].filter(
    Boolean,
  );
  return plainName(name.join(' '), most) || 'a job without a name';
}

function plainName(name: string, most: number): string {
  const plain = inert(name, 200)
    .replace(/[^\p{L}\p{M}\p{N} .,_()/-]/gu, ' ')
    .replace(/\p{M}{3,}/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length <= most ? plain : `${plain.slice(0, most - 1).replace(/\p{Cs}$/u, '')}…`;
}
