import { harmSign } from "#lib/metrics/direction.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import { rangeOf } from "#lib/metrics/range.ts";
import type { GuardrailVerdict } from "./verdict.ts";

/** A harm with its bounds if the candidate's answers without an outcome had this mean. An open bound is null. */
export type Supposed = {
  readonly value: number;
  readonly difference: number;
  readonly lower: number | null;
  readonly upper: number | null;
};

/** What the candidate's answers without an outcome could do to a verdict. */
export type Unlabelled = {
  /** Their share of the answers that owe an outcome. */
  readonly share: number;
  /** The mean of those that have theirs. */
  readonly labelled: number;
  /** The mean of the others that would undo the verdict; null where no value that the metric can have would. */
  readonly tips: number | null;
  /** From the least to the greatest mean that is drawn: the harm is a straight line between them. */
  readonly from: Supposed;
  readonly to: Supposed;
};

/** How far beyond the tipping point the others are looked at, in parts of the way to it. */
const BEYOND = 0.6;

/**
 * The harm over the mean of the answers whose outcome has not come. They move it by their share, and its bounds with it; that
 * more outcomes would also narrow the interval is left out, as it is in the stored tipping point. Null where none is missing,
 * or where nothing is decided.
 */
export function overUnlabelled(
  metric: Metric,
  { state, difference, lower, upper, candidateMean, candidateLabelled, tippingPoint }: GuardrailVerdict,
): Unlabelled | null {
  if (state !== "PASS" && state !== "FAIL") return null;
  if (difference === undefined || candidateMean === undefined || tippingPoint === undefined) return null;
  const share = 1 - (candidateLabelled ?? 1);
  if (!(share > 0) || tippingPoint === 0) return null;
  const sign = harmSign(metric);
  const supposed = (value: number): Supposed => {
    const moved = sign * (value - candidateMean) * share;
    return {
      value,
      difference: difference + moved,
      lower: lower === undefined ? null : lower + moved,
      upper: upper === undefined ? null : upper + moved,
    };
  };
  const tips = candidateMean + sign * tippingPoint;
  const range = rangeOf(metric) ?? { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY };
  const possible = tips >= range.min && tips <= range.max;
  const within = (value: number) => Math.min(range.max, Math.max(range.min, value));
  const [one, other] = [
    within(candidateMean - BEYOND * (tips - candidateMean)),
    within(tips + BEYOND * (tips - candidateMean)),
  ];
  return {
    share,
    labelled: candidateMean,
    tips: possible ? tips : null,
    from: supposed(Math.min(one, other)),
    to: supposed(Math.max(one, other)),
  };
}
