/** Behind one that is first on this host of a fleet and waits for another itself: what this host's journal says of whom it met there. */
import { readEvents } from './journal.ts';
import { timeline } from './timeline.ts';
import type { Line, Seen } from './words.ts';

/** The same line, its first holder with whom it waits for, if that has been told by now. Reads only the end of the journal. */
export function lookThrough<L extends Line & { holders: (Seen & { id: string })[] }>(
  { dir, fleet }: { dir: string; fleet?: string },
  line: L,
): L {
  const [first, ...more] = line.holders;
  if (fleet === undefined || first === undefined) return line;
  const row = timeline(readEvents(dir, { ticket: first.id })).find((it) => it.ticket === first.id);
  const met = row?.outcome === 'waiting' ? row.met.find((it) => it.goneAt === undefined) : undefined;
  return met ? { ...line, holders: [{ ...first, waitsFor: met.job }, ...more] } : line;
}
