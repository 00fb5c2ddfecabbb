import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { near, statisticsCases, type VectorCase, vectorFile } from "#lib/testing/specimens/vectors.ts";
import { newcombeDifference, wilsonInterval } from "./proportions.ts";

const file = vectorFile<{ cases: VectorCase[] }>("stats/proportions.json");
type Args = { c1: number; n1: number; c2: number; n2: number };
type Pair = [number, number];
type Expected = { diff: number; diffCi_newcomb: Pair; wilson1: Pair; wilson2: Pair } | null;

describe.skipIf(file === null)("published intervals", () => {
  it.each(statisticsCases<Args, Expected>(file, "twoProportions"))("$id", ({ args, expected }) => {
    const a = { successes: args.c1, n: args.n1 };
    const b = { successes: args.c2, n: args.n2 };
    const found = newcombeDifference(a, b);
    if (expected === null) return expect(found.status).toBe("insufficient");
    if (found.status !== "ok") throw new Error(found.reason);
    expect(near(found.difference, expected.diff, 1e-7, 1e-9)).toBe(true);
    expectInterval(found, expected.diffCi_newcomb);
    expectInterval(wilsonInterval(a) as never, expected.wilson1);
    expectInterval(wilsonInterval(b) as never, expected.wilson2);
  });
});

it("stays inside the scale, contains the share, and narrows with n", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
      const successes = Math.round(share * n);
      const small = wilsonInterval({ successes, n });
      const large = wilsonInterval({ successes: successes * 10, n: n * 10 });
      if (small.status !== "ok" || large.status !== "ok") throw new Error("unreachable");
      expect(small.lower).toBeGreaterThanOrEqual(0);
      expect(small.upper).toBeLessThanOrEqual(1);
      expect(small.lower).toBeLessThanOrEqual(small.share);
      expect(small.upper).toBeGreaterThanOrEqual(small.share);
      expect(large.upper - large.lower).toBeLessThan(small.upper - small.lower);
    }),
  );
});

function expectInterval(found: { lower: number; upper: number }, expected: Pair): void {
  expect(near(found.lower, expected[0], 1e-7, 1e-9)).toBe(true);
  expect(near(found.upper, expected[1], 1e-7, 1e-9)).toBe(true);
}
