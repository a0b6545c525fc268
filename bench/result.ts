/** What came out of a run, as it is printed, written and recorded. Pure. */
import type { Figure, Party, Peer, Sample } from './case.ts';
import { errorOfMean, mean, median, quantile, type Ratio, type Rounds, ratioOf } from './statistics.ts';

interface PartyResult {
  /** The median of all values; of a count the mean, so that one failure in many rounds is seen. */
  value: number;
  p95: number;
  values: number;
}

export interface FigureResult {
  parties: Partial<Record<Party, PartyResult>>;
  /** Ours to theirs; none of a count. */
  ratios: Partial<Record<Peer, Ratio>>;
  /** Of a count: the standard error of ours. */
  error?: number;
}

/** By `case/figure`. */
export type Results = Record<string, FigureResult>;

/** What it was measured on. */
export interface Host {
  platform: string;
  cpus: number;
  node: string;
  git: string;
}

export interface Report {
  v: 1;
  /** UTC. */
  measured_on: string;
  host: Host;
  figures: Results;
}

export function resultOf({ name, unit }: Figure, rounds: readonly (readonly Sample[])[]): FigureResult {
  const of = (party: Party): Rounds =>
    rounds.map((samples) => samples.filter((it) => it.figure === name && it.party === party).flatMap((it) => it.values));
  const parties = new Set(rounds.flatMap((samples) => samples.filter((it) => it.figure === name).map((it) => it.party)));
  const result: FigureResult = { parties: {}, ratios: {} };
  for (const party of parties) {
    const values = of(party).flat();
    const value = unit === 'count' ? mean(values) : median(values);
    if (values.length > 0) result.parties[party] = { value: brief(value), p95: brief(quantile(values, 0.95)), values: values.length };
    const ratio = party === 'ours' || unit === 'count' ? undefined : ratioOf(of('ours'), of(party));
    if (ratio && party !== 'ours') result.ratios[party] = { ratio: brief(ratio.ratio), noise: brief(ratio.noise), rounds: ratio.rounds };
  }
  if (unit === 'count') result.error = brief(errorOfMean(of('ours').flat()));
  return result;
}

/** No more digits than mean something, so that a record can be read and compared by eye. */
const brief = (value: number): number => Number(value.toPrecision(4));
