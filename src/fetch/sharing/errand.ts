/**
 * What a request came for, so that who is granted before it can do it on the way. Pure.
 *
 * It lies beside the request for all to read, and whoever may write there may have written anything: G1 nothing of it is used that
 * is not a refspec of the form that a command may have; G2 a target among our own refs is only the pin of the request itself.
 */
import { isCommitId, writesOurs } from '../../git/operands.ts';
import { parseRefspec } from '../../git/refspec.ts';
import { covers, type Demand, isDemand, merge } from './demand.ts';
import { pinName } from './pins.ts';

export interface Errand {
  demands: Demand[];
  /** Ids of commits, to be pinned for it as soon as they are there. */
  commits: string[];
}

export interface Asked extends Errand {
  /** Of its ticket. */
  seq: number;
  id: string;
}

const mostCommits = 64;
const mostDemands = 16;
// What is longer has no room in the ledger, nor, by some systems, in the arguments of a process.
const mostLetters = 40_000;
// Refspecs are compared each with each, and whoever does it has the lock: some tenths of a second.
const mostPairs = 4_000_000;

/** What can be read of them, in their order. */
export const readErrands = (line: readonly { seq: number; id: string; errand: unknown }[]): Asked[] =>
  line.flatMap(({ seq, id, errand }) => {
    const it = errand as Partial<Errand> | undefined | null;
    if (!Array.isArray(it?.demands) || !Array.isArray(it.commits)) return [];
    const demands = it.demands.slice(0, mostDemands).filter((one) => isDemand(one) && staysOut(one, id));
    return [{ seq, id, demands, commits: it.commits.slice(0, mostCommits).filter((one) => typeof one === 'string' && isCommitId(one)) }];
  });

/** It writes none of our own refs but its own pins. */
const staysOut = ({ refspecs }: Demand, id: string): boolean =>
  refspecs.every((text) => {
    const it = parseRefspec(text);
    return it !== undefined && (!writesOurs(text) || (isCommitId(it.from) && it.to === pinName(id, it.from)));
  });

/** It does nothing to the refs of anybody else. */
export const writesOnlyPins = ({ refspecs, isPruning, tags, depth }: Demand): boolean =>
  refspecs.every((it) => it.startsWith('^') || writesOurs(it)) && !isPruning && tags === 'none' && depth === undefined;

interface Merged {
  demand: Demand;
  /** Whose errands it does, in their order. */
  served: Asked[];
}

/** One fetch for our own demand and for as many of the others as it can be made to serve. */
export function mergeLine(own: Demand, line: readonly Asked[]): Merged {
  const served: Asked[] = [];
  let demand = own;
  let pairs = 0;
  const join = (sum: Demand, one: Demand): Demand | undefined => {
    if (one.remote !== sum.remote) return sum;
    pairs += (sum.refspecs.length + one.refspecs.length) ** 2;
    if (pairs > mostPairs) return undefined;
    return covers(sum, one)?.refs.length === 0 ? sum : merge(sum, one);
  };
  for (const it of line) {
    const wide = it.demands.reduce<Demand | undefined>((sum, one) => sum && join(sum, one), demand);
    if (!wide || (wide !== demand && JSON.stringify(wide).length > mostLetters) || !it.demands.some((one) => one.remote === own.remote))
      continue;
    demand = wide;
    served.push(it);
  }
  return { demand, served };
}

/** Those that a complaint of git does not name: what it names is gone, or may not be had. */
export const withoutNamed = (line: readonly Asked[], complaint: string): Asked[] => {
  const words = new Set(complaint.split(/[^\w./@+-]+/));
  return line.filter(({ demands }) => !demands.some((one) => one.refspecs.some((text) => words.has(parseRefspec(text)?.from ?? ''))));
};
