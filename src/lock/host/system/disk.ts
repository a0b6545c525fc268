/** What a directory lies on: whether other machines may write there, as far as the system tells. */
import { readFileSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { unless } from '../../../base/errors.ts';

export interface Disk {
  /** Only this machine writes there. */
  isLocal: boolean;
  /** Why no lock can live there, to go after the path. */
  objection?: string;
}

// f_type of statfs(2), from linux/magic.h.
const network: Record<number, string> = {
  26985: 'NFS',
  20859: 'SMB',
  4283649346: 'CIFS',
  4266872130: 'SMB2',
  16914839: '9p',
  12805120: 'Ceph',
  1397113167: 'AFS',
  198183888: 'Lustre',
  1196443219: 'GPFS',
};
const local = new Set([0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x794c7630, 0x2fc12fc1, 0xf2f52010, 0xca451a4e]);

const share = /^[\\/]{2}(?![?.][\\/][A-Za-z]:)/;
const untold = 'of which this system does not tell whether other hosts may write there';

/** `typeOf` answers the type of a path's file system, as statfs(2) has it. */
export function diskOf(path: string, platform = process.platform, typeOf = (at: string): number => statfsSync(at).type): Disk {
  if (platform === 'linux') {
    const type = typeOf(path);
    const name = network[type];
    return name === undefined ? { isLocal: local.has(type) } : { isLocal: false, objection: `which is on a network file system (${name})` };
  }
  // The canonical path of a drive that stands for a share is that of the share.
  if (platform === 'win32') return share.test(path) ? { isLocal: false, objection: 'which is on a network share' } : { isLocal: true };
  // macOS numbers them as they are loaded. It starts from a disk of its own, and what is of one kind with that is such a disk.
  const isSystems = platform === 'darwin' && typeOf(path) !== 0 && typeOf(path) === typeOf('/');
  return isSystems ? { isLocal: true } : { isLocal: false, objection: untold };
}

export function isMountPoint(path: string): boolean {
  const table = unless(['ENOENT', 'EACCES'], () => readFileSync('/proc/self/mountinfo', 'utf8'));
  if (table !== undefined) {
    const plain = (field: string) => field.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
    return table.split('\n').some((line) => plain(line.split(' ')[4] ?? '') === path);
  }
  const [here, above] = [path, dirname(path)].map((it) => statSync(it, { throwIfNoEntry: false }));
  return here !== undefined && above !== undefined && here.dev !== above.dev;
}
