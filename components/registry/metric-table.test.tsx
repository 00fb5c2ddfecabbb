import { describe, expect, it } from "vitest";
import { sharingError } from "#lib/registry/slices-sharing-error.ts";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { delta, metric } from "#lib/testing/specimens/views/registry.ts";
import { DeltaBar } from "./delta-bar.tsx";
import { MetricTable } from "./metric-table.tsx";
import { MetricsAcross } from "./metrics-across.tsx";
import { reportChange } from "./report-change.ts";
import { SliceTable } from "./slice-table.tsx";
import { WorstSlices } from "./worst-slices.tsx";

const table = (props = {}) => (
  <MetricTable title="All rows" provenance="" metrics={[metric()]} deltas={[]} against={null} {...props} />
);

describe("a report's change", () => {
  it.each([
    ["lower", -0.03, -0.01, "Better"],
    ["lower", 0.01, 0.03, "Worse"],
    ["higher", 0.01, 0.03, "Better"],
    ["higher", -0.03, -0.01, "Worse"],
    ["lower", -0.03, 0.001, "Within usual margin"],
    ["lower", -0.01, 0.1, "Undecided"],
    ["higher", null, 0.03, "No data"],
    ["lower", -0.03, null, "No data"],
  ] as const)("%s is better: %d to %d is %s", (better, lower, upper, word) => {
    const metric = better === "higher" ? "auc" : "log-loss";
    expect(reportChange(delta({ metric, better, lower, upper })).look.word).toBe(word);
  });

  it("is green or red by the catalogue's direction, not by a report's that contradicts it", () => {
    const contradicted = delta({ better: "higher", difference: 0.02, lower: 0.01, upper: 0.03 });
    expect(reportChange(contradicted).look.word).toBe("Worse");
    expect(reportChange({ ...contradicted, metric: "f1" }).look.word).toBe("Better");
  });

  it("has the usual margin of its metric, and none outside the catalogue", () => {
    expect(reportChange(delta()).margins).toEqual({ fails: 0.02, passes: null, usual: true });
    expect(reportChange(delta({ metric: "f1" })).margins).toMatchObject({ fails: null, passes: null });
    const plans = { fails: 0.005, passes: 0.06 };
    expect(reportChange(delta(), plans).margins).toBe(plans);
  });

  it("stands with its interval, or with the reason why there is none", () => {
    expect(textOf(<DeltaBar delta={delta()} />)).toContain("Better by 0.0200 [+0.0100, +0.0300]");
    const unknown = delta({ difference: null, lower: null, upper: null, reason: "n 7 is under 100" });
    expect(textOf(<DeltaBar delta={unknown} />)).toContain("n 7 is under 100");
    expect(textOf(<DeltaBar delta={undefined} />)).toContain("not compared");
  });
});

describe("the table of metrics", () => {
  it("has a column of changes only where there is something to compare with", () => {
    expect(textOf(table({ deltas: [delta()] }))).not.toContain("Change against");
    expect(textOf(table({ deltas: [delta()], against: "v1" }))).toContain("Change against v1, 95 % interval");
  });

  it("gives each value its interval, what chance would give, or why there is none", () => {
    expect(textOf(table())).toContain("0.5100 0.5000 to 0.5200");
    expect(textOf(table({ metrics: [metric({ nullP95: 0.4 })] }))).toContain(", by chance up to 0.4000");
    const unmeasured = metric({ value: null, lower: null, upper: null, reason: "n 7 is under 100" });
    expect(textOf(table({ metrics: [unmeasured] }))).toContain("n 7 is under 100");
    expect(textOf(table({ metrics: [metric({ lower: null })] }))).toContain("no interval");
    expect(textOf(table({ metrics: [] }))).toContain("The report holds no metric over all rows");
  });
});

describe("metrics across versions", () => {
  const point = { version: 1, value: 0.5, low: 0.4, high: 0.6 };
  const series = { metric: "auc", better: "higher" as const, dataset: "march" };

  it("stand as a table too, an unmeasured interval named", () => {
    const points = [point, { version: 2, value: null, low: null, high: null }];
    const text = textOf(<MetricsAcross series={[{ ...series, points }]} />);
    expect(text).toContain("march, higher is better");
    expect(text).toContain("v1 0.5000 [0.4000, 0.6000]");
    expect(text).toContain("v2 not measured no interval");
  });

  it("draw one dot for each value and one bar for each interval, also where all are equal", () => {
    const flat = { version: 3, value: 0.5, low: 0.5, high: 0.5 };
    const markup = markupOf(<MetricsAcross series={[{ ...series, points: [flat, flat] }]} />);
    expect(markup.match(/<circle/g)).toHaveLength(2);
    expect(markup).not.toContain("NaN");
  });

  it("say what to do where nothing was evaluated", () => {
    expect(textOf(<MetricsAcross series={[]} />)).toContain("No version has been evaluated");
  });
});

describe("the table of slices", () => {
  const row = { name: "JFK", n: 900, value: metric(), delta: delta() };
  const slices = (against: string | null, rows = [row]) =>
    textOf(<SliceTable title="Other slices" metric="log-loss" against={against} rows={rows} />);

  it("names the rows each number rests on, and compares only against something", () => {
    expect(slices("v1")).toMatch(/JFK.* 900 .*0\.5100/);
    expect(slices("v1")).toContain("Change against v1, usual margin red; right is better");
    expect(slices(null)).not.toContain("Change against");
  });

  it("says why a slice has no value", () => {
    const unknown = metric({ value: null, reason: "n 7 is under 100" });
    expect(slices(null, [{ ...row, value: unknown }])).toContain("n 7 is under 100");
  });
});

describe("the worst slices", () => {
  const slice = (origin: string, difference: number, n = 900) => ({
    slice: { origin },
    n,
    metrics: [delta({ difference, lower: difference - 0.001, upper: difference + 0.001 })],
  });
  const slices = [
    slice("ATL", 0.01),
    slice("EWR", 0.02),
    slice("JFK", -0.03),
    slice("MSP", 0.015),
    slice("XXX", 0.5, 7),
  ];
  const text = (of = slices) =>
    textOf(<WorstSlices slices={sharingError(of)} metric="log-loss" against="v1" />);

  it("are three, by name, the worst first, of those with enough rows", () => {
    expect(text()).toMatch(/^Log-loss: the worst 3 slices of 4 compared/);
    expect(text()).toMatch(/EWR 900 rows .*Worse by 0\.0200.*MSP .*Worse by 0\.0150.*ATL .*Worse by 0\.0100/);
    expect(text()).not.toContain("XXX");
    expect(text()).toContain("With 4 comparisons some intervals lie beyond no change by chance alone");
  });

  it("are left out where nothing was compared", () => {
    expect(text([slice("XXX", 0.5, 7)])).toBe("");
  });
});
