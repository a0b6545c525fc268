/** Holders of a fleet's lock on a repository, made by hand, and a server that keeps what a fetch has asked for until it is let go on. */
import { spawn, spawnSync } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { systemClock } from '../../src/base/clock.ts';
import { type Mover, moveFence } from '../../src/fetch/fencing/move.ts';
import { type Guard, runUnderLock, type Task, type Work } from '../../src/fetch/guarded.ts';
import type { Barrier } from '../../src/git/isolation/isolation.ts';
import type { Scope } from '../../src/git/scope.ts';
import { newId, tokenOf } from '../../src/lock/ticket.ts';

export const hooks = join(import.meta.dirname, '..', '..', '..', 'src', 'git', 'isolation', 'hooks');

export interface Holder {
  guard: Guard;
  work: Work;
  mover: Mover;
  lines: string[];
  /** Moves the fence; what it runs from then on runs behind it. */
  move(scope: Scope): Promise<void>;
  /** Runs git there, and throws as a step would. */
  run(scope: Scope, argv: string[], isNetwork?: boolean): Promise<void>;
}

interface Given {
  fence: number;
  party?: string;
  id?: string;
  /** The ids of all requests. */
  ids?: () => readonly string[];
  /** The number that the fleet gives when it is asked for a greater one. */
  raise?: (floor: number) => number | undefined;
  isHeld?: () => boolean;
  mode?: Guard['mode'];
}

export function makeHolder({
  fence,
  party = newId(),
  id = newId(),
  ids = () => [],
  raise,
  isHeld = () => true,
  mode = 'update',
}: Given): Holder {
  const lines: string[] = [];
  const say = (text: string) => lines.push(text);
  const token = tokenOf(fence, id);
  const guard: Guard = { token, mode, isHeld };
  const work: Work = {
    ...{ clock: systemClock, signal: new AbortController().signal, limitMs: 60_000, attempts: 1, policy: { trustedOwners: [] } },
    env: { PATH: process.env.PATH ?? '', HOME: '/nowhere', GIT_CONFIG_SYSTEM: '/dev/null' },
    log: { debug: say, info: say, warning: say, group: (_, act) => act() },
    report: () => {},
  };
  const mover: Mover = {
    ...{ party, hooks },
    lock: { token, fleet: { fence, epoch: 1 }, raise: async (floor) => raise?.(floor), ids: async () => [...ids()] },
  };
  return {
    ...{ guard, work, mover, lines },
    move: async (scope) => {
      const barrier = await moveFence(scope, guard, work, mover);
      if (barrier) guard.barrier = barrier;
    },
    run: (scope, argv, isNetwork = argv[0] === 'fetch' || argv[0] === 'pull') => {
      const task: Task = { argv, isNetwork, isShallow: false };
      return runUnderLock(task, scope, guard, work);
    },
  };
}

export interface Gate {
  url: string;
  /** A fetch has said what it wants, and gets nothing yet. */
  reached: Promise<void>;
  open(): void;
  close(): void;
}

/** Serves the repositories below `home` by git's own protocol. */
export async function startGate(home: string): Promise<Gate> {
  const sockets = new Set<{ destroy(): unknown }>();
  let reach = () => {};
  let open = () => {};
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const opened = new Promise<void>((resolve) => (open = resolve));
  const server = createServer((socket) => {
    const daemon = spawn('git', ['daemon', '--inetd', '--export-all', `--base-path=${home}`], { stdio: ['pipe', 'pipe', 'ignore'] });
    for (const it of [socket, daemon.stdin, daemon.stdout]) sockets.add(it.on('error', () => {}));
    socket.on('data', (bytes: Buffer) => {
      const isAsked = bytes.includes('command=fetch') || bytes.includes('want ');
      if (isAsked) reach();
      void (isAsked ? opened : Promise.resolve()).then(() => daemon.stdin.write(bytes));
    });
    daemon.stdout.pipe(socket);
    socket.on('close', () => daemon.kill());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ...{ reached, open: () => open() },
    url: `git://127.0.0.1:${(server.address() as AddressInfo).port}/upstream.git`,
    close: () => {
      open();
      server.close();
      for (const it of sockets) it.destroy();
    },
  };
}

/** Git as it comes, but for the hook: its exit code. */
export const plainBehind = (cwd: string, argv: readonly string[], { hooks, dir, object, by }: Barrier): number | null =>
  spawnSync('git', ['-c', `core.hooksPath=${hooks}`, ...argv], {
    ...{ cwd, stdio: 'ignore' },
    env: { ...process.env, FETCH_LOCK_FENCE: object, FETCH_LOCK_FENCE_DIR: dir, FETCH_LOCK_FENCE_BY: by },
  }).status;
