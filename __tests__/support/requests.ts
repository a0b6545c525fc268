import type { Request } from '../../src/lock/store.ts';
import { newId } from '../../src/lock/ticket.ts';

/** A request of a party of its own. */
export const makeRequest = (overrides: Partial<Request> = {}): Request => ({
  id: newId(),
  party: newId(),
  mode: 'exclusive',
  job: {},
  witnesses: [],
  others: () => [],
  ...overrides,
});
