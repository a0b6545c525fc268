import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Event, eventNames, formatEvent, isJob, type Job, lineStart, parseEvent } from '../../src/base/event.ts';
import { makeEvent } from '../support/events.ts';
import { harmIn, harmless, hostileTexts } from '../support/hostile.ts';

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
  elsewhere: [{ ticket: 'e', mode: 'update', job: { job: 'build', host: 'h' }, held_ms: 8 }],
};
const allOfJob: Required<Job> = {
  ...{ repository: 'r', run_id: '1', run_attempt: '1', job: 'j', job_index: '0', runner: 'r' },
  ...{ url: 'u', user: 'u', host: 'h', command: 'c' },
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

  it('takes the whole one behind a torn line', () => {
    const [torn, text] = [JSON.stringify(makeEvent('lock_acquired', 0)), JSON.stringify(whole)];
    for (let length = 0; length <= torn.length; length++) expect(parseEvent(torn.slice(0, length) + text)).toEqual(whole);
  });

  it.each([
    ...['', ' ', 'null', '[]', '1', '"lock_acquired"', '{}', `[${line({})}]`],
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

  it.each(['1e999', '-1e999', '1e300', '-1e300', '8.64e15'])('takes %s for no number that was measured', (wrong) => {
    expect(parseEvent(line({ waited_ms: 1 }).replace('"waited_ms":1', `"waited_ms":${wrong}`))).toBeUndefined();
  });

  it('reads past what a newer version adds to an event or a job', () => {
    const newer = line({ job: { job: 'test', labels: ['linux'] }, holder: { priority: 1 }, network_bytes: 7, route: { via: 'proxy' } });
    expect(parseEvent(newer)).toMatchObject({ event: 'lock_acquired', job: { job: 'test' } });
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

describe('formatEvent', () => {
  const bytes = (text: string) => Buffer.byteLength(text);

  it('changes nothing of what fits a line', () => {
    expect(formatEvent(whole)).toBe(JSON.stringify(whole));
    const long = { ...whole, reason: 'x'.repeat(15_000) };
    expect(parseEvent(formatEvent(long))).toEqual(long);
  });

  it('has nothing in it that a terminal or the runner obeys, and says the same', () => {
    for (const text of Object.values(hostileTexts)) {
      const event = { ...whole, reason: text.slice(0, 4000), argv: [text.slice(0, 4000)] };
      const made = formatEvent(event);
      expect(harmIn(made)).toEqual(harmless);
      expect(parseEvent(made)).toEqual(event);
    }
  });

  it('begins every line in the same way, and only there', () => {
    const text = formatEvent({ ...makeEvent('lock_acquired', 0, { reason: lineStart, job: { job: lineStart } }), v: 1 });
    expect([text.indexOf(lineStart), text.lastIndexOf(lineStart)]).toEqual([0, 0]);
  });

  it('cuts long texts, and nothing else', () => {
    const cut = parseEvent(formatEvent({ ...whole, reason: 'x'.repeat(20_000) }));
    expect(cut).toEqual({ ...whole, reason: `${'x'.repeat(999)}…` });
  });

  it('cuts no character in two', () => {
    const reason = parseEvent(formatEvent({ ...whole, reason: `x${'😀'.repeat(20_000)}` }))?.reason ?? '';
    expect(reason).toMatch(/^x(😀)+…$/u);
  });

  it('leaves out what no job has, if the line is too long', () => {
    const labels = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`label-${index}`, 'x']));
    expect(parseEvent(formatEvent({ ...whole, holder: { user: 'root', ...labels } }))).toEqual(whole);
  });

  const dreadful = fc
    .array(fc.constantFrom('x', '\u0001', '"', '\n', '😀', '\ud800'), { minLength: 1, maxLength: 5 })
    .map((it) => it.join('').repeat(4000));

  it('makes a line that fits, whatever there is in it', () => {
    fc.assert(
      fc.property(dreadful, dreadful, fc.integer({ min: 0, max: 60 }), (text, other, words) => {
        const job = Object.fromEntries([...Object.keys(allOfJob), other.slice(0, 1000)].map((key) => [key, other]));
        const texts = { lock: text, path: other, mode: text, ticket: other, file: text, reason: other, code: text };
        const made = formatEvent({ ...whole, ...texts, job, holder: job, argv: Array.from({ length: words }, () => text) });
        expect(bytes(made)).toBeLessThanOrEqual(16_384);
        expect(made).not.toContain('\n');
        expect(parseEvent(made)).toMatchObject({ event: whole.event, ts: whole.ts, pid: whole.pid });
      }),
      { numRuns: 20 },
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
