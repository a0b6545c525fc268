/** Numbers of many rounds made into a few. Pure. */

/** The values of each round; a round may have none. */
export type Rounds = readonly (readonly number[])[];

export interface Ratio {
  /** The median of the ratios of the rounds. */
  ratio: number;
  /** How far the rounds lie apart: 0.1 is a tenth of the ratio. The median absolute deviation of the logarithms, as a standard deviation. */
  noise: number;
  rounds: number;
}

/** Between the two in the middle, if there are two; NaN of nothing. */
export const median = (values: readonly number[]): number => (quantile(values, 0.5, Math.floor) + quantile(values, 0.5, Math.ceil)) / 2;

/** The value below which that share of them is. */
export function quantile(values: readonly number[], share: number, round = Math.ceil): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[round((sorted.length - 1) * share)] ?? Number.NaN;
}

export const mean = (values: readonly number[]): number => values.reduce((sum, it) => sum + it, 0) / values.length;

// Of values that are distributed normally: the standard deviation in median absolute deviations, and the error of a median in errors of a mean.
const [deviationsEach, errorOfMedian] = [1.4826, 1.2533];

/** Of the rounds that both have; undefined if there is none with a ratio. */
export function ratioOf(ours: Rounds, theirs: Rounds): Ratio | undefined {
  const logs = ours.map((it, index) => Math.log(median(it) / median(theirs[index] ?? []))).filter(Number.isFinite);
  if (logs.length === 0) return undefined;
  const middle = median(logs);
  return {
    ratio: Math.exp(middle),
    noise: deviationsEach * median(logs.map((it) => Math.abs(it - middle))),
    rounds: logs.length,
  };
}

/** The standard error of the ratio's logarithm. */
export const errorOf = ({ noise, rounds }: Ratio): number => (errorOfMedian * noise) / Math.sqrt(rounds);

/** The standard error of a mean; 0 of a single value. */
export function errorOfMean(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const middle = mean(values);
  const variance = values.reduce((sum, it) => sum + (it - middle) ** 2, 0) / (values.length - 1);
  return Math.sqrt(variance / values.length);
}
