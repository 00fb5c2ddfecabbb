import { aboveLogE, belowLogE, type Prior, tightestAt } from "./binomial-mixture.ts";
import { type ExponentialHistogram, edgesOf, rowsIn } from "./exponential-histogram.ts";
import type { Interval } from "./measured.ts";

/**
 * Bounds of the p-quantile that hold at every look, each at `alpha` on its own. That x is above the quantile is refuted by
 * how many rows are up to x: successes of one unknown but fixed probability, so that nothing is spent on the many x (Howard
 * and Ramdas 2022, "Sequential estimation of quantiles", section 3). A row moves at most to the edges of its bin: a
 * histogram costs width, never validity. Counts may be fractions, where rows count for less than one.
 */
export type QuantileDesign = {
  readonly p: number;
  readonly alpha: number;
  /** How many rows of an arm its bounds are tightest at; fix it before the first look. */
  readonly rows: number;
  /**
   * Whether a bin that begins far below the quantile's rank and reaches up to it stays apart from those before it. On so
   * many rows that a single bin does, nothing is proven without.
   */
  readonly keepsReach: boolean;
};

/** Of one arm. */
export function quantileSequence(arm: ExponentialHistogram, design: QuantileDesign): Interval {
  const evidence = evidenceOf(arm, design);
  const enough = Math.log(1 / design.alpha);
  const above = evidence.steps.findLast(({ below }) => below >= enough);
  const under = evidence.steps.findIndex(({ above: more }) => more >= enough);
  const last =
    evidence.whole.above >= enough ? (evidence.steps.at(-1)?.upper ?? 0) : Number.POSITIVE_INFINITY;
  return { lower: above?.lower ?? 0, upper: under > 0 ? evidence.steps[under - 1]!.upper : last };
}

/**
 * Of the candidate's quantile minus the baseline's, and of their ratio. What is refuted is that there is any x that is the
 * baseline's quantile while the candidate's is x and so much more: for each x by the product of the arms' own evidence,
 * which is the sharper for not being two intervals (ibid., section 5). The arms are independent of one another, or their
 * rows vary together.
 */
export function quantileDifferenceSequence(
  baseline: ExponentialHistogram,
  candidate: ExponentialHistogram,
  design: QuantileDesign,
): { readonly difference: Interval; readonly ratio: Interval } {
  const enough = Math.log(1 / design.alpha);
  const [base, next] = [evidenceOf(baseline, design), evidenceOf(candidate, design)];
  const more = leastGap(base, next, enough);
  const less = leastGap(next, base, enough);
  return {
    difference: { lower: more.difference, upper: 0 - less.difference },
    ratio: { lower: more.ratio, upper: 1 / less.ratio },
  };
}

/** Evidence about the quantile from the rows before a bin: that it is above the bin's lower edge, or not above it. */
type Step = {
  readonly lower: number;
  readonly upper: number;
  readonly below: number;
  readonly above: number;
};
type Evidence = { readonly steps: readonly Step[]; readonly whole: Pick<Step, "below" | "above"> };

function evidenceOf(histogram: ExponentialHistogram, design: QuantileDesign): Evidence {
  const { alpha, rows, p } = design;
  const prior = tightestAt(rows, p, alpha);
  const n = rowsIn(histogram);
  const steps = placesOf(histogram, design).map(({ before, ...edges }) => ({
    ...edges,
    ...both(before, n, prior),
  }));
  return { steps, whole: both(n, n, prior) };
}

type Place = { readonly lower: number; upper: number; readonly before: number };

/** Standard errors from the quantile's rank within which every bin is told from the next. */
const NEAR = 10;

/**
 * Each bin with how much lies before it. Far from the quantile's rank bins are taken as one: nothing is decided there, and
 * wider bins only widen.
 */
function placesOf(
  { bins, counts }: ExponentialHistogram,
  { p, keepsReach }: Pick<QuantileDesign, "p" | "keepsReach">,
): Place[] {
  const n = rowsIn({ bins, counts });
  const near = NEAR * Math.sqrt(n * p * (1 - p)) + 2 * NEAR;
  const sideOf = (before: number, reach: number) =>
    before + reach < n * p - near ? -1 : before > n * p + near ? 1 : 0;
  const places: Place[] = [];
  let before = 0;
  let side = 0;
  for (const [at, bin] of bins.entries()) {
    const { lower, upper } = edgesOf(bin);
    const last = places.at(-1);
    const now = sideOf(before, keepsReach ? counts[at]! : 0);
    if (last && now !== 0 && now === side) last.upper = upper;
    else places.push({ lower, upper, before });
    side = now;
    before += counts[at]!;
  }
  return places;
}

const both = (successes: number, n: number, prior: Prior) => ({
  below: belowLogE({ n, successes }, prior),
  above: aboveLogE({ n, successes }, prior),
});

/**
 * By how much the second arm's quantile is at least above the first's. For each x in a bin of the first, or in the gap
 * before it: the second's rows must refute what the first's do not.
 */
function leastGap(first: Evidence, second: Evidence, enough: number): { difference: number; ratio: number } {
  const found = { difference: Number.POSITIVE_INFINITY, ratio: Number.POSITIVE_INFINITY };
  if (first.whole.above + second.whole.below < enough) return NO_GAP;
  let at = 0;
  for (const { upper, above } of first.steps) {
    // With x, the first's evidence grows, and the second's may be less.
    while (at < second.steps.length && above + second.steps[at]!.below >= enough) at += 1;
    if (at === 0) return NO_GAP;
    if (at === second.steps.length && above + second.whole.below >= enough) break;
    const reach = second.steps[at - 1]!.lower;
    found.difference = Math.min(found.difference, reach - upper);
    found.ratio = Math.min(found.ratio, reach / upper);
  }
  return found;
}

const NO_GAP = { difference: Number.NEGATIVE_INFINITY, ratio: 0 };
