/**
 * A kernel that is asked for no more than whether a pid is there: macOS and Windows. There are no pid namespaces there.
 *
 * Whose pid is gone is dead; whose pid is there is alive, or another's by now, and then its lock waits for that one to end, too.
 */
import type { Kernel } from './port.ts';

export const portableKernel = (platform: NodeJS.Platform): Kernel => ({
  pid: process.pid,
  boot: 'none',
  namespace: '0',
  lookUp: () => undefined,
  // Whoever led a process group is not gone before that is: a git whose helpers still write.
  probe: platform === 'win32' ? probe : (pid) => (probe(pid) === 'ESRCH' ? probe(-pid) : probe(pid)),
  // listen(2) of macOS: a full queue refuses as nobody does, and a process that is stopped soon has one.
  isRefusalProof: false,
  hasOnlyPids: true,
});

export function probe(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
}
