/**
 * A line of a terminal in pieces, each with its style, so that it can be cut by what is seen. Pure.
 * G1 a line that was cut is never wider than asked: whatever may take two columns somewhere is counted as two.
 */
import type { Style, Terminal } from '../terminal.ts';

export type Span = string | readonly [style: Style, text: string];
export type Line = readonly Span[];

const textOf = (it: Span): string => (typeof it === 'string' ? it : it[1]);

/** Columns that one line of inert text takes, or more. Before Hangul nothing is wide. */
export const widthOf = (text: string): number => [...text].reduce((sum, it) => sum + ((it.codePointAt(0) ?? 0) < 0x1100 ? 1 : 2), 0);

export const widthOfLine = (line: Line): number => line.reduce((sum, it) => sum + widthOf(textOf(it)), 0);

const mark = '…';

/** As much of the beginning as fits. */
export function cutEnd(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  const kept: string[] = [];
  let left = width - widthOf(mark);
  for (const it of text) {
    left -= widthOf(it);
    if (left < 0) break;
    kept.push(it);
  }
  return width < widthOf(mark) ? '' : kept.join('').trimEnd() + mark;
}

/** As much of the end as fits: of a path that is what tells it from others. */
export function cutStart(text: string, width: number): string {
  const turn = (it: string) => [...it].reverse().join('');
  return turn(cutEnd(turn(text), width));
}

export function cutLine(line: Line, width: number): Line {
  let left = width;
  return line.flatMap((it) => {
    const text = cutEnd(textOf(it), Math.max(0, left));
    const isWhole = text === textOf(it);
    left -= isWhole ? widthOf(text) : left;
    if (text === '') return [];
    return [typeof it === 'string' ? text : ([it[0], text] as const)];
  });
}

export const paintLine = (line: Line, paint: Terminal['paint']): string =>
  line.map((it) => (typeof it === 'string' ? it : paint(...it))).join('');
