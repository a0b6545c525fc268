/** The picture of the README, from a journal that is kept beside it. Pure. */
import { parseEvent } from '../../base/event.ts';
import { plural } from '../../base/text.ts';
import { timeline } from '../timeline.ts';
import { accountOf } from '../waiting/account.ts';
import { renderPicture } from './drawing.ts';

/** The busiest burst of a journal of which all is over. */
export function renderRecord(journal: string): string {
  const events = journal.split('\n').flatMap((line) => parseEvent(line) ?? []);
  const endedAt = Math.max(...events.map((it) => Date.parse(it.ts)));
  const { bursts, obstacles, figures } = accountOf('', timeline(events), endedAt);
  const [busiest] = bursts.toSorted((a, b) => b.waitedMs - a.waitedMs);
  const { requests, fetches } = figures;
  const title = `Who waited for whom: ${plural(requests, 'request')} for one lock, ${fetches.saved} of ${plural(fetches.asked, 'fetch', 'fetches')} saved`;
  return busiest ? renderPicture(title, busiest, obstacles) : '';
}
