import { describe, expect, it } from "vitest";
import { near, statisticsCases, type VectorCase, vectorFile } from "#lib/testing/specimens/vectors.ts";
import { fixedSampleRatio, sequentialSampleRatio } from "./sample-ratio.ts";

type Row = { observed: number[]; expectedProportions: number[]; chi2: number | null; p: number | null };
const reference = vectorFile<{ rows: Row[] }>("rollouts/srm/chi2-reference.json");
const file = vectorFile<{ cases: VectorCase[] }>("stats/chi-square.json");

describe("chi-square of the exposure", () => {
  it.skipIf(reference === null)("matches the reference table", () => {
    for (const { observed, expectedProportions, chi2, p } of reference!.rows) {
      const found = fixedSampleRatio({ observed, planned: expectedProportions }, 0);
      if (p === null) expect(found.status).toBe("insufficient");
      else expect(found).toMatchObject({ status: "ok", chiSquare: expect.closeTo(chi2!, 8) });
      if (p !== null && found.status === "ok") expect(near(found.p, p, 1e-9)).toBe(true);
    }
  });

  it.skipIf(file === null)("matches published goodness of fit", () => {
    type Args = { observed: number[]; expected: number[] };
    const cases = statisticsCases<Args, { statistic: number; p: number }>(file, "chiSquareGof");
    for (const { id, args, expected } of cases) {
      const n = args.observed.reduce((sum, count) => sum + count, 0);
      const planned = args.expected.map((count) => count / args.expected.reduce((sum, one) => sum + one, 0));
      const found = fixedSampleRatio({ observed: args.observed, planned });
      if (found.status !== "ok") throw new Error(found.reason);
      expect(found.n).toBe(n);
      expect(near(found.chiSquare, expected.statistic, 1e-9), id).toBe(true);
      expect(near(found.p, expected.p, 1e-9), id).toBe(true);
    }
  });

  it("needs two arms and rows in each", () => {
    expect(fixedSampleRatio({ observed: [8, 7], planned: [0.5, 0.5] }).status).toBe("insufficient");
    expect(fixedSampleRatio({ observed: [800, 0], planned: [1, 0] }).status).toBe("degenerate");
  });
});

describe("sequential sample ratio", () => {
  it("is the Dirichlet-multinomial Bayes factor", () => {
    // One subject: posterior predictive and plan agree, so the factor is exactly one.
    expect(sequentialSampleRatio({ observed: [1, 0], planned: [0.5, 0.5] })).toMatchObject({
      p: expect.closeTo(1, 9),
      logBayesFactor: expect.closeTo(0, 6),
    });
    // Two subjects in one arm, strength 2 (alpha 1,1): (1/2·2/3)/(1/4) = 4/3.
    const found = sequentialSampleRatio({ observed: [2, 0], planned: [0.5, 0.5] }, 2);
    expect(found.status === "ok" && Math.exp(found.logBayesFactor)).toBeCloseTo(4 / 3, 12);
  });

  it("detects a lost arm and passes an honest split", () => {
    const lost = sequentialSampleRatio({ observed: [95_000, 4_000], planned: [0.95, 0.05] });
    expect(lost.status === "ok" && lost.p < 0.001).toBe(true);
    const honest = sequentialSampleRatio({ observed: [95_010, 4_990], planned: [0.95, 0.05] });
    expect(honest.status === "ok" && honest.p).toBe(1);
  });

  it("gives a reason when it has no value", () => {
    expect(sequentialSampleRatio({ observed: [0, 0], planned: [0.5, 0.5] }).status).toBe("insufficient");
    expect(sequentialSampleRatio({ observed: [9, 1], planned: [1, 0] }).status).toBe("degenerate");
    expect(() => sequentialSampleRatio({ observed: [1, 1], planned: [0.5, 0.6] })).toThrow("sum to one");
    expect(() => sequentialSampleRatio({ observed: [1], planned: [0.5, 0.5] })).toThrow("differ in number");
  });
});
