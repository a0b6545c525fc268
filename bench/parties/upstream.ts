/** The repository that everybody fetches from, and what its server had to do. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { soon } from './lines.ts';
import type { Served } from './upstream-worker.ts';

export interface Upstream {
  /** Ends in a slash. */
  url: string;
  /** From the start up to now. Asked when nobody fetches. */
  served(): Promise<Served>;
  close(): Promise<void>;
}

/** Serves every repository below `root`. */
export async function startUpstream(root: string): Promise<Upstream> {
  const worker = fork(join(import.meta.dirname, 'upstream-worker.js'), [root]);
  const gone = once(worker, 'exit').then(() => Promise.reject(new Error('the server of the bench has ended')));
  gone.catch(() => {});
  const next = () => soon(Promise.race([once(worker, 'message').then(([message]) => message), gone]));
  return {
    url: await next(),
    served: async () => {
      // A client may be gone some moments before its server is.
      await setTimeout(100);
      worker.send('served?');
      return next();
    },
    close: () => end(worker),
  };
}

async function end(worker: ChildProcess): Promise<void> {
  const ended = once(worker, 'exit');
  worker.disconnect();
  await soon(ended);
}
