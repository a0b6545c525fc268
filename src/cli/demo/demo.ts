/** The whole thing on a throw-away upstream: the same push, fetched by the same jobs, without the lock and with it. */
import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { pause } from '../../base/clock.ts';
import { formatDuration } from '../../base/duration.ts';
import { FetchLockError } from '../../base/errors.ts';
import { ask, type Environment } from '../../base/exec.ts';
import { inert } from '../../base/text.ts';
import { gitEnvironment } from '../../git/isolation/environment.ts';
import { type Call, exit, type Host } from '../command.ts';
import { report } from '../report.ts';
import { status } from '../status/status.ts';
import { tell } from '../terminal.ts';
import { createJob, forget } from './stages.ts';

export async function demo(_: Call, host: Host): Promise<number> {
  try {
    return await runDemo({ ...host, host, action: host.home, print: (line) => host.out.write(`${line}\n`) });
  } catch (error) {
    if (!host.signal.aborted) throw error;
    tell(host.err, 'stopped; everything it made is gone.');
    return exit.interrupted;
  }
}

interface Demo {
  clock: Clock;
  signal: AbortSignal;
  print: (line: string) => void;
  /** Directory of action.yml. */
  action: string;
  env: Environment;
  /** For the commands that are shown. */
  host: Host;
}

const jobs = 8;
const branches = 60;
const workMs = 250;
// So many are in line when it is looked at.
const someWait = 4;
const margin = '   ';
const numbers = Array.from({ length: jobs }, (_, index) => index + 1);

/** Answers the exit code. Throws when aborted; what it made is gone either way. */
async function runDemo(demo: Demo): Promise<number> {
  const { print, clock } = demo;
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'fetch-lock-demo-')));
  const git = gitIn(demo);
  try {
    print(`${jobs} jobs on one host share a bare mirror, and every one wants the push that has just moved ${branches} branches.`);
    await makeUpstream(git, home);
    for (const name of ['plain.git', 'mirror.git']) await git(home, 'clone', '--quiet', '--mirror', 'upstream.git', name);
    await push(git, home, 'the push that started the jobs');

    print('');
    print(`1. Without a lock: ${jobs} times \`git fetch --prune origin\`, at once`);
    const plain = await together(
      numbers.map(() => ask('git', ['fetch', '--prune', 'origin'], { cwd: join(home, 'plain.git'), env: gitEnvironment(demo.env) })),
    );
    const failed = plain.filter((it) => it.exitCode !== 0);
    print(
      `   ${failed.length} of ${jobs} failed. ${failed[0] ? `The first complaint: ${complaintOf(failed[0].stderr)}` : 'None of them collided this time.'}`,
    );

    print('');
    print(`2. With fetch-lock: the same ${jobs} jobs through action.yml (pre, main, post), while one more commit is pushed`);
    const startedMs = clock.now();
    const pushing = push(git, home, 'a push in between');
    const look = whenSomeWait(() => show(demo, home, 'status', status));
    const running = together(numbers.map((number) => runJob(demo, home, number, look.hear)));
    await together<unknown>([pushing, running.finally(look.ended)]);
    const all = await running;
    const lost = all.filter((it) => !it.isGreen);
    const waits = all.map((it) => Number(it.outputs['waited-ms'])).sort((a, b) => a - b);
    print(
      `   ${lost.length} of ${jobs} failed, in ${formatDuration(clock.now() - startedMs)}; the longest wait was ${formatDuration(waits.at(-1) ?? 0)}.`,
    );

    const last = all.reduce((a, b) => (Number(b.outputs['waited-ms']) > Number(a.outputs['waited-ms']) ? b : a));
    print('');
    print(`3. The summary on the page of job ${last.number}, which waited longest; a picture and the numbers are below it`);
    for (const line of plainText(last.summary)) print(`${margin}${line}`.trimEnd());

    print('');
    print('4. Who waited for whom, for the admin of the host');
    await show(demo, home, 'report', report);

    print('');
    print(`Without the lock ${failed.length} of ${jobs} fetches failed; with it ${lost.length} of ${jobs}. All of it is taken away again.`);
    for (const line of sayNext()) print(line);
    return lost.length === 0 ? 0 : 1;
  } finally {
    forget(home);
  }
}

/** One of our own commands on the mirror, as somebody would type it there, with what it prints. */
async function show({ host, print }: Demo, home: string, name: string, command: (call: Call, host: Host) => Promise<number>) {
  const call: Call = { has: () => false, text: () => undefined, texts: () => [], operands: ['mirror.git'], command: [] };
  let told = '';
  const write = (text: string) => {
    told += text;
  };
  await command(call, { ...host, cwd: home, out: { ...host.out, write, width: host.out.width - margin.length } });
  // At once, since jobs may have something to say meanwhile.
  print([`$ fetch-lock ${name} mirror.git`, ...told.trimEnd().split('\n')].map((it) => `${margin}${it}`.trimEnd()).join('\n'));
}

