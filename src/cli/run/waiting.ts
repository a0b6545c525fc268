/** What is shown while `run` waits, on stderr: on a terminal one line that is rewritten, elsewhere a line when there is news. */
import type { Clock } from '../../base/clock.ts';
import { cutEnd } from '../../base/columns.ts';
import type { Obstacle } from '../../lock/store.ts';
import { sayAcquired, sayWaiting } from '../../report/words.ts';
import type { Terminal } from '../terminal.ts';

interface Waiting {
  show(obstacle: Obstacle, waitedMs: number): void;
  /** It is granted. */
  end(waitedMs: number, position: number): void;
  /** Takes the line away. */
  clear(): void;
}

// Beside what the command and others print.
const said = (text: string): string => `fetch-lock: ${text}`;

const redrawMs = 1000;

export function showWaiting(err: Terminal, clock: Clock, path: string, mode: string): Waiting {
  let shown: { obstacle: Obstacle; waitedMs: number; atMs: number } | undefined;
  let stopDrawing = () => {};
  const draw = () => {
    if (!shown) return;
    const { obstacle, waitedMs, atMs } = shown;
    const sinceMs = clock.now() - atMs;
    const holders = obstacle.holders.map((it) => ({ ...it, heldMs: it.heldMs > 0 ? it.heldMs + sinceMs : 0 }));
    err.write(`\r${cutEnd(said(sayWaiting(path, mode, { ...obstacle, holders }, waitedMs + sinceMs)), err.width - 1)}\x1b[K`);
  };
  const clear = () => {
    stopDrawing();
    if (shown && err.isTty) err.write('\r\x1b[K');
  };
  return {
    show: (obstacle, waitedMs) => {
      const isFirst = shown === undefined;
      shown = { obstacle, waitedMs, atMs: clock.now() };
      if (!err.isTty) return err.write(`${said(sayWaiting(path, mode, obstacle, waitedMs))}\n`);
      if (isFirst) stopDrawing = clock.every(redrawMs, draw);
      draw();
    },
    end: (waitedMs, position) => {
      clear();
      if (shown) err.write(`${said(sayAcquired(path, mode, waitedMs, position))}\n`);
    },
    clear,
  };
}
