/**
 * How locks stand, as lines of a terminal: a block a lock, the holders first, then the line; last the totals and what to type next. Pure.
 *
 * G1 no line is wider than `width`, and with `rows` there are no more lines than that.
 * G2 whatever is left out is counted, and the head of a lock is left out only where there are more locks than rows.
 * G3 names, paths and whatever else others wrote are inert.
 */
import { columnsOf, cutEnd, cutStart } from '../../base/columns.ts';
import { formatDuration } from '../../base/duration.ts';
import { inert, plural } from '../../base/text.ts';
import type { Place } from '../../lock/host/lock-dir.ts';
import type { Look, Seen, SeenWaiter } from '../../lock/look.ts';
import { linkOf, liveness, nameJob } from '../../report/words.ts';
import { type Block, fitInto, spread } from './fit.ts';
import { nextStep } from './next.ts';
import { columnsOfLine, cutLine, type Line, type Span } from './spans.ts';

/** A lock as it was looked at, or why it could not be. */
export type Shown = { path: string; lock: Place; look: Look } | { path: string; trouble: string };

export interface Size {
  /** Columns; Infinity where nobody looks. */
  width: number;
  /** Left out: as many as it takes. */
  rows?: number;
}

const isDead = (it: Seen): boolean => it.verdict === 'dead';

/** What needs somebody comes first, since the last ones may find no room: 3 is a lock that nobody uses. */
function rank(it: Shown): 0 | 1 | 2 | 3 {
  if ('trouble' in it || it.look.fleetTrouble !== undefined) return 0;
  const { granted, waiting, dirty } = it.look;
  if ([...granted, ...waiting].some(isDead)) return 0;
  return waiting.length > 0 ? 1 : granted.length + dirty.length > 0 ? 2 : 3;
}

export function renderStatus(shown: readonly Shown[], { width, rows }: Size): Line[] {
  const busy = shown.filter((it) => rank(it) < 3).sort((a, b) => rank(a) - rank(b));
  const idle = shown.filter((it) => rank(it) === 3);
  const footer = [totals(shown), nextStep(shown)].filter((it) => it.length > 0).map((it) => cutLine(it, width));
  const blocks = busy.map((it) => blockOf(it, width));
  const free = idle.map((it) => cutLine(freeLine(it, width), width));
  return rows === undefined ? [...spread(blocks, free), ...footer] : fitInto(blocks, free, footer, rows, width);
}

function blockOf(shown: Shown, width: number): Block {
  if ('trouble' in shown) {
    const why: Line[] = [['  ', ['yellow', '!'], ` ${inert(shown.trouble, 1000)}`]];
    return {
      head: headOf(shown.path, [['yellow', 'cannot be looked at']], width),
      entries: [{ kind: 'note', lines: why.map((it) => cutLine(it, width)) }],
    };
  }
  const { granted, waiting, dirty, at, fleetTrouble } = shown.look;
  const names = new Map(waiting.map((it) => [it.id, it.position]));
  const entries: Block['entries'] = [
    ...granted.map((it) => ({ kind: 'holder' as const, lines: holderLines(it, at, width) })),
    ...waiting.map((it) => ({ kind: 'waiter' as const, lines: [waiterLine(it, names, at, width)] })),
    ...(dirty.length > 0 ? [{ kind: 'note' as const, lines: [dirtyLine(dirty)] }] : []),
    ...(fleetTrouble === undefined ? [] : [{ kind: 'note' as const, lines: [blindLine(fleetTrouble)] }]),
  ];
  return {
    head: headOf(shown.path, countsOf(shown.look), width),
    entries: entries.map((it) => ({ ...it, lines: it.lines.map((line) => cutLine(line, width)) })),
  };
}

/** `2 hold it, 5 wait, 1 dead`: the whole of it where there is room for no more. */
function countsOf({ granted, waiting }: Look): Line {
  const [holders, waiters] = [granted, waiting].map((all) => all.filter((it) => !isDead(it)).length) as [number, number];
  const dead = granted.length + waiting.length - holders - waiters;
  const holds = holders === 0 ? 'nobody holds it' : `${holders} ${holders === 1 ? 'holds' : 'hold'} it`;
  const waits = waiters === 0 ? '' : `, ${waiters} ${waiters === 1 ? 'waits' : 'wait'}`;
  return [['dim', holds + waits], ...(dead > 0 ? [['dim', ', '] as const, ['red', `${dead} dead`] as const] : [])];
}

