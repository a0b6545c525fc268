/**
 * Names. All that the protocol decides is read from names, places and the kernel, never from the content of a file, so every
 * name is written here and read back here, strictly: what does not parse is not ours.
 *
 *   process   BOOT-NAMESPACE-PID-START-KEY      who is meant, for ever: none of it can be had again by another process
 *   waiting   q/SEQ.MODE.ID.PARTY.PROCESS/      one directory a request; its place is its state
 *   granted   h/SEQ.ID/                         its mode, party and witnesses are what lies inside
 *   inside    x or u                            mode; neither: shared
 *             p.PARTY  m.PROCESS  w.PROCESS     party, asker, other witnesses
 *             a.MS  g.MS                        asked and granted when, by the wall clock: for people, and to choose the youngest
 *             b.ID                              the party waits elsewhere, under that id; what it says is a hint (deadlock.ts)
 *             e                                 an admin has broken it: it is to end, and is held until its work has stopped
 *   token     SEQ.ID                            what its owner knows, and what `release` asks for; SEQ is the fencing number
 */
import { randomHex } from '../base/system/random.ts';

export type Mode = 'shared' | 'update' | 'exclusive';

export interface Process {
  /** Of the kernel: which boot of which machine. */
  boot: string;
  /** Pid and time namespace: pids and start times can be compared only within one. */
  namespace: string;
  pid: number;
  /** Start time in the kernel's ticks, or '0' where it cannot be had. */
  start: string;
  /** Random, names the socket of this process; '0' if it has none. */
  key: string;
}

/** A request that waits, or that was granted. */
export interface Ticket {
  seq: number;
  /** Random, known to the owner before the request is published. */
  id: string;
  /** For whom it was asked: all requests of one job are one party's. */
  party: string;
  mode: Mode;
  isGranted: boolean;
  /** The step that asked. As long as it lives, it is at work. */
  asker?: Process;
  /** It lives while any of these does; the asker is one. */
  witnesses: Process[];
  /** Ids of the grants that it runs inside of: who asked for those waits for this one. Known only to the one who asks. */
  within?: readonly string[];
  /** It has a witness whose name this version cannot read: when in doubt, that one is alive. */
  hasStranger?: true;
}

/** Of one process, whichever key it goes by. */
export const isSameProcess = (one: Process, other: Process): boolean =>
  encodeProcess({ ...one, key: '0' }) === encodeProcess({ ...other, key: '0' });

export const newId = (): string => randomHex(8);

const idPattern = /^[0-9a-f]{16}$/;
const seqPattern = /^[1-9]\d{0,14}$/;
const processPattern = /^([0-9a-f]{32}|none)-(\d+(?:\+\d+)?)-([1-9]\d{0,9})-(\d{1,20})-([0-9a-f]{16}|0)$/;
const letters = { shared: 's', update: 'u', exclusive: 'x' } as const satisfies Record<Mode, string>;
const modes = new Map<string, Mode>([
  ['s', 'shared'],
  ['u', 'update'],
  ['x', 'exclusive'],
]);

export const isId = (text: string): boolean => idPattern.test(text);

export const encodeProcess = (it: Process): string => `${it.boot}-${it.namespace}-${it.pid}-${it.start}-${it.key}`;

export function decodeProcess(name: string): Process | undefined {
  const [, boot, namespace, pid, start, key] = processPattern.exec(name) ?? [];
  if (!boot || !namespace || !pid || !start || !key) return undefined;
  return { boot, namespace, pid: Number(pid), start, key };
}

export const waitingName = ({ seq, mode, id, party }: Pick<Ticket, 'seq' | 'mode' | 'id' | 'party'>, asker: Process): string =>
  `${seq}.${letters[mode]}.${id}.${party}.${encodeProcess(asker)}`;

export function decodeWaiting(name: string): Ticket | undefined {
  const [seq = '', letter = '', id = '', party = '', process = '', ...more] = name.split('.');
  const mode = modes.get(letter);
  const asker = decodeProcess(process);
  if (!seqPattern.test(seq) || !mode || !isId(id) || !isId(party) || !asker || more.length > 0) return undefined;
  return { seq: Number(seq), id, party, mode, isGranted: false, asker, witnesses: [asker] };
}

export const tokenOf = (seq: number, id: string): string => `${seq}.${id}`;

export function decodeToken(token: string): { seq: number; id: string } | undefined {
  const [seq = '', id = '', ...more] = token.split('.');
  return seqPattern.test(seq) && isId(id) && more.length === 0 ? { seq: Number(seq), id } : undefined;
}

/** The file that marks a mode inside a request; shared is the absence of one, so that a downgrade is one unlink. */
export const modeMark = (mode: Mode): 'x' | 'u' | undefined => (mode === 'exclusive' ? 'x' : mode === 'update' ? 'u' : undefined);

/** The file that says of a grant that it is broken. A version that does not know it goes on, and keeps everybody out until it ends. */
export const brokenMark = 'e';

/** What lies in a request's directory when it is made. */
export const marksOf = ({ mode, party, witnesses }: Pick<Ticket, 'mode' | 'party' | 'witnesses'>, asker: Process): string[] => {
  const mark = modeMark(mode);
  return [...(mark ? [mark] : []), `p.${party}`, `m.${encodeProcess(asker)}`, ...witnesses.map(witnessMark)];
};

export const witnessMark = (it: Process): string => `w.${encodeProcess(it)}`;

const after = (inside: readonly string[], prefix: string): string[] =>
  inside.filter((it) => it.startsWith(prefix)).map((it) => it.slice(prefix.length));

/** A granted request from its name and what lies in its directory. */
export function decodeGranted(name: string, inside: readonly string[]): Ticket | undefined {
  const token = decodeToken(name);
  if (!token) return undefined;
  const mode = inside.includes('x') ? 'exclusive' : inside.includes('u') ? 'update' : 'shared';
  const [asker] = after(inside, 'm.').map(decodeProcess);
  const read = [...after(inside, 'm.'), ...after(inside, 'w.')].map(decodeProcess);
  const witnesses = read.filter((it) => it !== undefined);
  return {
    ...token,
    // Whose party cannot be read is nobody's friend.
    party: after(inside, 'p.').find(isId) ?? token.id,
    mode,
    isGranted: true,
    ...(asker ? { asker } : {}),
    witnesses,
    ...(witnesses.length < read.length ? { hasStranger: true } : {}),
  };
}

/** Milliseconds since 1970 when it was asked (`a`) or granted (`g`), as far as its directory tells. */
export function timeIn(inside: readonly string[], letter: 'a' | 'g'): number | undefined {
  const text = after(inside, `${letter}.`).find((it) => /^\d{1,15}$/.test(it));
  return text === undefined ? undefined : Number(text);
}
