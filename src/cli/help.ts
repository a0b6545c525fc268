/** The help of `fetch-lock` and of each command, from their tables. Pure. */
import type { Command, Option } from './command.ts';

const helpOption: Option = { name: 'help', short: 'h', does: 'show this' };

export const renderHelp = (commands: readonly Command[]): string =>
  [
    'Usage: fetch-lock COMMAND',
    '',
    ...columns(commands.map(({ name, does }) => [name, does])),
    '',
    '`fetch-lock COMMAND --help` tells more of each.',
    '',
  ].join('\n');

export const renderCommandHelp = ({ name, synopsis, does, details, options }: Command): string =>
  [
    `Usage: fetch-lock ${name}${synopsis && ` ${synopsis}`}`,
    '',
    `${does[0]?.toUpperCase()}${does.slice(1)}.`,
    '',
    ...details.flatMap((it) => [it, '']),
    ...columns([...options, helpOption].map((it) => [notation(it), it.does])),
    '',
  ].join('\n');

export const notation = ({ name, short, takes }: Option): string => `${short ? `-${short}, ` : ''}--${name}${takes ? ` ${takes}` : ''}`;

const columns = (rows: readonly (readonly [string, string])[]): string[] => {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
};
