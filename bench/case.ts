/**
 * What is measured. A case is one file of cases/ that exports one of these; cases.ts names them all.
 *
 * A case is opened once, and then played in rounds: in each everybody does the same work, one after the other, in an order that
 * turns. What is reported of a round is compared within that round, so that a machine that is slow for a while is slow for all.
 */

/** Those beside whom we are measured, in the order of the table. */
export const peers = {
  node: '`node -e 0`',
  git: 'plain git',
  flock: 'flock(1)',
  lockfile: 'proper-lockfile',
  clone: 'fresh shallow clone',
} as const;

export type Peer = keyof typeof peers;
export type Party = Peer | 'ours';

export type Unit = 'ms' | 's' | 'KB' | 'MB' | 'count';

/** Less is better, in all of them. */
export interface Figure {
  /** Unique in its case. */
  name: string;
  title: string;
  /** A count is compared as it stands, since no machine counts faster than another. */
  unit: Unit;
  /** By the ratio to whom it is compared with the record; a count needs nobody. */
  beside?: Peer;
  /** At most so many times what that one takes, and so much more. */
  target?: { times?: number; of?: Peer; plus?: number };
  /** It stands in the README. */
  isHeadline?: true;
}

/** What one party had in one round. */
export interface Sample {
  figure: string;
  party: Party;
  values: readonly number[];
}

interface Session {
  /** From 0. */
  round(number: number): Promise<Sample[]>;
  close(): Promise<void>;
}

export interface Case {
  name: string;
  /** One line for those who ask what there is. */
  does: string;
  /** How many, if nobody says. */
  rounds: number;
  figures: readonly Figure[];
  open(): Promise<Session>;
}

/** Calls them one after the other; each round begins with another one. */
export async function inTurns<T>(round: number, acts: readonly (() => Promise<T>)[]): Promise<T[]> {
  const answers: T[] = [];
  for (const index of acts.keys()) {
    const act = acts[(index + round) % acts.length];
    if (act) answers.push(await act());
  }
  return answers;
}
