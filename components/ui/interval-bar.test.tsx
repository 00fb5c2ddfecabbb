import { describe, expect, it } from "vitest";
import { markupOf } from "#lib/testing/pages/shown.tsx";
import { IntervalBar } from "./interval-bar.tsx";

const interval = { estimate: 0.047, low: 0.024, high: 0.07 };
const bar = (props = {}) =>
  markupOf(
    <IntervalBar interval={interval} margin={0.02} better="lower" tone="fail" decimals={3} {...props} />,
  );
const labelIn = (markup: string) => /aria-label="([^"]*)"/.exec(markup)?.[1];

describe("an interval as a drawing", () => {
  it("says in words all that it draws", () => {
    expect(labelIn(bar())).toBe(
      "Change +0.047, 95 percent interval +0.024 to +0.070, lower is better, agreed margin 0.02 worse",
    );
    expect(labelIn(bar({ margin: null, levelPercent: 99, better: "higher" }))).toBe(
      "Change +0.047, 99 percent interval +0.024 to +0.070, higher is better",
    );
  });

  it("draws a margin only where one was agreed", () => {
    expect(bar()).toContain("<rect");
    expect(bar({ margin: null })).not.toContain("<rect");
  });

  it("marks the side on which the interval leaves the drawing", () => {
    const paths = (props: object) => bar(props).match(/<path/g)?.length ?? 0;
    expect(paths({ reach: 1 })).toBe(0);
    expect(paths({ reach: 0.05 })).toBe(1);
    expect(paths({ interval: { estimate: 0, low: -1, high: 1 }, reach: 0.05 })).toBe(2);
  });

  it("is hatched where there is no data", () => {
    expect(bar({ interval: null })).toContain("hatched");
    expect(labelIn(bar({ interval: null }))).toBe("No data: no interval can be drawn");
  });
});
