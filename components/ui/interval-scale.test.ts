import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawInterval, reachOf } from "./interval-scale.ts";

const value = fc.double({ min: -1, max: 1, noNaN: true });
const gain = fc.tuple(value, value, value).map((three) => {
  const [low = 0, by = 0, high = 0] = [...three].sort((a, b) => a - b);
  return { low, by, high };
});
const margin = fc.option(fc.double({ min: 0.001, max: 1, noNaN: true }));
const margins = fc.record({ fails: margin, passes: margin });
const none = { fails: null, passes: null };

describe("drawInterval", () => {
  it("puts the nearer margin a quarter in and a farther one at the edge", () => {
    const drawing = drawInterval({ by: 0.001, low: -0.002, high: 0.004 }, { fails: 0.005, passes: 0.1 });
    expect(drawing.failsPercent).toBe(25);
    expect(drawing.passesPercent).toBe(0);
  });

  it("shows the whole interval, however far beyond the margin it is", () => {
    const wide = { by: 0, low: -0.3, high: 0.3 };
    const whole = { cutLow: false, cutHigh: false };
    expect(drawInterval(wide, { fails: 0.005, passes: null })).toMatchObject(whole);
    expect(drawInterval({ by: 0.1, low: null, high: null }, none)).toMatchObject(whole);
    expect(reachOf([{ by: 0, low: null, high: null }], none)).toBeGreaterThan(0);
  });

  it("cuts an open end", () => {
    const open = drawInterval({ by: 0, low: null, high: 0.001 }, none, 0.01);
    expect(open).toMatchObject({ lowPercent: 2, cutLow: true, cutHigh: false });
  });

  it("stays inside the drawing, in order, on the right side of zero", () => {
    fc.assert(
      fc.property(gain, margins, (each, agreed) => {
        const drawing = drawInterval(each, agreed);
        expect(drawing.lowPercent).toBeGreaterThanOrEqual(2);
        expect(drawing.highPercent).toBeLessThanOrEqual(98);
        expect(drawing.lowPercent).toBeLessThanOrEqual(drawing.byPercent);
        expect(drawing.byPercent).toBeLessThanOrEqual(drawing.highPercent);
        if (each.low > 0) expect(drawing.lowPercent).toBeGreaterThanOrEqual(50);
        if (each.high < 0) expect(drawing.highPercent).toBeLessThanOrEqual(50);
      }),
    );
  });

  it("puts an interval on the same side of its margin as the numbers are", () => {
    fc.assert(
      fc.property(gain, fc.double({ min: 0.001, max: 1, noNaN: true }), (each, fails) => {
        const { failsPercent, highPercent } = drawInterval(each, { fails, passes: null });
        if (each.high < -fails) expect(highPercent).toBeLessThanOrEqual(failsPercent!);
        if (each.high > -fails) expect(highPercent).toBeGreaterThanOrEqual(failsPercent!);
      }),
    );
  });
});
