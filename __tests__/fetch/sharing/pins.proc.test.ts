import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { hasPins, type PinGit, pin, pinName, sweepPins, unpin } from '../../../src/fetch/sharing/pins.ts';
import { newId } from '../../../src/lock/ticket.ts';
import { isolated } from '../../support/isolated.ts';
import { makeHome, removeAll } from '../../support/places.ts';
import { git, makeRepositories } from '../../support/repositories.ts';

const [one, other] = ['1'.repeat(16), '2'.repeat(16)];
let home: string;
let mirror: string;
let commits: string[];
let asked: string[][];

beforeEach(() => {
  home = makeRepositories();
  mirror = join(home, 'mirror.git');
  commits = ['a', 'b'].map((it) => git(mirror, 'commit-tree', 'HEAD^{tree}', '-m', it));
  asked = [];
});
afterAll(removeAll);

const run: PinGit = async (argv, input) => {
  asked.push(argv);
  const { exitCode, lines } = await isolated(mirror, argv, {}, { input });
  if (exitCode !== 0) throw new Error(lines.join());
  return lines;
};
const refs = (): string[] => git(mirror, 'for-each-ref', '--format=%(refname)').split('\n');
const pins = (): string[] => refs().filter((it) => it.startsWith('refs/fetch-lock/'));
const has = (): boolean => hasPins({ guards: mirror });

describe('a pin', () => {
  it('keeps a commit from a prune, as long as it is there', async () => {
    const [commit = ''] = commits;
    await pin([{ ticket: one, commit }], run);
    git(mirror, 'prune', '--expire=now');
    expect(git(mirror, 'cat-file', '-t', commit)).toBe('commit');
    unpin(one, { guards: mirror });
    git(mirror, 'prune', '--expire=now');
    expect(() => git(mirror, 'cat-file', '-t', commit)).toThrow();
  });

  it('is made with others in one process, and may be there already', async () => {
    const wanted = commits.map((commit) => ({ ticket: one, commit }));
    for (let count = 0; count < 2; count++) await pin(wanted, run);
    expect(asked).toHaveLength(2);
    expect(pins()).toEqual(commits.map((it) => pinName(one, it)).sort());
    await pin([], run);
    expect(asked).toHaveLength(2);
  });

  it('is made with all others or not at all', async () => {
    await expect(
      pin(
        [...commits, 'e'.repeat(40)].map((commit) => ({ ticket: one, commit })),
        run,
      ),
    ).rejects.toThrow(/e{40}/);
    expect(pins()).toEqual([]);
  });

  it.each([
    [one, 'main'],
    [one, '0'.repeat(39)],
    [one, `${'0'.repeat(40)}\0`],
    [one, 'A'.repeat(40)],
    ['../heads', '0'.repeat(40)],
    ['', '0'.repeat(40)],
  ])('has no other name than of a ticket and a commit: %j %j', async (ticket, commit) => {
    expect(() => pinName(ticket, commit)).toThrow('no ticket');
    await expect(pin([{ ticket, commit }], run)).rejects.toThrow('no ticket');
    expect(asked).toEqual([]);
  });

  it('of another ticket stays', async () => {
    await pin(
      [one, other].flatMap((ticket) => commits.map((commit) => ({ ticket, commit }))),
      run,
    );
    for (let count = 0; count < 2; count++) {
      unpin(one, { guards: mirror });
      expect(pins()).toEqual(commits.map((it) => pinName(other, it)).sort());
    }
    for (const it of ['../heads', '', '..', other.slice(1)]) unpin(it, { guards: mirror });
    expect(pins()).toHaveLength(2);
    expect(asked).toHaveLength(1);
  });

  it('is all that is removed, and through no link (G2)', async () => {
    const [commit = ''] = commits;
    const [elsewhere, dir] = [join(home, 'elsewhere'), join(mirror, 'refs', 'fetch-lock')];
    for (const it of [elsewhere, join(dir, other)]) mkdirSync(it, { recursive: true });
    writeFileSync(join(elsewhere, commit), '');
    symlinkSync(elsewhere, join(dir, one));
    writeFileSync(join(dir, other, 'x'), '');
    for (const it of [one, other]) unpin(it, { guards: mirror });
    expect([existsSync(join(elsewhere, commit)), existsSync(join(dir, other, 'x'))]).toEqual([true, true]);
    rmSync(dir, { recursive: true });
    mkdirSync(join(elsewhere, other));
    writeFileSync(join(elsewhere, other, commit), '');
    symlinkSync(elsewhere, dir);
    unpin(other, { guards: mirror });
    expect(existsSync(join(elsewhere, other, commit))).toBe(true);
  });

  it('that was packed meanwhile stays for who fetches next, and no file of git is touched for it', async () => {
    await pin([{ ticket: one, commit: commits[0] ?? '' }], run);
    git(mirror, 'pack-refs', '--all');
    unpin(one, { guards: mirror });
    expect(pins()).toEqual([pinName(one, commits[0] ?? '')]);
    expect(await sweepPins(async () => [], run)).toBe(1);
  });

  it('may be one of a repository whose ids are longer', async () => {
    mirror = join(makeHome(), 'long.git');
    git(home, 'init', '-q', '--bare', '--object-format=sha256', mirror);
    const tree = git(mirror, 'hash-object', '-t', 'tree', '-w', '--stdin');
    const commit = git(mirror, 'commit-tree', tree, '-m', 'x');
    await pin([{ ticket: one, commit }], run);
    expect(pins()).toEqual([`refs/fetch-lock/${one}/${commit}`]);
    expect(await sweepPins(async () => [], run)).toBe(1);
    expect(has()).toBe(false);
  });
});

