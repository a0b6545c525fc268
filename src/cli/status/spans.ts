/**
 * A line of a terminal in pieces, each with its style, so that it can be cut by what is seen. Pure.
 * G1 a line that was cut is never wider than asked.
 */
import { columnsOf, cutEnd } from '../../base/columns.ts';
import type { Style, Terminal } from '../terminal.ts';

export type Span = string | readonly [style: Style, text: string];
export type Line = readonly Span[];

const textOf = (it: Span): string => (typeof it === 'string' ? it : it[1]);

export const columnsOfLine = (line: Line): number => line.reduce((sum, it) => sum + columnsOf(textOf(it)), 0);

export function cutLine(line: Line, columns: number): Line {
  let left = columns;
  return line.flatMap((it) => {
    const text = cutEnd(textOf(it), Math.max(0, left));
    const isWhole = text === textOf(it);
    left -= isWhole ? columnsOf(text) : left;
    if (text === '') return [];
    return [typeof it === 'string' ? text : ([it[0], text] as const)];
  });
}

export const paintLine = (line: Line, paint: Terminal['paint']): string =>
  line.map((it) => (typeof it === 'string' ? it : paint(...it))).join('');
