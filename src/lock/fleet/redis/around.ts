/** What can be seen of a lock of the fleet's, and of those for which its holders wait. Nothing is changed. */
import type { Glimpse } from '../../deadlock.ts';
import { type Verdict, whoHolds } from '../../queue.ts';
import { encodeProcess, newId, type Ticket } from '../../ticket.ts';
import type { Redis } from './client.ts';
import { isEncoded, keysOf, notesOf } from './keys.ts';
import { processOf, type Row, readSurvey } from './records.ts';
import { survey } from './scripts.ts';

const [mostRows, mostLocks] = [1000, 64];

export async function look(redis: Redis, encoded: string): Promise<{ nowAt: number; rows: Row[] }> {
  return readSurvey(await redis.run(survey, keysOf(encoded), ['0', '0', '', String(mostRows)]));
}

/** The requests of this lock, and of the locks for which the parties that hold something wait, found from one to the next. */
export async function lookAround(redis: Redis, encoded: string): Promise<Glimpse[]> {
  const found: Glimpse[] = [];
  const seen = new Set<string>();
  const parties = new Set<string>();
  for (let next = [encoded]; next.length > 0 && seen.size < mostLocks; ) {
    const [name = '', ...rest] = next;
    seen.add(name);
    const glimpses = glimpsesOf(name, (await look(redis, name)).rows);
    found.push(...glimpses);
    const fresh = [...new Set(glimpses.filter((it) => it.isGranted).map((it) => it.party))].filter((it) => !parties.has(it));
    for (const it of fresh) parties.add(it);
    // One that cannot be read hides where that party waits, and nothing else.
    const told = await Promise.all(fresh.slice(0, mostRows).map((it) => redis.command('SMEMBERS', notesOf(it)).catch(() => [])));
    const names = told.flatMap((it) => (it instanceof Set ? [...it] : Array.isArray(it) ? it : [])).map(String);
    next = [...new Set([...rest, ...names.filter(isEncoded)])].filter((it) => !seen.has(it));
  }
  return found;
}

function glimpsesOf(encoded: string, rows: readonly Row[]): Glimpse[] {
  const verdicts = new Map<string, Verdict>();
  const byId = new Map<string, Row>();
  const tickets = rows.flatMap((it): Ticket[] => {
    if (!it.ticket?.asker || !it.isAlive) return [];
    byId.set(it.id, it);
    const name = encodeProcess(it.ticket.asker);
    if (it.isAtWork || !verdicts.has(name)) verdicts.set(name, it.isAtWork ? 'alive' : 'dead');
    // Who of its other witnesses lives is not told one by one.
    return [{ ...it.ticket, witnesses: [...it.ticket.witnesses, processOf(newId())] }];
  });
  const { holders, waiters } = whoHolds(tickets, verdicts);
  return [...holders.map((ticket) => ({ ticket, blockers: [] as Ticket[] })), ...waiters].flatMap(({ ticket, blockers }) => {
    const it = byId.get(ticket.id);
    if (!it || !ticket.asker) return [];
    return [
      {
        ...{ id: ticket.id, party: ticket.party, mode: ticket.mode, isGranted: ticket.isGranted, guards: encoded, job: it.job },
        ...{ asker: encodeProcess(ticket.asker), isAtWork: it.isAtWork, askedAt: it.askedAt, blockers: blockers.map((one) => one.id) },
        ...(it.host === undefined ? {} : { host: it.host }),
        ...(ticket.isGranted && it.grantedAt > 0 ? { grantedAt: it.grantedAt } : {}),
      },
    ];
  });
}

/** So that others find out for what a party waits that holds something elsewhere; forgotten when it is not said again. */
export async function leaveNote(redis: Redis, party: string, encoded: string, forMs: number): Promise<void> {
  await redis.command('SADD', notesOf(party), encoded);
  await redis.command('PEXPIRE', notesOf(party), String(Math.round(forMs)));
}

export const takeNote = (redis: Redis, party: string, encoded: string): Promise<unknown> => redis.command('SREM', notesOf(party), encoded);
