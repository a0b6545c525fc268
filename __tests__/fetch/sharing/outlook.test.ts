import { describe, expect, it } from '@jest/globals';
import { errandOf, outlookOf, piecesLeft, purposeOf } from '../../../src/fetch/sharing/outlook.ts';
import { parseCommands } from '../../../src/git/command.ts';

const [commit, other] = ['a'.repeat(40), 'b'.repeat(40)];
const ticket = '1'.repeat(16);
const scope = { path: 'app.git', workDir: '/srv/app.git' };
const entries = [
  ['remote.origin.url', 'https://git.example/app.git'],
  ['remote.origin.fetch', '+refs/*:refs/*'],
].map(([key = '', value = '']) => ({ scope: 'local', origin: 'file:config', key, value }));

interface Case {
  git: string;
  commits?: string[];
  refs?: string[];
  missing?: string[];
}

function left({ git, commits = [], refs = [], missing = [] }: Case) {
  const outlook = outlookOf(parseCommands(git), { entries, missing }, scope);
  return piecesLeft(outlook, { commits, refs }, missing, ticket, scope);
}

const linesOf = (it: Case) => left(it).map(({ task }) => task.argv.join(' '));

describe('what is left to do', () => {
  it.each<[string, Case, string[]]>([
    ['nothing is wanted: all of it', { git: 'fetch origin\ngc' }, ['fetch origin', 'gc']],
    ['all that is wanted is there: what is no fetch', { git: 'fetch origin\nremote update\npull\ngc', commits: [commit] }, ['pull', 'gc']],
    ['something is missing: all of it', { git: 'fetch origin\ngc', commits: [commit, other], missing: [other] }, ['fetch origin', 'gc']],
    ['a ref is wanted: all of it', { git: 'fetch origin', commits: [commit], refs: ['refs/heads/main'] }, ['fetch origin']],
    ['all is there, without `git`: nothing', { git: '', commits: [commit] }, []],
  ])('%s', (_, it, lines) => {
    const verbs = linesOf(it).map((line) => line.replace(/ --.*/, ''));
    expect(verbs.map((line) => (line === 'fetch' ? 'fetch origin' : line))).toEqual(lines);
  });

  it('without `git` it is one fetch of what is missing, and of the refs, and of nothing else', () => {
    const [piece, ...more] = left({ git: '', commits: [commit, other], refs: ['refs/heads/main'], missing: [other] });
    expect(more).toEqual([]);
    expect(piece?.demands).toEqual([
      {
        remote: 'https://git.example/app.git',
        refspecs: [`${other}:refs/fetch-lock/${ticket}/${other}`, '+refs/heads/main:refs/heads/main'],
        isPruning: false,
        tags: 'none',
      },
    ]);
    expect(piece?.task).toMatchObject({ isNetwork: true });
    expect(piece?.task.text).toBeUndefined();
    const argv = piece?.task.argv ?? [];
    for (const it of ['--no-tags', '--no-prune', '--no-write-fetch-head', '--no-recurse-submodules', '--refmap='])
      expect(argv).toContain(it);
    expect(argv.slice(argv.indexOf('--end-of-options') + 1)).toEqual(['origin', ...(piece?.demands?.[0]?.refspecs ?? [])]);
  });
});

it('an errand has what can be shared of it, and every commit that is wanted', () => {
  const pieces = left({ git: 'fetch origin\nfetch --refetch origin\ngc', commits: [commit], missing: [commit] });
  expect(errandOf(pieces, { commits: [commit], refs: [] })).toEqual({ demands: [pieces[0]?.demands?.[0]], commits: [commit] });
});

describe('what steps of several hosts have in common', () => {
  const purpose = (git: string, refs: string[] = []) =>
    purposeOf([outlookOf(parseCommands(git), { entries, missing: [] }, scope).pieces], { commits: [], refs });
  const of = (...lines: string[]) => lines.map((it) => purpose(it));

  it('is the same for those that fetch the same, however they say it', () => {
    const [one, ...others] = of('fetch origin', 'fetch --quiet origin', 'fetch origin\nfetch origin', 'gc\nfetch');
    expect(one).toMatch(/^[0-9a-f]{64}$/);
    for (const it of others) expect(it).toBe(one);
  });

  it('is another for those that do not', () => {
    const all = of('fetch origin', 'fetch --prune origin', 'fetch --no-tags origin +refs/heads/*:refs/heads/*', '');
    expect(new Set(all).size).toBe(all.length);
    expect(all).not.toContain(undefined);
  });

  it.each(['pull', 'fetch origin main', 'fetch --depth=1 origin', 'fetch origin\npull'])('is not known of `%s`', (git) => {
    expect(purpose(git)).toBeUndefined();
  });

  it('is not known where one command undoes what another brings, nor of refs that are wanted without `git`, nor of what was not seen', () => {
    expect(purpose('fetch --prune origin +refs/heads/*:refs/heads/*\nfetch origin refs/pull/1/head:refs/heads/one')).toBeUndefined();
    expect(purpose('', ['refs/heads/main'])).toBeUndefined();
    expect(purposeOf([undefined], { commits: [], refs: [] })).toBeUndefined();
  });
});
