/**
 * A command and all that it has started: how it is told to end, and when it is surely gone. In doubt it is not.
 *
 * Where there are process groups, each command leads one. Where there are none, as on Windows, the command alone can be ended; of
 * what it has started is known that it has its output open, so that it is gone when nobody has that any more.
 */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface Family {
  /** It is started as the leader of a group of its own. */
  isGroup: boolean;
  signal(command: Command, name: NodeJS.Signals): void;
  /** `isClosed`: the command has ended, and nobody has its output open. */
  isGone(command: Command, isClosed: boolean): boolean;
}

interface Command {
  pid: number;
  /** Does nothing once it has ended: its pid may be another's by then. */
  kill(name: NodeJS.Signals): boolean;
}

/** `proc` tells a zombie from a living member, if it is a /proc, and that of our own processes. */
export const groups = (proc = '/proc'): Family => ({
  isGroup: true,
  signal: ({ pid }, name) => send(-pid, name),
  isGone: ({ pid }) => send(-pid, 0) === 'ESRCH' || hasOnlyZombies(pid, proc),
});

export const pipes: Family = {
  isGroup: false,
  signal: (command, name) => command.kill(name),
  isGone: (_, isClosed) => isClosed,
};

export const systemFamily: Family = process.platform === 'win32' ? pipes : groups();

/** The errno, if there is one: nobody may be left to hear it. */
function send(to: number, signal: NodeJS.Signals | 0): string | undefined {
  try {
    process.kill(to, signal);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
}

/** A zombie no longer writes; where nobody reaps (a container's pid 1), it would stay for ever. */
function hasOnlyZombies(group: number, proc: string): boolean {
  try {
    if (readlinkSync(`${proc}/self`) !== String(process.pid)) return false;
    return !readdirSync(proc).some((pid) => /^\d+$/.test(pid) && isLivingMember(`${proc}/${pid}/stat`, group));
  } catch {
    return false;
  }
}

function isLivingMember(stat: string, group: number): boolean {
  try {
    const [state, , pgrp] = readFileSync(stat, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    return Number(pgrp) === group && state !== 'Z' && state !== 'X';
  } catch {
    return false;
  }
}
