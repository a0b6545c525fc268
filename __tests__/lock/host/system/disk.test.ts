import { describe, expect, it } from '@jest/globals';
import { type Disk, diskOf } from '../../../../src/lock/host/system/disk.ts';

const [apfs, smbfs, ext4, nfs, unknown] = [26, 27, 0xef53, 26985, 0x65735546];
const local: Disk = { isLocal: true };
const refused = (why: string) => ({ isLocal: false, objection: expect.stringContaining(why) });

/** A host whose own disk is of the first type, and what is mounted at /mnt of the second. */
const types =
  (own: number, mounted = own) =>
  (path: string) =>
    path.startsWith('/mnt') ? mounted : own;

describe('a disk', () => {
  it.each<[string, string, NodeJS.Platform, (path: string) => number, unknown]>([
    ['of this machine', '/srv/a', 'linux', types(ext4), local],
    ['that nothing is known of', '/mnt/a', 'linux', types(ext4, unknown), { isLocal: false }],
    ['of the network', '/mnt/a', 'linux', types(ext4, nfs), refused('(NFS)')],
    ["of the kind of the system's own", '/Users/a', 'darwin', types(apfs), local],
    ["of another kind than the system's own", '/mnt/a', 'darwin', types(apfs, smbfs), refused('does not tell')],
    ['whose kind is not told', '/Users/a', 'darwin', types(0), refused('does not tell')],
    ['of a system that nobody knows', '/home/a', 'freebsd', types(53), refused('does not tell')],
    ['by a letter', 'D:\\git\\a', 'win32', types(0), local],
    ['by a letter, in full', '\\\\?\\D:\\git\\a', 'win32', types(0), local],
    ['of a server', '\\\\server\\git\\a', 'win32', types(0), refused('network share')],
    ['of a server, in full', '\\\\?\\UNC\\server\\git\\a', 'win32', types(0), refused('network share')],
    ['of a server, with slashes', '//server/git/a', 'win32', types(0), refused('network share')],
  ])('%s (%s on %s)', (_, path, platform, typeOf, disk) => {
    expect(diskOf(path, platform, typeOf)).toEqual(disk);
  });
});
