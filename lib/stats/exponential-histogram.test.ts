import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { near, statisticsCases, type VectorCase, vectorFile } from "#lib/testing/specimens/vectors.ts";
import {
  binOf,
  exponentialIndex,
  histogramOf,
  LAST_BIN,
  lowerEdge,
  mergeHistograms,
  quantileOf,
  relativeError,
  upperEdge,
} from "./exponential-histogram.ts";

const file = vectorFile<{ cases: VectorCase[] }>("stats/quantile-sketch.json");

describe.skipIf(file === null)("published histograms", () => {
  it("index of a value", () => {
    type Args = { scale: number; value: number };
    for (const { id, args, expected } of statisticsCases<Args, { index: number }>(file, "expHistogramIndex"))
      expect(exponentialIndex(args.value, args.scale), id).toBe(expected.index);
  });

  it("relative error of a scale", () => {
    for (const { id, args, expected } of statisticsCases<{ scale: number }, number>(
      file,
      "expHistogramRelativeError",
    ))
      expect(near(relativeError(args.scale), expected, 1e-9), id).toBe(true);
  });

  it("quantiles within 1 %", () => {
    type Args = { values: number[]; relativeAccuracy: number };
    for (const { id, args, expected } of statisticsCases<Args, Record<string, number> | null>(
      file,
      "sketchQuantiles",
    )) {
      const histogram = histogramOf(args.values);
      if (expected === null) expect(quantileOf(histogram, 0.5), id).toBeNull();
      for (const p of Object.keys(expected ?? {}).map(Number)) {
        // The vectors take the row at floor(1 + p (n - 1)).
        const row = Math.floor(1 + p * (args.values.length - 1));
        const found = quantileOf(histogram, row / args.values.length)!;
        expect(near(found, expected![p]!, args.relativeAccuracy), `${id} ${p}`).toBe(true);
      }
    }
  });
});

const latency = fc.oneof(fc.double({ min: 0, max: 86_400_000, noNaN: true }), fc.constantFrom(0, 1, 2, 1024));

it("every value lies between the edges of its bin", () => {
  fc.assert(
    fc.property(latency, (value) => {
      const [lower, upper] = [lowerEdge(binOf(value)), upperEdge(binOf(value))];
      expect(value === 0 || value > lower * (1 - 1e-12)).toBe(true);
      expect(value).toBeLessThanOrEqual(upper * (1 + 1e-12));
    }),
  );
});

it("has one bin for all that is near zero, and one for all beyond its range", () => {
  expect([0, 2 ** -10, 1e-300].map(binOf)).toEqual([0, 0, 0]);
  expect([2 ** 27, 2 ** 27 + 1, 1e200].map(binOf)).toEqual([LAST_BIN - 1, LAST_BIN, LAST_BIN]);
  expect(upperEdge(LAST_BIN)).toBe(Number.POSITIVE_INFINITY);
  expect(quantileOf(histogramOf([0, 0, 5]), 0.5)).toBe(0);
  expect(quantileOf(histogramOf([1e200]), 0.5)).toBeCloseTo(2 ** 27, 0);
});

it("merges to the histogram of all values, in any order", () => {
  fc.assert(
    fc.property(fc.array(fc.array(latency)), (parts) => {
      const merged = mergeHistograms(...parts.map(histogramOf));
      expect(merged).toEqual(histogramOf(parts.flat()));
      expect(mergeHistograms(...parts.map(histogramOf).reverse())).toEqual(merged);
    }),
  );
});
