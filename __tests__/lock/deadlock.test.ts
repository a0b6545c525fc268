import { describe, expect, it } from '@jest/globals';
import { findCircle, type Glimpse, victimOf } from '../../src/lock/deadlock.ts';

const grant = (id: string, party: string, overrides: Partial<Glimpse> = {}): Glimpse => ({
  ...{ id, party, mode: 'exclusive', isGranted: true, asker: `${party} before`, isAtWork: false },
  ...{ askedAt: 0, blockers: [], guards: '/x', job: {} },
  ...overrides,
});
const wait = (id: string, party: string, blockers: string[], overrides: Partial<Glimpse> = {}): Glimpse =>
  grant(id, party, { isGranted: false, asker: `${party} now`, isAtWork: true, blockers, ...overrides });

const named = (requests: Glimpse[], id: string) => findCircle(requests, id)?.map((it) => [it.waiter.id, it.holder.id]);

describe('findCircle', () => {
  it('finds two jobs that wait for each other, from either', () => {
    const requests = [grant('p1', 'p'), grant('q1', 'q'), wait('p2', 'p', ['q1']), wait('q2', 'q', ['p1'])];
    expect(named(requests, 'p2')).toEqual([
      ['p2', 'q1'],
      ['q2', 'p1'],
    ]);
    expect(named(requests, 'q2')).toEqual([
      ['q2', 'p1'],
      ['p2', 'q1'],
    ]);
  });

  it('finds three, and goes through those who only wait in line', () => {
    const requests = [
      ...[grant('p1', 'p'), grant('q1', 'q'), grant('r1', 'r')],
      ...[wait('p2', 'p', ['between']), wait('between', 's', ['q1']), wait('q2', 'q', ['r1']), wait('r2', 'r', ['p1'])],
    ];
    expect(named(requests, 'r2')).toEqual([
      ['r2', 'p1'],
      ['p2', 'q1'],
      ['q2', 'r1'],
    ]);
    expect(findCircle(requests, 'between')).toBeUndefined();
  });

  it('finds the shortest of several', () => {
    const requests = [
      ...[grant('p1', 'p'), grant('q1', 'q'), grant('r1', 'r')],
      ...[wait('p2', 'p', ['r1', 'q1']), wait('r2', 'r', ['q1']), wait('q2', 'q', ['p1'])],
    ];
    expect(named(requests, 'p2')).toHaveLength(2);
  });

  it('finds none where somebody can go on', () => {
    const holders = [grant('p1', 'p'), grant('q1', 'q')];
    expect(findCircle([...holders, wait('p2', 'p', ['q1'])], 'p2')).toBeUndefined();
    expect(findCircle([...holders, wait('p2', 'p', ['q1']), wait('r1', 'r', ['p1'])], 'p2')).toBeUndefined();
    expect(findCircle([], 'p2')).toBeUndefined();
  });

  it('takes a step that is at work for one that may end by itself, unless it is the very one that waits', () => {
    const waiters = [wait('p2', 'p', ['q1']), wait('q2', 'q', ['p1'])];
    const atWork = grant('q1', 'q', { isAtWork: true, asker: 'q beside' });
    expect(findCircle([grant('p1', 'p'), atWork, ...waiters], 'p2')).toBeUndefined();
    expect(findCircle([grant('p1', 'p'), { ...atWork, asker: 'q now' }, ...waiters], 'p2')).toBeDefined();
  });
});

describe('victimOf', () => {
  const requests = (askedAt: number) => [
    ...[grant('p1', 'p', { askedAt: 9 }), grant('q1', 'q', { askedAt: 9 })],
    ...[wait('p2', 'p', ['q1'], { askedAt: 2 }), wait('q2', 'q', ['p1'], { askedAt })],
  ];
  it.each([
    ['the youngest waiter', 1, 'p2'],
    ['the youngest waiter', 3, 'q2'],
    ['the greater id of two as young', 2, 'q2'],
  ])('is %s, whoever asks', (_, askedAt, victim) => {
    for (const id of ['p2', 'q2']) expect(victimOf(findCircle(requests(askedAt), id) ?? [])).toBe(victim);
  });
});
