/** Stands before a server on loopback, and does to connections what networks do, at a byte that the test chooses. */
import { EventEmitter, once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Flaw {
  /** `reset`: RST. `cut`: an orderly end, too early. `stall`: open and silent. */
  kind: 'reset' | 'cut' | 'stall';
  /** It happens when so many bytes of the server's have been passed on, or all up to the end of that text. */
  after: number | string;
}

export class FaultyProxy {
  port = 0;
  /** Of each connection that comes while it is set. */
  flaw: Flaw | undefined;
  connections = 0;
  private readonly news = new EventEmitter();
  private readonly sockets = new Set<Socket>();
  private readonly stalled: (() => void)[] = [];
  private readonly server = createServer({ allowHalfOpen: true }, (client) => this.onConnection(client));

  private readonly target: number;

  /** `target` is the port of the server behind. */
  constructor(target: number) {
    this.target = target;
  }

  async listen(): Promise<this> {
    await once(this.server.listen(this.port, '127.0.0.1'), 'listening');
    this.port = (this.server.address() as AddressInfo).port;
    return this;
  }

  /** The URL, led through this proxy. */
  through = (url: string): string => url.replace(/:\d+\//, `:${this.port}/`);

  /** The next time a flaw shows. Ask before what causes it. */
  nextFlaw = async (): Promise<void> => {
    await once(this.news, 'flaw');
  };

  /** No flaw any more: what was stalled goes on, and what comes is passed on. */
  goOn(): void {
    this.flaw = undefined;
    for (const resume of this.stalled.splice(0)) resume();
  }

  /** From now on connections are refused; `listen` takes that back. */
  async refuse(): Promise<void> {
    const closed = once(this.server.close(), 'close');
    for (const it of this.sockets) it.destroy();
    await closed;
  }

  close = async (): Promise<void> => {
    if (this.server.listening) await this.refuse();
  };

  private onConnection(client: Socket): void {
    this.connections += 1;
    const server = connect({ port: this.target, host: '127.0.0.1', allowHalfOpen: true });
    for (const it of [client, server]) {
      this.sockets.add(it);
      it.on('error', () => {}).once('close', () => {
        this.sockets.delete(it);
        client.destroy();
        server.destroy();
      });
    }
    client.pipe(server);
    const { flaw } = this;
    if (!flaw) {
      server.pipe(client);
      return;
    }
    const { after } = flaw;
    let seen = Buffer.alloc(0);
    const pass = (bytes: Buffer) => {
      const before = seen.length;
      seen = Buffer.concat([seen, bytes]);
      const left = (typeof after === 'number' ? after : endOf(after, seen)) - before;
      client.write(bytes.subarray(0, left));
      if (left <= bytes.length) this.show(flaw, client, server.off('data', pass).pause(), bytes.subarray(left));
    };
    if (after === 0) this.show(flaw, client, server, seen);
    else server.on('data', pass).once('end', () => client.end());
  }

  private show({ kind }: Flaw, client: Socket, server: Socket, kept: Buffer): void {
    if (kind === 'reset') client.resetAndDestroy();
    if (kind === 'cut') client.end(() => server.destroy());
    if (kind === 'stall') {
      this.stalled.push(() => {
        client.write(kept);
        server.pipe(client);
      });
    }
    this.news.emit('flaw');
  }
}

const endOf = (text: string, bytes: Buffer): number => {
  const at = bytes.indexOf(text, 'latin1');
  return at === -1 ? Number.POSITIVE_INFINITY : at + text.length;
};

export const startFaultyProxy = (target: number): Promise<FaultyProxy> => new FaultyProxy(target).listen();
