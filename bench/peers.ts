/** The ways in which a job can get what was pushed. All are whole processes; none of them is told what the others do. */
import { execFile } from 'node:child_process';
import { inert } from '../src/base/text.ts';
import { jobOf } from './job.ts';

/** What one job wants. */
export interface Wish {
  /** Of this burst and this peer alone. */
  home: string;
  mirror: string;
  name: string;
  /** The words behind `git`. */
  fetch: string[];
  commit: string;
}

export interface Runner {
  /** Until the job could begin with its work. Answers what went wrong, if anything did. */
  begin(): Promise<string | undefined>;
  /** What its end costs. */
  end(): Promise<string | undefined>;
  /** How the action says it came by the commit. */
  fetched(): string | undefined;
}

export interface Peer {
  name: string;
  /** It fetches, and so must have the commit. */
  isFetch: boolean;
  start(wish: Wish): Runner;
}

const command = (name: string, argvOf: (wish: Wish) => [string, ...string[]]): Peer => ({
  name,
  isFetch: !name.startsWith('node'),
  start: (wish) => ({
    begin: () => {
      const [file, ...args] = argvOf(wish);
      return new Promise((resolve) => {
        execFile(file, args, { cwd: wish.mirror }, (error, _, stderr) =>
          resolve(error ? complaintOf(wish, stderr.split('\n')) : undefined),
        );
      });
    },
    end: async () => undefined,
    fetched: () => undefined,
  }),
});

const action = (name: string, inputsOf: (wish: Wish) => Record<string, string>): Peer => ({
  name: `fetch-lock, ${name}`,
  isFetch: true,
  start: (wish) => {
    const lines: string[] = [];
    const inputs = { path: wish.mirror, hold: 'job', ...inputsOf(wish) };
    const job = jobOf({ ...wish, inputs, onLine: (line) => lines.push(line) });
    const run = async (stage: 'main' | 'post') => ((await job.run(stage)) ? undefined : complaintOf(wish, lines));
    return { begin: () => run('main'), end: () => run('post'), fetched: () => job.outputs().fetched };
  },
});

/** The first line that reads like the cause, without what differs from job to job. */
function complaintOf({ home }: Wish, lines: string[]): string {
  const cause = lines.find((it) => /^(::error|error|fatal)/.test(it)) ?? lines.findLast((it) => it.trim() !== '') ?? 'it said nothing';
  const plain = cause.replace(/^::error.*?::/, '').replaceAll(`${home}/`, '');
  return inert(plain.replace(/\b[0-9a-f]{40}\b/g, '<id>').replace(/\brefs\/[^'\s:]+/g, '<ref>'), 160);
}

const asked = ({ fetch }: Wish) => fetch.join(' ');

export const peers: Peer[] = [
  command('node -e 0 (the start of a program alone)', () => [process.execPath, '-e', '0']),
  command('plain git fetch', ({ fetch }) => ['git', ...fetch]),
  command('flock(1) around git fetch', ({ mirror, fetch }) => ['flock', `${mirror}.flock`, 'git', ...fetch]),
  action('git', (wish) => ({ git: asked(wish) })),
  action('git and max-age: 1m', (wish) => ({ git: asked(wish), 'max-age': '1m' })),
  action('git and want', (wish) => ({ git: asked(wish), want: wish.commit })),
  action('want alone', ({ commit }) => ({ want: commit })),
];
