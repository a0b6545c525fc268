/** `git daemon` in a process of its own, so that what the server costs is not counted to the jobs. Started by upstream.ts. */
import { startGitDaemon } from '../../__tests__/support/upstream-servers/git-daemon.ts';
import { childrenSeconds } from './process-table.ts';

export interface Served {
  /** Connections that asked for something: one each `git fetch` that went to the network. */
  fetches: number;
  sentBytes: number;
  /** Processor seconds of git's side. */
  seconds: number;
}

const daemon = await startGitDaemon(process.argv[2] ?? '');
process.on('message', () => {
  const served: Served = { fetches: daemon.fetches.length, sentBytes: daemon.sentBytes, seconds: childrenSeconds() };
  process.send?.(served);
});
process.once('disconnect', () => void daemon.close());
process.send?.(daemon.url(''));
