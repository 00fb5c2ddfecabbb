import { describe, expect, it } from "vitest";
import { near, statisticsCases, type VectorCase, vectorFile } from "#lib/testing/specimens/vectors.ts";
import { calibrationGaps, calibrationOf } from "./calibration.ts";
import { binaryScores } from "./classification.ts";
import { aucDifference, aucOf } from "./ranking.ts";

const file = vectorFile<{ cases: VectorCase[] }>("stats/calibration-ranking.json");
type Rows = { y: number[]; p: number[] };

describe.skipIf(file === null)("published scores", () => {
  it("log-loss, Brier, accuracy, AUC of 300 rows", () => {
    type Expected = { brier: number; logLoss: number; accuracy: number; auc: number };
    for (const { args, expected } of statisticsCases<Rows, Expected>(file, "binaryScores")) {
      const rows = { labels: args.y, scores: args.p };
      const found = ok(binaryScores(rows));
      expect(near(found.logLoss, expected.logLoss)).toBe(true);
      expect(near(found.brier, expected.brier)).toBe(true);
      expect(near(found.accuracy, expected.accuracy)).toBe(true);
      expect(near(ok(aucOf(rows)).auc, expected.auc)).toBe(true);
    }
  });

  it.each(statisticsCases<Rows, number>(file, "brier"))("$id", ({ args, expected }) => {
    expect(near(ok(binaryScores({ labels: args.y, scores: args.p })).brier, expected)).toBe(true);
  });

  it.each(statisticsCases<Rows, number | null>(file, "auc"))("$id", ({ args, expected }) => {
    const found = aucOf({ labels: args.y, scores: args.p });
    if (expected === null) return expect(found.status).toBe("insufficient");
    expect(near(ok(found).auc, expected)).toBe(true);
  });

  it("DeLong's paired test", () => {
    type Args = { y: number[]; pA: number[]; pB: number[] };
    for (const { args, expected } of statisticsCases<Args, { pPaired: number; z: number }>(
      file,
      "delongCompare",
    )) {
      const found = ok(aucDifference(args.y, args.pB, args.pA));
      expect(near(found.difference / found.standardError, expected.z)).toBe(true);
      expect(near(found.p, expected.pPaired)).toBe(true);
    }
  });

  it("calibration error and its bins", () => {
    type Expected = { ece: number; bins?: { n: number; confidence: number; accuracy: number }[] };
    type Args = Rows & { bins: number; strategy: string };
    for (const { id, args, expected } of statisticsCases<Args, Expected>(file, "calibrationError")) {
      if (args.strategy !== "uniform") continue;
      const found = ok(calibrationOf({ labels: args.y, scores: args.p }, args.bins));
      expect(near(found.ece, expected.ece), id).toBe(true);
      const filled = found.bins.filter((bin) => bin.n > 0);
      expected.bins?.forEach((bin, index) => {
        expect(filled[index]!.n).toBe(bin.n);
        expect(near(filled[index]!.confidence!, bin.confidence)).toBe(true);
        expect(near(filled[index]!.observed!, bin.accuracy)).toBe(true);
      });
    }
  });
});

it("the signed gaps of the rows average to the calibration error", () => {
  const rows = { labels: [0, 1, 1, 0, 1, 0], scores: [0.1, 0.12, 0.55, 0.58, 0.9, 1] };
  const gaps = calibrationGaps(rows, 10);
  expect(gaps.reduce((sum, gap) => sum + gap, 0) / 6).toBeCloseTo(ok(calibrationOf(rows, 10)).ece, 14);
});

describe("the null band of the calibration error", () => {
  it.each([
    [200, 0.1],
    [1000, 0.046],
    [5000, 0.02],
  ])("at n=%i with ten bins is what simulation gave", (n, p95) => {
    const scores = Array.from({ length: n }, (_, row) => (row + 0.5) / n);
    const found = ok(calibrationOf({ labels: scores.map(() => 0), scores }, 10));
    expect(found.nullP95).toBeGreaterThan(p95 * 0.93);
    expect(found.nullP95).toBeLessThan(p95 * 1.07);
  });

  it("for one bin is the 1.96 of a single normal gap", () => {
    const scores = new Array(100).fill(0.5);
    const found = ok(calibrationOf({ labels: scores.map(() => 1), scores }));
    expect(found.nullP95).toBeCloseTo(1.96 * Math.sqrt(0.25 / 100), 3);
  });

  it("is zero if the scores leave nothing to chance", () => {
    expect(ok(calibrationOf({ labels: [0, 1], scores: [0, 1] }))).toMatchObject({ ece: 0, nullP95: 0 });
  });
});

describe("rows that allow no result", () => {
  it("no rows, one class, two models with the same order", () => {
    const none = { labels: [], scores: [] };
    expect(binaryScores(none).status).toBe("insufficient");
    expect(calibrationOf(none).status).toBe("insufficient");
    expect(aucOf({ labels: [0, 0], scores: [0.1, 0.2] }).status).toBe("insufficient");
    expect(aucDifference([0, 1, 0, 1], [0.1, 0.2, 0.3, 0.4], [0.2, 0.3, 0.4, 0.5]).status).toBe("degenerate");
  });
  it("rows no model could have produced are a bug", () => {
    expect(() => binaryScores({ labels: [1], scores: [Number.NaN] })).toThrow("is not a probability");
    expect(() => binaryScores({ labels: [2], scores: [0.5] })).toThrow("neither 0 nor 1");
    expect(() => binaryScores({ labels: [1, 0], scores: [0.5] })).toThrow("differ in length");
  });
  it("a score of exactly 0 for a late flight costs much, not everything", () => {
    expect(ok(binaryScores({ labels: [1], scores: [0] })).logLoss).toBeCloseTo(-Math.log(1e-15), 10);
  });
});

function ok<T extends { status: string }>(found: T): Extract<T, { status: "ok" }> {
  expect(found.status).toBe("ok");
  return found as Extract<T, { status: "ok" }>;
}
