/**
 * What an admin who ends a request has to see of it, and the mark by which a grant is broken.
 *
 * G1 a grant that is marked is held as before by all who look at the line, so that nobody comes in beside work that has not stopped.
 * G2 whoever would use it takes it for lost. G3 nothing takes the mark away but the end of the grant.
 */
import { lstatSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unless } from '../base/errors.ts';
import { isThere, pathOf, readGranted, standingAt } from './host/line.ts';
import { type Place, refusal } from './host/lock-dir.ts';
import { systemKernel } from './host/system/kernel.ts';
import type { Kernel } from './host/system/port.ts';
import { readJudged } from './look.ts';
import { isAlive, livingWitnesses, type Verdict } from './queue.ts';
import type { Standing } from './store.ts';
import { brokenMark, encodeProcess, type Process, type Ticket } from './ticket.ts';

/** A request, and the processes that keep it. */
export interface Suspect extends Standing {
  isGranted: boolean;
  /** Pids of its witnesses, as far as they can be seen from here and live. */
  pids: number[];
}

const markOf = (root: string, token: string): string => join(root, 'h', token, brokenMark);

export const isBroken = (root: string, token: string): boolean => isThere(markOf(root, token));

/** Answers what was marked; undefined if there is no such grant. */
export function markBroken(root: string, token: string): Ticket | undefined {
  const at = join(root, 'h', token);
  // An admin must not be led elsewhere by what somebody put there: neither by a link for a grant, nor by one for the mark.
  const it = lstatSync(at, { throwIfNoEntry: false })?.isDirectory() ? readGranted(at, token) : undefined;
  // It may be there already; one that is let go of meanwhile has no directory any more.
  if (it) unless(['EEXIST', 'ENOENT'], () => writeFileSync(markOf(root, token), '', { flag: 'wx' }));
  return it;
}

/** It is broken, and the step that asked for it is proven to have ended. */
export async function isLeftBroken(root: string, token: string, judgeOne: (it: Process) => Promise<Verdict>): Promise<boolean> {
  if (!isBroken(root, token)) return false;
  const it = readGranted(join(root, 'h', token), token);
  // One whose name cannot be read may be that step.
  return it !== undefined && !it.hasStranger && (!it.asker || (await judgeOne(it.asker)) === 'dead');
}

/** Every request of a lock, oldest first; none if there is no lock directory. They are judged as a look judges them. Throws FL_LOCK_DIR. */
export async function findSuspects(place: Place, nowAt: number, kernel: Kernel = systemKernel): Promise<Suspect[]> {
  const line = await readJudged(place, kernel).catch((error) => {
    throw refusal(place.dir, error);
  });
  if (!line) return [];
  const { tickets, verdicts } = line;
  return tickets
    .sort((a, b) => a.seq - b.seq)
    .map((it) => {
      const living = livingWitnesses(it, verdicts);
      const isSeen = living.some((one) => verdicts.get(encodeProcess(one)) === 'alive');
      const verdict = isSeen ? 'alive' : isAlive(it, verdicts) ? 'unknown' : 'dead';
      const pids = living.filter((one) => one.boot === kernel.boot && one.namespace === kernel.namespace).map((one) => one.pid);
      return {
        ...standingAt(pathOf(place.dir, it), it, verdict, nowAt),
        ...{ isGranted: it.isGranted, pids: [...new Set(pids)] },
      };
    });
}
