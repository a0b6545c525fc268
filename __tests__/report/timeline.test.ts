import { expect, it } from '@jest/globals';
import { around, timeline } from '../../src/report/timeline.ts';
import { at, makeEvent } from '../support/events.ts';

it('makes one row of the events of a request', () => {
  const events = [
    makeEvent('lock_waiting', 100, { ahead: 2 }),
    makeEvent('lock_acquired', 5100, { waited_ms: 5000 }),
    makeEvent('git_finished', 6000, { duration_ms: 800 }),
    makeEvent('git_finished', 7000, { duration_ms: 200 }),
    makeEvent('lock_released', 9100, { held_ms: 4000 }),
  ];
  expect(timeline(events)).toEqual([
    {
      ...{ ticket: 'a', mode: 'update', outcome: 'released', ahead: 2, gitMs: 1000, waitedMs: 5000, heldMs: 4000 },
      ...{ askedAt: at(100), grantedAt: at(5100), endedAt: at(9100), job: { repository: 'acme/web', job: 'test', run_id: '812' } },
    },
  ]);
});

it.each([
  ['lock_timeout', 'timeout'],
  ['lock_cancelled', 'cancelled'],
  ['lock_unavailable', 'unavailable'],
] as const)('ends a row at %s', (event, outcome) => {
  expect(timeline([makeEvent('lock_waiting', 0), makeEvent(event, 400, { waited_ms: 400 })])).toMatchObject([
    { outcome, waitedMs: 400, endedAt: at(400) },
  ]);
});

it('knows who holds still, who waits still, and who asked first', () => {
  const events = [
    makeEvent('lock_acquired', 50, { ticket: 'b', waited_ms: 40 }),
    makeEvent('lock_waiting', 20, { ticket: 'c' }),
    makeEvent('lock_recovered', 60, {}),
  ];
  expect(timeline(events.slice(0, 2)).map((it) => [it.ticket, it.outcome])).toEqual([
    ['b', 'holding'],
    ['c', 'waiting'],
  ]);
});

it('finds those who were there while ours waited or held', () => {
  const rows = timeline([
    ...[makeEvent('lock_acquired', 0, { ticket: 'before' }), makeEvent('lock_released', 10, { ticket: 'before' })],
    ...[
      makeEvent('lock_acquired', 20, { ticket: 'holder' }),
      makeEvent('lock_waiting', 30, { ticket: 'ours' }),
      makeEvent('lock_waiting', 40, { ticket: 'behind' }),
    ],
    ...[
      makeEvent('lock_released', 50, { ticket: 'holder' }),
      makeEvent('lock_acquired', 50, { ticket: 'ours', waited_ms: 20 }),
      makeEvent('lock_released', 60, { ticket: 'ours' }),
    ],
    makeEvent('lock_waiting', 70, { ticket: 'after' }),
  ]);
  const ours = rows.find((it) => it.ticket === 'ours');
  expect(ours && around(rows, ours, at(80)).map((it) => it.ticket)).toEqual(['holder', 'ours', 'behind']);
});
