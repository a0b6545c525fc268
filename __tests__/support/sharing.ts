/** A step that is to fetch, in memory: its lock, its line and its ledger, and a git that does what the test says. */
import type { Demand } from '../../src/fetch/sharing/demand.ts';
import type { Fetched, Moment } from '../../src/fetch/sharing/ledger.ts';
import type { Sharing } from '../../src/fetch/sharing/share.ts';
import { tokenOf } from '../../src/lock/ticket.ts';

export const makeDemand = (overrides: Partial<Demand> = {}): Demand => ({
  ...{ remote: 'https://h/x', refspecs: ['+refs/heads/*:refs/heads/*'], isPruning: false, tags: 'none' },
  ...overrides,
});

export const makeMoment = (overrides: Partial<Moment> = {}): Moment => ({
  ...{ seq: 0, at: 1_700_000_000_000, upMs: 1_000_010, boot: 'b'.repeat(32) },
  ...overrides,
});

export const makeFetched = (overrides: Partial<Fetched> = {}): Fetched => ({
  ...{ demand: makeDemand(), began: makeMoment({ seq: 5 }), endedSeq: 5, ticket: 'f'.repeat(16), job: { job: 'other' } },
  ...overrides,
});

export interface SharingInMemory extends Sharing {
  /** What happened, in order: the arguments of git, and what the ledger held when it ran. */
  runs: { argv: string[]; merged: number; ledger: Fetched[] }[];
  said: string[];
  /** Ids of requests that are left to themselves. */
  avoided: string[];
  kept: Fetched[];
}

/** Asked as number 5 of a line whose last number is `last`. Git fails as often as there are failures. */
export function makeSharing(
  known: Partial<Sharing> & {
    kept?: Fetched[];
    line?: { seq: number; id: string; errand: unknown }[];
    last?: number;
    failures?: unknown[];
    isDirty?: boolean;
  } = {},
): SharingInMemory {
  const { kept = [], line = [], last = 9, failures = [], isDirty = false, ...overrides } = known;
  const lock = {
    token: tokenOf(5, 'a'.repeat(16)),
    dirty: isDirty ? [{}] : [],
    lastSeq: async () => last,
    errands: async () => line,
    ids: async () => [],
  } as unknown as Sharing['lock'];
  const it: SharingInMemory = {
    ...{
      guards: '/nowhere',
      lock,
      maxAgeMs: 0,
      asked: makeMoment({ seq: 5 }),
      job: { job: 'mine' },
      runs: [],
      said: [],
      avoided: [],
      kept: [...kept],
    },
    strengthen: async () => undefined,
    now: (seq) => makeMoment({ seq, at: 1_700_000_001_000, upMs: 1_001_010 }),
    ledger: {
      read: () => [...it.kept],
      add: (one) => void it.kept.push(one),
      retain: (keep) => {
        it.kept = it.kept.filter(keep);
      },
      clear: () => {
        it.kept = [];
      },
      avoided: () => it.avoided,
      avoid: (ids) => void it.avoided.push(...ids),
    },
    run: async ({ argv }, merged = 0) => {
      it.runs.push({ argv, merged, ledger: [...it.kept] });
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
    },
    onMerging: (others) => it.said.push(`for ${others}`),
    onAlone: (complaint) => it.said.push(`alone: ${complaint}`),
    ...overrides,
  };
  return it;
}
