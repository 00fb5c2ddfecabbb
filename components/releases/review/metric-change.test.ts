import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeVerdict } from "./metric-change.ts";

const verdict = (
  better: "higher" | "lower",
  lower: number | null,
  upper: number | null,
  margin: number | null,
) => changeVerdict({ better, lower, upper }, margin);

describe("what a change says", () => {
  it("is better or worse only where the whole interval is", () => {
    expect(verdict("lower", -0.03, -0.01, 0.05)).toBe("better");
    expect(verdict("higher", -0.03, -0.01, 0.05)).toBe("worse");
    expect(verdict("lower", 0.01, 0.03, 0.05)).toBe("worse");
    expect(verdict("higher", 0.01, 0.03, null)).toBe("better");
  });

  it("is within the margin where its bad end is, undecided where it is not or nothing was agreed", () => {
    expect(verdict("lower", -0.02, 0.04, 0.05)).toBe("within");
    expect(verdict("lower", -0.02, 0.06, 0.05)).toBe("undecided");
    expect(verdict("lower", -0.02, 0.04, null)).toBe("undecided");
  });

  it("says nothing of what was not measured", () => {
    expect(verdict("lower", null, null, 0.05)).toBe("no-data");
  });

  it("reads the same whichever way a metric counts", () => {
    const value = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(value, value, fc.option(fc.double({ min: 0, max: 1, noNaN: true })), (a, b, margin) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(verdict("higher", low, high, margin)).toBe(verdict("lower", -high, -low, margin));
      }),
    );
  });
});
