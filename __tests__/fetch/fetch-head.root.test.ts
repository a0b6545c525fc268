import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { freeFetchHead } from '../../src/fetch/fetch-head.ts';
import { makeHome, removeAll } from '../support/places.ts';
import { ann, bob, demandRoot, group } from '../support/surroundings.ts';

let home: string;
let mirror: string;
const fetchHead = () => join(mirror, 'FETCH_HEAD');
const upstream = () => join(home, 'upstream.git');

const git = (user: typeof ann, ...args: string[]) =>
  execFileSync('git', args, {
    ...user,
    cwd: home,
    env: { PATH: process.env.PATH ?? '', HOME: home, GIT_CONFIG_GLOBAL: join(home, 'config') },
    stdio: 'pipe',
  });
const fetchAs = (user: typeof ann) => git(user, '-C', mirror, 'fetch', '--prune', `file://${upstream()}`, '+refs/*:refs/*');

beforeEach(() => {
  demandRoot();
  home = makeHome();
  chmodSync(home, 0o755);
  writeFileSync(join(home, 'config'), '[safe]\n\tdirectory = *\n');
  mkdirSync(join(home, 'shared'));
  chownSync(join(home, 'shared'), ann.uid, group);
  chmodSync(join(home, 'shared'), 0o2775);
  mirror = join(home, 'shared', 'mirror.git');
  execFileSync('git', ['init', '-q', '--bare', upstream()]);
  const tree = execFileSync('git', ['-C', upstream(), 'hash-object', '-t', 'tree', '-w', '/dev/null'], { encoding: 'utf8' }).trim();
  const who = ['-c', 'user.name=x', '-c', 'user.email=x@y'];
  const commit = execFileSync('git', ['-C', upstream(), ...who, 'commit-tree', '-m', 'x', tree], { encoding: 'utf8' }).trim();
  execFileSync('git', ['-C', upstream(), 'update-ref', 'refs/heads/main', commit]);
  git(ann, 'init', '-q', '--bare', '--shared=group', mirror);
  fetchAs(ann);
});
afterEach(removeAll);

function freeAs({ uid, gid }: typeof ann, argv: string[]): void {
  const [rootUid, rootGid] = [process.geteuid?.() ?? 0, process.getegid?.() ?? 0];
  try {
    process.setegid?.(gid);
    process.seteuid?.(uid);
    freeFetchHead({ workDir: mirror }, argv);
  } finally {
    process.seteuid?.(rootUid);
    process.setegid?.(rootGid);
  }
}

describe('FETCH_HEAD of another user', () => {
  it('makes plain git fail, and no longer when it was taken away', () => {
    expect(() => fetchAs(bob)).toThrow(/FETCH_HEAD.*Permission denied/);
    freeAs(bob, ['fetch', '--prune', 'origin']);
    fetchAs(bob);
    expect(readFileSync(fetchHead(), 'utf8')).toContain("branch 'main'");
  });

  it('stays for who may write it, and where it is to be added to', () => {
    freeAs(ann, ['fetch']);
    freeAs(bob, ['fetch', '--append']);
    expect(existsSync(fetchHead())).toBe(true);
  });

  it('is no link to what somebody else has', () => {
    const other = join(home, 'other');
    writeFileSync(other, 'kept');
    unlinkSync(fetchHead());
    symlinkSync(other, fetchHead());
    freeAs(bob, ['fetch']);
    expect(readFileSync(other, 'utf8')).toBe('kept');
  });
});
