import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { applied, commitOf, commits, demand, idOf, localState, type Refs, remoteRefs } from '../../support/fetch-model.ts';
import { makeHome, removeAll } from '../../support/places.ts';
import { git, plainGit } from '../../support/repositories.ts';

afterAll(removeAll);

const home = makeHome();
const store = join(home, 'store.git');
git(home, 'init', '-q', '--bare', store);
writeFileSync(join(home, 'empty'), '');
const tree = git(store, 'hash-object', '-w', '-t', 'tree', join(home, 'empty'));
const ids: Refs = {};
for (const it of commits) {
  const parent = ids[it.slice(0, -1)];
  ids[it] = git(store, 'commit-tree', '-m', it, ...(parent === undefined ? [] : ['-p', parent]), tree);
}

/** A bare repository with these refs and commits, without asking git for each. */
function make(name: string, refs: Refs, has: readonly string[]): string {
  const path = join(home, name);
  for (const it of ['objects', 'refs']) mkdirSync(join(path, it), { recursive: true });
  for (const it of ['HEAD', 'config']) cpSync(join(store, it), join(path, it));
  for (const id of [tree, ...has.map((it) => ids[it] ?? '')]) {
    const file = join('objects', id.slice(0, 2), id.slice(2));
    mkdirSync(dirname(join(path, file)), { recursive: true });
    cpSync(join(store, file), join(path, file));
  }
  for (const [ref, commit] of Object.entries(refs)) {
    mkdirSync(dirname(join(path, ref)), { recursive: true });
    writeFileSync(join(path, ref), `${ids[commit]}\n`);
  }
  return path;
}

const withIds = (text: string): string => commits.reduce((so, it) => so.replace(idOf(it), ids[it] ?? ''), text);
const tagOptions = { none: ['--no-tags'], followed: [], all: ['--tags'] };

it('is what git does: the model that the tests of demands trust', () => {
  const worlds = fc.sample(fc.tuple(demand, remoteRefs, localState), { seed: 20, numRuns: Number(process.env.WORLDS ?? 30) });
  const outcomes = worlds.map(([{ refspecs, isPruning, tags }, remote, local], index) => {
    const from = make(`remote-${index}.git`, remote, commits);
    const path = make(`local-${index}.git`, local.refs, local.commits);
    const options = [isPruning ? '--prune' : '--no-prune', ...tagOptions[tags], '--no-auto-gc', '--no-write-fetch-head'];
    const { exitCode, said } = plainGit(path, 'fetch', ...options, from, ...refspecs.map(withIds));
    const lines = git(path, 'for-each-ref', '--format=%(refname) %(subject)')
      .split('\n')
      .filter((it) => it !== '');
    const expected = applied({ remote: '', refspecs, isPruning, tags }, remote, local, commitOf);
    const world = { index, refspecs, isPruning, tags, remote, local: local.refs };
    expect({ ...world, said, refs: Object.fromEntries(lines.map((it) => it.split(' '))), hasFailed: exitCode !== 0 }).toEqual({
      ...{ ...world, said, refs: expected.refs, hasFailed: expected.hasFailed },
    });
    return { hasFailed: expected.hasFailed, isChanged: JSON.stringify(expected.refs) !== JSON.stringify(local.refs) };
  });
  expect(outcomes.filter((it) => it.isChanged && !it.hasFailed).length).toBeGreaterThan(worlds.length / 4);
  expect(outcomes.filter((it) => it.hasFailed).length).toBeGreaterThan(worlds.length / 10);
});
