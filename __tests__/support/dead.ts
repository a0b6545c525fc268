import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { processOf } from '../../src/lock/host/liveness.ts';
import type { Process } from '../../src/lock/ticket.ts';

/** Who a process was, after it has ended and was reaped. */
export async function deadProcess(): Promise<Process> {
  const child = spawn('sleep', ['1000']);
  const it = processOf(child.pid ?? 0);
  child.kill('SIGKILL');
  await once(child, 'close');
  if (!it) throw new Error('no such process');
  return it;
}
