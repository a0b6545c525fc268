/** What a request's directory tells people. No decision reads it, and whoever may write there may have written anything. */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { isJob, type Job } from '../../base/event.ts';

const mostBytes = 16_384;

/** A record from the disk: small, a plain file, the shape of a job, or nothing. */
export function readJob(path: string): Job {
  let fd: number | undefined;
  try {
    fd = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const { size } = fstatSync(fd);
    if (!fstatSync(fd).isFile() || size > mostBytes) return {};
    const bytes = Buffer.alloc(size);
    readSync(fd, bytes, 0, size, 0);
    const read: unknown = JSON.parse(bytes.toString('utf8'));
    return isJob(read) ? read : {};
  } catch {
    return {};
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** Milliseconds since the grant, by the wall clock, from the names in its directory; 0 if they do not tell. */
export function heldMs(inside: string[], nowAt: number): number {
  const since = inside.map((it) => /^g\.(\d{1,15})$/.exec(it)?.[1]).find((it) => it !== undefined);
  return since === undefined ? 0 : Math.max(0, nowAt - Number(since));
}
