import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../examples/flight-delay/random.ts";
import { boundedDifference, boundedMean, isWithin } from "./bounded-mean.ts";
import { momentsOf } from "./moments.ts";

const UNIT = { min: 0, max: 1 };
const unit = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 });
const alphas = fc.double({ min: 1e-6, max: 0.4, noNaN: true });
const ok = <T extends { status: string }>(found: T) => {
  if (found.status !== "ok") throw new Error("not measured");
  return found as Extract<T, { status: "ok" }>;
};

describe("a sequence of bounded values", () => {
  it("contains the mean it was made of, and is wider for a smaller alpha", () => {
    fc.assert(
      fc.property(unit, alphas, (values, alpha) => {
        const arm = momentsOf(values);
        const found = ok(boundedMean(arm, UNIT, alpha));
        expect(found.lower).toBeLessThanOrEqual(arm.mean);
        expect(found.upper).toBeGreaterThanOrEqual(arm.mean);
        expect(ok(boundedMean(arm, UNIT, alpha / 2)).upper).toBeGreaterThan(found.upper);
      }),
    );
  });

  it("turns and grows with the values", () => {
    fc.assert(
      fc.property(unit, unit, fc.double({ min: 0.1, max: 50, noNaN: true }), (one, other, factor) => {
        const [a, b] = [momentsOf(one), momentsOf(other)];
        const found = ok(boundedDifference(a, b, UNIT, 0.05));
        const turned = ok(boundedDifference(b, a, UNIT, 0.05));
        expect(turned.lower).toBeCloseTo(-found.upper, 6);
        const [wideA, wideB] = [one, other].map((values) => momentsOf(values.map((value) => value * factor)));
        const wide = ok(boundedDifference(wideA!, wideB!, { min: 0, max: factor }, 0.05));
        expect(wide.upper / factor).toBeCloseTo(found.upper, 6);
      }),
    );
  });

  it("is narrower for two arms than a bound of each at half of alpha", () => {
    const arm = { n: 5000, mean: 0.3, m2: 5000 * 0.04 };
    const both = ok(boundedDifference(arm, arm, UNIT, 0.05));
    const each = ok(boundedMean(arm, UNIT, 0.025));
    expect(both.upper).toBeLessThan(0.85 * 2 * (each.upper - arm.mean));
  });

  it("costs a thin arm little where the other knows nearly everything", () => {
    const thin = { n: 500, mean: 0.3, m2: 500 * 0.04 };
    const thick = { n: 5e7, mean: 0.3, m2: 5e7 * 0.04 };
    const alone = ok(boundedMean(thin, UNIT, 0.05)).upper - thin.mean;
    const beside = ok(boundedDifference(thick, thin, UNIT, 0.05)).upper;
    expect(beside).toBeGreaterThan(alone);
    expect(beside).toBeLessThan(1.3 * alone);
  });

  it.each([
    ["rare and grave", (u: number) => (u < 0.004 ? 1 : 0), 0.004],
    ["even", (u: number) => u, 0.5],
    ["of two points", (u: number) => (u < 0.5 ? 0 : 1), 0.5],
  ])("excludes the true mean in at most alpha of all runs, looked at at every row: %s", (_, law, mean) => {
    const random = seededRandom(11);
    let wrong = 0;
    for (let run = 0; run < 300; run += 1) {
      let sums = { n: 0, mean: 0, m2: 0 };
      let excluded = false;
      for (let row = 1; row <= 400; row += 1) {
        const value = law(random());
        const off = value - sums.mean;
        const next = sums.mean + off / row;
        sums = { n: row, mean: next, m2: sums.m2 + off * (value - next) };
        if (row % 4 === 0) excluded ||= ok(boundedMean(sums, UNIT, 0.1)).lower > mean;
      }
      wrong += excluded ? 1 : 0;
    }
    expect(wrong / 300).toBeLessThanOrEqual(0.1 + 3 * Math.sqrt((0.1 * 0.9) / 300));
  });

  it("has no bound without rows", () => {
    const none = { n: 0, mean: 0, m2: 0 };
    expect(boundedMean(none, UNIT, 0.05).status).toBe("insufficient");
    expect(boundedDifference(none, { n: 9, mean: 0, m2: 0 }, UNIT, 0.05).status).toBe("insufficient");
  });
});

it("rows within a range have a mean and a spread that fit it, others are found out", () => {
  fc.assert(fc.property(unit, (values) => isWithin(momentsOf(values), UNIT)));
  expect(isWithin(momentsOf([0.1, 1.4]), UNIT)).toBe(false);
  expect(isWithin(momentsOf([-3, 3.5, 0]), UNIT)).toBe(false);
  expect(isWithin({ n: 2, mean: Number.NaN, m2: 0 }, UNIT)).toBe(false);
});
