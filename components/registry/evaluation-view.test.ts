import { describe, expect, it } from "vitest";
import type { EvaluationContent } from "#lib/registry/evaluation.ts";
import { sharingError } from "#lib/registry/slices-sharing-error.ts";
import {
  calibrationBins,
  chosenComparison,
  fullChangeOf,
  singleSlices,
  sliceGrid,
} from "./evaluation-view.ts";

const delta = (difference: number | null, better: "higher" | "lower" = "lower") => ({
  metric: "log-loss",
  better,
  difference,
  lower: difference,
  upper: difference,
  method: "paired rows",
});
const night = { distance: "short", partOfDay: "Night" };
const slices = sharingError([
  { slice: night, n: 500, metrics: [delta(0.02)] },
  { slice: { distance: "long", partOfDay: "Night" }, n: 99, metrics: [delta(-0.01)] },
  { slice: { origin: "JFK" }, n: 900, metrics: [delta(null)] },
]);
const against = (version: number) => ({ version, digest: `sha256:${"0".repeat(64)}` as const });
const content: EvaluationContent = {
  rows: 1000,
  metrics: [],
  slices: [],
  calibration: [
    { lower: 0, upper: 0.5, n: 100, confidence: 0.2, observed: 0.25 },
    { lower: 0.5, upper: 1, n: 0, confidence: null, observed: null },
  ],
  comparisons: [
    { against: against(1), metrics: [], slices },
    { against: against(2), metrics: [], slices: [] },
  ],
};

describe("an evaluation as it is drawn", () => {
  it("turns every change so that + is better, and says nothing of too few rows", () => {
    const grid = sliceGrid(slices, "log-loss")!;
    expect(grid).toMatchObject({ rows: ["Night"], columns: ["short", "long"] });
    expect(grid.cells.map(({ change }) => change?.gain?.by ?? null)).toEqual([-0.02, null]);
    const auc = { ...delta(0.02, "higher"), metric: "auc" };
    const better = sharingError([{ slice: night, n: 500, metrics: [auc] }]);
    expect(sliceGrid(better, "auc")!.cells[0]!.change?.gain?.by).toBe(0.02);
    expect(fullChangeOf(grid.cells)).toBe(0.02);
  });

  it("calls worse only what is so with the error shared among all slices", () => {
    const at = (hour: number, difference: number) => {
      const reach = { lower: difference - 0.01, upper: difference + 0.01 };
      return {
        slice: { distance: "long", hour: `${hour}` },
        n: 500,
        metrics: [{ ...delta(difference), ...reach }],
      };
    };
    const others = Array.from({ length: 40 }, (_, hour) => at(hour, 0));
    const looks = (all: typeof others) =>
      sliceGrid(sharingError(all), "log-loss")!.cells.at(-1)!.change!.look;
    expect(looks([at(41, 0.011)])).toMatchObject({ word: "Worse", tone: "fail" });
    expect(looks([...others, at(41, 0.011)])).toEqual({
      word: "Worse by itself, not among all slices",
      tone: "hold",
    });
    expect(looks([...others, at(41, -0.011)])).toEqual({ word: "Within usual margin", tone: "pass" });
    expect(looks([...others, at(41, 0.03)])).toMatchObject({ word: "Worse", tone: "fail" });
  });

  it("knows no change of a metric that was not compared", () => {
    expect(sliceGrid(slices, "auc")!.cells[0]!.change).toBeNull();
    expect(sliceGrid(singleSlices(slices), "log-loss")).toBeNull();
    expect(singleSlices(slices)).toHaveLength(1);
  });

  it("compares with what is live first, then with the parent, then with whatever there is", () => {
    expect(chosenComparison(content, [2, 1])?.against.version).toBe(2);
    expect(chosenComparison(content, [null, 1])?.against.version).toBe(1);
    expect(chosenComparison(content, [9])?.against.version).toBe(1);
    expect(chosenComparison({ ...content, comparisons: [] }, [1])).toBeNull();
  });

  it("draws only the bins that hold rows, with an interval around what was observed", () => {
    const bins = calibrationBins(content);
    expect(bins).toHaveLength(1);
    expect(bins[0]!.low).toBeLessThan(0.25);
    expect(bins[0]!.high).toBeGreaterThan(0.25);
  });
});
