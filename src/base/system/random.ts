/**
 * Random numbers of the kernel. `node:crypto` has them as well, but to load it takes a keeper 4 ms, longer than all else that it loads.
 * So that is done only where the device of Linux is not there, cannot be read, or is not what its name says.
 */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { orNothing } from '../errors.ts';

const path = '/dev/urandom';
const deviceNumber = 0x109; // major 1, minor 9: random(4)

/** So many random bytes, two digits each. */
export function randomHex(bytes: number, device = path): string {
  const buffer = Buffer.alloc(bytes);
  const isRead = process.platform === 'linux' && orNothing(() => readDevice(device, buffer)) === true;
  return (isRead ? buffer : randomBytes(bytes)).toString('hex');
}

function readDevice(device: string, buffer: Buffer): boolean {
  // Under that name may be a pipe, which would be opened when somebody writes.
  const fd = openSync(device, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    return fstatSync(fd).rdev === deviceNumber && readSync(fd, buffer) === buffer.length;
  } finally {
    closeSync(fd);
  }
}

const randomBytes = (bytes: number): Buffer =>
  (createRequire(import.meta.url)('node:crypto') as typeof import('node:crypto')).randomBytes(bytes);
