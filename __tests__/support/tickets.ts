import type { Process, Ticket } from '../../src/lock/ticket.ts';

export const makeProcess = (overrides: Partial<Process> = {}): Process => ({
  boot: 'a'.repeat(32),
  namespace: '10+20',
  pid: 42,
  start: '1000',
  key: '0123456789abcdef',
  ...overrides,
});

/** A waiting request; its one witness has the number of the ticket as its pid. Ids run against the order of the line. */
export const makeTicket = (overrides: Partial<Ticket> = {}): Ticket => {
  const seq = overrides.seq ?? 1;
  const asker = makeProcess({ pid: seq });
  return {
    seq,
    id: (0xffff - seq).toString(16).padStart(16, '0'),
    party: seq.toString(16).padStart(16, '0'),
    mode: 'exclusive',
    isGranted: false,
    asker,
    witnesses: [asker],
    ...overrides,
  };
};
