import fc from "fast-check";
import { expect, it } from "vitest";
import { crossing, harmSign, isBeyond, worseSide } from "./direction.ts";

const metrics = fc.constantFrom({ better: "higher" } as const, { better: "lower" } as const);
const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });

it("a value beyond a limit is on its worse side", () => {
  fc.assert(
    fc.property(metrics, value, value, (metric, one, limit) => {
      const higher = one > limit;
      fc.pre(one !== limit);
      expect(isBeyond(metric, one, limit)).toBe(higher === (worseSide(metric) === "higher"));
      expect(isBeyond(metric, one, limit)).toBe(higher === (crossing(metric) === "exceeds"));
      expect(isBeyond(metric, one, limit)).toBe(harmSign(metric) * (one - limit) > 0);
    }),
  );
});

it("the limit itself is within, and NaN is not beyond", () => {
  for (const better of ["higher", "lower"] as const) {
    expect(isBeyond({ better }, 0.8, 0.8)).toBe(false);
    expect(isBeyond({ better }, Number.NaN, 0.8)).toBe(false);
  }
});
