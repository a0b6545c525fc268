/**
 * What this job holds, for its other steps: a note for each grant in the job's own temporary directory. Only the search for deadlocks
 * reads it. Without it, or with nonsense in it, a deadlock is not found, and ends with the first time-out.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../base/exec.ts';
import { readSmall } from '../../lock/host/line.ts';
import { isPlace } from '../../lock/host/lock-dir.ts';
import type { Held } from '../../lock/store.ts';
import { decodeToken, isId } from '../../lock/ticket.ts';

export interface Notebook {
  note(grant: Held): void;
  forget(id: string): void;
  read(): Held[];
}

export function openNotebook({ RUNNER_TEMP: temp }: Environment): Notebook {
  const dir = temp && join(temp, 'fetch-lock');
  const orNothing = <T>(act: (dir: string) => T): T | undefined => {
    try {
      return dir ? act(dir) : undefined;
    } catch {
      return undefined;
    }
  };
  const pageAt = (path: string): Held[] => {
    const it = readSmall(path) as Held | undefined;
    return isPlace(it?.place) && typeof it.token === 'string' && decodeToken(it.token) ? [it] : [];
  };
  return {
    note: (grant) =>
      orNothing((room) => {
        mkdirSync(room, { recursive: true });
        writeFileSync(join(room, decodeToken(grant.token)?.id ?? ''), JSON.stringify(grant), { flag: 'wx', mode: 0o600 });
      }),
    forget: (id) => orNothing((room) => isId(id) && rmSync(join(room, id), { force: true })),
    read: () =>
      orNothing((room) =>
        readdirSync(room)
          .filter(isId)
          .flatMap((id) => pageAt(join(room, id))),
      ) ?? [],
  };
}
