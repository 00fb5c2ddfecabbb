import { describe, expect, it } from "vitest";
import { changeOf } from "#components/metrics/change.ts";
import { catalogued } from "#lib/metrics/catalogue.ts";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { type SliceCell, SliceHeat } from "./slice-heat.tsx";

const heat = (cells: readonly SliceCell[]) => (
  <SliceHeat
    title="By slice"
    provenance=""
    rows={["Night"]}
    columns={["short", "long"]}
    cells={cells}
    fullChange={0.02}
    nMin={100}
  />
);
/** A change of log-loss whose interval reaches this far to either side. */
const change = (by: number, reach = 0.001) =>
  changeOf(catalogued("log-loss"), { by, low: by - reach, high: by + reach }, { fails: 0.02, passes: null });
const cell = (by: number | null, n = 500): SliceCell => ({
  row: "Night",
  column: "short",
  n,
  change: by === null ? null : change(by),
});

describe("change by slice", () => {
  it("writes every number out, and names what is missing and why", () => {
    expect(textOf(heat([cell(0.01)]))).toContain("Night +0.0100 , Better no data");
    expect(textOf(heat([cell(null, 7)]))).toContain("Night n < 100 no data");
  });

  it.each([
    [change(0.01), "var(--pass) 14.0%"],
    [change(-0.01), "var(--fail) 14.0%"],
    [change(0.5), "var(--pass) 28.0%"],
    [change(-0.01, 0.05), "var(--hold) 14.0%"],
    [change(-0.01, 0.0105), "var(--hold) 14.0%"],
  ])("%# is drawn in the colour that a table gives it", (of, colour) => {
    expect(markupOf(heat([{ ...cell(0), change: of }]))).toContain(colour);
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
