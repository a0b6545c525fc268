/**
 * The network between one host and its Redis, with a switch: it can stall, cut and delay what passes, each direction for itself. What is
 * stalled is not lost: it arrives when it is mended, as TCP would send it again.
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A path of a unix socket, or a port of this machine. */
export type End = string | number;

export type Direction = 'up' | 'down';

export interface Wire {
  /** Where to ask: what was given, or the port that was found. */
  end: End;
  /** Nothing passes any more; connections still come about. `up` is towards the server. */
  stall(...directions: Direction[]): void;
  /** Each piece takes that much longer; milliseconds. */
  delay(ms: number, ...directions: Direction[]): void;
  /** Every connection is closed, and so is each new one as soon as it is made. */
  cut(): void;
  /** Everything passes again, at once. */
  mend(): void;
  close(): Promise<void>;
}

const both: Direction[] = ['up', 'down'];

/** `at` 0 takes a free port. */
export async function layWire(at: End, server: End): Promise<Wire> {
  const stalled = new Set<Direction>();
  const delays = new Map<Direction, number>();
  const sockets = new Set<Socket>();
  let isCut = false;
  let wake = () => {};
  let mended = new Promise<void>((resolve) => {
    wake = resolve;
  });

  const follow = (it: Socket) => {
    sockets.add(it);
    it.on('error', () => {});
    it.once('close', () => sockets.delete(it));
    return it;
  };

  const pass = async (from: Socket, to: Socket, direction: Direction) => {
    try {
      for await (const piece of from) {
        const ms = delays.get(direction) ?? 0;
        if (ms > 0) await Promise.race([mended, new Promise((resolve) => setTimeout(resolve, ms).unref())]);
        while (stalled.has(direction)) await mended;
        to.write(piece as Buffer);
      }
      to.end();
    } catch {
      to.destroy();
    }
  };

  const proxy = createServer({ allowHalfOpen: true }, (near) => {
    follow(near);
    if (isCut) return near.destroy();
    const far = follow(connect(typeof server === 'string' ? { path: server } : { port: server, host: '127.0.0.1' }));
    far.once('close', () => near.destroy());
    near.once('close', () => far.destroy());
    void pass(near, far, 'up');
    return void pass(far, near, 'down');
  });
  proxy.listen(typeof at === 'string' ? { path: at } : { port: at, host: '127.0.0.1' });
  await once(proxy, 'listening');

  const mend = () => {
    isCut = false;
    stalled.clear();
    delays.clear();
    wake();
    mended = new Promise((resolve) => {
      wake = resolve;
    });
  };
  const cutAll = () => {
    for (const it of sockets) it.destroy();
  };
  return {
    end: typeof at === 'string' ? at : (proxy.address() as AddressInfo).port,
    stall: (...directions) => {
      for (const it of directions.length > 0 ? directions : both) stalled.add(it);
    },
    delay: (ms, ...directions) => {
      for (const it of directions.length > 0 ? directions : both) delays.set(it, ms);
    },
    cut: () => {
      isCut = true;
      cutAll();
    },
    mend,
    close: async () => {
      const closed = once(proxy, 'close');
      proxy.close();
      mend();
      cutAll();
      await closed;
    },
  };
}
