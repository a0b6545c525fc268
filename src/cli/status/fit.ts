/** Locks on a screen that is too small for them: every head stays, and what is left out is counted. Pure. */
import { plural } from '../../base/text.ts';
import { cutLine, type Line } from './spans.ts';

/** A lock: its head, and what is told of each request, which may be left out from the end. */
export interface Block {
  head: Line;
  entries: { kind: 'holder' | 'waiter' | 'note'; lines: Line[] }[];
}

/** All of it, with air between the blocks. */
export const spread = (blocks: readonly Block[], free: readonly Line[]): Line[] => [
  ...blocks.flatMap(({ head, entries }) => [head, ...entries.flatMap((it) => it.lines), []]),
  ...(free.length > 0 ? [...free, []] : []),
];

export function fitInto(blocks: readonly Block[], free: readonly Line[], footer: readonly Line[], rows: number, width: number): Line[] {
  const room = Math.max(0, rows - footer.length);
  const all = spread(blocks, free);
  if (all.length <= room) return [...all, ...footer];
  // The footer gives way where there is nothing else.
  return [...squeeze(blocks, free, room).map((it) => cutLine(it, width)), ...footer].slice(0, rows);
}

function squeeze(blocks: readonly Block[], free: readonly Line[], room: number): Line[] {
  const tail = free.length === 0 ? [] : free.length <= room - total(blocks) ? free : [freeCount(free.length)];
  const left = room - tail.length;
  if (blocks.length > left) {
    const shown = blocks.slice(0, Math.max(0, left - 1));
    return [...shown.map((it) => it.head), [['dim' as const, `… and ${plural(blocks.length - shown.length, 'more lock')}`]], ...tail];
  }
  const shares = share(
    blocks.map((it) => 1 + lengthOf(it)),
    left,
  );
  return [...blocks.flatMap((it, index) => shorten(it, shares[index] ?? 1)), ...tail];
}

const freeCount = (count: number): Line => [['dim', count === 1 ? '1 lock is free' : `${count} locks are free`]];

const lengthOf = ({ entries }: Block): number => entries.reduce((sum, it) => sum + it.lines.length, 0);

const total = (blocks: readonly Block[]): number => blocks.reduce((sum, it) => sum + 1 + lengthOf(it), 0);

/** Everybody gets what he needs up to the same limit, and the first ones what is left over. */
function share(needs: readonly number[], room: number): number[] {
  const shares = needs.map(() => 0);
  for (let left = room; left > 0; ) {
    const open = needs.flatMap((need, index) => ((shares[index] ?? 0) < need ? [index] : []));
    if (open.length === 0) break;
    const each = Math.max(1, Math.floor(left / open.length));
    for (const index of open.slice(0, left)) {
      const more = Math.min(each, (needs[index] ?? 0) - (shares[index] ?? 0));
      shares[index] = (shares[index] ?? 0) + more;
      left -= more;
    }
  }
  return shares;
}

/** The block in so many lines, of which the last one counts what is missing. */
function shorten({ head, entries }: Block, lines: number): Line[] {
  if (lines <= 1) return [head];
  if (1 + entries.reduce((sum, it) => sum + it.lines.length, 0) <= lines) return [head, ...entries.flatMap((it) => it.lines)];
  // One line for each; what is told beside is for those who have room.
  const brief = entries.map((it) => it.lines[0] ?? []);
  if (1 + brief.length <= lines) return [head, ...brief];
  // The head counts them all.
  if (lines === 2) return [head, ...brief.slice(0, 1)];
  const kept = lines - 2;
  const missing = entries.slice(kept);
  const count = (kind: string, name: string) => {
    const found = missing.filter((it) => it.kind === kind).length;
    return found === 0 ? [] : [plural(found, `more ${name}`)];
  };
  const rest = [...count('holder', 'holder'), ...count('waiter', 'waiter'), ...count('note', 'note')].join(' and ');
  return [head, ...brief.slice(0, kept), [['dim', `  … and ${rest}`]]];
}
