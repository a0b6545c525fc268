/** Runs the compiled `fetch-lock doctor`, and gives the commands that it prints. */
import { execFileSync, spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../src/cli/doctor/finding.ts';
import type { Illusion } from './preload.ts';

const program = join(import.meta.dirname, '..', '..', 'src', 'cli.js');

export interface Circumstances {
  cwd?: string;
  /** A command that runs the rest of its arguments. */
  through?: readonly string[];
  uid?: number;
  gid?: number;
  /** In front of PATH. */
  bin?: string;
  env?: Record<string, string>;
  illusion?: Illusion;
}

export interface Diagnosis {
  code: number | null;
  out: string;
  err: string;
}

export function runDoctor(args: readonly string[], circumstances: Circumstances = {}): Diagnosis {
  const { cwd = '/', through = [], bin, env = {}, illusion, uid, gid } = circumstances;
  const [command = '', ...rest] = [...through, process.execPath, program, 'doctor', ...args];
  const { status, stdout, stderr, error } = spawnSync(command, rest, {
    ...{ cwd, encoding: 'utf8', timeout: 55_000 },
    ...(uid === undefined ? {} : { uid, gid }),
    env: {
      PATH: bin === undefined ? (process.env.PATH ?? '') : `${bin}:${process.env.PATH}`,
      ...{ GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', HOME: '/' },
      ...(illusion ? { ILLUSION: JSON.stringify(illusion), NODE_OPTIONS: `--import=${join(import.meta.dirname, 'preload.js')}` } : {}),
      ...env,
    },
  });
  if (error) throw error;
  return { code: status, out: stdout, err: stderr };
}

export interface Document {
  level: Finding['level'];
  host: { level: Finding['level']; checks: Finding[] };
  locks: { path: string; lock?: string; lock_dir?: string; level: Finding['level']; checks: Finding[] }[];
}

/** All that is not well, by the document. */
export function findingsOf(args: readonly string[], circumstances?: Circumstances): Finding[] {
  const { out, err } = runDoctor([...args, '--json'], circumstances);
  if (out === '') throw new Error(err);
  const { host, locks } = JSON.parse(out) as Document;
  return [...host.checks, ...locks.flatMap((it) => it.checks)].filter((it) => it.level !== 'ok');
}

/** Gives a command that was printed to a shell, as a person does. */
export function give(command: string | undefined, { through = [], cwd = '/' }: Circumstances = {}): void {
  if (command === undefined) throw new Error('There is no command.');
  const [file = '', ...args] = [...through, 'sh', '-c', command];
  execFileSync(file, args, { cwd, stdio: 'pipe' });
}

/** A bare repository at which there is nothing to find. */
export function makeMirror(home: string, name = 'mirror.git', user: { uid?: number; gid?: number } = {}): string {
  const path = join(home, name);
  const env = { PATH: process.env.PATH ?? '', GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', HOME: '/' };
  const git = (...args: string[]) => execFileSync('git', args, { ...user, env, cwd: home, stdio: 'pipe' });
  git('init', '-q', '--bare', path);
  for (const key of ['gc.autoDetach', 'maintenance.autoDetach']) git('config', '--file', join(path, 'config'), key, 'false');
  return path;
}

/** A directory for PATH with a git that is this shell script. */
export function makeGit(home: string, script: string): string {
  const bin = join(home, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'git'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return bin;
}

/** Everything below a directory: what it is, whose, and when it was changed last. */
export function listing(dir: string): string[] {
  return ['', ...readdirSync(dir, { recursive: true, encoding: 'utf8' })].sort().map((name) => {
    const { mode, uid, gid, size, ino, mtimeMs, ctimeMs } = lstatSync(join(dir, name));
    return [name, mode, uid, gid, size, ino, mtimeMs, ctimeMs].join(' ');
  });
}
