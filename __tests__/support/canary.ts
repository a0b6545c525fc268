/** A file in a directory that nothing may touch, and things that may stand in the place of another. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { makeHome } from './places.ts';

export interface Canary {
  dir: string;
  file: string;
  /** All that would tell of a touch. */
  look(): unknown;
}

export function makeCanary(): Canary {
  const dir = makeHome();
  const file = join(dir, 'x');
  writeFileSync(file, 'canary');
  for (const it of [file, dir]) utimesSync(it, 1, 1);
  chmodSync(file, 0o640);
  const state = (path: string) => {
    const { mode, mtimeMs, ctimeMs, uid, gid, nlink } = lstatSync(path);
    return { mode, mtimeMs, ctimeMs, uid, gid, nlink };
  };
  return { dir, file, look: () => ({ dir: state(dir), file: state(file), names: readdirSync(dir), text: readFileSync(file, 'utf8') }) };
}

/** What may stand at a path, each made by one function. */
export const things: Record<string, (at: string, canary: Canary) => void> = {
  'a symbolic link to a file': (at, { file }) => symlinkSync(file, at),
  'a symbolic link to a directory': (at, { dir }) => symlinkSync(dir, at),
  'a symbolic link to itself': (at) => symlinkSync(basename(at), at),
  'a fifo': (at) => void execFileSync('mkfifo', [at]),
  'a socket': (at) => makeSocket(at),
  'a file': (at) => writeFileSync(at, 'junk'),
  'an empty directory': (at) => void mkdirSync(at),
  'a directory with junk in it': (at) => {
    mkdirSync(join(at, 'junk'), { recursive: true });
    writeFileSync(join(at, 'junk', '\u001b[31m ::error::'), '');
  },
  'a file of a gigabyte': (at) => {
    writeFileSync(at, '');
    truncateSync(at, 2 ** 30);
  },
  "a stranger's directory": (at) => {
    mkdirSync(at, { mode: 0o700 });
    if (process.geteuid?.() === 0) chownSync(at, 61_003, 61_003);
  },
};

/** Bound by a short relative name, so that no path is too long for it; it stays when nobody listens any more. */
function makeSocket(at: string): void {
  const program = `process.chdir(${JSON.stringify(dirname(at))}); require('net').createServer().listen('z', () => { require('fs').renameSync('z', ${JSON.stringify(basename(at))}); process.exit() })`;
  execFileSync(process.execPath, ['-e', program]);
}
