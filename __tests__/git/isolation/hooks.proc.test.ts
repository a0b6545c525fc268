/** No verb that a step may use runs a hook that lies in the repository, whatever it does to the refs there. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { parseCommand } from '../../../src/git/command.ts';
import { verbs } from '../../../src/git/verbs.ts';
import { isolated } from '../../support/isolated.ts';
import { removeAll } from '../../support/places.ts';
import { copyRepositories, git, makeRepositories } from '../../support/repositories.ts';

let template: string;
beforeAll(() => {
  template = makeRepositories();
});
afterAll(removeAll);

const names = [
  ...['reference-transaction', 'post-index-change', 'pre-auto-gc', 'post-checkout', 'pre-merge-commit', 'commit-msg', 'post-commit'],
  ...['pre-commit', 'prepare-commit-msg', 'post-merge', 'pre-rebase', 'post-rewrite', 'fsmonitor-watchman', 'update', 'post-update'],
];

/** A clone with a submodule that are both behind, and hooks in both; and what has run since. */
function planted(): { clone: string; ran: () => string } {
  const home = copyRepositories(template);
  const [clone, marker] = [join(home, 'clone'), join(home, 'ran')];
  const upstream = join(template, 'upstream.git');
  git(clone, '-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', upstream, 'sub');
  git(join(clone, 'sub'), 'update-ref', 'refs/remotes/origin/main', 'HEAD~1');
  git(clone, 'update-ref', 'refs/remotes/origin/gone', 'HEAD');
  for (const dir of [join(clone, '.git', 'hooks'), join(clone, '.git', 'modules', 'sub', 'hooks')]) {
    mkdirSync(dir, { recursive: true });
    for (const it of names) writeFileSync(join(dir, it), `#!/bin/sh\necho ${it} >> '${marker}'\n`, { mode: 0o755 });
  }
  rmSync(marker, { force: true });
  return { clone, ran: () => (existsSync(marker) ? readFileSync(marker, 'utf8') : '') };
}

const lines = [
  ...['fetch --prune origin', 'pull --ff-only', 'pull --rebase --autostash', 'remote update --prune', 'pack-refs --all', 'gc --prune=now'],
  ...['repack -ad', 'prune --expire=now', 'maintenance run --task=gc --task=pack-refs --task=prefetch', 'lfs fetch'],
  ...['submodule update --checkout', 'submodule update --remote --merge', 'submodule update --remote --rebase'],
];

it('is tried with every verb', () => {
  expect(Object.keys(verbs).filter((verb) => !lines.some((it) => it.startsWith(verb)))).toEqual([]);
});

it('would be run by a git that is told nothing', () => {
  const { clone, ran } = planted();
  git(clone, 'fetch', '--prune', 'origin');
  expect(ran()).toContain('reference-transaction');
});

it.each(lines)('is not run by %s', async (line) => {
  const { clone, ran } = planted();
  const { exitCode, lines } = await isolated(clone, parseCommand(line).argv, { GIT_CONFIG_GLOBAL: globalOf(clone) });
  // What is no part of git may not be installed.
  if (!line.startsWith('lfs')) expect([exitCode, lines]).toEqual([0, lines]);
  expect(ran()).toBe('');
});

function globalOf(clone: string): string {
  const file = join(clone, '..', 'config');
  writeFileSync(file, '[user]\n\tname = a\n\temail = a@example.com\n[protocol "file"]\n\tallow = always\n');
  return file;
}
