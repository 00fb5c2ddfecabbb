import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { near, statisticsCases, type VectorCase, vectorFile } from "#lib/testing/specimens/vectors.ts";
import {
  alwaysValidP,
  differenceSequence,
  meanSequence,
  samplesForHalfWidth,
} from "./confidence-sequence.ts";
import { momentsOf } from "./moments.ts";

const file = vectorFile<{ cases: VectorCase[] }>("stats/sequential.json");
type Case = { fn: string; v: number; v_opt: number; alpha: number; one_sided: boolean; expected: number };
const confseq = vectorFile<{ cases: Case[] }>("rollouts/confseq/uniform-boundaries.derived.json");
type Arm = { kind: string; n: number; sum: number; sum_squares: number };
type Book = {
  test: string;
  a: Arm;
  b: Arm;
  alpha: number;
  tuning?: number;
  difference: string;
  expected: { effect?: number; ci: [number | null, number | null] };
};
const growthbook = vectorFile<{ cases: Book[] }>("rollouts/growthbook/gbstats-frequentist.derived.json");

describe.skipIf(file === null)("published sequences", () => {
  it("half-widths", () => {
    type Args = { n: number; sd: number; alpha: number; nStar: number };
    type Expected = { halfWidth: number; halfWidthOneSided: number };
    for (const { id, args, expected } of statisticsCases<Args, Expected>(file, "asymptoticCs")) {
      const width = (sides: "one-sided" | "two-sided") =>
        ok(
          meanSequence(
            { n: args.n, mean: 0, variance: args.sd ** 2 },
            { alpha: args.alpha, plannedSamples: args.nStar, sides },
          ),
        ).upper;
      expect(near(width("two-sided"), expected.halfWidth, 1e-7), id).toBe(true);
      expect(near(width("one-sided"), expected.halfWidthOneSided, 1e-7), id).toBe(true);
    }
  });

  it("a mean row by row", () => {
    type Args = { x: number[]; alpha: number; nStar: number };
    type Expected = { points: { n: number; mean: number; lower: number; upper: number }[] };
    for (const { args, expected } of statisticsCases<Args, Expected>(file, "asymptoticCsTrajectory"))
      for (const { n, mean, lower, upper } of expected.points) {
        const seen = momentsOf(args.x.slice(0, n));
        const summary = { n, mean: seen.mean, variance: seen.m2 / n };
        const design = { alpha: args.alpha, plannedSamples: args.nStar, sides: "two-sided" } as const;
        const found = ok(meanSequence(summary, design));
        expect(near(seen.mean, mean, 1e-9), `mean of ${n}`).toBe(true);
        expect(near(found.lower, lower, 1e-7), `lower end at ${n}`).toBe(true);
        expect(near(found.upper, upper, 1e-7), `upper end at ${n}`).toBe(true);
      }
  });

  it("a difference of means, one-sided", () => {
    type Sums = { sum: number; sumSquares: number; n: number };
    type Args = { a: Sums; b: Sums; alpha: number; nStar: number };
    type Expected = { diff: number; se: number; lowerOneSided: number; upperOneSided: number };
    for (const { args, expected } of statisticsCases<Args, Expected>(file, "asymptoticCsDiff")) {
      const found = ok(
        differenceSequence(
          summary(args.a.n, args.a.sum, args.a.sumSquares),
          summary(args.b.n, args.b.sum, args.b.sumSquares),
          {
            alpha: args.alpha,
            plannedSamples: args.nStar,
            sides: "one-sided",
          },
        ),
      );
      expect(near(found.difference, expected.diff, 1e-7)).toBe(true);
      expect(near(found.standardError, expected.se, 1e-7)).toBe(true);
      expect(near(found.lower, expected.lowerOneSided, 1e-7)).toBe(true);
      expect(near(found.upper, expected.upperOneSided, 1e-7)).toBe(true);
    }
  });

  it("always-valid p", () => {
    type Args = { n: number; diff: number; se: number; alpha: number; nStar: number };
    for (const { args, expected } of statisticsCases<Args, { p: number }>(file, "alwaysValidP")) {
      const p = alwaysValidP(
        { difference: args.diff, standardError: args.se, n: args.n },
        { alpha: args.alpha, plannedSamples: args.nStar },
      );
      expect(near(p, expected.p, 1e-7)).toBe(true);
    }
  });
});

it.skipIf(confseq === null)("is confseq's two-sided normal mixture at unit variance", () => {
  const bounds = confseq!.cases.filter((one) => one.fn === "normal_mixture_bound" && !one.one_sided);
  expect(bounds.length).toBeGreaterThan(0);
  for (const { v, v_opt, alpha, expected } of bounds) {
    const found = meanSequence(
      { n: v, mean: 0, variance: 1 },
      { alpha, plannedSamples: v_opt, sides: "two-sided" },
    );
    expect(near(ok(found).upper * v, expected, 1e-6)).toBe(true);
  }
});

