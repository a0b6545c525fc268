/** What a check says, and how it is shown. Pure but for the number of our user, which decides who has to type a command. */
import type { Clock } from '../../base/clock.ts';
import type { Trouble } from '../../base/errors.ts';
import type { Environment } from '../../base/exec.ts';
import { inert, plural, toWord } from '../../base/text.ts';
import type { Scope } from '../../git/scope.ts';
import type { RedisAddress } from '../../lock/fleet/address.ts';
import type { Terminal } from '../terminal.ts';

/** With what a check looks. */
export interface Sight {
  env: Environment;
  clock: Clock;
  signal: AbortSignal;
}

export interface LockSight extends Sight {
  scope: Scope;
  /** As typed. */
  lockDir?: string;
  /** Of the fleet. */
  address?: RedisAddress;
}

type Level = 'ok' | 'warn' | 'fail';

export interface Finding {
  /** Of the check. */
  id: string;
  level: Level;
  /** One inert line. */
  says: string;
  /** The command that mends it, one inert line for a POSIX shell. */
  mend?: string;
  /** What else to know before or after it, or to do where no command is enough. */
  advice?: string;
}

export type Said = Omit<Finding, 'id'>;

/** What was looked at: a lock by its path, or the host. */
export interface Patient {
  path?: string;
  /** What the lock guards, and its directory; left out where the path leads to none. */
  guards?: string;
  lockDir?: string;
  checks: Finding[];
}

export const said = (level: Level, says: string, more: { mend?: string | undefined; advice?: string | undefined } = {}): Said => ({
  ...{ level, says: inert(says, 600) },
  ...(more.mend === undefined ? {} : { mend: more.mend }),
  ...(more.advice === undefined ? {} : { advice: inert(more.advice, 600) }),
});

/** A refusal of ours as a finding. */
export const ofTrouble = ({ what, why, fix }: Trouble, mend?: string): Said =>
  said('fail', [what, why].filter(Boolean).join(' '), { mend, advice: fix });

/** A command of a shell; every value is one word of it. */
export const shell = (parts: TemplateStringsArray, ...words: (string | number)[]): string =>
  parts.map((it, index) => it + (index < words.length ? toWord(String(words[index])) : '')).join('');

/** The command, where somebody of these may give it; `owners` are the numbers of the users, and root always may. */
export const as = (owners: readonly number[], command: string): string => {
  const me = process.geteuid?.();
  return me === undefined || me === 0 || owners.includes(me) ? command : `sudo ${command}`;
};

export const worst = (checks: readonly Finding[]): Level =>
  checks.some((it) => it.level === 'fail') ? 'fail' : checks.some((it) => it.level === 'warn') ? 'warn' : 'ok';

interface Telling extends Pick<Terminal, 'paint'> {
  /** The checks of a lock that are told though they are well. */
  always: readonly string[];
}

/** The whole for a person, ending in a newline: one line where everything is well. */
export function renderPatients(host: Patient, locks: readonly Patient[], telling: Telling): string {
  const everything = [host, ...locks];
  if (everything.every((it) => worst(it.checks) === 'ok')) {
    // The version of git, and what policy is in force.
    const [git = '', policy = ''] = host.checks.map((it) => it.says.replace(/\.$/, ''));
    const names = locks.flatMap((it) => it.checks.filter(({ id }) => telling.always.includes(id))).map(({ says }) => ` ${says}`);
    return `Everything is well: ${locks.map(nameOf).join(', ')}. ${git}; ${policy.charAt(0).toLowerCase()}${policy.slice(1)}.${names.join('')}\n`;
  }
  const lines = everything.flatMap((it) => renderPatient(it, telling));
  const checks = everything.flatMap((it) => it.checks);
  const [fails, warns] = (['fail', 'warn'] as const).map((level) => checks.filter((it) => it.level === level).length);
  return `${[...lines, '', `${plural(fails ?? 0, 'failure')}, ${plural(warns ?? 0, 'warning')}.`].join('\n')}\n`;
}

const nameOf = ({ path }: Patient): string => (path === undefined ? 'This host' : `'${inert(path)}'`);

function renderPatient(it: Patient, telling: Telling): string[] {
  const [fails, warns, oks] = (['fail', 'warn', 'ok'] as const).map((level) => it.checks.filter((one) => one.level === level));
  const bad = [...(fails ?? []), ...(warns ?? [])];
  const told = it.path === undefined ? [] : (oks ?? []).filter(({ id }) => telling.always.includes(id));
  const count = (oks?.length ?? 0) - told.length;
  // Of what is well a lock is told in one line; what the host is like belongs to every finding.
  const rest =
    it.path === undefined
      ? (oks ?? [])
      : count === 0
        ? []
        : [{ id: '', ...said('ok', bad.length === 0 ? 'Everything is well.' : `${plural(count, 'other check')}.`) }];
  return [telling.paint('bold', nameOf(it)), ...[...bad, ...told, ...rest].flatMap((one) => renderFinding(one, telling))];
}

const colours = { ok: 'green', warn: 'yellow', fail: 'red' } as const;

const renderFinding = ({ level, says, mend, advice }: Finding, { paint }: Pick<Terminal, 'paint'>): string[] => [
  `  ${paint(colours[level], level.padEnd(4))}  ${says}`,
  ...(advice === undefined ? [] : [`        ${advice}`]),
  ...(mend === undefined ? [] : [`          ${mend}`]),
];
