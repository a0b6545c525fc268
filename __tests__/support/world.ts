/** A host for scenarios: an upstream, a bare mirror of it, runners, and steps that use the built action. */
import { type ExecFileSyncOptions, execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Event, parseEvent } from '../../src/base/event.ts';
import type { JobSpec, StageResult, StepSpec } from '../runner/job.ts';
import { createRunner, type Job, type Runner } from '../runner/simulator.ts';
import { makeHome, removeAll } from './places.ts';
import { type FaultyProxy, startFaultyProxy } from './upstream-servers/faulty-proxy.ts';
import { type Server, startGitDaemon } from './upstream-servers/git-daemon.ts';
import { startHttpBackend } from './upstream-servers/http-backend.ts';

export const actionDir = join(import.meta.dirname, '..', '..', '..');

const author = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.com', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.com' };

export interface PlainResult {
  exitCode: number;
  stderr: string;
}

export class World {
  readonly home = makeHome();
  readonly upstream = join(this.home, 'upstream.git');
  readonly mirror = join(this.home, 'mirror.git');
  /** The git configuration of the user who runs the jobs. */
  readonly gitConfig = join(this.home, 'gitconfig');
  private readonly runners: Runner[] = [];
  private readonly servers: { close(): Promise<void> }[] = [];

  constructor() {
    this.git(this.home, 'init', '-q', '--bare', '--initial-branch=main', this.upstream);
    this.git(this.home, 'init', '-q', '--initial-branch=main', 'work');
    this.git(join(this.home, 'work'), 'remote', 'add', 'origin', this.upstream);
    this.push('main');
    this.git(this.home, 'clone', '-q', '--mirror', this.upstream, this.mirror);
  }

  git(cwd: string, ...args: string[]): string {
    const options: ExecFileSyncOptions = { cwd, env: { ...process.env, ...author }, stdio: ['ignore', 'pipe', 'pipe'] };
    return String(execFileSync('git', args, options)).trim();
  }

  /** Plain git in the mirror, with nothing of ours around it. */
  plain(args: string[], env: Record<string, string> = {}): Promise<PlainResult> {
    const options = { cwd: this.mirror, env: { ...process.env, ...author, GIT_CONFIG_GLOBAL: this.gitConfig, ...env } };
    return new Promise((resolve) =>
      execFile('git', args, options, (error, _, stderr) => resolve({ exitCode: Number(error?.code ?? 0), stderr })),
    );
  }

  /** From now on the mirror's origin is reached that way, through a proxy that has the flaws the test wants. */
  async serve(how: 'git' | 'http' | 'https'): Promise<{ server: Server; proxy: FaultyProxy; url: string }> {
    const server = how === 'git' ? await startGitDaemon(this.home) : await startHttpBackend(this.home, { tls: how === 'https' });
    const proxy = await startFaultyProxy(server.port);
    this.servers.push(proxy, server);
    const url = proxy.through(server.url('upstream.git'));
    this.git(this.mirror, 'remote', 'set-url', 'origin', url);
    return { server, proxy, url };
  }

  /** All refs of a repository, and where they point. */
  refs = (path: string): string => this.git(path, 'for-each-ref', '--format=%(refname) %(objectname)');

  /** Pushes a new commit to the branches; answers its id. */
  push(...branches: string[]): string {
    const work = join(this.home, 'work');
    this.git(work, 'commit', '-q', '--allow-empty', '-m', 'a commit');
    this.git(work, 'push', '-q', 'origin', ...branches.map((name) => `+HEAD:refs/heads/${name}`));
    return this.git(work, 'rev-parse', 'HEAD');
  }

  start(job: Partial<JobSpec> & Pick<JobSpec, 'steps'>): Job {
    const runner = createRunner('runner');
    this.runners.push(runner);
    return runner.start({ name: `job-${this.runners.length}`, ...job, env: { GIT_CONFIG_GLOBAL: this.gitConfig, ...job.env } });
  }

  /** A step that fetches into the mirror. */
  lock(inputs: Record<string, string> = {}, more: Partial<StepSpec> = {}): StepSpec {
    return { id: 'lock', uses: actionDir, with: { path: this.mirror, git: 'fetch --prune origin', ...inputs }, ...more };
  }

  /** A step that goes on when `open` is called with its name. */
  gate(name: string): StepSpec {
    execFileSync('mkfifo', [join(this.home, name)]);
    return { id: name, run: `echo at ${name}; read -r _ < '${join(this.home, name)}'` };
  }

  open(name: string): void {
    writeFileSync(join(this.home, name), '\n');
  }

  /** From now on a fetch from origin is served by that script. */
  serveBy(script: string): void {
    this.git(this.home, 'config', '--file', this.gitConfig, 'remote.origin.uploadpack', script);
  }

  /** From now on a fetch from origin says its pid and then takes for ever. */
  makeFetchHang(): string {
    const pidFile = join(this.home, 'hanging.pid');
    const script = join(this.home, 'hang.sh');
    writeFileSync(script, `#!/bin/sh\necho $$ > '${pidFile}.new'; mv '${pidFile}.new' '${pidFile}'; exec sleep 1000\n`, { mode: 0o755 });
    this.serveBy(script);
    return pidFile;
  }

  events(path = this.mirror): Event[] {
    const journal = join(`${path}.fetch-lock`, 'journal.jsonl');
    const lines = existsSync(journal) ? readFileSync(journal, 'utf8').split('\n') : [];
    return lines.map(parseEvent).filter((it) => it !== undefined);
  }

  /** The names in a room of the mirror's lock. */
  room(name: 'h' | 'q' | 't' | 'crashed'): string[] {
    return readdirSync(join(`${this.mirror}.fetch-lock`, name));
  }

  /** What lies in the mirror's grants: their marks, and who stands for them. */
  marks(): string[] {
    return this.room('h').flatMap((it) => readdirSync(join(`${this.mirror}.fetch-lock`, 'h', it)));
  }

  makeDir(name: string): string {
    mkdirSync(join(this.home, name));
    return join(this.home, name);
  }

  async dispose(): Promise<void> {
    for (const it of this.runners) await it.dispose();
    for (const it of this.servers) await it.close();
    removeAll();
  }
}

/** Inputs of a step that lets nobody else write until its post. */
export const kept = { mode: 'update' };

export const text = (stage: StageResult): string => stage.lines.join('\n');
export const errors = (stage: StageResult): string[] => stage.annotations.filter((it) => it.level === 'error').map((it) => it.message);
export const warnings = (stage: StageResult): string[] => stage.annotations.filter((it) => it.level === 'warning').map((it) => it.message);
