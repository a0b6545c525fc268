import fc from 'fast-check';
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
  met: [],
  ...overrides,
});

const sec = (seconds: number) => at(seconds * 1000);

/** Asked, granted and ended at these seconds. */
export const request = (ticket: string, mode: string, asked: number, granted?: number, ended?: number, more: Partial<Row> = {}): Row =>
  makeRow({
    ...{ ticket, mode, askedAt: sec(asked), outcome: granted === undefined ? 'waiting' : 'holding' },
    ...(granted === undefined ? {} : { grantedAt: sec(granted), waitedMs: (granted - asked) * 1000 }),
    ...(ended === undefined ? {} : { endedAt: sec(ended), outcome: granted === undefined ? 'timeout' : 'released' }),
    ...more,
  });

const anyTime = fc.integer({ min: -100, max: 2000 });
/** Whatever the clocks said. */
export const anyRow = fc
  .tuple(fc.constantFrom('exclusive', 'update', 'shared', 'odd'), anyTime, fc.option(anyTime), fc.option(anyTime), fc.option(anyTime))
  .map(([mode, asked, granted, downgraded, ended]) =>
    request(
      `${asked}`,
      mode,
      asked,
      granted ?? undefined,
      ended ?? undefined,
      downgraded === null ? {} : { downgradedAt: sec(downgraded) },
    ),
  );
