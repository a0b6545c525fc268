/** Ends what still works under a token whose owner is gone: a git that outlived its main step. */
import { type Clock, pause } from '../../base/clock.ts';
import { FetchLockError } from '../../base/errors.ts';
import { findOrphan } from './liveness.ts';

const patienceMs = 5000;

/** Returns when nothing carries the token any more. Throws FL_GIT if something cannot be ended; the grant must then stay. */
export async function endOrphans(token: string, clock: Clock): Promise<void> {
  const untilMs = clock.now() + patienceMs;
  const uid = process.geteuid?.() ?? -1;
  for (let orphan = findOrphan(token, uid); orphan; orphan = findOrphan(token, uid)) {
    if (clock.now() > untilMs) {
      throw new FetchLockError('FL_GIT', {
        what: `Process ${orphan.pid}, which this step started, could not be ended.`,
        why: 'It works under the lock, so the lock stays until it is gone.',
      });
    }
    try {
      process.kill(orphan.pid, 'SIGKILL');
    } catch {
      // It is gone by now, or not ours to end; the next look tells.
    }
    await pause(clock, 20);
  }
}
