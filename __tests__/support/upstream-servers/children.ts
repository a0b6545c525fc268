/** Programs that serve one connection or request each. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';

export class Children {
  private readonly alive = new Set<ChildProcessWithoutNullStreams>();

  start(args: string[], env: NodeJS.ProcessEnv): ChildProcessWithoutNullStreams {
    const child = spawn('git', args, { env, detached: true });
    this.alive.add(child);
    child.once('close', () => this.alive.delete(child));
    // Whoever asked may be gone before its answer.
    for (const stream of [child.stdin, child.stdout]) stream.on('error', () => {});
    return child;
  }

  async end(): Promise<void> {
    const gone = [...this.alive].map((it) => once(it, 'close'));
    for (const it of this.alive) {
      try {
        process.kill(-(it.pid ?? 0), 'SIGKILL');
      } catch {
        // It ended by itself.
      }
    }
    await Promise.all(gone);
  }
}
