import { assertScored, type Scored } from "./classification.ts";
import { degenerate, type Interval, insufficient, type Measured } from "./measured.ts";
import { normalQuantileOfTail, normalTail } from "./tails.ts";

type Auc = Interval & { readonly n: number; readonly auc: number; readonly standardError: number };

type AucDifference = Interval & {
  readonly difference: number;
  readonly standardError: number;
  readonly p: number;
};

const tooFew = "AUC and its interval need at least 2 rows of each class";

/** Area under the ROC curve, exact from midranks, with DeLong's interval (1988), clipped to [0, 1]. */
export function aucOf(rows: Scored, alpha = 0.05): Measured<Auc> {
  assertScored(rows);
  const placed = placements(rows);
  if (placed === null) return insufficient(tooFew);
  const variance =
    covariance(placed.positives, placed.positives) + covariance(placed.negatives, placed.negatives);
  const standardError = Math.sqrt(variance);
  const half = normalQuantileOfTail(alpha / 2) * standardError;
  return {
    status: "ok",
    n: rows.labels.length,
    auc: placed.auc,
    standardError,
    lower: Math.max(0, placed.auc - half),
    upper: Math.min(1, placed.auc + half),
  };
}

/** Candidate's AUC minus baseline's on the same rows: DeLong's paired test and interval. */
export function aucDifference(
  labels: ArrayLike<number>,
  baselineScores: ArrayLike<number>,
  candidateScores: ArrayLike<number>,
  alpha = 0.05,
): Measured<AucDifference> {
  assertScored({ labels, scores: baselineScores });
  assertScored({ labels, scores: candidateScores });
  const base = placements({ labels, scores: baselineScores });
  const next = placements({ labels, scores: candidateScores });
  if (base === null || next === null) return insufficient(tooFew);
  const variance =
    differenceVariance(base.positives, next.positives) + differenceVariance(base.negatives, next.negatives);
  const difference = next.auc - base.auc;
  if (variance <= 0) return degenerate("both models order these rows identically");
  const standardError = Math.sqrt(variance);
  const half = normalQuantileOfTail(alpha / 2) * standardError;
  return {
    status: "ok",
    difference,
    standardError,
    p: 2 * normalTail(Math.abs(difference) / standardError),
    lower: difference - half,
    upper: difference + half,
  };
}

type Placements = { auc: number; positives: Float64Array; negatives: Float64Array };

/**
 * DeLong's structural components by ranks (Sun and Xu 2014): a row's rank among all minus its rank in its own class,
 * divided by the size of the other class. Null if a class has fewer than two rows.
 */
function placements({ labels, scores }: Scored): Placements | null {
  const rowsOf = (label: number) =>
    Array.from(labels, (_, row) => row).filter((row) => labels[row] === label);
  const positiveRows = rowsOf(1);
  const negativeRows = rowsOf(0);
  if (positiveRows.length < 2 || negativeRows.length < 2) return null;
  const all = midranks(Float64Array.from(scores));
  const within = (rows: number[], other: number, flip: boolean) => {
    const own = midranks(Float64Array.from(rows, (row) => scores[row]!));
    return Float64Array.from(rows, (row, index) => {
      const below = (all[row]! - own[index]!) / other;
      return flip ? 1 - below : below;
    });
  };
  const positives = within(positiveRows, negativeRows.length, false);
  const negatives = within(negativeRows, positiveRows.length, true);
  return { auc: meanOf(positives), positives, negatives };
}

function midranks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values, (_, index) => index).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end += 1;
    for (let at = start; at < end; at += 1) ranks[order[at]!] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}

function differenceVariance(a: Float64Array, b: Float64Array): number {
  return covariance(a, a) + covariance(b, b) - 2 * covariance(a, b);
}

/** Covariance of the means of two aligned samples. */
function covariance(a: Float64Array, b: Float64Array): number {
  const meanA = meanOf(a);
  const meanB = meanOf(b);
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i]! - meanA) * (b[i]! - meanB);
  return sum / (a.length - 1) / a.length;
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
