import { describe, expect, it } from '@jest/globals';
import { mergeLine, readErrands, withoutNamed } from '../../../src/fetch/sharing/errand.ts';
import { makeDemand } from '../../support/sharing.ts';

const [id, other] = ['1'.repeat(16), '2'.repeat(16)];
const commit = 'c'.repeat(40);
const read = (errand: unknown) => readErrands([{ seq: 3, id, errand }]);
const demandsIn = (refspecs: unknown) => read({ demands: [{ ...makeDemand(), refspecs }], commits: [] })[0]?.demands;
const pull = (number: number) => makeDemand({ refspecs: [`+refs/pull/${number}/head:refs/pull/${number}/head`] });
const asked = (seq: number, ...demands: ReturnType<typeof makeDemand>[]) => ({ seq, id, demands, commits: [] });

describe('an errand that anybody may have written', () => {
  it('is read with the number and the id of its request', () => {
    const errand = { demands: [makeDemand()], commits: [commit, 'd'.repeat(64)] };
    expect(read(errand)).toEqual([{ seq: 3, id, ...errand }]);
  });

  it.each([
    undefined,
    null,
    1,
    'x',
    [],
    {},
    { demands: [] },
    { commits: [] },
    { demands: {}, commits: [] },
    { demands: [], commits: 'x' },
    { demands: { length: 2 }, commits: [] },
  ])('is none: %j', (errand) => {
    expect(read(errand)).toEqual([]);
  });

  it.each([
    [['--upload-pack=x']],
    [['+refs/heads/a:refs/heads/a', '-x']],
    [['refs/heads/a']],
    [['ext::sh:refs/heads/a']],
    [['a\nb:refs/heads/a']],
    [[]],
    ['+refs/heads/*:refs/heads/*'],
    [[1]],
    [[['+refs/heads/*:refs/heads/*']]],
    [{ every: 1 }],
  ])('asks for nothing with what is no refspec of a command (G1): %j', (refspecs) => {
    expect(demandsIn(refspecs)).toEqual([]);
  });

  it.each([
    `${commit}:refs/fetch-lock/${other}/${commit}`,
    `${commit}:refs/fetch-lock/${id}/${'d'.repeat(40)}`,
    `+${commit}:refs/Fetch-Lock/${id}/${commit}`,
    `${commit}:refs/fetch-lock/${id}/${commit}/x`,
    `refs/heads/main:refs/fetch-lock/${id}/${commit}`,
    `+refs/heads/*:refs/fetch-lock/*`,
    `+refs/heads/*:refs/fetch-lock/${id}/*`,
    `${commit}:refs/fetch-lock`,
  ])('writes no pin but its own (G2): %s', (refspec) => {
    expect(demandsIn([refspec])).toEqual([]);
    expect(demandsIn(['+refs/heads/*:refs/heads/*', refspec])).toEqual([]);
  });

  it('writes its own', () => {
    expect(demandsIn([`${commit}:refs/fetch-lock/${id}/${commit}`])).toHaveLength(1);
  });

  it('pins commits by their full ids alone', () => {
    const commits = [commit, 'main', 'C'.repeat(40), '0'.repeat(40), `${commit}\n`, `-${commit}`, 1, null, [commit]];
    expect(read({ demands: [], commits })[0]?.commits).toEqual([commit]);
  });

  it('is read no further than a step may ask', () => {
    const [it] = read({ demands: Array(100).fill(makeDemand()), commits: Array(1000).fill(commit) });
    expect([it?.demands.length, it?.commits.length]).toEqual([16, 64]);
  });
});

describe('mergeLine', () => {
  it('does for others what they ask of the same remote, in their order', () => {
    const line = [
      asked(1, pull(1)),
      asked(2, makeDemand({ remote: 'https://h/y' })),
      asked(3, pull(3), makeDemand({ remote: 'https://h/y' })),
      asked(4),
    ];
    const { demand, served } = mergeLine(makeDemand(), line);
    expect(served.map((it) => it.seq)).toEqual([1, 3]);
    expect(demand.refspecs).toEqual([makeDemand(), pull(1), pull(3)].flatMap((it) => it.refspecs));
  });

  it('stays our own where that does it all', () => {
    const own = makeDemand({ isPruning: true });
    const { demand, served } = mergeLine(own, [asked(1, own), asked(2, makeDemand())]);
    expect(demand).toBe(own);
    expect(served).toHaveLength(2);
  });

  it.each([
    ['another depth', makeDemand({ depth: 'depth:1' })],
    ['one ref from elsewhere', makeDemand({ refspecs: ['+refs/x/*:refs/heads/*'] })],
    ['pruning that we do not ask for', makeDemand({ refspecs: ['+refs/x/*:refs/x/*'], isPruning: true })],
    ['less force than ours', makeDemand({ refspecs: ['refs/heads/*:refs/heads/*'] })],
  ])('leaves out whom it cannot serve: %s', (_, narrow) => {
    const own = makeDemand();
    expect(mergeLine(own, [asked(1, narrow), asked(2, pull(2))]).served.map((it) => it.seq)).toEqual([2]);
  });

  it('does all of an errand or nothing of it', () => {
    const line = [asked(1, pull(1), makeDemand({ refspecs: ['+refs/x/*:refs/heads/*'] }))];
    const own = makeDemand();
    expect(mergeLine(own, line)).toEqual({ demand: own, served: [] });
  });
});

describe('withoutNamed', () => {
  const want = makeDemand({ refspecs: [`${commit}:refs/fetch-lock/${id}/${commit}`] });
  const line = [asked(1, pull(1)), asked(2, pull(11)), asked(3, want)];

  it.each([
    ["fatal: couldn't find remote ref refs/pull/1/head", [2, 3]],
    [`fatal: remote error: upload-pack: not our ref ${commit}`, [1, 2]],
    [`error: Server does not allow request for unadvertised object ${commit}`, [1, 2]],
    ['fatal: the remote end hung up', [1, 2, 3]],
    ['', [1, 2, 3]],
  ])('%s', (complaint, left) => {
    expect(withoutNamed(line, complaint).map((it) => it.seq)).toEqual(left);
  });
});
