/**
 * Puts something between a process and its file system: every call of `node:fs` that the lock room and the journal make goes
 * through `wrap`. Calls that Node makes of several system calls are taken apart first, so that one can fail or die in between.
 * Not seen: sockets, and what the modules did before this was called.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';

export type Call = (...args: unknown[]) => unknown;

const changing = [
  ...['mkdirSync', 'renameSync', 'unlinkSync', 'rmdirSync', 'linkSync', 'symlinkSync', 'writeSync', 'fchmodSync'],
  ...['utimesSync', 'chmodSync', 'chownSync'],
];
const reading = [
  ...['closeSync', 'readFileSync', 'readdirSync', 'statSync', 'lstatSync', 'fstatSync', 'existsSync', 'readSync', 'readlinkSync'],
  'statfsSync',
];

/** True if the call changes what others see. */
export const isChange = (name: string, args: readonly unknown[]): boolean =>
  changing.includes(name) || (name === 'openSync' && args[1] !== undefined && args[1] !== 'r' && !isReadOnly(args[1]));

const isReadOnly = (flags: unknown): boolean => typeof flags === 'number' && (flags & (fs.constants.O_CREAT | fs.constants.O_TRUNC)) === 0;

/** From now on `wrap` decides how each call is made. */
export function wrapCalls(wrap: (name: string, call: Call) => Call): void {
  const port = fs as unknown as Record<string, Call>;
  for (const name of ['openSync', ...changing, ...reading]) {
    const call = port[name];
    if (call) port[name] = Object.assign(wrap(name, call.bind(fs)), call);
  }
  port.writeFileSync = writeInSteps as Call;
  port.rmSync = removeInSteps as Call;
  syncBuiltinESMExports();
}

function writeInSteps(path: string, text: string, options: fs.WriteFileOptions = {}): void {
  const { flag = 'w', mode = 0o666 } = typeof options === 'object' && options !== null ? options : {};
  const fd = fs.openSync(path, flag, mode ?? 0o666);
  try {
    if (text !== '') fs.writeSync(fd, text);
  } finally {
    fs.closeSync(fd);
  }
}

function removeInSteps(path: string, options: fs.RmOptions = {}): void {
  try {
    if (fs.lstatSync(path).isDirectory()) {
      for (const name of fs.readdirSync(path)) removeInSteps(join(path, name), options);
      fs.rmdirSync(path);
    } else {
      fs.unlinkSync(path);
    }
  } catch (error) {
    if (!options.force || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
