/** `git daemon` on a free port of loopback: one `--inetd` a connection, so that the port is ours from the start and each is counted. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { Children } from './children.ts';

export interface Server {
  port: number;
  /** Of a repository below the root. */
  url(repository: string): string;
  /** What was asked for, in order: once a fetch or clone, whatever it takes. */
  readonly fetches: string[];
  close(): Promise<void>;
}

export interface GitDaemon extends Server {
  /** What all clients were sent up to now. */
  readonly sentBytes: number;
}

export async function startGitDaemon(root: string): Promise<GitDaemon> {
  const children = new Children();
  const sockets = new Set<Socket>();
  const fetches: string[] = [];
  let sentBytes = 0;
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}).once('close', () => sockets.delete(socket)));
    // The question may come in pieces.
    let question = '';
    const read = (bytes: Buffer) => {
      question += bytes.toString('latin1');
      const repository = /git-upload-pack (\S+?)\0/.exec(question)?.[1];
      if (repository === undefined && question.length < 1000) return;
      fetches.push(repository ?? '?');
      socket.off('data', read);
    };
    socket.on('data', read);
    const daemon = children.start(['daemon', '--inetd', '--export-all', `--base-path=${root}`, root], process.env);
    socket.pipe(daemon.stdin);
    daemon.stdout.on('data', (bytes: Buffer) => {
      sentBytes += bytes.length;
    });
    daemon.stdout.pipe(socket);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: (repository) => `git://127.0.0.1:${port}/${repository}`,
    fetches,
    get sentBytes() {
      return sentBytes;
    },
    close: async () => {
      const closed = once(server.close(), 'close');
      for (const it of sockets) it.destroy();
      await children.end();
      await closed;
    },
  };
}
