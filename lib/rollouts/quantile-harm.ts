import { harmSign } from "#lib/metrics/direction.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { type ExponentialHistogram, LAST_BIN, quantileOf, rowsIn } from "#lib/stats/exponential-histogram.ts";
import type { Interval } from "#lib/stats/measured.ts";
import {
  type QuantileDesign,
  quantileDifferenceSequence,
  quantileSequence,
} from "#lib/stats/quantile-sequence.ts";
import { type GuardrailEvidence, isCount } from "./evidence.ts";
import type { Harm } from "./harm.ts";
import type { JudgeTraits } from "./judges.ts";

export type ArmHistograms = NonNullable<GuardrailEvidence["histograms"]>;

type Tuning = {
  readonly p: number;
  readonly alpha: number;
  readonly plannedSamples: Plan["plannedSamples"];
} & Pick<JudgeTraits, "keepsReach">;

/** The plan's samples are those of both arms. */
const designOf = ({ plannedSamples, ...tuning }: Tuning): QuantileDesign => ({
  ...tuning,
  rows: plannedSamples / 2,
});

type Compared = {
  readonly metric: Pick<Metric, "better">;
  readonly relative: boolean;
  readonly p: number;
};

/**
 * How much worse the candidate's quantile is, in the metric's unit or in per cent of the baseline's. Exact on any number
 * of rows and any tail; a mean of the same rows is neither. Null where an arm has no value.
 */
export function quantileHarm(
  arms: ArmHistograms,
  { metric, relative, ...tuning }: Tuning & Compared,
): Harm | null {
  const seen = quantileHarmSeen(arms, { metric, relative, p: tuning.p });
  if (seen === null) return null;
  const { baseline, candidate } = arms;
  const { difference, ratio } = quantileDifferenceSequence(baseline, candidate, designOf(tuning));
  const found = relative ? { lower: inPercent(ratio.lower), upper: inPercent(ratio.upper) } : difference;
  return harmOfEffect(harmSign(metric), seen, found, thinner(baseline, candidate));
}

/** The harm as it is measured; null where an arm has no value. */
export function quantileHarmSeen(
  { baseline, candidate }: ArmHistograms,
  { metric, relative, p }: Compared,
): number | null {
  const [before, after] = [baseline, candidate].map((arm) => quantileOf(arm, p));
  if (before == null || after == null) return null;
  const seen = relative ? inPercent(after / before) : after - before;
  return harmSign(metric) * (Number.isFinite(seen) ? seen : 0);
}

const inPercent = (ratio: number): number => 100 * (ratio - 1);

const thinner = (...arms: readonly ExponentialHistogram[]): number => Math.min(...arms.map(rowsIn));

function harmOfEffect(sign: 1 | -1, difference: number, { lower, upper }: Interval, rows: number): Harm {
  const worse = sign === 1 ? { lower, upper } : { lower: 0 - upper, upper: 0 - lower };
  const half = Math.max(difference - worse.lower, worse.upper - difference);
  // A bound closes in with the root of the rows.
  const rowsFor = (halfWidth: number) =>
    halfWidth > 0 && Number.isFinite(half) ? Math.ceil(rows * (half / halfWidth) ** 2) : null;
  return { difference, ...worse, rareHarm: false, rowsFor };
}

/** Bounds of an arm's own quantile, each one-sided at alpha. */
export const quantileBounds = (arm: ExponentialHistogram, tuning: Tuning): Interval =>
  quantileSequence(arm, designOf(tuning));

/** What is wrong with a histogram itself, or null. */
export function faultOfHistogram(histogram: ExponentialHistogram): string | null {
  const known = faults.get(histogram);
  if (known !== undefined) return known;
  const found = faultIn(histogram);
  faults.set(histogram, found);
  return found;
}

/** Several quantiles are judged from one. */
const faults = new WeakMap<ExponentialHistogram, string | null>();

function faultIn({ bins, counts }: ExponentialHistogram): string | null {
  if (!ascend(bins) || bins.length !== counts.length) return "the bins of a histogram are not in order";
  return counts.every(isCount) ? null : "a count of a histogram is not a whole number";
}

function ascend(bins: readonly number[]): boolean {
  let before = -1;
  for (const bin of bins) {
    if (!isCount(bin) || bin > LAST_BIN || bin <= before) return false;
    before = bin;
  }
  return true;
}
