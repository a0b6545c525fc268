/**
 * What a lock of the fleet's is called in Redis. All keys of a lock have one hash tag, so that a cluster keeps them in one slot.
 *
 *   seq        the last number given out            leases     "ID SESSION" -> when the lease ends, by the server's clock
 *   requests   ID -> what law.ts says               witnesses  ID -> its sessions
 *   about      ID -> job and host, for people       crashed    ID -> a dead writer's grant that nobody has settled
 *   errands    ID -> what a waiter came for         parties    PARTY -> how many requests it has here
 *   waiting    ID -> number, and one a mode         special    ID -> number: waiters whose party has another request here
 *   granted    ID -> number, and one a mode         server     which server it was last, and until when it grants nothing
 *                                                   epoch      its number, and what the last writer came for
 */
import { createHash } from 'node:crypto';

export const keyNames: readonly string[] = [
  ...['seq', 'requests', 'about', 'errands', 'waiting', 'waiting-x', 'waiting-u', 'waiting-s', 'granted', 'granted-x', 'granted-u'],
  ...['granted-s', 'leases', 'witnesses', 'crashed', 'parties', 'special', 'server', 'epoch'],
];

const mostBytes = 200;
const namePattern = /^[A-Za-z0-9._/:@+%-]{1,200}$/;

/** A lock's name as it stands in a key: nothing in it ends a hash tag, and it is short. */
export function encodeName(name: string): string {
  const encoded = name.replace(/[^A-Za-z0-9._/:@+-]/gu, (sign) =>
    [...new TextEncoder().encode(sign)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
  return encoded.length <= mostBytes ? encoded : `sha256:${createHash('sha256').update(name).digest('hex')}`;
}

/** True for what `encodeName` gives, whoever wrote it. */
export const isEncoded = (text: string): boolean => namePattern.test(text);

export const keysOf = (encoded: string): string[] => keyNames.map((it) => `fetch-lock:{${encoded}}:${it}`);

/** Behind it comes the session that is meant: only that one is woken. */
export const channelOf = (encoded: string): string => `fetch-lock:{${encoded}}:changed:`;

/** The names of the locks for which a party waits that holds something elsewhere. */
export const notesOf = (party: string): string => `fetch-lock:{party:${party}}:waits`;
