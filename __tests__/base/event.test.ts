import { expect, it } from '@jest/globals';
import { eventNames, parseEvent } from '../../src/base/event.ts';

const line = { v: 1, ts: '2026-11-21T05:00:00.000Z', event: 'lock_acquired', ticket: 'a', waited_ms: 4, job: { run_id: '812' } };

it('reads back what was written, for every event', () => {
  for (const event of eventNames) expect(parseEvent(JSON.stringify({ ...line, event }))).toEqual({ ...line, event });
});

it.each([
  '',
  'null',
  '[]',
  JSON.stringify(line).slice(0, -5),
  JSON.stringify({ ...line, v: 2 }),
  JSON.stringify({ ...line, event: 'toString' }),
  JSON.stringify({ ...line, ts: 'yesterday' }),
  JSON.stringify({ ...line, waited_ms: '4' }),
  JSON.stringify({ ...line, ticket: 4 }),
  JSON.stringify({ ...line, job: { run_id: 812 } }),
  JSON.stringify({ ...line, job: ['x'] }),
  JSON.stringify({ ...line, holder: null }),
])('%s is no event', (text) => {
  expect(parseEvent(text)).toBeUndefined();
});
