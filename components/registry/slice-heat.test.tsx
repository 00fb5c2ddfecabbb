import { describe, expect, it } from "vitest";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { type SliceCell, SliceHeat } from "./slice-heat.tsx";

const heat = (cells: readonly SliceCell[]) => (
  <SliceHeat
    title="By slice"
    provenance=""
    rows={["Night"]}
    columns={["short", "long"]}
    cells={cells}
    decimals={3}
    fullChange={0.02}
    nMin={100}
  />
);
const cell = (change: number | null, n = 500): SliceCell => ({ row: "Night", column: "short", n, change });

describe("change by slice", () => {
  it("writes every number out, and names what is missing and why", () => {
    expect(textOf(heat([cell(0.01)]))).toContain("Night +0.010 no data");
    expect(textOf(heat([cell(null, 7)]))).toContain("Night n < 100 no data");
  });

  it.each([
    [0.01, "var(--pass) 14.0%"],
    [-0.01, "var(--fail) 14.0%"],
    [0.5, "var(--pass) 28.0%"],
  ])("%d is drawn as %s", (change, colour) => {
    expect(markupOf(heat([cell(change)]))).toContain(colour);
  });

  it("hatches what is not known rather than leaving it blank", () => {
    expect(markupOf(heat([])).match(/hatched/g)).toHaveLength(2);
    expect(markupOf(heat([cell(0)])).match(/hatched/g)).toHaveLength(1);
  });

  it("names rows and columns for those who hear the table", () => {
    const markup = markupOf(heat([cell(0)]));
    expect(markup).toContain('scope="row"');
    expect(markup.match(/scope="col"/g)).toHaveLength(2);
    expect(markup).toContain("<caption");
  });
});
