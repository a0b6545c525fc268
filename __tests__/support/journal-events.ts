import fc from 'fast-check';
import type { Event } from '../../src/base/event.ts';
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
const end = fc.constantFrom('lock_released', 'lock_recovered', 'lock_broken', undefined);
const giveUp = fc.constantFrom('lock_timeout', 'lock_cancelled', 'lock_unavailable', 'deadlock_detected');

/** What one request leaves in the journal, in order. */
const life = fc.oneof(
  { weight: 3, arbitrary: fc.record({ mode, waitedMs: ms, heldMs: ms.map((it) => it + 1), work, end }) },
  { weight: 1, arbitrary: fc.record({ mode, waitedMs: ms, giveUp }) },
);

/** Requests one after the other, as whole lives. */
export const lives = fc.array(life, { maxLength: 12 }).map((all) =>
  all.flatMap((it, index): Event[] => {
    const detail = { ticket: index.toString(16).padStart(16, '0'), mode: it.mode };
    const waited = { ...detail, waited_ms: it.waitedMs };
    if ('giveUp' in it) return [makeEvent('lock_waiting', 0, detail), makeEvent(it.giveUp as 'lock_timeout', it.waitedMs, waited)];
    const before = [
      makeEvent('lock_acquired', it.waitedMs, waited),
      ...it.work.map((one) => ({ ...makeEvent('git_finished', 0, detail), ...one })),
    ];
    const ended = it.end && makeEvent(it.end as 'lock_released', it.waitedMs + it.heldMs, { ...detail, held_ms: it.heldMs });
    // Its own post finds it gone.
    const again = it.end === 'lock_recovered' ? [makeEvent('lock_broken', it.waitedMs + it.heldMs + 9, detail)] : [];
    return ended ? [...before, ended, ...again] : before;
  }),
);
