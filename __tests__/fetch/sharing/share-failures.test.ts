import { describe, expect, it } from '@jest/globals';
import { FetchLockError } from '../../../src/base/errors.ts';
import { GitFailed } from '../../../src/fetch/guarded.ts';
import { fetchOnce, findFetches, runAlone } from '../../../src/fetch/sharing/share.ts';
import { makeDemand, makeFetched, makeMoment, makeSharing } from '../../support/sharing.ts';

const task = { text: 'fetch origin', argv: ['fetch', '--end-of-options', 'origin'], isNetwork: true };
const own = makeDemand();
const pull = (number: number) => makeDemand({ refspecs: [`+refs/pull/${number}/head:refs/pull/${number}/head`] });
const asking = (seq: number, demand: unknown) => ({ seq, id: String(seq).repeat(16), errand: { demands: [demand], commits: [] } });
const fails = (fault: GitFailed['fault'], complaint = 'bad luck') => new GitFailed(fault, complaint, { what: 'x' });
const failing = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: unknown) => error,
  );

const line = { isDirty: false, lastSeq: 9 };

describe('a fetch of another one', () => {
  it.each<[string, boolean, Parameters<typeof makeSharing>[0]]>([
    ['began after we asked', true, { kept: [makeFetched()] }],
    ['began before', false, { kept: [makeFetched({ began: makeMoment({ seq: 4 }) })] }],
    [
      'began before, and may have',
      true,
      { kept: [makeFetched({ began: makeMoment({ seq: 4, at: 1_699_999_999_000, upMs: 999_010 }) })], maxAgeMs: 2000 },
    ],
    [
      'began too long before',
      false,
      { kept: [makeFetched({ began: makeMoment({ seq: 4, at: 1_699_999_990_000, upMs: 990_010 }) })], maxAgeMs: 2000 },
    ],
    ['was of another line', false, { kept: [makeFetched({ endedSeq: 10 })] }],
    ['was of another remote', false, { kept: [makeFetched({ demand: makeDemand({ remote: 'https://h/y' }) })] }],
    ['was before a writer that died', false, { kept: [makeFetched()], isDirty: true }],
    [
      'was of another start of the machine',
      false,
      { kept: [makeFetched({ began: makeMoment({ seq: 5, boot: 'c'.repeat(32) }) })], maxAgeMs: 9e9 },
    ],
  ])('that %s: %s (G1, G2)', async (_, isJoined, known) => {
    const sharing = makeSharing(known);
    expect(await fetchOnce(task, [own], sharing)).toEqual(isJoined ? sharing.kept : []);
    expect(sharing.runs).toHaveLength(isJoined ? 0 : 1);
  });

  it('does not do where the ref that it wrote is gone', () => {
    const demand = makeDemand({ refspecs: ['+refs/heads/a:refs/heads/a'] });
    expect(findFetches([demand], makeSharing({ kept: [makeFetched({ demand })] }), line)).toBeUndefined();
  });

  it('does for a command of several remotes only if there is one for each', () => {
    const other = makeDemand({ remote: 'https://h/y', refspecs: ['+refs/heads/*:refs/y/*'] });
    const [one, two] = [makeFetched(), makeFetched({ demand: other })];
    expect(findFetches([own, other], makeSharing({ kept: [one] }), line)).toBeUndefined();
    expect(findFetches([own, other], makeSharing({ kept: [one, two] }), line)).toEqual([one, two]);
  });

  it('may be found when a lock that may write was had at last; else nothing runs before that', async () => {
    const late = makeSharing();
    late.strengthen = async () => {
      expect(late.runs).toEqual([]);
      late.kept.push(makeFetched());
      return late.lock;
    };
    expect(await fetchOnce(task, [own], late)).toHaveLength(1);
    expect(late.runs).toEqual([]);
    const lost = new FetchLockError('FL_TIMEOUT', { what: 'x' });
    const refused = makeSharing({ strengthen: () => Promise.reject(lost) });
    expect(await failing(fetchOnce(task, [own], refused))).toBe(lost);
    expect(await failing(runAlone(task, refused))).toBe(lost);
    expect(refused.runs).toEqual([]);
  });
});

