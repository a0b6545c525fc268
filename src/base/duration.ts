import { FetchLockError } from './errors.ts';
import { inert } from './text.ts';

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;
const longest = 2 ** 31 - 1; // a timer in Node takes no more milliseconds than this

/**
 * Reads a duration as users write it: a number with `ms`, `s`, `m` or `h`, or a bare `0`.
 * Returns milliseconds. Throws FL_INPUT for anything else, which names the input, or the option if it begins with a dash.
 */
export function parseDuration(input: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text);
  const ms = text === '0' ? 0 : match ? Math.round(Number(match[1]) * units[match[2] as keyof typeof units]) : Number.NaN;
  if (ms <= longest) return ms;
  throw new FetchLockError('FL_INPUT', {
    what: `${input.startsWith('-') ? 'Option' : 'Input'} \`${input}\` is '${inert(text)}', which is not a duration.`,
    fix: 'Write a number with ms, s, m or h, such as 30s or 5m, up to 596h; a bare 0 is zero.',
  });
}

/** Milliseconds for people: `0 ms`, `840 ms`, `4.2 s`, `41 s`, `3 m 20 s`, `2 h 5 m`. */
export function formatDuration(ms: number): string {
  if (ms < 999.5) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 9950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return two(Math.floor(seconds / 60), 'm', seconds % 60, 's');
  return two(Math.floor(seconds / 3600), 'h', Math.floor((seconds % 3600) / 60), 'm');
}

const two = (big: number, bigUnit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`;
