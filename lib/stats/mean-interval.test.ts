import { describe, expect, it } from "vitest";
import { near, statisticsCases, type VectorCase, vectorFile } from "#lib/testing/specimens/vectors.ts";
import { meanInterval, pairedDifference, welchDifference } from "./mean-interval.ts";
import { momentsOf } from "./moments.ts";

const file = vectorFile<{ cases: VectorCase[] }>("stats/welch.json");
type Expected = { df?: number; p: number; ci95?: [number, number]; diff?: number } | null;

describe.skipIf(file === null)("published Welch intervals", () => {
  it.each(statisticsCases<{ x: number[]; y: number[] }, Expected>(file, "welchT"))(
    "$id",
    ({ args, expected }) => {
      const found = welchDifference(momentsOf(args.x), momentsOf(args.y));
      if (expected === null) return expect(found.status).toBe("insufficient");
      if (expected.ci95 === undefined) return expect(found.status).toBe("degenerate");
      if (found.status !== "ok") throw new Error(found.reason);
      expect(near(found.degreesOfFreedom, expected.df!, 1e-9)).toBe(true);
      expect(near(found.difference, expected.diff!, 1e-9)).toBe(true);
      expect(near(found.p, expected.p, 1e-9)).toBe(true);
      expect(near(found.lower, expected.ci95[0], 1e-9)).toBe(true);
      expect(near(found.upper, expected.ci95[1], 1e-9)).toBe(true);
    },
  );
});

it("pairs rows: a constant gain is certain however widely the rows spread", () => {
  const baseline = [5, 1, 9, 3];
  const paired = pairedDifference(
    baseline,
    baseline.map((row) => row - 1),
  );
  expect(paired).toEqual({ status: "ok", n: 4, mean: -1, standardError: 0, lower: -1, upper: -1 });
});

it("matches Student's own paired sleep data (t = -4.0621, 9 df: -2.4599 to -0.7001)", () => {
  const one = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
  const two = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
  const found = pairedDifference(two, one);
  if (found.status !== "ok") throw new Error(found.reason);
  expect(found.mean / found.standardError).toBeCloseTo(-4.0621, 4);
  expect(found.lower).toBeCloseTo(-2.4598858, 6);
  expect(found.upper).toBeCloseTo(-0.7001142, 6);
});

it("reports too few rows, and throws if rows cannot be paired", () => {
  expect(meanInterval(momentsOf([1])).status).toBe("insufficient");
  expect(() => pairedDifference([1, 2], [1])).toThrow(RangeError);
});
