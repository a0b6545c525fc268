/**
 * What this job holds: a note for each grant in the job's own temporary directory. The search for deadlocks reads it, and the host's
 * hooks, which let go of what a post step did not. Without it, or with nonsense in it, a deadlock ends with the first time-out, and
 * what was not let go of is free when the job is gone.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJob, type Job } from '../../base/event.ts';
import type { Environment } from '../../base/exec.ts';
import { readSmall } from '../host/line.ts';
import { isPlace } from '../host/lock-dir.ts';
import type { Held } from '../store.ts';
import { decodeProcess, decodeToken, encodeProcess, isId, type Mode, type Process } from '../ticket.ts';

/** A grant, and what there is to say of it. */
export interface Note extends Held {
  path: string;
  mode: Mode;
  job: Job;
  /** The job's own process, where it can be seen. */
  worker?: Process;
  /** RUNNER_TRACKING_ID of the step that asked. */
  tracking?: string;
}

export interface Notebook {
  note(grant: Note): void;
  forget(id: string): void;
  read(): Note[];
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
  return {
    note: ({ worker, ...grant }) =>
      orNothing((room) => {
        const text = JSON.stringify({ ...grant, ...(worker ? { worker: encodeProcess(worker) } : {}) });
        mkdirSync(room, { recursive: true });
        writeFileSync(join(room, decodeToken(grant.token)?.id ?? ''), text, { flag: 'wx', mode: 0o600 });
      }),
    forget: (id) => orNothing((room) => isId(id) && rmSync(join(room, id), { force: true })),
    read: () =>
      orNothing((room) =>
        readdirSync(room)
          .filter(isId)
          .flatMap((id) => noteAt(join(room, id), id)),
      ) ?? [],
  };
}

function noteAt(path: string, id: string): Note[] {
  const it = readSmall(path) as (Omit<Note, 'worker'> & { worker?: string }) | undefined;
  if (!isPlace(it?.place) || typeof it.token !== 'string' || decodeToken(it.token)?.id !== id) return [];
  const worker = typeof it.worker === 'string' ? decodeProcess(it.worker) : undefined;
  return [
    {
      ...{ place: it.place, token: it.token, path: typeof it.path === 'string' ? it.path : it.place.guards },
      ...{ mode: ['shared', 'update'].includes(it.mode) ? it.mode : 'exclusive', job: isJob(it.job) ? it.job : {} },
      ...(worker ? { worker } : {}),
      ...(typeof it.tracking === 'string' ? { tracking: it.tracking } : {}),
    },
  ];
}
