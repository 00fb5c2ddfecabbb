import { assertScored, type Scored } from "./classification.ts";
import { type Interval, insufficient, type Measured } from "./measured.ts";
import { type Count, wilsonInterval } from "./proportions.ts";

/** Labels against the classes that scores predict at a threshold. */
export type Confusion = {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
};

/** Throws as `assertScored` does. */
export function confusionOf(rows: Scored, threshold = 0.5): Confusion {
  assertScored(rows);
  const counts = [0, 0, 0, 0];
  for (let row = 0; row < rows.labels.length; row += 1) {
    const at = (rows.labels[row] === 1 ? 2 : 0) + (rows.scores[row]! >= threshold ? 1 : 0);
    counts[at]! += 1;
  }
  const [trueNegatives, falsePositives, falseNegatives, truePositives] = counts as [
    number,
    number,
    number,
    number,
  ];
  return { truePositives, falsePositives, falseNegatives, trueNegatives };
}

type Share = Interval & { readonly n: number; readonly value: number };

/** Of what was predicted, how much was so, with Wilson's interval. */
export const precisionOf = ({ truePositives, falsePositives }: Confusion, alpha = 0.05): Measured<Share> =>
  shareOf({ successes: truePositives, n: truePositives + falsePositives }, alpha);

/** Of what was so, how much was predicted, with Wilson's interval. */
export const recallOf = ({ truePositives, falseNegatives }: Confusion, alpha = 0.05): Measured<Share> =>
  shareOf({ successes: truePositives, n: truePositives + falseNegatives }, alpha);

/**
 * The harmonic mean of both, 2J/(1 + J) of J = TP/(TP + FP + FN), which is a share of the rows that either predicts or is so:
 * the ends of its Wilson interval are those of F1, since F1 rises with J.
 */
export function f1Of(
  { truePositives, falsePositives, falseNegatives }: Confusion,
  alpha = 0.05,
): Measured<Share> {
  const n = truePositives + falsePositives + falseNegatives;
  const found = shareOf({ successes: truePositives, n }, alpha);
  if (found.status !== "ok") return found;
  const raised = (share: number) => (2 * share) / (1 + share);
  return {
    status: "ok",
    n,
    value: raised(found.value),
    lower: raised(found.lower),
    upper: raised(found.upper),
  };
}

function shareOf(count: Count, alpha: number): Measured<Share> {
  const found = wilsonInterval(count, alpha);
  if (found.status !== "ok") return insufficient("no row of the class");
  const { n, share, lower, upper } = found;
  return { status: "ok", n, value: share, lower, upper };
}