describe('our own fetch', () => {
  it('is the command as it is, and is written down with the number it began under', async () => {
    const sharing = makeSharing({ last: 7 });
    await fetchOnce(task, [own], sharing);
    expect(sharing.runs).toEqual([{ argv: task.argv, merged: 0, ledger: [] }]);
    expect(sharing.kept).toMatchObject([{ demand: own, began: { seq: 7 }, endedSeq: 7, ticket: 'a'.repeat(16), job: { job: 'mine' } }]);
  });

  it('takes back what it may undo, before it runs, whether it succeeds or not', async () => {
    const undone = makeFetched({ demand: makeDemand({ remote: 'https://h/y' }), began: makeMoment() });
    const left = makeFetched({ demand: makeDemand({ remote: 'https://h/y', refspecs: ['+refs/heads/*:refs/y/*'] }), began: makeMoment() });
    const sharing = makeSharing({ kept: [undone, left], failures: [fails('passing')] });
    expect(await failing(fetchOnce(task, [own], sharing))).toMatchObject({ fault: 'passing' });
    expect(sharing.runs.map((it) => it.ledger)).toEqual([[left]]);
    expect(sharing.kept).toEqual([left]);
  });

  it('does not run where what it may undo cannot be taken back', async () => {
    const refusal = new FetchLockError('FL_LOCK_DIR', { what: 'x' });
    const sharing = makeSharing();
    sharing.ledger.retain = () => {
      throw refusal;
    };
    expect(await failing(fetchOnce(task, [own], sharing))).toBe(refusal);
    expect(sharing.runs).toEqual([]);
  });

  it('of several remotes that write one ref counts for nobody', async () => {
    const [other, apart] = ['refs/heads/*', 'refs/y/*'].map((to, index) =>
      makeDemand({ remote: `https://${index}/y`, refspecs: [`+refs/heads/*:${to}`] }),
    );
    const sharing = makeSharing();
    await fetchOnce(task, [own, other as typeof own, apart as typeof own], sharing);
    expect(sharing.kept.map((it) => it.demand)).toEqual([apart]);
  });
});

