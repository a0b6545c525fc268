/** What is pushed between two bursts, and what the jobs of the next one ask for. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { World } from '../../__tests__/support/world.ts';

export const jobs = 30;
export const numbers = Array.from({ length: jobs }, (_, index) => index + 1);
const branches = numbers.map((it) => `feature-${it}`);

export interface Scenario {
  title: string;
  /** Of the mirror that they share. */
  refspec: string;
  /** Refs that are there and never move. */
  refsAtRest: number;
  /** Answers the commit that each job wants. */
  push(world: World): string[];
  /** The words behind `git` of the job with that number, from 1. */
  fetchOf(number: number): string[];
}

const pushBranches = (world: World): string[] => numbers.map(() => '').fill(world.push('main', ...branches));

/** A new commit on top of main in each pull request. */
function pushPullRequests(world: World): string[] {
  const main = world.push('main');
  const commits = numbers.map((it) => world.git(world.upstream, 'commit-tree', `${main}^{tree}`, '-p', main, '-m', `of ${it}`));
  updateRefs(
    world,
    commits.map((id, index) => `update refs/pull/${index + 1}/head ${id}`),
  );
  return commits;
}

const updateRefs = ({ upstream }: World, lines: string[]): void => {
  execFileSync('git', ['update-ref', '--stdin'], { cwd: upstream, input: `${lines.join('\n')}\n` });
};

const onePush = { refspec: '+refs/*:refs/*', push: pushBranches, fetchOf: () => ['fetch', '--prune', 'origin'] };

export const onePushed: Scenario = { ...onePush, title: 'one push', refsAtRest: 0 };

export const eachItsOwn: Scenario = {
  title: 'each wants its own pull request',
  refspec: '+refs/heads/*:refs/heads/*',
  refsAtRest: 0,
  push: pushPullRequests,
  fetchOf: (number) => ['fetch', 'origin', `+refs/pull/${number}/head:refs/pull/${number}/head`],
};

export const amongMany: Scenario = { ...onePush, title: 'one push among 10,000 refs', refsAtRest: 10_000 };

/** The mirror as it is before the push, to be copied for each who fetches. */
export function makeMirror(world: World, url: string, { refspec, refsAtRest, push }: Scenario): string {
  addFiles(world);
  push(world);
  addRefs(world, refsAtRest);
  const mirror = join(world.home, 'before.git');
  world.git(world.home, 'clone', '-q', '--bare', url, mirror);
  world.git(mirror, 'config', 'remote.origin.fetch', refspec);
  return mirror;
}

/** What does not get smaller when it is packed, so that a clone has something to bring. */
function addFiles({ home, git }: World): void {
  const work = join(home, 'work');
  for (let index = 0; index < 400; index++) writeFileSync(join(work, `file-${index}`), randomBytes(4096));
  git(work, 'add', '--all');
}

/** Ten thousand files of one line each would take longer than a round; they are written to the one file where git has them in order. */
function addRefs({ upstream, git }: World, count: number): void {
  git(upstream, 'pack-refs', '--all');
  const main = git(upstream, 'rev-parse', 'main');
  const file = join(upstream, 'packed-refs');
  const [head = '', ...refs] = readFileSync(file, 'latin1').trim().split('\n');
  for (let index = 0; index < count; index++) refs.push(`${main} refs/heads/at-rest/${index}`);
  const nameOf = (line: string) => line.slice(main.length);
  refs.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  writeFileSync(file, `${[head, ...refs].join('\n')}\n`);
}
