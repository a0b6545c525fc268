/** A mirror, a clone and a worktree of it that lag behind their upstream, to be copied for each test; and a server that stalls. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { resolveScope, type Scope } from '../../src/git/scope.ts';
import { makeHome } from './places.ts';

const author = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.com', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.com' };
const env = { ...process.env, ...author, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };

export const git = (cwd: string, ...args: string[]): string =>
  String(execFileSync('git', args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })).trim();

const impatient = ['-c', 'core.packedRefsTimeout=0', '-c', 'core.filesRefLockTimeout=0'];

/** Git as it comes, but for how long it waits for a lock file: what it says, and its exit code. */
export function plainGit(cwd: string, ...args: string[]): { exitCode: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync('git', [...impatient, ...args], { cwd, env, encoding: 'utf8' });
  return { exitCode: status, said: stdout + stderr };
}

/** upstream.git, and behind it mirror.git, clone, and tree, a worktree of clone. */
export function makeRepositories(): string {
  const home = makeHome();
  const work = join(home, 'work');
  git(home, 'init', '-q', '--bare', '--initial-branch=main', 'upstream.git');
  git(home, 'init', '-q', '--initial-branch=main', 'work');
  git(work, 'remote', 'add', 'origin', join(home, 'upstream.git'));
  commit(work, 'one');
  git(work, 'push', '-q', 'origin', 'main', 'main:refs/heads/gone');
  git(home, 'clone', '-q', '--mirror', 'upstream.git', 'mirror.git');
  git(home, 'clone', '-q', 'upstream.git', 'clone');
  git(join(home, 'clone'), 'worktree', 'add', '-q', join(home, 'tree'), '--track', '-b', 'side', 'origin/main');
  git(join(home, 'mirror.git'), 'update-ref', 'refs/heads/loose', 'refs/heads/main');
  commit(work, 'two');
  git(work, 'push', '-q', 'origin', 'main', ':gone');
  return home;
}

function commit(work: string, name: string): void {
  writeFileSync(join(work, name), name);
  git(work, 'add', '.');
  git(work, 'commit', '-q', '-m', name);
}

/** Only the mirror, the clone and the worktree are copied. */
export function copyRepositories(of: string): string {
  const home = makeHome();
  for (const it of ['mirror.git', 'clone', 'tree']) cpSync(join(of, it), join(home, it), { recursive: true, verbatimSymlinks: true });
  for (const it of ['tree/.git', 'clone/.git/worktrees/tree/gitdir'])
    writeFileSync(join(home, it), readFileSync(join(home, it), 'utf8').replaceAll(of, home));
  return home;
}

export const scopeOf = (home: string, path: string): Scope => resolveScope({ path, workspace: home, needs: 'repository' });

/** A file too large to arrive before a server that stalls has stalled. */
export function pushLarge(home: string): void {
  const work = join(home, 'work');
  writeFileSync(join(work, 'large'), randomBytes(3_000_000));
  git(work, 'add', '.');
  git(work, 'commit', '-q', '-m', 'large');
  git(work, 'push', '-q', 'origin', 'main');
}

export interface StallingServer {
  url: string;
  close(): void;
}

/** Serves the repositories below `home` by git's own protocol, and says no more after so many bytes. */
export async function startStallingServer(home: string, afterBytes = 500_000): Promise<StallingServer> {
  const open = new Set<{ destroy(): unknown }>();
  const server = createServer((socket) => {
    const daemon = spawn('git', ['daemon', '--inetd', '--export-all', `--base-path=${home}`], { env, stdio: ['pipe', 'pipe', 'ignore'] });
    open.add(socket).add(daemon.stdin).add(daemon.stdout);
    for (const it of [socket, daemon.stdin, daemon.stdout]) it.on('error', () => {});
    socket.pipe(daemon.stdin);
    let left = afterBytes;
    daemon.stdout.on('data', (bytes: Buffer) => {
      socket.write(bytes.subarray(0, left));
      left -= bytes.length;
      if (left <= 0) daemon.stdout.pause();
    });
    socket.on('close', () => daemon.kill());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `git://127.0.0.1:${(server.address() as AddressInfo).port}/upstream.git`,
    close: () => {
      server.close();
      for (const it of open) it.destroy();
    },
  };
}

/** The packs a git began to write. */
export const unfinishedPacks = (gitDir: string): string[] =>
  readdirSync(join(gitDir, 'objects', 'pack')).filter((it) => it.startsWith('tmp_'));
