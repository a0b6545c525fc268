import type { Event, EventDetail, EventName } from '../../src/base/event.ts';

const start = Date.parse('2026-11-21T05:00:00.000Z');

/** An event so many milliseconds after the beginning of the test's day. */
export const makeEvent = (event: EventName, atMs: number, detail: EventDetail = {}): Event => ({
  v: 1,
  ts: new Date(start + atMs).toISOString(),
  event,
  ticket: 'a',
  mode: 'update',
  job: { repository: 'acme/web', job: 'test', run_id: '812' },
  ...detail,
});

export const at = (ms: number): number => start + ms;
