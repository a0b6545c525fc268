import { describe, expect, it } from '@jest/globals';
import type { Runner } from '../../src/action/runner.ts';
import {
  type OutcomeState,
  readMetricsFile,
  readOutcome,
  readSnapshot,
  readTickets,
  type SnapshotState,
  saveMetricsFile,
  saveOutcome,
  saveSnapshot,
  saveTickets,
  type TicketState,
} from '../../src/action/state.ts';

const ticket: TicketState = {
  ...{ id: '0123456789abcdef', path: 'mirror.git', mode: 'update', job: { job: 'test' }, hasSummary: true },
  place: { dir: '/m.fetch-lock', guards: '/m', kind: 'beside' },
};
const other: TicketState = { ...ticket, id: 'fedcba9876543210', mode: 'exclusive' };
const outcome: OutcomeState = { result: 'timeout', waitedMs: 7, hasSummary: true, isQuiet: true, dirty: ['1.x'], failure: 'It failed.' };
const snapshot: SnapshotState = { key: 'mirror', snapshot: 'fetch-lock-snapshot-aB3xYz', ticket: ticket.id };

/** A runner that carries state as text, as the real one does. */
function runnerWith(states: Record<string, unknown> = {}): Runner {
  const saved = new Map(Object.entries(states).map(([name, value]) => [name, JSON.stringify(value)]));
  return {
    saveState: (name, value) => void saved.set(name, JSON.stringify(value)),
    readState: (name) => (saved.get(name) === undefined ? undefined : JSON.parse(saved.get(name) ?? '')),
  } satisfies Partial<Runner> as unknown as Runner;
}

describe('the state of a step', () => {
  it('comes back as it was saved', () => {
    const runner = runnerWith();
    saveTickets(runner, [ticket, other]);
    saveOutcome(runner, outcome);
    saveSnapshot(runner, snapshot);
    saveMetricsFile(runner, '/m.prom');
    expect(readMetricsFile(runner)).toBe('/m.prom');
    expect(readSnapshot(runner)).toEqual(snapshot);
    expect(readTickets(runner)).toEqual([ticket, other]);
    expect(readOutcome(runner)).toEqual(outcome);
  });

  it('is nothing before anything was saved', () => {
    expect(readTickets(runnerWith())).toEqual([]);
    expect(readOutcome(runnerWith())).toBeUndefined();
    expect(readMetricsFile(runnerWith())).toBeUndefined();
    expect(readSnapshot(runnerWith())).toBeUndefined();
  });

  it.each([7, null, '/m', {}, { file: 7 }, { file: '' }, { file: 'm.prom' }, { file: '/m\0' }])('is no file for metrics: %j', (metrics) => {
    expect(readMetricsFile(runnerWith({ metrics }))).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ...['x', 7, true, null, [], {}].map((it): [string, unknown] => [JSON.stringify(it), it]),
    ['a strange id', { ...ticket, id: '../../etc' }],
    ['an id that is no text', { ...ticket, id: 7 }],
    ['no path', { ...ticket, path: undefined }],
    ['a mode that is none', { ...ticket, mode: 'toString' }],
    ['a directory that depends on where we are', { ...ticket, place: { ...ticket.place, dir: 'm.fetch-lock' } }],
    ['no place', { ...ticket, place: undefined }],
    ['a place without a directory', { ...ticket, place: { ...ticket.place, dir: undefined } }],
    ['a place that guards nothing', { ...ticket, place: { ...ticket.place, guards: 1 } }],
    ['a place of no known kind', { ...ticket, place: { ...ticket.place, kind: 'above' } }],
  ])('is no ticket: %s', (_, value) => {
    expect(readTickets(runnerWith({ tickets: value }))).toEqual([]);
    expect(readTickets(runnerWith({ tickets: [value, other] }))).toEqual([other]);
  });

  it.each<[string, unknown]>([
    ...['x', 7, true, null, [], {}].map((it): [string, unknown] => [JSON.stringify(it), it]),
    ['no result', { ...outcome, result: undefined }],
    ['a time that is a text', { ...outcome, waitedMs: '7' }],
    ['dirty that is no list', { ...outcome, dirty: 'all' }],
  ])('is no outcome: %s', (_, value) => {
    expect(readOutcome(runnerWith({ outcome: value }))).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ...['x', 7, true, null, [], {}].map((it): [string, unknown] => [JSON.stringify(it), it]),
    ['a key that the service does not take', { ...snapshot, key: 'a,b' }],
    ['the name of something else', { ...snapshot, snapshot: '../_work' }],
    ['a name that goes on', { ...snapshot, snapshot: `${snapshot.snapshot}/../../x` }],
    ['a strange ticket', { ...snapshot, ticket: 'x' }],
  ])('is no snapshot: %s', (_, value) => {
    expect(readSnapshot(runnerWith({ snapshot: value }))).toBeUndefined();
  });
});
