import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { GitFailed } from '../../../src/fetch/guarded.ts';
import { type Ask, missingCommits } from '../../../src/fetch/sharing/wants.ts';
import { isolated } from '../../support/isolated.ts';
import { removeAll } from '../../support/places.ts';
import { git, makeRepositories } from '../../support/repositories.ts';

afterAll(removeAll);

it('those that are not there, or that no ref keeps, are found among many in a few processes', async () => {
  const mirror = join(makeRepositories(), 'mirror.git');
  const commits = Array.from({ length: 20 }, (_, index) => git(mirror, 'commit-tree', 'HEAD^{tree}', '-m', String(index)));
  for (const it of commits) git(mirror, 'update-ref', `refs/heads/a${it}`, it);
  const gone = ['1', '2'].map((it) => it.repeat(40));
  let asked = 0;
  const ask: Ask = async (argv, input) => {
    asked += 1;
    const { exitCode, lines } = await isolated(mirror, argv, {}, { input });
    if (exitCode !== 0) throw new GitFailed('unknown', lines.join(), { what: lines.join() });
    return lines;
  };
  const mixed = [...commits.slice(0, 7), ...gone, ...commits.slice(7)];
  expect(await missingCommits(mixed, ask)).toEqual(gone);
  expect(asked).toBe(3);
  const [loose = ''] = commits;
  git(mirror, 'update-ref', '-d', `refs/heads/a${loose}`);
  expect((await missingCommits(mixed, ask)).sort()).toEqual([loose, ...gone].sort());
  expect(await missingCommits(gone, ask)).toEqual(gone);
});