describe('for those in line', () => {
  const line = [asking(6, pull(1)), asking(7, pull(2)), asking(8, makeDemand({ remote: 'https://h/y' })), asking(9, '--upload-pack=x')];
  const refspecsOf = (argv: string[] = []) => argv.slice(argv.indexOf('origin') + 1).filter((it) => !it.startsWith('^'));
  const wide = [own, pull(1), pull(2)].flatMap((it) => it.refspecs);

  it('one fetch does what can be done at once, and counts for each', async () => {
    const sharing = makeSharing({ line });
    await fetchOnce(task, [own], sharing);
    expect(sharing.runs.map((it) => [refspecsOf(it.argv), it.merged])).toEqual([[wide, 2]]);
    expect(sharing.kept.map((it) => it.demand.refspecs)).toEqual([wide]);
    expect(sharing.said).toEqual(['for 2']);
  });

  it('none is done for whom another one did', async () => {
    const { refspecs } = makeDemand({ refspecs: ['+refs/pull/*:refs/pull/*'] });
    const all = makeDemand({ refspecs });
    const sharing = makeSharing({
      line: [asking(6, all), asking(7, all)],
      kept: [makeFetched({ demand: all, began: makeMoment({ seq: 6 }), endedSeq: 6 })],
    });
    await fetchOnce(task, [own], sharing);
    expect(sharing.runs.map((it) => it.merged)).toEqual([1]);
    const served = makeSharing({
      line: [asking(6, all)],
      kept: [makeFetched({ demand: all, began: makeMoment({ seq: 6 }), endedSeq: 6 })],
    });
    await fetchOnce(task, [own], served);
    expect(served.runs.map((it) => it.argv)).toEqual([task.argv]);
    // What is young enough for us is not so for them.
    const old = makeFetched({ demand: all, began: makeMoment({ seq: 4 }), endedSeq: 4 });
    const strict = makeSharing({ line: [asking(6, all)], kept: [old], maxAgeMs: 600_000 });
    await fetchOnce(task, [own], strict);
    expect(strict.runs.map((it) => it.merged)).toEqual([1]);
  });

  it.each<GitFailed['fault']>([
    'missing ref',
    'diverged',
    'in the way',
    'refused',
    'contention',
    'broken ref',
    'damaged remote',
    'stopped',
    'full disk',
    'ended',
    'unknown',
  ])('a failure that may be one of theirs fails nobody else: %s (G3, G4)', async (fault) => {
    const sharing = makeSharing({ line, failures: [fails(fault)] });
    await fetchOnce(task, [own], sharing);
    expect(sharing.runs.map((it) => [it.argv, it.merged]).at(-1)).toEqual([task.argv, 0]);
    expect(sharing.runs).toHaveLength(2);
    expect(sharing.said).toEqual(['for 2', 'alone: bad luck']);
    expect(sharing.kept.map((it) => it.demand)).toEqual([own]);
  });

  it.each<GitFailed['fault']>(['not writable', 'missing remote', 'damage', 'still running'])(
    'a failure that we would meet alone is ours: %s',
    async (fault) => {
      const sharing = makeSharing({ line, failures: [fails(fault)] });
      expect(await failing(fetchOnce(task, [own], sharing))).toMatchObject({ fault });
      expect([sharing.runs.length, sharing.kept]).toEqual([1, []]);
    },
  );

  it('a lost lock, or a cancel, ends it at once', async () => {
    const lost = new FetchLockError('FL_LOST', { what: 'x' });
    const sharing = makeSharing({ line, failures: [lost] });
    expect(await failing(fetchOnce(task, [own], sharing))).toBe(lost);
    expect([sharing.runs.length, sharing.kept]).toEqual([1, []]);
  });

  it('whom git names is left out, once; then it is done alone', async () => {
    const complaint = "fatal: couldn't find remote ref refs/pull/1/head";
    const sharing = makeSharing({ line, failures: [fails('missing ref', complaint)] });
    await fetchOnce(task, [own], sharing);
    expect(sharing.runs.map((it) => it.merged)).toEqual([2, 1]);
    expect(refspecsOf(sharing.runs[1]?.argv)).toEqual([...own.refspecs, ...pull(2).refspecs]);
    const twice = makeSharing({
      line: [...line, asking(9, pull(3))],
      failures: [fails('missing ref', complaint), fails('missing ref', complaint.replace('1', '2'))],
    });
    await fetchOnce(task, [own], twice);
    expect(twice.runs.map((it) => it.merged)).toEqual([3, 2, 0]);
    expect(twice.kept.map((it) => it.demand)).toEqual([own]);
  });

  it('what fails alone fails, and is written down nowhere', async () => {
    const sharing = makeSharing({ line, failures: [fails('unknown'), fails('diverged')] });
    expect(await failing(fetchOnce(task, [own], sharing))).toMatchObject({ fault: 'diverged' });
    expect(sharing.kept).toEqual([]);
  });

  it('nothing is done by a command of several remotes', async () => {
    const sharing = makeSharing({ line });
    await fetchOnce(task, [own, makeDemand({ remote: 'https://h/z', refspecs: ['+refs/heads/*:refs/z/*'] })], sharing);
    expect(sharing.runs.map((it) => [it.argv, it.merged])).toEqual([[task.argv, 0]]);
  });
});

describe('a command that nobody shares', () => {
  it.each([
    ['pull', []],
    ['fetch', []],
    ['submodule', []],
    ['remote', []],
    ['gc', [makeFetched()]],
    ['pack-refs', [makeFetched()]],
  ])('%s takes back what it may undo', async (verb, left) => {
    const sharing = makeSharing({ kept: [makeFetched()] });
    await runAlone({ argv: [verb], isNetwork: true }, sharing);
    expect(sharing.runs.map((it) => it.ledger)).toEqual([left]);
  });
});
