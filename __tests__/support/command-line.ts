/** `fetch-lock` as a user starts it, in a directory of the test's own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Event, parseEvent } from '../../src/base/event.ts';
import { decodeToken } from '../../src/lock/ticket.ts';
import { makePlace } from './places.ts';
import { until } from './until.ts';

export const program = join(import.meta.dirname, '..', '..', 'src', 'cli.js');

export interface Ended {
  code: number | null;
  signal: string | null;
  out: string;
  err: string;
}

export interface Started {
  child: ChildProcess;
  /** What it has printed so far. */
  out: () => string;
  err: () => string;
  ended: Promise<Ended>;
}

/** A directory `cache`, its lock, and commands that use it. */
export class CommandLine {
  readonly place = makePlace();
  readonly cwd = join(this.place.guards, '..');
  private readonly started: ChildProcess[] = [];

  spawn(file: string, args: string[], env: NodeJS.ProcessEnv = {}): Started {
    // Whatever it starts is in its process group, so that nothing outlives the test.
    const child = spawn(file, args, { cwd: this.cwd, detached: true, env: { ...process.env, FETCH_LOCK_PARTY: '', ...env } });
    this.started.push(child);
    let [out, err] = ['', ''];
    child.stdout?.on('data', (bytes) => {
      out += bytes;
    });
    child.stderr?.on('data', (bytes) => {
      err += bytes;
    });
    const ended = new Promise<Ended>((resolve) => child.once('close', (code, signal) => resolve({ code, signal, out, err })));
    return { child, out: () => out, err: () => err, ended };
  }

  start = (args: string[], env?: NodeJS.ProcessEnv): Started => this.spawn(process.execPath, [program, ...args], env);

  /** With its input at an end. */
  async call(...args: string[]): Promise<Ended> {
    const it = this.start(args);
    it.child.stdin?.end();
    return it.ended;
  }

  run = (...command: string[]): Started => this.start(['run', '--path', 'cache', '--', ...command]);

  /** Resolves when it has printed that; rejects if it ends without. */
  async said(it: Started, text: string): Promise<void> {
    let hasEnded = false;
    void it.ended.then(() => {
      hasEnded = true;
    });
    await until(() => hasEnded || (it.out() + it.err()).includes(text));
    if (!(it.out() + it.err()).includes(text)) throw new Error(`it ended without '${text}': ${it.out()}${it.err()}`);
  }

  room = (name: 'h' | 'q' | 'crashed'): string[] => readdirSync(join(this.place.dir, name));

  /** The marks of the processes that keep the grant. */
  witnesses = (): string[] => readdirSync(join(this.place.dir, 'h', this.room('h')[0] ?? '')).filter((it) => /^[mw]\./.test(it));

  /** The id of the one that holds. */
  holder = (): string => decodeToken(this.room('h')[0] ?? '')?.id ?? '';

  events = (): Event[] =>
    readFileSync(join(this.place.dir, 'journal.jsonl'), 'utf8')
      .split('\n')
      .map(parseEvent)
      .filter((it) => it !== undefined);

  dispose(): void {
    for (const { pid } of this.started) {
      try {
        if (pid !== undefined) process.kill(-pid, 'SIGKILL');
      } catch {
        // All of it is gone.
      }
    }
  }
}
