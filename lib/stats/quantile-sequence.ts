import { type LogE, mixtureLogE, tightestAt } from "./binomial-mixture.ts";
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
};

/** Of one arm. */
export function quantileSequence(arm: ExponentialHistogram, design: QuantileDesign): Interval {
  const { places, at, whole } = evidenceOf(arm, design);
  const enough = Math.log(1 / design.alpha);
  const above = places.findLast((_, place) => at(place).below >= enough);
  const under = places.findIndex((_, place) => at(place).above >= enough);
  const last = whole.above >= enough ? (places.at(-1)?.upper ?? 0) : Number.POSITIVE_INFINITY;
  return { lower: above?.lower ?? 0, upper: under > 0 ? places[under - 1]!.upper : last };
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

/**
 * Evidence about the quantile from the rows before each place: that it is above its lower edge, or not above it. Each is
 * worked out where it is asked for.
 */
type Evidence = {
  readonly places: readonly Place[];
  readonly at: (place: number) => LogE;
  readonly whole: LogE;
};

function evidenceOf(histogram: ExponentialHistogram, design: QuantileDesign): Evidence {
  const { p, alpha, rows } = design;
  const prior = tightestAt(rows, p, alpha);
  const n = rowsIn(histogram);
  const places = placesOf(histogram, p);
  const known = new Array<LogE | undefined>(places.length);
  const at = (place: number) => {
    const found = known[place] ?? mixtureLogE({ n, successes: places[place]!.before }, prior);
    known[place] = found;
    return found;
  };
  return { places, at, whole: mixtureLogE({ n, successes: n }, prior) };
}

type Place = { readonly lower: number; upper: number; readonly before: number };

/** Standard errors from the quantile's rank within which every bin is told from the next. */
const NEAR = 10;

/**
 * Each bin with how much lies before it. Far from the quantile's rank bins are taken as one: nothing is decided there, and
 * wider bins only widen.
 */
function placesOf({ bins, counts }: ExponentialHistogram, p: number): Place[] {
  const n = rowsIn({ bins, counts });
  const near = NEAR * Math.sqrt(n * p * (1 - p)) + 2 * NEAR;
  const sideOf = (before: number) => (before < n * p - near ? -1 : before > n * p + near ? 1 : 0);
  const places: Place[] = [];
  let before = 0;
  let side = 0;
  for (let at = 0; at < bins.length; at += 1) {
    const { lower, upper } = edgesOf(bins[at]!);
    const last = places.at(-1);
    const now = sideOf(before);
    if (last && now !== 0 && now === side) last.upper = upper;
    else places.push({ lower, upper, before });
    side = now;
    before += counts[at]!;
  }
  return places;
}

/**
 * By how much the second arm's quantile is at least above the first's. For each x in a bin of the first, or in the gap
 * before it: the second's rows must refute what the first's do not. Of all x up to which the second's rows reach as far, the
 * last has the smallest gap.
 */
function leastGap(first: Evidence, second: Evidence, enough: number): { difference: number; ratio: number } {
  const found = { difference: Number.POSITIVE_INFINITY, ratio: Number.POSITIVE_INFINITY };
  if (first.whole.above + second.whole.below < enough) return NO_GAP;
  const end = second.places.length;
  const refutes = (x: number, place: number) =>
    first.at(x).above + (place === end ? second.whole : second.at(place)).below - enough;
  let reached = 0;
  let x = 0;
  while (x < first.places.length) {
    // With x, the first's evidence grows, and the second's may be less.
    reached = firstWhere(reached, end, (place) => refutes(x, place), isBelow);
    if (reached === 0) return NO_GAP;
    if (reached === end && refutes(x, end) >= 0) break;
    const next = firstWhere(x + 1, first.places.length, (later) => refutes(later, reached), isNotBelow);
    const reach = second.places[reached - 1]!.lower;
    const { upper } = first.places[next - 1]!;
    found.difference = Math.min(found.difference, reach - upper);
    found.ratio = Math.min(found.ratio, reach / upper);
    x = next;
  }
  return found;
}

const NO_GAP = { difference: Number.NEGATIVE_INFINITY, ratio: 0 };

const isBelow = (value: number): boolean => value < 0;
const isNotBelow = (value: number): boolean => value >= 0;

/** More than rounding changes a value by. */
const ROUNDING = 1e-3;

/**
 * The first of a run of values that only grow or only fall for which something holds, or the end. Looks at few of them; where
 * rounding might matter, at one after the other.
 */
function firstWhere(
  from: number,
  end: number,
  valueAt: (at: number) => number,
  holds: (value: number) => boolean,
): number {
  let low = from - 1;
  let high = from;
  for (let step = 1; high < end && !holds(valueAt(high)); step *= 2) {
    low = high;
    high = Math.min(end, high + step);
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (holds(valueAt(middle))) high = middle;
    else low = middle;
  }
  const isNear = (at: number) => at >= from && at < end && Math.abs(valueAt(at)) < ROUNDING;
  if (!isNear(low) && !isNear(high)) return high;
  let at = from;
  while (at < end && !holds(valueAt(at))) at += 1;
  return at;
}
