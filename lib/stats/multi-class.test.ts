import fc from "fast-check";
import { expect, it } from "vitest";
import { classLogLoss, isInTop } from "./multi-class.ts";

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

it("is the log-loss of scikit-learn's example", () => {
  const scores = [0.9, 0.1, 0.2, 0.65].map((spam) => ({ spam, ham: 1 - spam }));
  const losses = ["spam", "ham", "ham", "spam"].map((name, at) => classLogLoss(scores[at]!, name, 1e-15));
  expect(mean(losses)).toBeCloseTo(0.21616187468057912, 12);
});

it("is the top-k accuracy of scikit-learn's example", () => {
  const rows = [
    [0.5, 0.2, 0.2],
    [0.3, 0.4, 0.2],
    [0.2, 0.4, 0.3],
    [0.7, 0.2, 0.1],
  ];
  const truths = ["0", "1", "2", "2"];
  const share = (k: number) =>
    mean(rows.map((row, at) => Number(isInTop(k, Object.fromEntries(row.entries()), truths[at]!))));
  expect([share(1), share(2), share(3)]).toEqual([0.5, 0.75, 1]);
});

it("gives nothing for equal scores, for a class that is left out, and for scores that sum to more than 1", () => {
  expect(isInTop(1, { cat: 0.5, dog: 0.5 }, "cat")).toBe(false);
  expect(isInTop(3, { cat: 0, dog: 1 }, "cat")).toBe(false);
  expect(isInTop(3, { cat: 1 }, "constructor")).toBe(false);
  expect(classLogLoss({ cat: 1 }, "dog", 1e-4)).toBeCloseTo(4 * Math.LN10, 12);
  expect(classLogLoss({ cat: 0.525, dog: 0.525 }, "cat", 1e-4)).toBeCloseTo(Math.LN2, 12);
});

it("never leaves its range", () => {
  const scores = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.double({ min: 0, max: 1, noNaN: true }));
  fc.assert(
    fc.property(scores, fc.constantFrom("a", "b", "c", "d"), (each, truth) => {
      const loss = classLogLoss(each, truth, 1e-4);
      expect(loss).toBeGreaterThanOrEqual(0);
      expect(loss).toBeLessThanOrEqual(-Math.log(1e-4));
      expect(Number(isInTop(1, each, truth))).toBeLessThanOrEqual(Number(isInTop(3, each, truth)));
    }),
  );
});
