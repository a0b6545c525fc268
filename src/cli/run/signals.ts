/**
 * Signals of a command that runs in our place. Until it has started, a signal ends our waiting; from then on it is the command's.
 * A terminal sends its own signals to the whole process group, and so to the command as well: those are not passed on, so that they come once.
 */
import { readFileSync } from 'node:fs';
import { FetchLockError } from '../../base/errors.ts';
import type { Attached } from '../../base/exec.ts';

export interface Signals {
  /** Aborted by the first signal before the command has started. */
  stopped: AbortSignal;
  /** That signal. */
  first(): NodeJS.Signals | undefined;
  passTo(command: Pick<Attached, 'kill'>): void;
  close(): void;
}

const ending = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'] as const;
const ofTerminal: readonly string[] = ['SIGINT', 'SIGQUIT', 'SIGTSTP'];

export function catchSignals(): Signals {
  const stopped = new AbortController();
  const listeners: [NodeJS.Signals, () => void][] = [];
  let command: Pick<Attached, 'kill'> | undefined;
  let first: NodeJS.Signals | undefined;
  const on = (name: NodeJS.Signals, act: () => void) => {
    listeners.push([name, act]);
    process.on(name, act);
  };
  const pass = (name: NodeJS.Signals) => {
    if (!ofTerminal.includes(name) || !isInForeground()) command?.kill(name);
  };
  for (const name of ending) {
    on(name, () => {
      if (command) return pass(name);
      first ??= name;
      stopped.abort(new FetchLockError('FL_CANCELLED', { what: `Stopped (${name}).` }));
    });
  }
  return {
    stopped: stopped.signal,
    first: () => first,
    passTo: (started) => {
      command = started;
      // It came while the command was being started.
      if (first) started.kill(first);
      on('SIGCONT', () => pass('SIGCONT'));
      const suspend = () => {
        pass('SIGTSTP');
        // The kernel's own way: it stops nobody whom no shell could let go on.
        process.off('SIGTSTP', suspend);
        process.kill(process.pid, 'SIGTSTP');
        process.on('SIGTSTP', suspend);
      };
      on('SIGTSTP', suspend);
    },
    close: () => {
      for (const [name, act] of listeners) process.off(name, act);
    },
  };
}

/** Our process group is the one that the terminal's keys reach. */
function isInForeground(): boolean {
  try {
    const [, , group, , terminal, foreground] = readFileSync('/proc/self/stat', 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    return terminal !== '0' && group === foreground;
  } catch {
    return process.stdin.isTTY === true || process.stderr.isTTY === true;
  }
}

// From signal(7): their default is to end the process without leaving a core, which would be ours and tell nobody anything.
const plain = ['SIGHUP', 'SIGINT', 'SIGKILL', 'SIGPIPE', 'SIGALRM', 'SIGTERM', 'SIGUSR1', 'SIGUSR2'];

/** Ends as the command did, so that whoever started us sees the same. Comes back where that cannot be. */
export function dieOf(signal: NodeJS.Signals): void {
  if (!plain.includes(signal)) return;
  if (signal !== 'SIGKILL') {
    // A listener that goes leaves the default, also for what Node ignores or uses itself.
    process.once(signal, () => {});
    process.removeAllListeners(signal);
  }
  process.kill(process.pid, signal);
}
