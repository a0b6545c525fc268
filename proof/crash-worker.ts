/**
 * Runs one operation, and kills itself before or after its n-th file system call. Says on stdout at which call, or, if the operation
 * ended first, how many there were.
 */
import { cpSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from '../src/lock/host/lock-dir.ts';
import { type Call, isChange, wrapCalls } from './file-calls.ts';
import { operations, type Told } from './operations.ts';

export type Bug = 'release in two steps' | 'copy and remove';

export interface CrashCharge {
  operation: string;
  place: Place;
  told: Told;
  /** None: the operation runs to its end. */
  point?: { call: number; when: 'before' | 'after' };
  /** Counts only the calls that change something. */
  isBrief: boolean;
  bug?: Bug;
}

export type CrashSaid = { own: string } | { waits: true } | { at: string } | { calls: number };

const { operation: name, place, told, point, isBrief, bug } = JSON.parse(process.argv[2] ?? '{}') as CrashCharge;
const say = (
  (write) => (said: CrashSaid) =>
    write(1, `${JSON.stringify(said)}\n`)
)(writeSync);

let isArmed = false;
let calls = 0;

wrapCalls((called, call): Call => {
  const counted: Call = (...args) => {
    if (!isArmed || (isBrief && !isChange(called, args))) return call(...args);
    calls += 1;
    const isHit = calls === point?.call;
    if (isHit && point?.when === 'before') die(`before ${called} ${shorten(args)}`);
    try {
      return call(...args);
    } finally {
      if (isHit) die(`after ${called} ${shorten(args)}`);
    }
  };
  return called === 'renameSync' && bug ? (from, to) => renameWrongly(String(from), String(to), counted) : counted;
});

const shorten = ([path, to]: unknown[]): string =>
  [path, to]
    .filter((it) => typeof it === 'string')
    .join(' -> ')
    .replaceAll(place.dir, '');

function die(at: string): never {
  say({ at });
  process.kill(process.pid, 'SIGKILL');
  for (;;);
}

const { rmSync, unlinkSync } = await import('node:fs');

function renameWrongly(from: string, to: string, rename: Call): unknown {
  if (!isArmed || !from.startsWith(join(place.dir, 'h'))) return rename(from, to);
  if (bug === 'release in two steps') {
    unlinkSync(join(from, 'x'));
    return rename(from, to);
  }
  cpSync(from, to, { recursive: true });
  return rmSync(from, { recursive: true });
}

const operation = operations.find((it) => it.name === name);
const act = await operation?.act({ place, told, own: (own) => say({ own }), waits: () => say({ waits: true }) });
isArmed = true;
await act?.();
isArmed = false;
say({ calls });
process.exit();
