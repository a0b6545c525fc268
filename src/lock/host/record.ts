/** What a request's directory tells people. No decision reads it, and whoever may write there may have written anything. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { isJob, type Job } from '../../base/event.ts';

const mostBytes = 16_384;

/** The job that a request's record names; empty if it names none. */
export function readJob(path: string): Job {
  const read = readSmall(path);
  return isJob(read) ? read : {};
}

/** What a small plain file says in JSON; undefined if it is not such a file. */
export function readSmall(path: string): unknown {
  let fd: number | undefined;
  try {
    fd = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const found = fstatSync(fd);
    if (!found.isFile() || found.size > mostBytes) return undefined;
    const bytes = Buffer.alloc(found.size);
    readSync(fd, bytes, 0, found.size, 0);
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}
