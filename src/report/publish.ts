/** Text into a file that others read while it is written: prepared beside it and renamed, so that nobody sees half of it. */
import { chmodSync, closeSync, lstatSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errnoOf, messageOf, orNothing } from '../base/errors.ts';
import { randomHex } from '../base/system/random.ts';
import { inert } from '../base/text.ts';

interface Publishing {
  /** Where it is prepared: on the same file system, and nobody else's. */
  staged?: string;
  /** Whatever the umask is. */
  mode?: number;
}

/** Throws what people are to read. Replaces only a plain file; a link is not followed. */
export function publishFile(path: string, text: string, { staged = besideOf(path), mode = 0o644 }: Publishing = {}): void {
  let isMade = false;
  try {
    if (lstatSync(path, { throwIfNoEntry: false })?.isFile() === false) throw new Error('what is there is not a plain file');
    const fd = openSync(staged, 'wx');
    isMade = true;
    try {
      writeFileSync(fd, text);
    } finally {
      closeSync(fd);
    }
    chmodSync(staged, mode);
    renameSync(staged, path);
  } catch (error) {
    if (isMade) orNothing(() => rmSync(staged, { force: true }));
    throw unwritable(path, error);
  }
}

/** Not a name that its readers look for: node_exporter reads whatever ends in `.prom`. */
const besideOf = (path: string): string => hiddenBeside(path, randomHex(6));

/** A name beside the file, for something that belongs to it. */
export const hiddenBeside = (path: string, suffix: string): string =>
  join(dirname(path), `.${[...basename(path)].slice(0, 40).join('')}.fetch-lock-${suffix}`);

const reasons: Record<string, string> = {
  ENOENT: 'the directory it is to be in does not exist',
  ENOTDIR: 'something on the way there is not a directory',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the device',
  EDQUOT: 'the disk quota is used up',
};

/** What people are to read of a file that cannot be written, or not be prepared beside its place. */
export const unwritable = (path: string, error: unknown): Error =>
  new Error(`'${inert(path)}' cannot be written: ${reasons[errnoOf(error) ?? ''] ?? inert(messageOf(error))}.`, { cause: error });