/** The path, of which the end is kept, and what stands about it. */
function headOf(path: string, about: Line, width: number): Line {
  const whole = inert(path, 4096);
  const room = Math.max(Math.min(columnsOf(whole), 16), width - columnsOfLine(about) - 2);
  const text = cutStart(whole, Math.min(room, width));
  const name = text.lastIndexOf('/') + 1;
  return cutLine([['dim', text.slice(0, name)], ['bold', text.slice(name)], '  ', ...about], width);
}

const freeLine = (it: Shown, width: number): Line =>
  headOf(it.path, [['dim', 'look' in it && it.look.isThere ? 'free' : 'free, and never locked']], width);

function holderLines(it: Seen, at: number, width: number): Line[] {
  const isDead = it.verdict === 'dead';
  const heldMs = it.grantedAt === undefined ? undefined : Math.max(0, at - it.grantedAt);
  const link = linkOf(it.job);
  const about = `      ticket ${it.id}, ${processes(it)}`;
  return [
    [
      '  ',
      isDead ? ['red', '✗'] : ['green', '●'],
      ` ${it.mode}${heldMs === undefined ? '' : ` for ${formatDuration(heldMs)}`}  `,
      nameJob(it.job),
    ],
    [isDead ? ['red', about] : ['dim', about]],
    ...(link ? [[['dim', `      ${link}`] as const]] : []),
  ].map((line) => cutLine(line as Line, width));
}

/** The name gives way first: age and reason are what one looks for. */
function waiterLine(it: SeenWaiter, places: ReadonlyMap<string, number>, at: number, width: number): Line {
  const isDead = it.verdict === 'dead';
  const age = it.askedAt === undefined ? '' : ` for ${formatDuration(Math.max(0, at - it.askedAt))}`;
  const front: Span[] = ['  ', isDead ? ['red', '✗'] : ['yellow', '○'], ` ${isDead ? '-' : it.position}. ${it.mode}${age}  `];
  const reason = isDead ? processes(it) : reasonOf(it, places);
  const name = nameJob(it.job);
  const room = width - columnsOfLine(front) - columnsOf(reason) - 2;
  const shortest = Math.min(columnsOf(name), 12);
  return [...front, cutEnd(name, Math.max(room, shortest)), '  ', isDead ? ['red', reason] : ['dim', reason]];
}

function reasonOf({ waitsFor, ahead, verdict }: SeenWaiter, places: ReadonlyMap<string, number>): string {
  const inFront = waitsFor.map((it) => places.get(it)).find((it) => it !== undefined);
  const holders = waitsFor.filter((it) => !places.has(it)).length;
  const whom = [
    ...(holders === 0 ? [] : [holders === 1 ? 'the holder' : `${holders} holders`]),
    ...(inFront === undefined ? [] : [`number ${inFront}`]),
  ];
  return [ahead === 0 ? 'is next' : `waits for ${whom.join(' and ')}`, ...(verdict === 'unknown' ? [liveness.unknown] : [])].join('; ');
}

const mostPids = 4;

function processes({ witnesses, verdict }: Seen): string {
  const pids = [...new Set(witnesses.filter((it) => verdict === 'dead' || it.verdict !== 'dead').map((it) => it.pid))];
  const more = pids.length > mostPids ? ` and ${pids.length - mostPids} more` : '';
  return `${liveness[verdict]}${pids.length > 0 ? ` (process ${pids.slice(0, mostPids).join(', ')}${more})` : ''}`;
}

const blindLine = (why: string): Line => ['  ', ['yellow', '!'], ` the other hosts cannot be seen: ${inert(why, 1000)}`];

const dirtyLine = (dirty: readonly Seen[]): Line => [
  '  ',
  ['yellow', '!'],
  ` may be half-written: ${dirty
    .slice(0, 3)
    .map((it) => nameJob(it.job))
    .join('; ')}${dirty.length > 3 ? ` and ${dirty.length - 3} more` : ''} died while holding it; who writes next is told`,
];

function totals(shown: readonly Shown[]): Line {
  const looks = shown.flatMap((it) => ('look' in it ? [it.look] : []));
  const [granted, waiting] = [looks.flatMap((it) => it.granted), looks.flatMap((it) => it.waiting)];
  const dead = [...granted, ...waiting].filter(isDead).length;
  const unread = shown.length - looks.length;
  const holders = granted.filter((it) => !isDead(it)).length;
  const waiters = waiting.filter((it) => !isDead(it)).length;
  return [
    ['bold', `${plural(shown.length, 'lock')}: ${plural(holders, 'holder')}, ${plural(waiters, 'waiter')}`],
    ...(dead > 0 ? [', ', ['red', `${dead} dead`] as const] : []),
    ...(unread > 0 ? [', ', ['yellow', `${unread} not readable`] as const] : []),
  ];
}
