import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawInterval } from "./interval-scale.ts";

const value = fc.double({ min: -1, max: 1, noNaN: true });
const interval = fc.tuple(value, value, value).map((three) => {
  const [low = 0, estimate = 0, high = 0] = [...three].sort((a, b) => a - b);
  return { low, estimate, high };
});

describe("drawInterval", () => {
  it("puts the margin a quarter in, whichever way the metric counts", () => {
    const worse = drawInterval({ estimate: -0.032, low: -0.051, high: -0.021 }, 0.02, "higher");
    expect(worse.marginPercent).toBe(25);
    expect(worse.highPercent).toBeLessThan(25);
    expect(worse.cutLow).toBe(true);
    const better = drawInterval({ estimate: -0.0127, low: -0.0199, high: -0.0043 }, 0.015, "lower");
    expect(better.lowPercent).toBeGreaterThan(50);
  });

  it("is a mirror image when the metric counts the other way", () => {
    fc.assert(
      fc.property(interval, fc.option(fc.double({ min: 0.001, max: 1, noNaN: true })), (each, margin) => {
        const higher = drawInterval(each, margin, "higher");
        const lower = drawInterval(
          { estimate: -each.estimate, low: -each.high, high: -each.low },
          margin,
          "lower",
        );
        expect(lower.lowPercent).toBeCloseTo(higher.lowPercent, 9);
        expect(lower.highPercent).toBeCloseTo(higher.highPercent, 9);
      }),
    );
  });

  it("stays inside the drawing, in order, on the right side of zero", () => {
    fc.assert(
      fc.property(interval, fc.option(fc.double({ min: 0.001, max: 1, noNaN: true })), (each, margin) => {
        const drawing = drawInterval(each, margin, "higher");
        expect(drawing.lowPercent).toBeGreaterThanOrEqual(2);
        expect(drawing.highPercent).toBeLessThanOrEqual(98);
        expect(drawing.lowPercent).toBeLessThanOrEqual(drawing.estimatePercent);
        expect(drawing.estimatePercent).toBeLessThanOrEqual(drawing.highPercent);
        if (each.low > 0) expect(drawing.lowPercent).toBeGreaterThanOrEqual(50);
        if (each.high < 0) expect(drawing.highPercent).toBeLessThanOrEqual(50);
      }),
    );
  });
});
