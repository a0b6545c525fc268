/**
 * Whether something is worse than it was recorded. Pure.
 *
 * Times are compared by their ratio to a peer who did the same in the same rounds, and never as seconds: the machine may be another
 * one. It is worse if the two ratios differ by more than three standard errors of that difference, as the spread of the rounds of both
 * tells it, and by more than a tenth at the least: two runs differ also in what all rounds of one have in common.
 */
import { type Figure, type Peer, peers } from './case.ts';
import type { FigureResult, Results } from './result.ts';
import { errorOf } from './statistics.ts';
import { formatNumber } from './table.ts';

const [errorsAllowed, leastFactor] = [3, 1.1];

interface Verdict {
  /** A sentence each. */
  worse: string[];
  /** Measured, and not to be judged. */
  unjudged: string[];
}

/** `figures` by `case/figure`: those of the cases that were played. */
export function judge(figures: Record<string, Figure>, now: Results, recorded: Results): Verdict {
  const verdict: Verdict = { worse: [], unjudged: [] };
  for (const [key, figure] of Object.entries(figures)) {
    const [ours, before] = [now[key], recorded[key]];
    const said = ours && before && (figure.unit === 'count' ? judgeCount(figure, ours, before) : judgeRatio(figure, ours, before));
    if (said === undefined) verdict.unjudged.push(`${key}: ${before ? 'it was not measured this time' : 'it has no record'}.`);
    else if (said !== 'no worse') verdict.worse.push(`${key}: ${said}`);
  }
  return verdict;
}

type Said = string | undefined;

function judgeRatio({ title, beside }: Figure, now: FigureResult, before: FigureResult): Said {
  const [ratio, recorded] = [beside && now.ratios[beside], beside && before.ratios[beside]];
  if (!ratio || !recorded) return undefined;
  const factor = Math.max(leastFactor, Math.exp(errorsAllowed * Math.hypot(errorOf(ratio), errorOf(recorded))));
  if (ratio.ratio <= recorded.ratio * factor) return 'no worse';
  const times = (value: number) => `${formatNumber(value)} times`;
  return `${title} takes ${times(ratio.ratio)} what ${peers[beside as Peer]} takes, recorded are ${times(recorded.ratio)}, and noise explains no more than ${times(recorded.ratio * factor)}.`;
}

function judgeCount({ title }: Figure, now: FigureResult, before: FigureResult): Said {
  const [ours, recorded] = [now.parties.ours?.value, before.parties.ours?.value];
  if (ours === undefined || recorded === undefined) return undefined;
  const limit = recorded + errorsAllowed * Math.hypot(now.error ?? 0, before.error ?? 0);
  if (ours <= limit) return 'no worse';
  return `${title} is ${formatNumber(ours)}, recorded is ${formatNumber(recorded)}, and noise explains no more than ${formatNumber(limit)}.`;
}
