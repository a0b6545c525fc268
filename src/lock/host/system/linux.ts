/** Linux, from /proc. Without it, or with that of other processes, less is known, and nobody's namespace is taken for ours. */
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, readSync, statSync } from 'node:fs';
import { orNothing } from '../../../base/errors.ts';
import { randomHex } from '../../../base/system/random.ts';
import type { Census, Kernel } from './port.ts';
import { probe } from './portable.ts';

export function linuxKernel(): Kernel {
  // The /proc of another pid namespace tells of other processes under our pids.
  const isOurProc = orNothing(() => readlinkSync('/proc/self')) === String(process.pid);
  const namespace = orNothing(() => `${namespaceOf('pid')}+${orNothing(() => namespaceOf('time')) ?? '0'}`);
  return {
    pid: process.pid,
    boot: orNothing(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim().replaceAll('-', '')) ?? 'none',
    namespace: namespace ?? String(pastNamespaces + Number(`0x${randomHex(5)}`)),
    lookUp: (pid) => {
      const [state = '', , ...rest] = isOurProc ? fieldsOf(pid) : [];
      return state === '' ? undefined : { state, start: rest[17] ?? '' };
    },
    probe,
    isRefusalProof: true,
    hasOnlyPids: false,
    ...(isOurProc ? { census } : {}),
  };
}

// Their inodes have 32 bits.
const pastNamespaces = 2 ** 40;

const namespaceOf = (kind: string): string => readlinkSync(`/proc/self/ns/${kind}`).replace(/\D/g, '');

// A whole line is asked for, of a few hundred bytes; who looks at a long line of waiters reads one for each.
const statBytes = Buffer.alloc(1024);

function readStat(pid: number | string): string {
  const fd = openSync(`/proc/${pid}/stat`, 'r');
  try {
    return statBytes.toString('latin1', 0, readSync(fd, statBytes, 0, statBytes.length, 0));
  } finally {
    closeSync(fd);
  }
}

/** From the state on, the third field of proc_pid_stat(5); none if it is not there. */
function fieldsOf(pid: number | string): string[] {
  try {
    return readStat(pid)
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    return [];
  }
}

const pids = (): string[] => readdirSync('/proc').filter((it) => /^\d+$/.test(it));

const census: Census = {
  *carriersOf(variable, token, uid) {
    for (const pid of pids()) if (Number(pid) !== process.pid && mayCarry(pid, variable, token, uid)) yield Number(pid);
  },
  parents: () => (orNothing(pids) ?? []).map((pid) => [Number(pid), Number(fieldsOf(pid)[1])] as const),
};

function mayCarry(pid: string, variable: string, token: string, uid: number): boolean {
  try {
    const [, tokens] = `\0${readFileSync(`/proc/${pid}/environ`, 'latin1')}`.split(`\0${variable}=`);
    return tokens?.split('\0', 1)[0]?.split(' ').includes(token) === true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') return false;
    return (
      statSync(`/proc/${pid}`, { throwIfNoEntry: false })?.uid === uid &&
      (orNothing(() => readFileSync(`/proc/${pid}/comm`, 'utf8')) ?? '').startsWith('git')
    );
  }
}
