/** What is pushed between two bursts, and what the jobs of the next one ask for. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { World } from '../__tests__/support/world.ts';

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

export const scenarios: Scenario[] = [
  { ...onePush, title: `one push that moves ${branches.length + 1} branches`, refsAtRest: 0 },
  {
    title: 'each wants its own pull request',
    refspec: '+refs/heads/*:refs/heads/*',
    refsAtRest: 0,
    push: pushPullRequests,
    fetchOf: (number) => ['fetch', 'origin', `+refs/pull/${number}/head:refs/pull/${number}/head`],
  },
  { ...onePush, title: 'one push like the first, among 10,000 refs that stay', refsAtRest: 10_000 },
];

/** The mirror as it is before the push, to be copied for each who fetches. */
export function makeMirror(world: World, url: string, { refspec, refsAtRest, push }: Scenario): string {
  push(world);
  const main = world.git(world.upstream, 'rev-parse', 'main');
  if (refsAtRest > 0) {
    const names = Array.from({ length: refsAtRest }, (_, index) => `refs/heads/at-rest/${index}`);
    updateRefs(
      world,
      names.map((name) => `create ${name} ${main}`),
    );
    world.git(world.upstream, 'pack-refs', '--all');
  }
  const mirror = join(world.home, 'before.git');
  world.git(world.home, 'init', '-q', '--bare', mirror);
  for (const [name, value] of [
    ['url', url],
    ['fetch', refspec],
  ])
    world.git(mirror, 'config', `remote.origin.${name}`, value ?? '');
  world.git(mirror, 'fetch', '-q', 'origin');
  world.git(mirror, 'pack-refs', '--all');
  return mirror;
}
