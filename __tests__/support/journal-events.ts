import fc from 'fast-check';
import type { Event, EventName } from '../../src/base/event.ts';
import { makeEvent } from './events.ts';

const mode = fc.constantFrom('shared', 'update', 'exclusive');
const ms = fc.oneof(fc.constantFrom(0, 10, 11, 3_600_000, 3_600_001), fc.integer({ min: 0, max: 5_000_000 }));
const work = fc.array(
  fc.constantFrom<Partial<Event>>(
    { event: 'git_finished', network: true, exit_code: 0 },
    { event: 'git_finished', network: true, exit_code: 128 },
    { event: 'git_finished', network: false, exit_code: 0 },
    { event: 'fetch_joined' },
    { event: 'fetch_skipped' },
  ),
  { maxLength: 3 },
);
/** How holding ends; where two tell of it, in the order in which they do. */
const end = fc.constantFrom<(readonly EventName[])[]>(
  ['lock_released'],
  ['lock_recovered'],
  ['lock_broken'],
  ['lock_recovered', 'lock_broken'],
  ['lock_recovered', 'lock_released'],
  ['lock_broken', 'lock_recovered'],
  ['lock_broken', 'lock_broken'],
  [],
);
/** How waiting ends in vain. */
const giveUp = fc.constantFrom<(readonly EventName[])[]>(
  ['lock_timeout'],
  ['lock_cancelled'],
  ['lock_unavailable'],
  ['deadlock_detected'],
  ['lock_timeout', 'lock_bypassed'],
  ['lock_unavailable', 'lock_bypassed'],
  ['deadlock_detected', 'lock_bypassed'],
  ['lock_recovered'],
  ['lock_broken', 'lock_unavailable'],
  [],
);

/** What one request leaves in the journal, in order. */
const life = fc.oneof(
  { weight: 3, arbitrary: fc.record({ askedAt: ms, mode, waitedMs: ms, heldMs: ms.map((it) => it + 1), work, end }) },
  { weight: 1, arbitrary: fc.record({ askedAt: ms, mode, waitedMs: ms, giveUp }) },
);

/** Requests of some hours, in the order of their events. */
export const lives = fc.array(life, { maxLength: 12 }).map((all) =>
  all
    .flatMap((it, index): Event[] => {
      const detail = { ticket: index.toString(16).padStart(16, '0'), mode: it.mode };
      const [waited, overAt] = [{ ...detail, waited_ms: it.waitedMs }, it.askedAt + it.waitedMs];
      if ('giveUp' in it) {
        // Of one that others take out of the line, they do not know how long it waited.
        const more = (event: EventName) => (['lock_recovered', 'lock_broken'].includes(event) ? { ...detail, held_ms: 0 } : waited);
        return [makeEvent('lock_waiting', it.askedAt, detail), ...it.giveUp.map((event) => makeEvent(event, overAt, more(event)))];
      }
      return [
        makeEvent('lock_acquired', overAt, waited),
        ...it.work.map((one) => ({ ...makeEvent('git_finished', overAt, detail), ...one })),
        ...it.end.map((event) => makeEvent(event, overAt + it.heldMs, { ...detail, held_ms: it.heldMs })),
      ];
    })
    .sort((a, b) => Date.parse(a.ts) - Date.parse(b.ts)),
);
