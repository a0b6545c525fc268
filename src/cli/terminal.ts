/** Where a command prints to. Colour only where somebody looks, and NO_COLOR wins (https://no-color.org). */
import type { Environment } from '../base/exec.ts';
import { disarm } from '../base/text.ts';

export interface Terminal {
  isTty: boolean;
  /** Columns; where nobody looks, as many as a line of a log has. */
  width: number;
  rows: number;
  write(text: string): void;
  /** The text in that style, or as it is. */
  paint(style: Style, text: string): string;
}

// SGR parameters of ECMA-48: on and off.
const styles = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
} as const;

export type Style = keyof typeof styles;

/** One line of ours, for stderr: inert, whatever came into it. */
export const tell = (terminal: Pick<Terminal, 'write'>, text: string): void => terminal.write(`fetch-lock: ${disarm(text)}\n`);

export function openTerminal(stream: NodeJS.WriteStream, env: Environment): Terminal {
  const isTty = stream.isTTY === true;
  const hasColour = isTty && !env.NO_COLOR && env.TERM !== 'dumb';
  return {
    isTty,
    get width() {
      // Some do not tell their size: zero columns by zero rows.
      return stream.columns || (isTty ? 80 : 120);
    },
    get rows() {
      return stream.rows || 24;
    },
    write: (text) => {
      stream.write(text);
    },
    paint: (style, text) => {
      const [on, off] = styles[style];
      return hasColour ? `\x1b[${on}m${text}\x1b[${off}m` : text;
    },
  };
}
