import { mkdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { takeCensus } from '../../../src/fetch/mending/occupants.ts';
import { endLingering, keepOpen, linger } from '../../support/lingering.ts';
import { makeHome, removeAll } from '../../support/places.ts';
import { git } from '../../support/repositories.ts';

// A container hides the processes outside; then nobody can be told from somebody.
const isWhole = readlinkSync('/proc/self/ns/pid') === 'pid:[4026531836]';
const nobody = isWhole ? { answer: 'nobody' } : { answer: 'unknown', why: 'a container does not see the processes outside' };

let home: string;
let mirror: string;
let lock: string;
beforeEach(() => {
  home = makeHome();
  mirror = join(home, 'mirror.git');
  git(home, 'init', '-q', '--bare', 'mirror.git');
  git(home, 'init', '-q', '--bare', 'other.git');
  lock = join(mirror, 'shallow.lock');
  writeFileSync(lock, '');
});
afterEach(async () => {
  await endLingering();
  removeAll();
});

const ask = (isLate = () => false) => takeCensus([mirror], [lock], isLate)(lock);
const writing = ['hash-object', '-w', '--stdin'];

it('nobody is there', () => {
  expect(ask()).toEqual(nobody);
});

it('who has the file open is somebody, whatever it is', async () => {
  const pid = await keepOpen(lock);
  expect(ask()).toEqual({ answer: 'somebody', who: { pid, command: 'sh' }, hasItOpen: true });
  await endLingering();
  expect(ask()).toEqual(nobody);
});

it('who has it open by another path is somebody', async () => {
  symlinkSync(mirror, join(home, 'alias'));
  await keepOpen(join(home, 'alias', 'shallow.lock'));
  expect(ask()).toMatchObject({ answer: 'somebody', hasItOpen: true });
});

describe('a git that writes is somebody, though it has no lock file open', () => {
  it.each<[string, () => Parameters<typeof linger>]>([
    ['when it stands in the repository', () => ['git', writing, { cwd: mirror }]],
    ['when it stands below it', () => ['git', writing, { cwd: join(mirror, 'objects', 'pack') }]],
    ['when it was told to go there', () => ['git', ['-C', mirror, ...writing]]],
    ['when its arguments name it', () => ['git', ['--git-dir', '../mirror.git', ...writing], { cwd: join(home, 'other.git') }]],
    ['when its arguments name it so', () => ['git', [`--git-dir=${mirror}`, ...writing], { cwd: '/' }]],
    ['when its environment names it', () => ['git', writing, { cwd: '/', env: { ...process.env, GIT_DIR: mirror } }]],
    [
      'when it is to write into its objects',
      () => [
        'git',
        ['--git-dir', join(home, 'other.git'), ...writing],
        { cwd: '/', env: { ...process.env, GIT_OBJECT_DIRECTORY: join(mirror, 'objects') } },
      ],
    ],
  ])('%s', async (_, command) => {
    const pid = await linger(...command());
    expect(ask()).toEqual({ answer: 'somebody', who: { pid, command: 'git hash-object' }, hasItOpen: false });
  });
});

describe('nobody is', () => {
  it.each<[string, () => Parameters<typeof linger>]>([
    ['a git that works elsewhere', () => ['git', writing, { cwd: join(home, 'other.git') }]],
    ['a git that only serves', () => ['git', ['upload-pack', mirror]]],
    ['a git that only reads', () => ['git', ['cat-file', '--batch'], { cwd: mirror }]],
    ['a process that only stands there', () => ['cat', [], { cwd: mirror }]],
  ])('%s', async (_, command) => {
    await linger(...command());
    expect(ask()).toEqual(nobody);
  });
});

it('never tells what else is in the arguments of a process', async () => {
  await linger('git', ['-c', 'http.extraheader=AUTHORIZATION: s3cret', ...writing], { cwd: mirror });
  expect(JSON.stringify(ask())).not.toContain('s3cret');
});

it('what there was no time to look at is unknown', () => {
  expect(ask(() => true)).toMatchObject({ answer: 'unknown' });
});

it('a repository beside it is another one', async () => {
  mkdirSync(join(home, 'mirror.git-2'));
  await linger('git', ['-C', join(home, 'mirror.git-2'), '--git-dir', join(home, 'other.git'), ...writing]);
  expect(ask()).toEqual(nobody);
});
