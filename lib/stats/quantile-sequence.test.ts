import { expect, it } from "vitest";
import { seededRandom } from "../../examples/flight-delay/random.ts";
import { mixtureLogE, tightestAt } from "./binomial-mixture.ts";
import {
  type ExponentialHistogram,
  histogramOf,
  lowerEdge,
  mergeHistograms,
  rowsIn,
  upperEdge,
} from "./exponential-histogram.ts";
import { quantileDifferenceSequence, quantileSequence } from "./quantile-sequence.ts";

const DESIGN = { p: 0.9, alpha: 0.05, rows: 1000, keepsReach: true };

/** Log-uniform between 10 and 1,000 ms times `by`: the 0.9-quantile is 10^2.9 times that. */
function drawn(rows: number, random: () => number, by = 1): ExponentialHistogram {
  return histogramOf(Array.from({ length: rows }, () => by * 10 ** (1 + 2 * random())));
}
const QUANTILE = 10 ** 2.8;

it("closes in on the quantile of an arm", () => {
  const random = seededRandom(3);
  const few = quantileSequence(drawn(300, random), DESIGN);
  const many = quantileSequence(drawn(30_000, random), DESIGN);
  for (const { lower, upper } of [few, many]) {
    expect(lower).toBeLessThan(QUANTILE);
    expect(upper).toBeGreaterThan(QUANTILE);
  }
  expect(many.upper / many.lower).toBeLessThan(1.15);
  expect(few.upper / few.lower).toBeGreaterThan(many.upper / many.lower);
});

it("still closes in where one bin holds more rows than chance moves the rank, as earlier verdicts did not", () => {
  const random = seededRandom(6);
  const some = drawn(30_000, random);
  const many = { bins: some.bins, counts: some.counts.map((count) => 1000 * count) };
  const found = quantileSequence(many, DESIGN);
  expect(found.lower).toBeGreaterThan(0.97 * QUANTILE);
  expect(found.upper).toBeLessThan(1.03 * QUANTILE);
  expect(quantileSequence(many, { ...DESIGN, keepsReach: false }).lower).toBeLessThan(0.1 * QUANTILE);
});

it("knows nothing of no rows, and little of a few", () => {
  expect(quantileSequence(histogramOf([]), DESIGN)).toEqual({ lower: 0, upper: Number.POSITIVE_INFINITY });
  const open = { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
  const none = quantileDifferenceSequence(histogramOf([]), histogramOf([1, 2, 3]), DESIGN);
  expect(none).toEqual({ difference: open, ratio: { lower: 0, upper: Number.POSITIVE_INFINITY } });
  expect(quantileSequence(histogramOf([5, 5, 5]), DESIGN).upper).toBe(Number.POSITIVE_INFINITY);
});

it("proves a shift of both kinds, and the same from the other side", () => {
  const random = seededRandom(4);
  const [base, next] = [drawn(8000, random), drawn(8000, random, 1.5)];
  const { difference, ratio } = quantileDifferenceSequence(base, next, DESIGN);
  expect(ratio.lower).toBeGreaterThan(1.1);
  expect(ratio.lower).toBeLessThan(1.5);
  expect(ratio.upper).toBeGreaterThan(1.5);
  expect(difference.lower).toBeGreaterThan(0.1 * QUANTILE);
  expect(difference.lower).toBeLessThan(0.5 * QUANTILE);
  expect(difference.upper).toBeGreaterThan(0.5 * QUANTILE);
  const turned = quantileDifferenceSequence(next, base, DESIGN);
  expect(turned.difference.lower).toBe(-difference.upper);
  expect(turned.ratio.upper).toBeCloseTo(1 / ratio.lower, 12);
});

it("is wider where a row counts for less", () => {
  const random = seededRandom(5);
  const arms = [drawn(5000, random), drawn(5000, random, 2)] as const;
  const [whole, tenth] = [1, 0.1].map((weight) => {
    const [base, next] = arms.map(({ bins, counts }) => ({
      bins,
      counts: counts.map((count) => weight * count),
    }));
    return quantileDifferenceSequence(base!, next!, DESIGN);
  });
  expect(tenth!.ratio.lower).toBeLessThan(whole!.ratio.lower);
  expect(tenth!.ratio.upper).toBeGreaterThan(whole!.ratio.upper);
});

it("excludes the truth at any of many looks in no more runs than alpha, on thin arms too", () => {
  const runs = Array.from({ length: 80 }, (_, seed) => wrongSides(1000 + seed));
  const share = (side: string) => runs.filter((wrong) => wrong.has(side)).length / runs.length;
  for (const side of ["lower", "upper", "arm"]) expect(share(side), side).toBeLessThanOrEqual(0.2);
}, 60_000);

/** The bounds that excluded the truth at some look, though the arms are equal. */
function wrongSides(seed: number): ReadonlySet<string> {
  const random = seededRandom(seed);
  const design = { ...DESIGN, alpha: 0.1 };
  const wrong = new Set<string>();
  let [thin, thick] = [histogramOf([]), histogramOf([])];
  for (let look = 0; look < 30; look += 1) {
    thin = mergeHistograms(thin, drawn(8, random));
    thick = mergeHistograms(thick, drawn(80, random));
    const { difference } = quantileDifferenceSequence(thin, thick, design);
    if (difference.lower > 0) wrong.add("lower");
    if (difference.upper < 0) wrong.add("upper");
    if (quantileSequence(thin, design).lower > QUANTILE) wrong.add("arm");
  }
  return wrong;
}

/** The least gap by looking at every pair of bins. */
function gapByAll(first: ExponentialHistogram, second: ExponentialHistogram): number {
  const prior = tightestAt(DESIGN.rows, DESIGN.p, DESIGN.alpha);
  const placesOf = (histogram: ExponentialHistogram) => {
    let successes = 0;
    return [...histogram.bins, null].map((bin, at) => {
      const each = {
        ...(bin === null ? { lower: 0, upper: 0 } : { lower: lowerEdge(bin), upper: upperEdge(bin) }),
        ...mixtureLogE({ n: rowsIn(histogram), successes }, prior),
      };
      successes += histogram.counts[at] ?? 0;
      return each;
    });
  };
  const [ours, theirs] = [placesOf(first), placesOf(second)];
  const enough = Math.log(1 / DESIGN.alpha);
  if (ours.at(-1)!.above + theirs.at(-1)!.below < enough) return Number.NEGATIVE_INFINITY;
  const gaps = ours.slice(0, -1).flatMap(({ upper, above }) => {
    const reached = theirs.findIndex(({ below }) => above + below < enough);
    if (reached === 0) return Number.NEGATIVE_INFINITY;
    return reached === -1 ? [] : theirs[reached - 1]!.lower - upper;
  });
  return Math.min(Number.POSITIVE_INFINITY, ...gaps);
}

it("finds by search what looking at every pair of bins finds, to the last bit", () => {
  const random = seededRandom(6);
  for (let run = 0; run < 150; run += 1) {
    const rows = () => Math.ceil(90 * random());
    const [base, next] = [drawn(rows(), random), drawn(rows(), random, run % 3 === 0 ? 3 : 1)];
    const { difference } = quantileDifferenceSequence(base, next, DESIGN);
    expect(difference.lower, `${run}`).toBe(gapByAll(base, next));
    expect(difference.upper, `${run}`).toBe(0 - gapByAll(next, base));
  }
});
