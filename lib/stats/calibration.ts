import { assertScored, type Scored } from "./classification.ts";
import { insufficient, type Measured } from "./measured.ts";
import { normalQuantileOfTail } from "./tails.ts";

/** One bar of a reliability diagram. `confidence` and `observed` are means; null for an empty bin. */
type ReliabilityBin = {
  readonly lower: number;
  readonly upper: number;
  readonly n: number;
  readonly confidence: number | null;
  readonly observed: number | null;
};

type Calibration = {
  readonly n: number;
  /** Expected calibration error, Σ n_b/n · |observed - confidence|. */
  readonly ece: number;
  /** The level a perfectly calibrated model with these scores stays below 95 times in 100. */
  readonly nullP95: number;
  readonly bins: readonly ReliabilityBin[];
};

/**
 * Expected calibration error over equal-width bins. ECE is biased upward and grows as n falls, so it comes with its
 * 95th percentile under the null; never compare it with a fixed threshold.
 */
export function calibrationOf(rows: Scored, binCount = 15): Measured<Calibration> {
  assertScored(rows);
  const n = rows.labels.length;
  if (n === 0) return insufficient("no scored rows");
  const sums = binSums(rows, binCount);
  let gap = 0;
  for (const bin of sums) gap += Math.abs(bin.labels - bin.scores);
  return {
    status: "ok",
    n,
    ece: gap / n,
    nullP95: nullP95(sums.map((bin) => bin.variance)) / n,
    bins: sums.map((bin, index) => ({
      lower: index / binCount,
      upper: (index + 1) / binCount,
      n: bin.n,
      confidence: bin.n === 0 ? null : bin.scores / bin.n,
      observed: bin.n === 0 ? null : bin.labels / bin.n,
    })),
  };
}

/**
 * Each row's contribution to the calibration error, signed by its bin: label minus score if the bin's scores run
 * low, score minus label if they run high. Their mean is the ECE, so the spread of that mean (or of the difference
 * of two models on the same rows) gives it an interval, linearised at the observed signs. It is valid if the bins'
 * gaps are well away from zero.
 */
export function calibrationGaps(rows: Scored, binCount = 15): Float64Array {
  assertScored(rows);
  const sums = binSums(rows, binCount);
  return Float64Array.from(rows.labels, (label, row) => {
    const score = rows.scores[row]!;
    const bin = sums[binOf(score, binCount)]!;
    return Math.sign(bin.labels - bin.scores) * (label - score);
  });
}

type BinSum = { n: number; scores: number; labels: number; variance: number };

function binSums({ labels, scores }: Scored, binCount: number): BinSum[] {
  const sums = Array.from({ length: binCount }, () => ({ n: 0, scores: 0, labels: 0, variance: 0 }));
  for (let row = 0; row < labels.length; row += 1) {
    const score = scores[row]!;
    const bin = sums[binOf(score, binCount)]!;
    bin.n += 1;
    bin.scores += score;
    bin.labels += labels[row]!;
    bin.variance += score * (1 - score);
  }
  return sums;
}

function binOf(score: number, binCount: number): number {
  return Math.min(Math.floor(score * binCount), binCount - 1);
}

/**
 * 95th percentile of Σ|G_b| where, under perfect calibration, each bin's gap G_b is about N(0, Σ p(1-p)): a sum of
 * half-normals, by its first three cumulants (Cornish-Fisher). Exact to three digits even for a single bin; it needs
 * no simulation and so no seed.
 */
function nullP95(variances: readonly number[]): number {
  let mean = 0;
  let variance = 0;
  let third = 0;
  for (const v of variances) {
    mean += Math.sqrt((2 * v) / Math.PI);
    variance += v * (1 - 2 / Math.PI);
    third += v ** 1.5 * Math.sqrt(2 / Math.PI) * (4 / Math.PI - 1);
  }
  if (variance === 0) return 0;
  const z = normalQuantileOfTail(0.05);
  const skewness = third / variance ** 1.5;
  return mean + Math.sqrt(variance) * (z + ((z * z - 1) * skewness) / 6);
}
