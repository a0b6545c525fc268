import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/base/clock.ts';
import {
  type Bystander,
  canSeeCarriers,
  endOrphans,
  isProvenAlive,
  judge,
  thisProcess,
  witnessOf,
} from '../../../src/lock/host/liveness.ts';
import type { Kernel } from '../../../src/lock/host/system/port.ts';
import { portableKernel } from '../../../src/lock/host/system/portable.ts';
import type { Process } from '../../../src/lock/ticket.ts';

const boot = 'a'.repeat(32);
const it1: Process = { boot, namespace: '10+20', pid: 42, start: '1000', key: '0123456789abcdef' };
const kernel = (overrides: Partial<Kernel> = {}): Kernel => ({
  pid: 1,
  boot,
  namespace: '10+20',
  lookUp: () => ({ state: 'S', start: '1000' }),
  probe: () => undefined,
  isRefusalProof: true,
  hasOnlyPids: false,
  ...overrides,
});
/** A kernel that is asked for pids alone, and a process of it. */
const pids = (overrides: Partial<Kernel> = {}): Kernel => ({ ...portableKernel('darwin'), probe: () => undefined, ...overrides });
const bare: Process = { ...it1, boot: 'none', namespace: '0', start: '0' };
const nameless = { namespace: '1099511627776', hasOnlyPids: false };
const by = (overrides: Partial<Bystander> = {}): Bystander => ({
  kernel: kernel(),
  askSocket: async () => 'silent',
  isLocal: true,
  ...overrides,
});
const refuses = async () => 'refuses' as const;
const answers = async () => 'answers' as const;

describe('judge (P5)', () => {
  it.each<[string, Process, Bystander, string]>([
    ['the same pid and start time', it1, by(), 'alive'],
    ['no such pid', it1, by({ kernel: kernel({ lookUp: () => undefined, probe: () => 'ESRCH' }) }), 'dead'],
    ['not permitted to signal', it1, by({ kernel: kernel({ probe: () => 'EPERM' }) }), 'alive'],
    ['the pid again, under another start time', it1, by({ kernel: kernel({ lookUp: () => ({ state: 'S', start: '2000' }) }) }), 'dead'],
    ['a zombie', it1, by({ kernel: kernel({ lookUp: () => ({ state: 'Z', start: '1000' }) }) }), 'dead'],
    ['a pid that may not be looked up', it1, by({ kernel: kernel({ lookUp: () => undefined }) }), 'alive'],
    ['another namespace, and it answers', { ...it1, namespace: '11+20' }, by({ askSocket: answers }), 'alive'],
    ['another namespace, and it refuses', { ...it1, namespace: '11+20' }, by({ askSocket: refuses }), 'dead'],
    ['another namespace, and nothing to ask', { ...it1, namespace: '11+20' }, by(), 'unknown'],
    [
      'another namespace without a socket, though such a pid is not here',
      { ...it1, namespace: '11+20', key: '0' },
      by({ kernel: kernel({ probe: () => 'ESRCH' }) }),
      'unknown',
    ],
    ['another boot on a local disk, and it refuses', { ...it1, pid: 1, boot: 'b'.repeat(32) }, by({ askSocket: refuses }), 'dead'],
    ['another boot on a local disk, and it answers', { ...it1, boot: 'b'.repeat(32) }, by({ askSocket: answers }), 'alive'],
    [
      'another boot on a shared disk, and it refuses here',
      { ...it1, boot: 'b'.repeat(32) },
      by({ askSocket: refuses, isLocal: false }),
      'unknown',
    ],
    ['another boot on a local disk, and it never had a socket', { ...it1, boot: 'b'.repeat(32), key: '0' }, by(), 'dead'],
    [
      'no start times on this system, and it answers',
      { ...it1, start: '0' },
      by({ kernel: kernel({ lookUp: () => undefined }), askSocket: answers }),
      'alive',
    ],
    [
      'no start times on this system, and it refuses',
      { ...it1, start: '0' },
      by({ kernel: kernel({ lookUp: () => undefined }), askSocket: refuses }),
      'dead',
    ],
    [
      'no start times on this system, and it is silent',
      { ...it1, start: '0' },
      by({ kernel: kernel({ lookUp: () => undefined }) }),
      'unknown',
    ],
    ['a pid alone is known, and there is none', bare, by({ kernel: pids({ probe: () => 'ESRCH' }), askSocket: answers }), 'dead'],
    ['a pid alone is known, and it answers', bare, by({ kernel: pids(), askSocket: answers }), 'alive'],
    ['a pid alone is known, and it refuses, as a full queue does', bare, by({ kernel: pids(), askSocket: refuses }), 'unknown'],
    ['a pid alone is known, and it is silent', bare, by({ kernel: pids() }), 'unknown'],
    ['a pid alone is known, of one that never had a socket', { ...bare, key: '0' }, by({ kernel: pids() }), 'alive'],
    [
      'a pid alone is known, there is none, and other machines may write there',
      bare,
      by({ kernel: pids({ probe: () => 'ESRCH' }), isLocal: false }),
      'unknown',
    ],
    [
      'a pid alone is known, there is none, it refuses, and other machines may write there',
      bare,
      by({ kernel: pids({ probe: () => 'ESRCH' }), isLocal: false, askSocket: refuses }),
      'unknown',
    ],
    [
      'it is of a Linux in a virtual machine, and it refuses a system whose boots have no name',
      it1,
      by({ kernel: pids({ probe: () => 'ESRCH' }), askSocket: refuses }),
      'unknown',
    ],
    [
      'it is of a system whose boots have no name, and Linux looks at it',
      { ...bare, key: '0' },
      by({ kernel: kernel({ probe: () => 'ESRCH' }) }),
      'unknown',
    ],
    [
      'neither boot nor namespace is known, there is no such pid here, and it is silent',
      { ...bare, namespace: '1099511627777' },
      by({ kernel: pids({ ...nameless, probe: () => 'ESRCH' }) }),
      'unknown',
    ],
    [
      'neither boot nor namespace is known, and it refuses on a local disk',
      { ...bare, namespace: '1099511627777' },
      by({ kernel: pids({ ...nameless, isRefusalProof: true }), askSocket: refuses }),
      'dead',
    ],
  ])('%s', async (_, process, bystander, verdict) => {
    expect(await judge(process, bystander)).toBe(verdict);
  });
});

