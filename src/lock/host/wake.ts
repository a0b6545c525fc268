/**
 * Wake-ups between processes: one listening socket a process, in the lock directory.
 *
 * Whoever connects gets a hello, and from then on hears of every change: a byte, or the end of the connection, which the kernel
 * makes even for one that was killed. G1 nothing is lost between a look and the sleep: who waits looks once more after the hello.
 * A byte sent to a socket is a poke: the process looks for itself and tells those who listen to it.
 * Where a process has no socket, such as the job itself, its place is watched, and looked at now and then besides.
 */
import { chmodSync, existsSync, type FSWatcher, lstatSync, renameSync, unlinkSync, watch as watchDir } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { unless } from '../../base/errors.ts';
import type { Process } from '../ticket.ts';
import type { AskSocket } from './liveness.ts';
import type { LockDir } from './lock-dir.ts';
import { newSuffix, openSockets, type Sockets } from './system/sockets.ts';

export interface Wake {
  ask: AskSocket;
  /** Tells everyone who listens to this process. */
  shout(): void;
  /** Tells one process to look; resolves when it was told, or cannot be. */
  poke(key: string): Promise<void>;
  onPoke(act: () => void): () => void;
  /** Resolves on a change of one of `watch`, a poke, an abort, or after `ms`. */
  sleep(watch: { process: Process; at: string }[], ms: number, signal: AbortSignal, poll: Poll): Promise<void>;
  close(): void;
}

/** What is looked at while a process sleeps. */
interface Poll {
  /** Where a process cannot be heard. */
  isGone(it: Process): boolean;
  /** Asked of one that does not let us listen: it may have died since we looked. */
  isDead(it: Process): Promise<boolean>;
  /** Something is not as it was: it may be a wake-up that was lost, and people want to know. */
  isOther(): boolean;
  /** Milliseconds between two looks where everybody can be heard. */
  everyMs: number;
}

const [firstPollMs, lastPollMs] = [10, 200]; // where nothing can be heard; the dying are often gone in a moment

/** Linux refuses a connection to a plain file, too, and that tells nothing of a process. */
function isSocket(path: string): boolean {
  try {
    return lstatSync(path).isSocket();
  } catch {
    return false;
  }
}

/** Asks the sockets of a lock directory; `pathOf` gives the path of a key. */
export const askIn =
  (pathOf: Sockets['pathOf']): AskSocket =>
  (key) =>
    new Promise((resolve) => {
      const path = pathOf(key);
      if (path === undefined) return resolve('silent');
      const socket = connect(path);
      const answer = (it: 'answers' | 'refuses' | 'silent') => {
        socket.destroy();
        resolve(it);
      };
      socket.on('connect', () => answer('answers'));
      socket.on('error', ({ code }: NodeJS.ErrnoException) =>
        answer(code === 'EAGAIN' ? 'answers' : code === 'ECONNREFUSED' && isSocket(path) ? 'refuses' : 'silent'),
      );
    });

/** Watches directories, as many as the system lets us. A host has few of these for each user, and some file systems have none. */
function watchAll(dirs: string[], onChange: () => void): FSWatcher[] {
  return [...new Set(dirs)].flatMap((it) => {
    try {
      const watcher = watchDir(it, { persistent: false }, onChange);
      watcher.on('error', () => watcher.close());
      return [watcher];
    } catch {
      return [];
    }
  });
}

function nameSocket(path: string, mode: number): boolean {
  try {
    if (mode & 0o020) chmodSync(path + newSuffix, 0o660);
    renameSync(path + newSuffix, path);
  } catch {
    // The rename may have happened all the same.
  }
  return existsSync(path);
}

/** Listens under `key`; where that cannot be, the returned key is '0'. */
export async function listen(dir: LockDir, key: string, clock: Clock): Promise<{ wake: Wake; key: string }> {
  const listeners = new Set<Socket>();
  const pokes = new Set<() => void>();
  const room = join(dir.root, 's');
  const { pathOf, close: leaveRoom } = openSockets(dir.root);
  const shout = () => {
    for (const it of listeners) it.write('.');
  };

  const server = createServer((socket) => {
    listeners.add(socket);
    socket.unref();
    socket.on('error', () => {});
    socket.on('close', () => listeners.delete(socket));
    socket.on('data', () => {
      for (const act of pokes) act();
      shout();
    });
    socket.write('h');
  });
  const hasBegun = await new Promise<boolean>((resolve) => {
    const path = pathOf(key + newSuffix);
    if (path === undefined) return resolve(false);
    server.once('error', () => resolve(false));
    server.listen({ path, backlog: 4096 }, () => resolve(true));
  });
  server.unref();
  // Under its own name only now, so that whatever bears such a name and refuses is dead.
  const isListening = hasBegun && nameSocket(join(room, key), dir.mode);
  if (hasBegun && !isListening) server.close();

  const wake: Wake = {
    ask: askIn(pathOf),
    shout,
    poke: (other) =>
      new Promise((resolve) => {
        const path = pathOf(other);
        if (path === undefined) return resolve();
        // A process that is stopped takes the byte when it goes on; nobody waits for that.
        const socket = connect(path, () => socket.end('p', () => socket.destroy()));
        socket.on('error', () => {});
        socket.on('close', () => resolve());
      }),
    onPoke: (act) => {
      pokes.add(act);
      return () => pokes.delete(act);
    },
    sleep: (watch, ms, signal, { isGone, isDead, isOther, everyMs }) =>
      new Promise((resolve) => {
        const sockets: Socket[] = [];
        const watchers: FSWatcher[] = [];
        let heard = 0;
        let hasEnded = false;
        const end = () => {
          hasEnded = true;
          callOffLimit();
          callOffPoll();
          offPoke();
          signal.removeEventListener('abort', end);
          for (const it of sockets) it.destroy();
          for (const it of watchers) it.close();
          resolve();
        };
        const callOffLimit = clock.after(ms, end);
        let pollMs = firstPollMs;
        let callOffPoll = () => {};
        const look = () => {
          callOffPoll();
          const isDeaf = heard < watch.length;
          if (isOther() || (isDeaf && watch.some((it) => !existsSync(it.at) || isGone(it.process)))) return end();
          callOffPoll = clock.after(isDeaf ? pollMs : everyMs * (1 + Math.random() / 4), look);
          pollMs = Math.min(lastPollMs, pollMs * 2);
        };
        const offPoke = wake.onPoke(end);
        signal.addEventListener('abort', end, { once: true });
        if (signal.aborted) return end();
        for (const { process: it, at } of watch) {
          const path = it.key === '0' ? undefined : pathOf(it.key);
          if (path === undefined) continue;
          const socket = connect(path);
          let isHello = true;
          sockets.push(socket);
          let hasConnected = false;
          socket.on('connect', () => {
            hasConnected = true;
          });
          socket.on('error', () => {});
          // A connection that ends is news, also before the hello; one that never was may be refused for ever.
          socket.on('close', async () => {
            if (!hasEnded && (hasConnected || (await isDead(it)))) end();
          });
          socket.on('data', (bytes) => {
            if (!isHello || bytes.length > 1 || !existsSync(at)) return end();
            isHello = false;
            heard += 1;
          });
        }
        look();
        if (!hasEnded)
          watchers.push(
            ...watchAll(
              watch.filter((one) => one.process.key === '0').map((one) => dirname(one.at)),
              look,
            ),
          );
      }),
    close: () => {
      for (const it of listeners) it.destroy();
      server.close();
      if (isListening) unless(['ENOENT'], () => unlinkSync(join(room, key)));
      leaveRoom();
    },
  };
  return { wake, key: isListening ? key : '0' };
}
