/** How locks stand, as the one document of `--json`: names as in the journal, times in milliseconds. Pure. */
import { renderJson } from '../../base/text.ts';
import type { Look, Seen } from '../../lock/look.ts';
import type { Shown } from './blocks.ts';

export function renderDocument(shown: readonly Shown[], at: number): string {
  return renderJson({ v: 1, ts: new Date(at).toISOString(), locks: shown.map(lockOf) });
}

const lockOf = (it: Shown): object =>
  'trouble' in it
    ? { path: it.path, trouble: it.trouble }
    : {
        path: it.path,
        lock: it.lock.guards,
        lock_dir: it.lock.dir,
        ...(it.lock.fleet === undefined ? {} : { lock_name: it.lock.fleet }),
        was_locked: it.look.isThere,
        holders: it.look.granted.map((one) => holderOf(one, it.look)),
        waiters: it.look.waiting.map((one) => ({
          ...requestOf(one),
          position: one.position,
          ahead: one.ahead,
          waits_for: one.waitsFor,
          ...(one.askedAt === undefined ? {} : { waited_ms: Math.max(0, it.look.at - one.askedAt) }),
        })),
        dirty: it.look.dirty.map(requestOf),
        ...(it.look.fleetTrouble === undefined ? {} : { trouble: it.look.fleetTrouble }),
      };

const holderOf = (it: Seen, { at }: Look): object => ({
  ...requestOf(it),
  ...(it.askedAt === undefined || it.grantedAt === undefined ? {} : { waited_ms: Math.max(0, it.grantedAt - it.askedAt) }),
  ...(it.grantedAt === undefined ? {} : { held_ms: Math.max(0, at - it.grantedAt) }),
});

const requestOf = ({ id, mode, job, verdict, witnesses }: Seen): object => ({ ticket: id, mode, job, verdict, processes: witnesses });
