import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { near, statisticsCases, type VectorCase, vectorFile } from "#lib/testing/specimens/vectors.ts";
import { type Moments, mergeMoments, momentsOf, noMoments, summaryOf } from "./moments.ts";

const file = vectorFile<{ cases: VectorCase[] }>("stats/moments.json");

describe.skipIf(file === null)("published moments", () => {
  it("of hard columns", () => {
    for (const { id, args, expected } of statisticsCases<
      [number[]],
      { mean: number | null; sd: number | null }
    >(file, "moments")) {
      const summary = summaryOf(momentsOf(args[0]));
      expect(near(summary.mean, expected.mean ?? 0, 1e-9), id).toBe(true);
      expect(near(Math.sqrt(summary.variance), expected.sd ?? 0, 1e-9), id).toBe(true);
    }
  });
  it("of two samples merged", () => {
    for (const { id, args, expected } of statisticsCases<[Moments, Moments], Moments & { variance: number }>(
      file,
      "mergeMoments",
    )) {
      const merged = mergeMoments(args[0], args[1]);
      expect(merged.n).toBe(expected.n);
      expect(near(merged.mean, expected.mean), id).toBe(true);
      expect(near(merged.m2, expected.m2), id).toBe(true);
      expect(near(summaryOf(merged).variance, expected.variance), id).toBe(true);
    }
  });
});

const values = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { maxLength: 40 });

it("merging parts gives the moments of the whole, in either order", () => {
  fc.assert(
    fc.property(values, values, (a, b) => {
      const whole = momentsOf([...a, ...b]);
      for (const merged of [
        mergeMoments(momentsOf(a), momentsOf(b)),
        mergeMoments(momentsOf(b), momentsOf(a)),
      ]) {
        expect(merged.n).toBe(whole.n);
        expect(merged.mean).toBeCloseTo(whole.mean, 8);
        expect(near(merged.m2, whole.m2, 1e-8, 1e-6)).toBe(true);
      }
    }),
  );
});

it("an empty sample has no moments, and a single row no variance", () => {
  expect(momentsOf([])).toEqual(noMoments);
  expect(summaryOf(momentsOf([3]))).toEqual({ n: 1, mean: 3, variance: 0 });
});
