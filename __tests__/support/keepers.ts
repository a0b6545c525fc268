import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { decodeProcess } from '../../src/lock/ticket.ts';
import { isRunning } from './until.ts';

/** The pid of the keeper of the lock beside `path`: the living witness of its one grant that has a socket. */
export function findKeeper(path: string): number {
  const grants = join(`${path}.fetch-lock`, 'h');
  for (const token of readdirSync(grants)) {
    const witnesses = readdirSync(join(grants, token)).map((name) => decodeProcess(name.slice(2)));
    const keeper = witnesses.find((it) => it && it.key !== '0' && isRunning(it.pid));
    if (keeper) return keeper.pid;
  }
  throw new Error('no keeper');
}
