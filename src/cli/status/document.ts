/** How locks stand, as the one document of `--json`: names as in the journal, times in milliseconds. Pure. */
import type { Look, Seen } from '../../lock/look.ts';
import type { Shown } from './blocks.ts';

export function renderDocument(shown: readonly Shown[], at: number): string {
  const document = { v: 1, ts: new Date(at).toISOString(), locks: shown.map(lockOf) };
  // A terminal obeys some of these signs also inside a text.
  return `${JSON.stringify(document, null, 2).replace(/[^\P{C}\n]|\p{Zl}|\p{Zp}/gu, asNumber)}\n`;
}

const asNumber = (sign: string): string =>
  [...Array(sign.length).keys()].map((it) => `\\u${sign.charCodeAt(it).toString(16).padStart(4, '0')}`).join('');

const lockOf = (it: Shown): object =>
  'trouble' in it
    ? { path: it.path, trouble: it.trouble }
    : {
        path: it.path,
        lock: it.lock.guards,
        lock_dir: it.lock.dir,
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
      };

const holderOf = (it: Seen, { at }: Look): object => ({
  ...requestOf(it),
  ...(it.askedAt === undefined || it.grantedAt === undefined ? {} : { waited_ms: Math.max(0, it.grantedAt - it.askedAt) }),
  ...(it.grantedAt === undefined ? {} : { held_ms: Math.max(0, at - it.grantedAt) }),
});

const requestOf = ({ id, mode, job, verdict, witnesses }: Seen): object => ({ ticket: id, mode, job, verdict, processes: witnesses });