describe('who may be ended', () => {
  it.each<[string, Process, Kernel, boolean]>([
    ['the same pid and start time', it1, kernel(), true],
    ['the pid again, under another start time', it1, kernel({ lookUp: () => ({ state: 'S', start: '2000' }) }), false],
    ['a pid that may not be looked up', it1, kernel({ lookUp: () => undefined }), false],
    ['no start times, neither then nor now', { ...it1, start: '0' }, kernel({ lookUp: () => ({ state: 'S', start: '0' }) }), false],
    ['another namespace', { ...it1, namespace: '11+20' }, kernel(), false],
    ['another boot', { ...it1, boot: 'b'.repeat(32) }, kernel(), false],
  ])('is only who is proven to be that process: %s', (_, process, sees, may) => {
    expect(isProvenAlive(process, sees)).toBe(may);
  });

  it('is known of this process here, and cannot be told where /proc tells nothing', () => {
    const isLinux = process.platform === 'linux';
    expect([isProvenAlive(thisProcess()), canSeeCarriers()]).toEqual([isLinux, isLinux]);
    expect(canSeeCarriers(portableKernel('darwin'))).toBe(false);
  });

  it('is nobody where nothing tells who works under a lock: then it is not let go of', async () => {
    await expect(endOrphans('1.0123456789abcdef', systemClock, pids())).rejects.toThrow('cannot be seen from here');
  });
});

describe('a witness by its pid', () => {
  it('is whoever has that pid, where no more can be known', () => {
    expect(witnessOf(42, pids())).toEqual({ boot: 'none', namespace: '0', pid: 42, start: '0', key: '0' });
    expect(witnessOf(42, pids({ probe: () => 'EPERM' }))).toBeDefined();
    for (const [pid, sees] of [
      [42, pids({ probe: () => 'ESRCH' })],
      [1, pids()],
      [0, pids()],
      [42, kernel({ lookUp: () => undefined })],
      [42, pids(nameless)],
    ] as const)
      expect(witnessOf(pid, sees)).toBeUndefined();
  });

  it('is that process alone, where it can be told from a later one', () => {
    expect(witnessOf(42, kernel())).toMatchObject({ pid: 42, start: '1000' });
  });
});
