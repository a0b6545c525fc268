import type { Row } from '../../src/report/timeline.ts';
import { at } from './events.ts';

/** A request that was granted at once and is still held. */
export const makeRow = (overrides: Partial<Row> = {}): Row => ({
  ticket: 't1',
  job: { repository: 'acme/web', job: 'test' },
  mode: 'update',
  askedAt: at(0),
  outcome: 'holding',
  gitMs: 0,
  ahead: 0,
  fetched: 'none',
  joined: [],
  merged: 0,
  fetches: { asked: 0, saved: 0 },
  incidents: {},
  ...overrides,
});
