/** The ways in which a job can get what was pushed. All are whole processes; none of them is told what the others do. */
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inert } from '../../src/base/text.ts';
import type { Party } from '../case.ts';
import { jobOf } from './job.ts';

/** What one job wants. */
export interface Wish {
  /** Of this burst and this peer alone. */
  home: string;
  mirror: string;
  name: string;
  /** The repository that the mirror is one of. */
  url: string;
  /** The words behind `git`. */
  fetch: string[];
  commit: string;
}

export interface Runner {
  /** Until the job could begin with its work. Answers what went wrong, if anything did. */
  begin(): Promise<string | undefined>;
  /** What its end costs. */
  end(): Promise<string | undefined>;
}

export interface Way {
  /** Of ours, the inputs of the step. */
  name: string;
  party: Party;
  /** Where the commit must be afterwards; it is nowhere if the way fetches nothing. */
  repositoryOf?: (wish: Wish) => string;
  start(wish: Wish): Runner;
}

const limitMs = 120_000;

const command = (
  party: Party,
  name: string,
  argvOf: (wish: Wish) => [string, ...string[]],
  repositoryOf?: (wish: Wish) => string,
): Way => ({
  ...{ party, name },
  ...(repositoryOf ? { repositoryOf } : {}),
  start: (wish) => ({
    begin: () => {
      const [file, ...args] = argvOf(wish);
      const cwd = repositoryOf?.(wish) ?? wish.home;
      mkdirSync(cwd, { recursive: true });
      return new Promise((resolve) => {
        execFile(file, args, { cwd, timeout: limitMs, killSignal: 'SIGKILL' }, (error, _, stderr) =>
          resolve(error ? complaintOf(wish, stderr.split('\n')) : undefined),
        );
      });
    },
    end: async () => undefined,
  }),
});

const action = (name: string, inputsOf: (wish: Wish) => Record<string, string>): Way => ({
  ...{ party: 'ours', name, repositoryOf: ({ mirror }) => mirror },
  start: (wish) => {
    const lines: string[] = [];
    const inputs = { path: wish.mirror, hold: 'job', ...inputsOf(wish) };
    const job = jobOf({ ...wish, inputs, onLine: (line) => lines.push(line) });
    const run = async (stage: 'main' | 'post') => ((await job.run(stage)) ? undefined : complaintOf(wish, lines));
    return { begin: () => run('main'), end: () => run('post') };
  },
});

/** The first line that reads like the cause, without what differs from job to job. */
function complaintOf({ home }: Wish, lines: string[]): string {
  const cause = lines.find((it) => /^(::error|error|fatal)/.test(it)) ?? lines.findLast((it) => it.trim() !== '') ?? 'it said nothing';
  const plain = cause.replace(/^::error.*?::/, '').replaceAll(`${home}/`, '');
  return inert(plain.replace(/\b[0-9a-f]{40}\b/g, '<id>').replace(/\brefs\/[^'\s:]+/g, '<ref>'), 160);
}

const asked = ({ fetch }: Wish) => fetch.join(' ');
const inMirror = ({ mirror }: Wish) => mirror;

/** What actions/checkout does in a workspace that is empty. */
const checkout = ({ url, commit }: Wish) => `
  set -e
  git init -q .
  git remote add origin ${url}
  git -c protocol.version=2 fetch -q --no-tags --prune --no-recurse-submodules --depth=1 origin +${commit}:refs/remotes/origin/main
  git checkout -q --progress --force -B main refs/remotes/origin/main`;

export const others: Way[] = [
  command('node', 'nothing', () => [process.execPath, '-e', '0']),
  command('git', 'plain git fetch', ({ fetch }) => ['git', ...fetch], inMirror),
  command('flock', 'flock(1) around git fetch', ({ mirror, fetch }) => ['flock', `${mirror}.flock`, 'git', ...fetch], inMirror),
  command(
    'clone',
    'a shallow clone',
    (wish) => ['sh', '-c', checkout(wish)],
    ({ home, name }) => join(home, name),
  ),
];

export const ours = {
  git: action('`git`', (wish) => ({ git: asked(wish) })),
  aged: action('`git`, `max-age: 1m`', (wish) => ({ git: asked(wish), 'max-age': '1m' })),
  want: action('`want`', ({ commit }) => ({ want: commit })),
};
