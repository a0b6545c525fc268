/**
 * Loaded into a contender before anything else (`--import`), it lets that process believe something about its surroundings that no
 * test could bring about for real without rights over the whole machine. What it believes stands in the variable ILLUSION.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { Server, Socket } from 'node:net';

export interface Illusion {
  /** Milliseconds by which the wall clock is wrong. */
  wallMs?: number;
  /** On SIGUSR2 so many milliseconds pass at once, for every clock and every timer; it then says `jumped`. */
  passMs?: number;
  /** On SIGUSR2 the wall clock alone jumps so far; it then says `jumped`. */
  jumpMs?: number;
  /** The type of every file system, as statfs(2) tells it. */
  fileSystem?: number;
  /** How many descriptors are left for it to open. */
  descriptors?: number;
  /** Its pid namespace. */
  namespace?: string;
  /** The system it runs on: there is no /proc, and what Linux can do and that cannot fails as it does there. */
  system?: 'darwin' | 'win32';
  /** Where the program is that runs it, and the programs of its own that it starts. */
  execPath?: string;
  /** It stops as soon as it has the latch for the so-manieth time. */
  stopsAtLatch?: number;
}

const illusion = JSON.parse(process.env.ILLUSION ?? '{}') as Illusion;

const real = { now: Date.now, performance: performance.now.bind(performance), setTimeout, clearTimeout };
let wallMs = illusion.wallMs ?? 0;
let passedMs = 0;

Date.now = () => real.now() + wallMs + passedMs;
globalThis.Date = new Proxy(Date, {
  construct: (target, args) => Reflect.construct(target, args.length === 0 ? [Date.now()] : args),
});
performance.now = () => real.performance() + passedMs;

interface Pending {
  atMs: number;
  act: () => void;
  timer: NodeJS.Timeout;
}
const pending = new Set<Pending>();
if (illusion.passMs) {
  const arm = (act: () => void, ms = 0): NodeJS.Timeout => {
    const it: Pending = { atMs: performance.now() + ms, act: () => {}, timer: real.setTimeout(() => it.act(), ms) };
    it.act = () => {
      pending.delete(it);
      act();
    };
    pending.add(it);
    return it.timer;
  };
  globalThis.setTimeout = arm as typeof setTimeout;
  globalThis.clearTimeout = ((timer: NodeJS.Timeout) => {
    for (const it of pending) if (it.timer === timer) pending.delete(it);
    real.clearTimeout(timer);
  }) as typeof clearTimeout;
}

process.on('SIGUSR2', () => {
  wallMs += illusion.jumpMs ?? 0;
  passedMs += illusion.passMs ?? 0;
  for (const it of [...pending].filter((one) => one.atMs <= performance.now())) {
    real.clearTimeout(it.timer);
    it.act();
  }
  process.stdout.write(`${JSON.stringify({ event: 'jumped' })}\n`);
});

if (illusion.fileSystem !== undefined) {
  const { statfsSync } = fs;
  const type = illusion.fileSystem;
  fs.statfsSync = ((path: string) => Object.assign(statfsSync(path), { type })) as typeof fs.statfsSync;
}
if (illusion.namespace !== undefined) {
  const { readlinkSync } = fs;
  const name = `pid:[${illusion.namespace}]`;
  fs.readlinkSync = ((path: string) => (path === '/proc/self/ns/pid' ? name : readlinkSync(path))) as typeof fs.readlinkSync;
}
if (illusion.execPath !== undefined) process.execPath = illusion.execPath;
if (illusion.system !== undefined) {
  const { system } = illusion;
  const { renameSync, lstatSync, statfsSync } = fs;
  const { kill } = process;
  const refusal = (code: string) => Object.assign(new Error(`${code}: not on ${system}`), { code });
  Object.defineProperty(process, 'platform', { value: system });
  for (const name of ['openSync', 'readFileSync', 'readdirSync', 'readlinkSync', 'statSync', 'lstatSync', 'writeFileSync'] as const) {
    const call = fs[name] as (...args: unknown[]) => unknown;
    Object.assign(fs, {
      [name]: (...args: unknown[]) => {
        if (String(args[0]).startsWith('/proc')) throw refusal('ENOENT');
        return call(...args);
      },
    });
  }
  // All that there is on one of its own disks.
  fs.statfsSync = ((path: string) => Object.assign(statfsSync(path), { type: system === 'darwin' ? 26 : 0 })) as typeof fs.statfsSync;
  if (system === 'win32') {
    for (const name of ['getuid', 'geteuid', 'getgid', 'getegid', 'getgroups'] as const) Object.assign(process, { [name]: undefined });
    process.kill = (pid, signal) => {
      if (pid <= 0) throw refusal('ESRCH');
      return kill.call(process, pid, signal);
    };
    fs.renameSync = (from, to) => {
      if (lstatSync(to, { throwIfNoEntry: false })?.isDirectory()) throw refusal('EPERM');
      renameSync(from, to);
    };
    Server.prototype.listen = () => {
      throw new Error('There is no socket in the file system of Windows.');
    };
    Socket.prototype.connect = () => {
      throw new Error('There is no socket in the file system of Windows.');
    };
  }
}
if (illusion.stopsAtLatch !== undefined) {
  const { renameSync } = fs;
  let left = illusion.stopsAtLatch;
  fs.renameSync = (from, to) => {
    renameSync(from, to);
    if (String(to).endsWith('/latch') && --left === 0) process.kill(process.pid, 'SIGSTOP');
  };
}
if (illusion.descriptors !== undefined) {
  // No illusion: from its first look at the lock directory on, when all its modules are loaded, it can open no more than that.
  const { statfsSync } = fs;
  const { descriptors } = illusion;
  fs.statfsSync = ((path: string) => {
    fs.statfsSync = statfsSync;
    syncBuiltinESMExports();
    const highest = Math.max(...fs.readdirSync('/proc/self/fd').map(Number));
    execFileSync('prlimit', [`--pid=${process.pid}`, `--nofile=${highest + descriptors}`]);
    return statfsSync(path);
  }) as typeof fs.statfsSync;
}
syncBuiltinESMExports();