it.skipIf(growthbook === null)("is GrowthBook's sequential test of an absolute difference", () => {
  const absolute = growthbook!.cases.filter(
    (one) => one.tuning !== undefined && one.difference === "absolute",
  );
  expect(absolute.length).toBe(2);
  for (const { a, b, alpha, tuning, expected } of absolute) {
    const found = ok(
      differenceSequence(summary(a.n, a.sum, a.sum_squares), summary(b.n, b.sum, b.sum_squares), {
        alpha,
        plannedSamples: tuning!,
        sides: "one-sided",
      }),
    );
    if (expected.ci[0] !== null) expect(near(found.lower, expected.ci[0])).toBe(true);
    if (expected.ci[1] !== null) expect(near(found.upper, expected.ci[1])).toBe(true);
  }
});

describe("properties", () => {
  const arm = fc.record({
    n: fc.integer({ min: 2, max: 1e6 }),
    mean: fc.double({ min: -5, max: 5, noNaN: true }),
    variance: fc.double({ min: 1e-3, max: 10, noNaN: true }),
  });
  const alpha = fc.double({ min: 1e-4, max: 0.2, noNaN: true });
  const design = { plannedSamples: 10_000 };

  it("p is at most alpha exactly when the two-sided sequence excludes the null", () => {
    fc.assert(
      fc.property(
        arm,
        arm,
        alpha,
        fc.double({ min: -1, max: 1, noNaN: true }),
        (a, b, level, nullDifference) => {
          const found = ok(differenceSequence(a, b, { ...design, alpha: level, sides: "two-sided" }));
          const p = alwaysValidP(found, { ...design, alpha: level }, nullDifference);
          fc.pre(Math.abs(p - level) > 1e-9);
          expect(p < level).toBe(nullDifference < found.lower || nullDifference > found.upper);
        },
      ),
    );
  });

  it("from the planned n on, a stricter alpha is wider, and more rows are narrower", () => {
    fc.assert(
      fc.property(arm, arm, alpha, (a, b, level) => {
        const half = (alphaUsed: number, scale: number) => {
          const found = ok(
            differenceSequence(
              { ...a, n: (a.n + 5000) * scale },
              { ...b, n: (b.n + 5000) * scale },
              { ...design, alpha: alphaUsed, sides: "one-sided" },
            ),
          );
          return found.upper - found.difference;
        };
        expect(half(level / 2, 1)).toBeGreaterThan(half(level, 1));
        expect(half(level, 2)).toBeLessThan(half(level, 1));
      }),
    );
  });

  it("the required samples suffice, and one fewer does not", () => {
    fc.assert(
      fc.property(arm, arm, (a, b) => {
        const sequence = { ...design, alpha: 0.05, sides: "one-sided" as const };
        const found = ok(differenceSequence(a, b, sequence));
        const target = (found.upper - found.difference) / 2;
        const n = samplesForHalfWidth(found, target, sequence);
        if (n === null) return;
        const widthAt = (total: number) => {
          const spread = found.standardError * Math.sqrt(found.n / total);
          const unit = ok(meanSequence({ n: total, mean: 0, variance: spread ** 2 * total }, sequence));
          return unit.upper;
        };
        expect(widthAt(n)).toBeLessThanOrEqual(target * (1 + 1e-9));
        expect(widthAt(n - 1)).toBeGreaterThan(target * (1 - 1e-9));
      }),
    );
  });
});

it("gives a reason instead of a value without rows or without spread", () => {
  const design = { alpha: 0.05, plannedSamples: 100, sides: "one-sided" } as const;
  expect(
    differenceSequence({ n: 1, mean: 0, variance: 0 }, { n: 9, mean: 0, variance: 1 }, design).status,
  ).toBe("insufficient");
  expect(
    differenceSequence({ n: 9, mean: 0, variance: 0 }, { n: 9, mean: 1, variance: 0 }, design).status,
  ).toBe("degenerate");
  expect(meanSequence({ n: 1, mean: 0, variance: 0 }, design).status).toBe("insufficient");
  expect(samplesForHalfWidth({ standardError: 1, n: 10 }, 0, design)).toBeNull();
  expect(samplesForHalfWidth({ standardError: 1, n: 10 }, 1e-9, design)).toBeNull();
});

function summary(n: number, sum: number, sumSquares: number) {
  return { n, mean: sum / n, variance: (sumSquares - sum ** 2 / n) / (n - 1) };
}

function ok<T extends { status: string }>(found: T): Extract<T, { status: "ok" }> {
  expect(found.status).toBe("ok");
  return found as Extract<T, { status: "ok" }>;
}
