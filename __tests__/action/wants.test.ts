import { describe, expect, it } from '@jest/globals';
import { readInputs } from '../../src/action/inputs/inputs.ts';
import { envOf, refused } from '../support/inputs.ts';

const main = (inputs: Record<string, string>) => readInputs(envOf(inputs), 'main');
const pre = (inputs: Record<string, string>) => readInputs(envOf(inputs), 'pre');

describe('want', () => {
  const sha = '3fa9c1d0'.repeat(5);

  it('reads commits and refs, one a line, each once, without comments and blank lines', () => {
    const want = `# what we build\n\n ${sha.toUpperCase()} \r\n${sha}\nrefs/heads/main\n#refs/heads/other\n${'ab'.repeat(32)}\nrefs/heads/main`;
    expect(main({ want }).wants).toEqual([{ commit: sha }, { ref: 'refs/heads/main' }, { commit: 'ab'.repeat(32) }]);
    expect(main({ want: '# nothing\n' }).wants).toEqual([]);
  });

  it.each([
    'refs/heads/main',
    'refs/heads/Feature/#12',
    'refs/tags/v1.0',
    'refs/pull/7/merge',
    'refs/remotes/origin/main',
    'refs/notes/x',
    'refs/x',
    'refs/fetch-locks/x',
    `refs/heads/${sha}`,
    'refs/heads/ünïcode',
  ])('takes %s', (want) => {
    expect(main({ want }).wants).toEqual([{ ref: want }]);
  });

  it.each([
    ['main', 'neither a full commit id nor a full ref name', 'Write refs/heads/main: a branch is never confused with a tag of its name.'],
    ['feature/x', 'neither', 'Write refs/heads/feature/x:'],
    ['abc', 'neither', 'Write refs/heads/abc:'],
    ['heads/main', 'neither', 'Write refs/heads/main.'],
    ['tags/v1', 'neither', 'Write refs/tags/v1.'],
    ['origin/main', 'neither', 'Write refs/heads/main for a mirror, refs/remotes/origin/main for a clone.'],
    ...['HEAD', 'FETCH_HEAD', '@'].map((it) => [it, 'neither', 'means something else in every repository']),
    ['3fa9c1d', 'no full commit id', 'A full commit id has 40 digits', 'this has 7.'],
    [sha.slice(1), 'no full commit id', 'A full commit id has 40 digits', 'this has 39.'],
    [`${sha}0`, 'no full commit id', 'this has 41.'],
    ['0'.repeat(40), 'says that there is no commit', '`github.event.before`'],
    ['0'.repeat(64), 'says that there is no commit'],
    ['refs/heads/*', 'which is a pattern', 'Name each ref by itself.'],
    ['release-*', 'which is a pattern'],
    ['refs/heads/a b', 'no name that a ref can have', 'such as refs/heads/main'],
    ...['refs/', 'refs/heads/', 'refs//x', 'refs/heads/x..y', 'refs/heads/x.lock', 'refs/heads/.x', 'refs/heads/x@{1}'].map((it) => [it]),
    ...['refs/heads/x~1', 'refs/heads/x^{commit}', 'refs/heads/x:refs/heads/x', '+refs/heads/x', 'main~1', ':/fix', '^main'].map((it) => [
      it,
    ]),
    ...['--all', '-x', '--upload-pack=x', `${sha}:x`, `+${sha}`, 'REFS/heads/main x', `refs/heads/${'x'.repeat(400)}`].map((it) => [it]),
    ...['refs/fetch-lock', 'refs/fetch-lock/x/y', 'refs/Fetch-Lock/x'].map((it) => [it, "fetch-lock's own", 'such as refs/heads/main']),
  ])('refuses %s, and says what to write', (want = '', ...parts) => {
    const message = refused('Input `want` has', ...parts);
    expect(() => main({ want })).toThrow(message);
    expect(() => main({ want: `refs/heads/ok\n${want}` })).toThrow(message);
  });

  it('shows no password, and nothing that is obeyed', () => {
    expect(() => main({ want: 'https://u:pw@h/x' })).toThrow(refused('Input `want`', 'https://h/x'));
    expect(() => main({ want: 'https://u:pw@h/x' })).not.toThrow(/pw/);
    expect(() => main({ want: '::error::x' })).toThrow(refused(': :error: :x'));
  });

  it('takes 64, and no more', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => `refs/heads/b${index}`).join('\n');
    expect(main({ want: many(64) }).wants).toHaveLength(64);
    expect(() => main({ want: many(65) })).toThrow(refused('Input `want` has 65 lines', 'at most 64'));
  });

  it('passes in pre over a name of which a part is still to come, and refuses it in main', () => {
    for (const want of ['', 'refs/heads/', 'refs/pull//merge', 'refs/heads//x']) expect(pre({ want }).wants).toEqual([]);
    for (const want of ['refs/heads/', 'refs/pull//merge']) expect(() => main({ want })).toThrow(refused('Input `want`', 'no name'));
    expect(() => pre({ want: 'main' })).toThrow(refused('Input `want`'));
  });

  it.each([
    ['auto', '', 'update'],
    ['auto', 'fetch', 'update'],
    ['auto', 'gc', 'exclusive'],
    ['shared', '', 'shared'],
    ['update', 'fetch', 'update'],
    ['exclusive', '', 'exclusive'],
  ])('goes with mode %s and git %j, for which the strongest lock is %s', (mode, git, taken) => {
    expect(main({ want: sha, mode, git }).mode).toBe(taken);
  });

  it('is something to hold the lock for', () => {
    expect(main({ want: sha, hold: 'step' })).toMatchObject({ hold: 'step', mode: 'update' });
    expect(() => main({ hold: 'step' })).toThrow(refused("Input `hold` is 'step'", 'nor in `want`'));
  });
});

describe('max-age', () => {
  it.each([
    [{ git: 'fetch origin' }],
    [{ git: 'gc\nremote update' }],
    [{ want: 'refs/heads/main' }],
    [{ git: 'gc', want: 'refs/heads/main' }],
  ])('goes with %j', (inputs) => {
    expect(main({ ...inputs, 'max-age': '1m' }).maxAgeMs).toBe(60_000);
  });

  it.each(['', 'gc', 'pull', 'pack-refs --all'])('is refused where there is nothing to be spared in git %j', (git) => {
    expect(() => main({ 'max-age': '1s', git })).toThrow(refused('Input `max-age` is set', 'no fetch in `git`', '`want`'));
    expect(main({ 'max-age': '0s', git }).maxAgeMs).toBe(0);
    expect(() => pre({ 'max-age': '1s', git })).not.toThrow();
  });
});
