import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Elsewhere, EventDetail, EventName } from '../../../src/base/event.ts';
import { timeline } from '../../../src/report/timeline.ts';
import { accountOf } from '../../../src/report/waiting/account.ts';
import { holdsOf } from '../../../src/report/waiting/spans.ts';
import { at, makeEvent } from '../../support/events.ts';

const sec = (seconds: number) => at(seconds * 1000);
const nowAt = sec(1000);
const on = (host: string, ticket: string, more: Partial<Elsewhere> = {}): Elsewhere => ({
  ...{ ticket, mode: 'update', job: { repository: 'acme/web', job: ticket, host } },
  ...more,
});
const event = (name: EventName, seconds: number, detail: EventDetail = {}) => makeEvent(name, seconds * 1000, detail);
const waits = (seconds: number, elsewhere: Elsewhere[], more: EventDetail = {}) =>
  event('lock_waiting', seconds, { waited_ms: seconds * 1000, elsewhere, ...more });
const granted = (seconds: number, more: EventDetail = {}) => event('lock_acquired', seconds, { waited_ms: seconds * 1000, ...more });
const look = (...events: Parameters<typeof timeline>[0]) => accountOf('m', timeline(events), nowAt);
const drawn = (account: ReturnType<typeof look>) =>
  account.elsewhere.map((it) => [
    it.row.ticket,
    ...holdsOf(it).map(({ mode, fromAt, toAt }) => [mode, (fromAt - sec(0)) / 1000, (toAt - sec(0)) / 1000]),
  ]);

describe('a hold on another host', () => {
  it('is drawn from when it was granted until it was in the way no more (G1)', () => {
    const account = look(waits(0, [on('b', 'build', { held_ms: 5000 })]), granted(20));
    expect(drawn(account)).toEqual([['build', ['update', -5, 20]]]);
    expect(account.elsewhere).toMatchObject([{ isOpen: false, row: { outcome: 'elsewhere', grantedAt: sec(-5) } }]);
  });

  it('is drawn from when it was first seen, where nobody knows when it was granted (G1)', () => {
    const account = look(waits(3, [on('b', 'build')]), granted(20));
    expect(drawn(account)).toEqual([['build', ['update', 3, 20]]]);
    expect(account.elsewhere[0]?.row.grantedAt).toBeUndefined();
  });

  it('ends where another is in the way, or for a while nobody', () => {
    const others = [on('c', 'lint', { held_ms: 1000 })];
    expect(drawn(look(waits(0, [on('b', 'build')]), waits(10, others), waits(15, []), granted(20)))).toEqual([
      // Noticed at 10, and granted to the other at 9.
      ['build', ['update', 0, 9]],
      ['lint', ['update', 9, 15]],
    ]);
  });

  it('goes on as long as somebody waits for it', () => {
    const [open] = look(waits(0, [on('b', 'build')])).elsewhere;
    expect(open).toMatchObject({ isOpen: true, endsAt: nowAt });
  });

  it('is one, whoever met it', () => {
    const account = look(
      waits(0, [on('b', 'build', { held_ms: 2000 })]),
      event('lock_cancelled', 10, { waited_ms: 10_000 }),
      waits(12, [on('b', 'build', { held_ms: 14_000 })], { ticket: 'next', waited_ms: 0 }),
      granted(30, { ticket: 'next', waited_ms: 18_000 }),
    );
    expect(drawn(account)).toEqual([['build', ['update', -2, 30]]]);
    expect(account.blockers).toMatchObject([{ name: 'acme/web job build on b', ms: 28_000, waits: 2 }]);
  });

  it('is shared from when it kept nobody away any more who writes', () => {
    const shared = on('b', 'build', { mode: 'shared', held_ms: 12_000 });
    const account = look(
      ...[waits(0, [on('b', 'build', { held_ms: 2000 })]), waits(10, [shared])].map((it) => ({ ...it, mode: 'exclusive' })),
      { ...granted(30), mode: 'exclusive' },
    );
    expect(drawn(account)).toEqual([['build', ['update', -2, 10], ['shared', 10, 30]]]);
  });

  it('is not told a second time where this journal has it (G2)', () => {
    const own = { ticket: 'own', job: { job: 'own' } };
    const account = look(
      event('lock_acquired', 0, { ...own, waited_ms: 0 }),
      waits(1, [on('a', 'own')]),
      event('lock_released', 9, own),
      granted(9),
    );
    expect(account.elsewhere).toEqual([]);
    expect(account.blockers).toMatchObject([{ name: 'job own' }]);
  });

  it('is counted as no request, no wait and no burst of its own', () => {
    const account = look(waits(0, [on('b', 'build', { held_ms: 900_000 })]), granted(20));
    expect(account.figures).toMatchObject({ requests: 1, waits: 1, totalMs: 20_000 });
    expect(account.bursts.map((it) => [it.members, it.spans.map((span) => span.row.ticket)])).toEqual([[1, ['build', 'a']]]);
    expect([...account.obstacles.values()].flat()).toMatchObject([{ ms: 20_000 }]);
  });

  it('is over when it was met by one that gave up', () => {
    const account = look(waits(0, [on('b', 'build')]), event('lock_timeout', 30, { waited_ms: 30_000 }));
    expect(account.elsewhere).toMatchObject([{ isOpen: false, endsAt: sec(30) }]);
  });

  it('never ends before it begins, and never lasts longer than it was waited for', () => {
    const one = fc.record({
      ticket: fc.constantFrom('x', 'y'),
      mode: fc.constantFrom('shared', 'update', 'exclusive'),
      held: fc.integer(),
    });
    const step = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.array(one, { maxLength: 3 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const events = steps.map(([seconds, found, ends]) =>
          ends
            ? granted(seconds)
            : waits(
                seconds,
                found.map(({ ticket, mode, held }) => on('b', ticket, { mode, held_ms: held })),
              ),
        );
        for (const { waitedUntil, downgradedAt, endsAt } of look(...events).elsewhere) {
          expect(waitedUntil).toBeLessThanOrEqual(downgradedAt);
          expect(downgradedAt).toBeLessThanOrEqual(endsAt);
          expect(endsAt).toBeLessThanOrEqual(nowAt);
        }
      }),
    );
  });
});