describe('sweepPins', () => {
  it('asks who lives when it has seen the pins, and takes those of nobody, loose and packed, in one process (G3)', async () => {
    await pin([{ ticket: one, commit: commits[0] ?? '' }], run);
    git(mirror, 'pack-refs', '--all');
    await pin(
      commits.map((commit) => ({ ticket: other, commit })),
      run,
    );
    asked = [];
    const late = newId();
    const swept = await sweepPins(async () => {
      expect(asked).toHaveLength(1);
      git(mirror, 'update-ref', pinName(late, commits[0] ?? ''), commits[0] ?? '');
      return [];
    }, run);
    expect([swept, asked.length]).toEqual([3, 2]);
    expect(pins()).toEqual([pinName(late, commits[0] ?? '')]);
    expect(await sweepPins(async () => [late], run)).toBe(0);
    expect(pins()).toHaveLength(1);
  });

  it('leaves what has another form, and what that leads to (G2)', async () => {
    const [commit = ''] = commits;
    const junk = [`refs/fetch-lock/${one}/x`, `refs/fetch-lock/x/${commit}`, `refs/fetch-lock/${other}/${commit}/x`, 'refs/fetch-lock/y'];
    for (const it of junk) git(mirror, 'update-ref', it, commit);
    git(mirror, 'symbolic-ref', pinName(one, commit), 'refs/heads/main');
    const before = refs();
    expect(await sweepPins(async () => [], run)).toBe(1);
    expect(refs()).toEqual(before.filter((it) => it !== pinName(one, commit)));
    expect(pins().sort()).toEqual(junk.sort());
  });

  it('asks nobody where there is none', async () => {
    const never = () => {
      throw new Error('asked');
    };
    expect(await sweepPins(never, run)).toBe(0);
    expect(asked).toHaveLength(1);
  });
});

describe('hasPins', () => {
  it('sees loose and packed ones, and that they are gone, without a process', async () => {
    expect(has()).toBe(false);
    await pin([{ ticket: one, commit: commits[0] ?? '' }], run);
    expect(has()).toBe(true);
    git(mirror, 'pack-refs', '--all');
    expect(readdirSync(join(mirror, 'refs'))).not.toContain(`fetch-lock/${one}`);
    expect(has()).toBe(true);
    await sweepPins(async () => [], run);
    expect(has()).toBe(false);
    await pin([{ ticket: one, commit: commits[0] ?? '' }], run);
    unpin(one, { guards: mirror });
    expect(has()).toBe(false);
    git(mirror, 'update-ref', 'refs/heads/refs/fetch-lock/x', 'main');
    git(mirror, 'pack-refs', '--all');
    expect(has()).toBe(false);
  });

  it.each<[string, string, (path: string) => void]>([
    ['refs may be elsewhere', 'reftable', (path) => mkdirSync(path)],
    ['a pipe is in their place', 'packed-refs', (path) => execFileSync('mkfifo', [path])],
    ['a link is in their place', 'packed-refs', (path) => symlinkSync('/dev/zero', path)],
    ['a link goes in a circle', 'refs/fetch-lock', (path) => symlinkSync(path, path)],
  ])('is so in doubt: %s', (_, name, make) => {
    rmSync(join(mirror, name), { recursive: true, force: true });
    make(join(mirror, name));
    expect(has()).toBe(true);
  });

  it('is not so where nothing is', () => {
    expect(hasPins({ guards: join(home, 'no', 'where') })).toBe(false);
  });
});

it('pins are made and removed by several at once, beside a fetch that prunes, and nobody fails (G4)', async () => {
  const upstream = join(home, 'upstream.git');
  const head = git(upstream, 'rev-parse', 'main');
  // Enough that to write packed-refs anew takes a while.
  const many = Array.from({ length: 2_000 }, (_, index) => `create refs/heads/many/${index} ${head}\n`).join('');
  execFileSync('git', ['update-ref', '--stdin'], { cwd: upstream, input: many });
  git(upstream, 'pack-refs', '--all');
  expect(await isolated(mirror, ['fetch', '-q', '--prune', 'origin'])).toMatchObject({ exitCode: 0 });
  const tickets = Array.from({ length: 8 }, newId);
  const round = async () => {
    await pin(
      tickets.flatMap((ticket) => commits.map((commit) => ({ ticket, commit }))),
      run,
    );
    git(mirror, 'pack-refs', '--all');
    git(upstream, 'update-ref', '-d', `refs/heads/many/${asked.length}`);
    await Promise.all([
      ...tickets.map(async (it) => unpin(it, { guards: mirror })),
      // Two that find the same ones to be nobody's.
      ...[1, 2].map(() => sweepPins(async () => [], run)),
      isolated(mirror, ['fetch', '-q', '--prune', 'origin']).then((it) => expect(it).toMatchObject({ exitCode: 0, complaints: [] })),
    ]);
    expect(pins()).toEqual([]);
  };
  for (let count = 0; count < 3; count++) await round();
  expect(existsSync(join(mirror, 'packed-refs.lock'))).toBe(false);
  expect(refs().length).toBeGreaterThan(1_900);
});
