/** Whether the limit of a wait will hardly do, by what the lock's journal has of the last seven days. */
import { weekMs, whyIsShort } from './history.ts';
import { readEvents } from './journal.ts';
import { timeline } from './timeline.ts';
import { sayShort } from './words.ts';

/** What to tell the user, if anything; `limitMs` was given in the input of that name. Only for who has to wait: it reads a journal. */
export function adviseOnLimit(dir: string, path: string, limitMs: number, nowAt: number, input?: string): string | undefined {
  // Who tries once does not mean to wait.
  if (limitMs <= 0) return undefined;
  const short = whyIsShort(timeline(readEvents(dir, { sinceAt: nowAt - weekMs })), limitMs, nowAt);
  return short && sayShort(path, limitMs, short, input);
}
