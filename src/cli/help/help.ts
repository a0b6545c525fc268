/** The help of `fetch-lock` and of each command, from their tables: no line is longer than a narrow terminal. Pure. */
import { type Command, type Option, optionsOf } from '../command.ts';

const narrow = 80;

export const renderHelp = (commands: readonly Command[]): string =>
  [
    'Usage: fetch-lock COMMAND',
    '',
    ...columns(commands.map(({ name, does }) => [name, does])),
    '',
    ...wrap('`fetch-lock help COMMAND` tells more of each, `fetch-lock --version` which one this is.'),
    '',
  ].join('\n');

export const renderCommandHelp = (command: Command): string =>
  [
    ...renderUsage(command),
    '',
    ...wrap(`${command.does[0]?.toUpperCase()}${command.does.slice(1)}.`),
    '',
    ...command.details.flatMap((it) => [...(it.startsWith(' ') ? [it] : wrap(it)), '']),
    ...columns(optionsOf(command).map((it) => [notation(it), it.does])),
    '',
    command.examples.length > 1 ? 'Examples:' : 'Example:',
    ...command.examples.map((it) => `  fetch-lock ${it}`),
    '',
    'Exit codes:',
    ...columns(command.exits),
    '',
  ].join('\n');

export function renderUsage({ name, synopsis }: Command): string[] {
  const start = `Usage: fetch-lock ${name} `;
  // What stands in brackets stays together.
  const parts = synopsis.match(/\[[^\]]*\](?:\.\.\.)?|\S+/g) ?? [];
  return fill(parts, narrow - start.length).map((line, index) => `${index === 0 ? start : ' '.repeat(start.length)}${line}`.trimEnd());
}

const notation = ({ name, short, takes }: Option): string => `${short ? `-${short}, ` : ''}--${name}${takes ? ` ${takes}` : ''}`;

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.flatMap(([left, right]) =>
    wrap(right, narrow - width - 4).map((line, index) => `  ${(index === 0 ? left : '').padEnd(width)}  ${line}`),
  );
}

const wrap = (text: string, width = narrow): string[] => fill(text.split(/\s+/), width);

/** As many words a line as fit; one that does not fit at all has a line of its own. */
function fill(words: readonly string[], width: number): string[] {
  const lines: string[] = [''];
  for (const word of words) {
    const line = lines.at(-1) ?? '';
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