/** Acts once: when several jobs wait, or at the latest when the first one has done so. */
function whenSomeWait(act: () => Promise<void>) {
  let waits = 0;
  let acting: Promise<void> | undefined;
  return {
    hear: (line: string) => {
      if (line.startsWith('Waiting')) waits += 1;
      if (acting || !(waits >= someWait || /^Got .* after /.test(line))) return;
      acting = act();
      acting.catch(() => {});
    },
    /** Throws what it threw. */
    ended: async () => acting,
  };
}

/** As it was called: a fresh clone has no `fetch-lock` on its path. */
function sayNext(): string[] {
  const [, file = ''] = process.argv;
  const typed = basename(file) === 'fetch-lock' ? 'fetch-lock' : `node ${relative(process.cwd(), file)}`;
  return [
    'Next, in two terminals, with a lock that lasts:',
    `  ${typed} run --path . -- sleep 60`,
    `  ${typed} status --watch .`,
    `or in a repository that your jobs share: ${typed} doctor PATH`,
    'And for the jobs: copy the six lines of the README into a workflow of yours.',
  ];
}

/** All of them, and if one fails, not before the others have ended too: what they use is about to be taken away. */
async function together<T>(works: Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}

interface Ended {
  number: number;
  isGreen: boolean;
  outputs: Record<string, string>;
  summary: string;
}

async function runJob(demo: Demo, home: string, number: number, hear: (line: string) => void): Promise<Ended> {
  const env = {
    ...gitEnvironment(demo.env),
    ...{
      GITHUB_WORKSPACE: home,
      GITHUB_REPOSITORY: 'acme/web',
      GITHUB_JOB: `test-${number}`,
      GITHUB_RUN_ID: '812',
      GITHUB_RUN_ATTEMPT: '1',
    },
    ...{ RUNNER_NAME: `runner-${number}`, RUNNER_TRACKING_ID: `demo_${process.pid}_${number}` },
  };
  const onLine = (line: string) => {
    hear(line);
    if (/^(Waiting|Got|Let go|::error|::warning)/.test(line)) demo.print(`   job ${number}  ${line.replace(/ https:\S+$/, '')}`);
  };
  const job = createJob({
    ...demo,
    env,
    home: join(home, `job-${number}`),
    inputs: { path: 'mirror.git', git: 'fetch --prune origin' },
    onLine,
  });
  const isReady = (await job.run('pre')) && (await job.run('main'));
  // What the job would do with what it fetched.
  if (isReady) await pause(demo.clock, workMs, demo.signal);
  demo.signal.throwIfAborted();
  const isReleased = await job.run('post');
  return { number, isGreen: isReady && isReleased, outputs: job.outputs(), summary: job.summary() };
}

type Git = (cwd: string, ...args: string[]) => Promise<void>;

const gitIn =
  ({ env, signal }: Demo): Git =>
  async (cwd, ...args) => {
    signal.throwIfAborted();
    const author = {
      GIT_AUTHOR_NAME: 'demo',
      GIT_AUTHOR_EMAIL: 'demo@example.com',
      GIT_COMMITTER_NAME: 'demo',
      GIT_COMMITTER_EMAIL: 'demo@example.com',
    };
    const answer = await ask('git', args, { cwd, env: { ...gitEnvironment(env), ...author } }).catch((error) => ({
      exitCode: 127,
      stderr: String(error),
    }));
    if (answer.exitCode === 0) return;
    throw new FetchLockError('FL_GIT', {
      what: `\`git ${args.slice(0, 2).join(' ')}\` failed in the demo.`,
      why: inert(answer.stderr),
      fix: 'The demo needs git 2.31 or newer.',
    });
  };

async function makeUpstream(git: Git, home: string): Promise<void> {
  const work = join(home, 'work');
  await git(home, 'init', '--quiet', '--bare', '--initial-branch=main', 'upstream.git');
  await git(home, 'init', '--quiet', '--initial-branch=main', 'work');
  await git(work, 'remote', 'add', 'origin', join(home, 'upstream.git'));
  await push(git, home, 'the beginning');
}

/** One push that moves every branch. */
async function push(git: Git, home: string, message: string): Promise<void> {
  const work = join(home, 'work');
  await git(work, 'commit', '--quiet', '--allow-empty', '--message', message);
  const heads = Array.from({ length: branches }, (_, index) => `+HEAD:refs/heads/feature-${index + 1}`);
  await git(work, 'push', '--quiet', 'origin', '+HEAD:refs/heads/main', ...heads);
}

/** What git said was wrong, with ids cut as git cuts them. */
const complaintOf = (stderr: string): string =>
  inert((stderr.split('\n').find((it) => it.startsWith('error')) ?? stderr).replace(/\b([0-9a-f]{7})[0-9a-f]{33}\b/g, '$1'), 150);

const plainText = (markdown: string): string[] =>
  markdown
    .replace(/```mermaid\n[\s\S]*?\n```\n/g, '')
    .replace(/<details>.*?<\/details>/gs, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .split('\n')
    .filter((line, index, all) => line.trim() !== '' || (all[index - 1] ?? '').trim() !== '')
    .join('\n')
    .trim()
    .split('\n');
