/** What the server answers, read strictly: other hosts wrote it, and anybody who may write there. */
import { orNothing } from '../../../base/errors.ts';
import { isJob, type Job } from '../../../base/event.ts';
import { disarm } from '../../../base/text.ts';
import type { Verdict } from '../../queue.ts';
import type { FleetGrant, Standing } from '../../store.ts';
import { decodeToken, isId, type Mode, type Process, type Ticket, tokenOf } from '../../ticket.ts';

export const letterOf = { shared: 's', update: 'u', exclusive: 'x' } as const satisfies Record<Mode, string>;
const modeOf: Record<string, Mode> = { s: 'shared', u: 'update', x: 'exclusive' };
const [mostAbout, mostHost] = [8192, 255];

const list = (read: unknown): unknown[] => (Array.isArray(read) ? read : []);
const text = (read: unknown): string => (typeof read === 'string' ? read : '');
export const readCount = (read: unknown): number => {
  const number = typeof read === 'number' || /^\d{1,15}$/.test(text(read)) ? Number(read) : Number.NaN;
  return Number.isSafeInteger(number) && number >= 0 ? number : 0;
};

/** What is written of a request for people; its job is left out if it is too long. */
export function aboutOf(job: Job, host: string | undefined): string {
  const whole = JSON.stringify({ job, host: host?.slice(0, mostHost) });
  return whole.length <= mostAbout ? whole : JSON.stringify({ job: {}, host: host?.slice(0, mostHost) });
}

function readAbout(written: unknown): { job: Job; host?: string } {
  const read =
    text(written).length <= mostAbout ? orNothing(() => JSON.parse(text(written)) as { job?: unknown; host?: unknown } | null) : null;
  const host = typeof read?.host === 'string' ? disarm(read.host).slice(0, mostHost).trim() : '';
  return { job: isJob(read?.job) ? read.job : {}, ...(host ? { host } : {}) };
}

function readStanding(read: unknown, verdict: Verdict): Standing[] {
  const [id, fence, letter, heldMs, about] = list(read);
  if (!isId(text(id))) return [];
  return [
    {
      ...{ id: text(id), token: tokenOf(readCount(fence), text(id)), mode: modeOf[text(letter)] ?? 'exclusive' },
      ...{ ...readAbout(about), heldMs: readCount(heldMs), verdict },
    },
  ];
}

const readStandings = (read: unknown, verdict: Verdict): Standing[] => list(read).flatMap((it) => readStanding(it, verdict));

type Answer =
  | { is: 'gone' }
  | { is: 'granted'; token: string; fleet: FleetGrant; recovered: Standing[]; dirty: Standing[] }
  | { is: 'blocked'; ahead: number; quarantineMs: number; nextMs: number; recovered: Standing[]; holders: Standing[]; isMore: boolean };

/** Undefined if it is not an answer of ours. */
export function readPlacement(id: string, reply: unknown): Answer | undefined {
  const [is, one, two, three, four, five, six] = list(reply);
  if (is === 'gone') return { is };
  if (is === 'granted' && decodeToken(tokenOf(readCount(one), id))) {
    return {
      ...{ is, token: tokenOf(readCount(one), id), fleet: { fence: readCount(one), epoch: readCount(two) } },
      ...{ recovered: readStandings(three, 'dead'), dirty: readStandings(four, 'dead') },
    };
  }
  if (is !== 'blocked') return undefined;
  return {
    ...{ is, ahead: readCount(one), quarantineMs: readCount(two), nextMs: readCount(three) },
    ...{ recovered: readStandings(four, 'dead'), holders: readStandings(five, 'alive'), isMore: six === 1 },
  };
}

export const readSweep = (reply: unknown): { recovered: Standing[]; isMore: boolean } => {
  const [recovered, isMore] = list(reply);
  return { recovered: readStandings(recovered, 'dead'), isMore: isMore === 1 };
};

export function readTaken(reply: unknown, id: string): { token?: string; heldMs: number } | undefined {
  if (!Array.isArray(reply)) return undefined;
  const fence = readCount(reply[0]);
  return { ...(fence > 0 ? { token: tokenOf(fence, id) } : {}), heldMs: readCount(reply[1]) };
}

/** A request as the server knows it. */
export interface Row {
  id: string;
  isGranted: boolean;
  /** Undefined if its text cannot be read: it is in doubt, and keeps others out. */
  ticket?: Ticket;
  askedAt: number;
  grantedAt: number;
  isBroken: boolean;
  isAtWork: boolean;
  isAlive: boolean;
  job: Job;
  host?: string;
  errand?: unknown;
}

/** Of a session, so that the law of the queue can be asked. */
export const processOf = (session: string): Process => ({ boot: session.repeat(2), namespace: '0', pid: 1, start: '0', key: session });

export function readSurvey(reply: unknown): { nowAt: number; rows: Row[] } {
  const [nowAt, rows] = list(reply);
  return { nowAt: readCount(nowAt), rows: list(rows).flatMap(readRow) };
}

function readRow(read: unknown): Row[] {
  const [id, record, about, atWork, alive, errand, room] = list(read);
  if (!isId(text(id))) return [];
  const [letter = '', party = '', session = '', seq, fence, askedAt, grantedAt, broken] = text(record).split(' ');
  const [mode, isGranted] = [modeOf[letter], room === 'granted'];
  const asker = processOf(session);
  const isReadable = mode !== undefined && isId(party) && isId(session) && readCount(seq) > 0;
  const found = text(errand) === '' ? undefined : orNothing(() => JSON.parse(text(errand)) as unknown);
  return [
    {
      ...{ id: text(id), isGranted },
      ...(isReadable
        ? { ticket: { seq: readCount(isGranted ? fence : seq), id: text(id), party, mode, isGranted, asker, witnesses: [asker] } }
        : {}),
      ...{
        askedAt: readCount(askedAt),
        grantedAt: readCount(grantedAt),
        isBroken: broken === '1',
        isAtWork: atWork === 1,
        isAlive: alive === 1,
      },
      ...readAbout(about),
      ...(found === undefined ? {} : { errand: found }),
    },
  ];
}

export const readIds = (reply: unknown): string[] => list(reply).map(text).filter(isId);

/** The token of a grant that was found by its id. */
export const readFound = (reply: unknown, id: string): string[] => (readCount(reply) > 0 ? [tokenOf(readCount(reply), id)] : []);
