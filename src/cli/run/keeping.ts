/** In a fleet a lease has to be renewed as long as the command works. If we are killed, a keeper goes on with that. */
import { join } from 'node:path';
import { startHelper } from '../../base/exec.ts';
import { thisProcess } from '../../lock/host/liveness.ts';
import { instruct, keeperEnvironment } from '../../lock/keeper.ts';
import type { Host } from '../command.ts';
import { type Held, letGo, type Question } from './locks.ts';

/** Returns when the keeper has signed in, before the command starts. Throws FL_LOST if it does not; nothing is held then. */
export async function keepInFleet(
  held: readonly Held[],
  { address: redis, job }: Question,
  { clock, env, home }: Host,
  signal: AbortSignal,
): Promise<void> {
  const grants = held
    .filter(({ lock }) => lock.fleet)
    .map(({ place, path, mode, lock: { token }, sinceMs }) => ({ place, path, mode, token, heldMs: clock.now() - sinceMs }));
  if (grants.length === 0 || !redis) return;
  const keeper = startHelper(join(home, 'dist', 'keeper', 'index.js'), keeperEnvironment(env));
  try {
    // The job's own process is ours. What the command starts is found by its token, and the command, which may drop that, as a witness.
    await instruct(keeper, { grants, job, redis, worker: { ...thisProcess(), key: '0' } }, { clock, signal });
  } catch (error) {
    await letGo(held, clock).catch(() => {});
    throw error;
  }
}
