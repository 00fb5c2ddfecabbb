import { describe, expect, it } from "vitest";
import { markupOf } from "#lib/testing/pages/shown.tsx";
import { IntervalBar } from "./interval-bar.tsx";

const gain = { by: -0.047, low: -0.07, high: -0.024 };
const margins = { fails: 0.02, passes: 0.1 };
const bar = (props = {}) =>
  markupOf(<IntervalBar gain={gain} margins={margins} tone="fail" label="In words" {...props} />);

describe("an interval as a drawing", () => {
  it("is an image with all it draws in words", () => {
    expect(bar()).toContain('role="img" aria-label="In words"');
  });

  it("draws both rails, and only those that were agreed", () => {
    const rails = (of: object) =>
      ["--fail-weak", "--pass"].map((color) => bar({ margins: of, tone: "hold" }).includes(color));
    expect(rails(margins)).toEqual([true, true]);
    expect(rails({ fails: 0.02, passes: null })).toEqual([true, false]);
    expect(rails({ fails: null, passes: null })).toEqual([false, false]);
  });

  it("marks the side on which the interval leaves the drawing", () => {
    const paths = (props: object) => bar(props).match(/<path/g)?.length ?? 0;
    expect(paths({ reach: 1 })).toBe(0);
    expect(paths({ reach: 0.05 })).toBe(1);
    expect(paths({ gain: { by: 0, low: -1, high: 1 }, reach: 0.05 })).toBe(2);
    expect(paths({ gain: { by: 0, low: null, high: 0.01 }, reach: 0.05 })).toBe(1);
  });

  it("is a dot alone where there is no interval, and hatched where there is no data", () => {
    const color = "stroke-linecap";
    expect(bar()).toContain(color);
    expect(bar({ gain: { by: 0.01, low: null, high: null } })).not.toContain(color);
    expect(bar({ gain: null })).toContain("hatched");
  });
});
