import { expect, it } from '@jest/globals';
import { GitFailed } from '../../../src/fetch/guarded.ts';
import type { Demand } from '../../../src/fetch/sharing/demand.ts';
import { mergeLine } from '../../../src/fetch/sharing/errand.ts';
import type { Fetched, Ledger, Moment } from '../../../src/fetch/sharing/ledger.ts';
import { fetchOnce, type Sharing } from '../../../src/fetch/sharing/share.ts';
import type { Lock } from '../../../src/lock/acquire.ts';

const momentAt = (seq: number): Moment => ({ seq, at: 1000 * seq, upMs: 1000 * seq, boot: 'b'.repeat(32) });
const demandOf = (name: string): Demand => ({
  remote: 'https://git.example/web',
  refspecs: [`+refs/${name}:refs/${name}`],
  isPruning: false,
  tags: 'none',
});
const waiting = { seq: 2, id: '2'.repeat(16), errand: { demands: [demandOf('heads/other')], commits: [] } };
const own = { argv: ['fetch', '--end-of-options', 'origin', '+refs/heads/main:refs/heads/main'], isNetwork: true, text: 'fetch' };

/** A fetch for ourselves and one other, and what was run for it. */
async function fetchWith(
  { avoided: before = [], ...more }: Partial<Sharing> & Pick<Sharing, 'run'> & { avoided?: string[] },
  dirty: Lock['dirty'] = [],
) {
  const fetches: Fetched[] = [];
  const avoided: string[] = [...before];
  const ledger: Ledger = {
    read: () => fetches,
    add: (it) => fetches.push(it),
    retain: () => {},
    clear: () => {},
    avoided: () => avoided,
    avoid: (ids) => void avoided.push(...ids),
  };
  const lock = {
    token: `1.${'1'.repeat(16)}`,
    dirty,
    lastSeq: async () => 2,
    errands: async () => [waiting],
    ids: async () => [],
  } as unknown as Lock;
  const sharing: Sharing = {
    ...{ guards: '/nowhere', lock, ledger, asked: momentAt(1), maxAgeMs: 0, job: {}, now: momentAt },
    ...{ strengthen: async () => undefined, onMerging: () => {}, onAlone: () => {}, ...more },
  };
  return { by: await fetchOnce(own, [demandOf('heads/main')], sharing), fetches, avoided };
}

it.each(['passing', 'full disk', 'ended', 'stopped', 'unknown', 'damaged remote', 'missing ref'] as const)(
  'a fetch for all that fails with %s may do so because of another: it is tried once, and then done alone',
  async (fault) => {
    const runs: boolean[] = [];
    const { fetches, avoided } = await fetchWith({
      run: async (task, _, isOnlyTried) => {
        runs.push(isOnlyTried === true);
        if (task !== own) throw new GitFailed(fault, 'x', { what: 'x' });
      },
    });
    expect(runs).toEqual([true, false]);
    // What passes is nobody's fault.
    expect(avoided).toEqual(fault === 'passing' ? [] : [waiting.id]);
    expect(fetches.map((it) => it.demand)).toEqual([demandOf('heads/main')]);
  },
);

it.each(['not writable', 'missing remote', 'damage', 'still running'] as const)(
  'one that fails with %s would do so alone',
  async (fault) => {
    let runs = 0;
    const run = async () => {
      runs += 1;
      throw new GitFailed(fault, 'x', { what: 'x' });
    };
    await expect(fetchWith({ run })).rejects.toMatchObject({ fault });
    expect(runs).toBe(1);
  },
);

it('nothing is fetched before a lock is asked for that may write', async () => {
  const order: string[] = [];
  const strengthen = async () => {
    order.push('strengthen');
    return undefined;
  };
  await fetchWith({ strengthen, run: async () => void order.push('run') });
  expect(order).toEqual(['strengthen', 'run']);
});

it('who was in a fetch for all that failed is left to itself by all others', async () => {
  const runs: unknown[] = [];
  await fetchWith({ avoided: [waiting.id], run: async (task) => void runs.push(task) });
  expect(runs).toEqual([own]);
});

const demandWith = (refspecs: string[]): Demand => ({ remote: 'https://git.example/web', refspecs, isPruning: false, tags: 'none' });

it('what is fetched for all never grows beyond what the ledger takes, so that those it was done for hear of it', () => {
  const own = demandWith(['+refs/heads/main:refs/heads/main']);
  const nameOf = (job: number, index: number) => `refs/pull/${job}/${index}/${'x'.repeat(400)}`;
  const line = Array.from({ length: 20 }, (_, job) => ({
    ...{ seq: job + 1, id: String(job).padStart(16, '0'), commits: [] },
    demands: [demandWith(Array.from({ length: 10 }, (_, index) => `+${nameOf(job, index)}:${nameOf(job, index)}`))],
  }));
  const { demand, served } = mergeLine(own, line);
  expect(served.length).toBeGreaterThan(2);
  expect(served.length).toBeLessThan(20);
  expect(JSON.stringify(demand).length).toBeLessThan(50_000);
});

it('who has the lock does not compare refspecs for long: what is behind very many of them is left', () => {
  const own = demandWith(['+refs/heads/main:refs/heads/main']);
  const errandOf = (job: number, count: number) => ({
    ...{ seq: job + 1, id: String(job).padStart(16, '0'), commits: [] },
    demands: [demandWith(Array.from({ length: count }, (_, index) => `+refs/pull/${job}/${index}:refs/pull/${job}/${index}`))],
  });
  const few = Array.from({ length: 5 }, (_, job) => errandOf(job, 200));
  expect(mergeLine(own, [...few, errandOf(99, 1)]).served.map(({ seq }) => seq)).toEqual([1, 100]);
  const many = Array.from({ length: 50 }, (_, job) => errandOf(job, 200));
  expect(mergeLine(own, [...many, errandOf(99, 1)]).served.map(({ seq }) => seq)).toEqual([1]);
});
