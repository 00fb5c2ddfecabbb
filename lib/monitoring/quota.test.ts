import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Allowance, allowanceAfter } from "./quota.ts";

const perMinute = 600;
const at = (seconds: number) => ({ perMinute, nowMs: seconds * 1000 });
const left = (rows: number, seconds: number): Allowance => ({ rows, atMs: seconds * 1000 });

describe("what a source may send", () => {
  it("is a minute's rows at first, and fills at an even rate to no more", () => {
    expect(allowanceAfter(undefined, 600, at(0))).toEqual({ left: left(0, 0) });
    expect(allowanceAfter(left(0, 0), 100, at(10))).toEqual({ left: left(0, 10) });
    expect(allowanceAfter(left(0, 0), 1, at(3600))).toEqual({ left: left(599, 3600) });
  });

  it("is refused with the seconds after which it may be sent", () => {
    expect(allowanceAfter(left(0, 0), 100, at(3))).toEqual({ waitSeconds: 7 });
    expect(allowanceAfter(left(0, 0), 100, at(10))).toHaveProperty("left");
  });

  it("fills nothing while the clock is set back", () => {
    expect(allowanceAfter(left(5, 100), 5, at(0))).toEqual({ left: left(0, 100) });
    expect(allowanceAfter(left(0, 100), 1, at(50))).toEqual({ waitSeconds: 1 });
  });

  it("is never more than two minutes' rows within a minute, however it is sent", () => {
    const batch = fc.record({
      waited: fc.integer({ min: 0, max: 5 }),
      rows: fc.integer({ min: 1, max: 300 }),
    });
    fc.assert(
      fc.property(fc.array(batch, { maxLength: 60 }), (batches) => {
        let allowance: Allowance | undefined;
        let second = 0;
        const taken: { second: number; rows: number }[] = [];
        for (const { waited, rows } of batches) {
          second += waited;
          const after = allowanceAfter(allowance, rows, at(second));
          if (!("left" in after)) continue;
          allowance = after.left;
          taken.push({ second, rows });
        }
        for (const { second: from } of taken) {
          const within = taken.filter((one) => one.second >= from && one.second < from + 60);
          expect(within.reduce((sum, { rows }) => sum + rows, 0)).toBeLessThanOrEqual(2 * perMinute);
        }
      }),
    );
  });
});
