/** The process of the job whose step we are: the runner's worker, as far as it can be seen. */
import type { Clock } from '../../base/clock.ts';
import { FetchLockError } from '../../base/errors.ts';
import { judgePid, witnessOf } from '../../lock/host/liveness.ts';
import { systemKernel } from '../../lock/host/system/kernel.ts';
import type { Process } from '../../lock/ticket.ts';

/** None in a container, where the parent is not in our pid namespace. */
export const findWorker = (): Process | undefined => witnessOf(process.ppid);

// Each of a hundred who wait wakes for it, and at the same moment as for the other looks of that length.
const lookMs = 2000;

/** Aborted when the worker is gone: nobody would ever let go for us. */
export function untilGone(worker: Process | undefined, clock: Clock): AbortSignal {
  const gone = new AbortController();
  const stop = clock.every(lookMs, () => {
    if (!worker || judgePid(worker, systemKernel) !== 'dead') return;
    stop();
    const why = `Its worker, process ${worker.pid}, ended.`;
    gone.abort(new FetchLockError('FL_CANCELLED', { what: 'The job that this step belongs to is gone.', why }));
  });
  return gone.signal;
}
