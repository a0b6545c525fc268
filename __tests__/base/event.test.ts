import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Event, eventNames, isJob, parseEvent } from '../../src/base/event.ts';
import { makeEvent } from '../support/events.ts';

const whole: Required<Event> = {
  ...{
    v: 1,
    ts: '2026-01-01T00:00:00.000Z',
    event: 'git_finished',
    decision: 'allow',
    lock: '/l',
    path: '/p',
    mode: 'update',
    ticket: 't',
  },
  ...{ job: { job: 'test' }, pid: 7, waited_ms: 1, held_ms: 2, duration_ms: 3, ahead: 4, holder: { user: 'root' } },
  ...{ file: 'config.lock', age_ms: 5, reason: 'r', code: 'FL_GIT', argv: ['fetch'], attempt: 1, exit_code: 1, network: true, merged: 7 },
};
const line = (overrides: Record<string, unknown>) => JSON.stringify({ ...makeEvent('lock_acquired', 0), ...overrides });

describe('parseEvent', () => {
  it.each(eventNames)('reads %s back as it was written', (event) => {
    expect(parseEvent(JSON.stringify(makeEvent(event, 0)))).toEqual(makeEvent(event, 0));
  });

  it('reads every field back', () => {
    expect(parseEvent(JSON.stringify(whole))).toEqual(whole);
  });

  it('takes no torn line for an event', () => {
    const text = JSON.stringify(whole);
    for (let length = 0; length < text.length; length++) {
      expect(parseEvent(text.slice(0, length))).toBeUndefined();
      if (length > 0) expect(parseEvent(text.slice(length))).toBeUndefined();
    }
  });

  it.each([
    ...['', ' ', 'null', '[]', '1', '"lock_acquired"', '{}', `[${line({})}]`, `${line({})}${line({})}`],
    ...[line({ v: 2 }), line({ v: '1' }), line({ v: undefined }), line({ event: 'lock_stolen' }), line({ event: 'toString' })],
    ...[
      line({ event: undefined }),
      line({ ts: undefined }),
      line({ ts: 0 }),
      line({ ts: 'yesterday' }),
      line({ ts: '2026-13-01T00:00:00Z' }),
    ],
  ])('takes %s for no event', (text) => {
    expect(parseEvent(text)).toBeUndefined();
  });

  it.each(['lock', 'path', 'mode', 'ticket', 'file', 'reason', 'code'])('refuses another type of %s', (key) => {
    for (const wrong of [null, 1, true, {}, ['x']]) expect(parseEvent(line({ [key]: wrong }))).toBeUndefined();
  });

  it.each(['pid', 'waited_ms', 'held_ms', 'duration_ms', 'ahead', 'age_ms', 'exit_code', 'attempt', 'merged'])(
    'refuses another type of %s',
    (key) => {
      for (const wrong of [null, '1', true, {}, [1]]) expect(parseEvent(line({ [key]: wrong }))).toBeUndefined();
    },
  );

  it('refuses another type of network', () => {
    for (const wrong of [null, 1, 'true', {}, [true]]) expect(parseEvent(line({ network: wrong }))).toBeUndefined();
    expect(parseEvent(line({ network: false }))?.network).toBe(false);
  });

  it.each(['job', 'holder'])('refuses another type of %s', (key) => {
    for (const wrong of [null, 'x', 1, ['x'], { job: 1 }, { job: null }, { job: { job: 'x' } }])
      expect(parseEvent(line({ [key]: wrong }))).toBeUndefined();
  });

  it('takes nothing from what a line calls its prototype, and changes none', () => {
    const inherited = JSON.stringify(makeEvent('lock_acquired', 0));
    expect(parseEvent(`{"__proto__":${inherited}}`)).toBeUndefined();
    const read = parseEvent(line({}).replace('{', '{"__proto__":{"reason":"planted"},'));
    expect(read?.event).toBe('lock_acquired');
    expect(read?.reason).toBeUndefined();
    expect(({} as { reason?: string }).reason).toBeUndefined();
  });

  it('takes any other text or JSON for no event, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(parseEvent(text)).toBeUndefined();
      }),
    );
  });
});

describe('isJob', () => {
  it.each<[unknown, boolean]>([
    [{}, true],
    [{ repository: 'acme/web', run_id: '1' }, true],
    [{ run_id: 1 }, false],
    [{ job: undefined }, false],
    [['x'], false],
    [null, false],
    ['x', false],
  ])('%j: %s', (read, is) => {
    expect(isJob(read)).toBe(is);
  });
});
