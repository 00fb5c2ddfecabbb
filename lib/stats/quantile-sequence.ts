import { type LogE, mixtureLogE, tightestAt } from "./binomial-mixture.ts";
import { type ExponentialHistogram, lowerEdge, rowsIn, upperEdge } from "./exponential-histogram.ts";
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
  const { alpha, rows, p } = design;
  const prior = tightestAt(rows, p, alpha);
  const n = rowsIn(histogram);
  const places = placesOf(histogram, design);
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
function placesOf(
  histogram: ExponentialHistogram,
  { p, keepsReach }: Pick<QuantileDesign, "p" | "keepsReach">,
): Place[] {
  const { bins, counts } = histogram;
  const n = rowsIn(histogram);
  const near = NEAR * Math.sqrt(n * p * (1 - p)) + 2 * NEAR;
  const sideOf = (before: number, reach: number) =>
    before + reach < n * p - near ? -1 : before > n * p + near ? 1 : 0;
  const places: Place[] = [];
  let before = 0;
  let side = 0;
  for (let at = 0; at < bins.length; at += 1) {
    const now = sideOf(before, keepsReach ? counts[at]! : 0);
    const upper = upperEdge(bins[at]!);
    if (places.length > 0 && now !== 0 && now === side) places[places.length - 1]!.upper = upper;
    else places.push({ lower: lowerEdge(bins[at]!), upper, before });
    side = now;
    before += counts[at]!;
  }
  return places;
}

const NO_GAP = { difference: Number.NEGATIVE_INFINITY, ratio: 0 };

type Gap = { difference: number; ratio: number };

/**
 * By how much the second arm's quantile is at least above the first's. For each x in a bin of the first, or in the gap
 * before it: the second's rows must refute what the first's do not.
 */
function leastGap(first: Evidence, second: Evidence, enough: number): Readonly<Gap> {
  if (first.whole.above + second.whole.below < enough) return NO_GAP;
  const end = second.places.length;
  const refutes = (x: number, place: number) =>
    first.at(x).above + (place === end ? second.whole : second.at(place)).below - enough;
  // With x, the first's evidence grows, and the second's may be less.
  const reachedBy = (x: number, from: number, to: number) =>
    firstWhere(from, to, (place) => refutes(x, place), isBelow);
  const from = first.places.length === 0 ? end : reachedBy(0, 0, end);
  if (from === 0) return NO_GAP;
  const last = firstWhere(0, first.places.length, (x) => refutes(x, end), isNotBelow) - 1;
  const least = { difference: Number.POSITIVE_INFINITY, ratio: Number.POSITIVE_INFINITY };
  if (last < 0) return least;
  const gapAt = (x: number, reached: number): Gap => {
    const reach = second.places[reached - 1]!.lower;
    const { upper } = first.places[x]!;
    return { difference: reach - upper, ratio: reach / upper };
  };
  const to = reachedBy(last, from, end);
  lower(least, gapAt(0, from));
  lower(least, gapAt(last, to));
  lowerBetween(least, { x: 0, reached: from }, { x: last, reached: to }, { gapAt, reachedBy });
  return least;
}

/** How far the second's rows reach at an x. */
type Reach = { readonly x: number; readonly reached: number };
type Gaps = {
  readonly gapAt: (x: number, reached: number) => Gap;
  readonly reachedBy: (x: number, from: number, to: number) => number;
};

/** The gaps at all x between two, as far as they can be smaller: none reaches less than the first or lies above the last. */
function lowerBetween(least: Gap, first: Reach, last: Reach, gaps: Gaps): void {
  if (last.x - first.x < 2 || first.reached === last.reached) return;
  const bound = gaps.gapAt(last.x - 1, first.reached);
  if (bound.difference >= least.difference && bound.ratio >= least.ratio) return;
  const x = (first.x + last.x) >> 1;
  const middle = { x, reached: gaps.reachedBy(x, first.reached, last.reached) };
  lower(least, gaps.gapAt(x, middle.reached));
  lowerBetween(least, first, middle, gaps);
  lowerBetween(least, middle, last, gaps);
}

function lower(least: Gap, { difference, ratio }: Gap): void {
  least.difference = Math.min(least.difference, difference);
  least.ratio = Math.min(least.ratio, ratio);
}

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
  let high = end;
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
