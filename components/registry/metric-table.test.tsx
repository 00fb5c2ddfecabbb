import { describe, expect, it } from "vitest";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { delta, metric } from "#lib/testing/specimens/views/registry.ts";
import { DeltaBar, deltaTone, MetricTable } from "./metric-table.tsx";
import { MetricsAcross } from "./metrics-across.tsx";
import { SliceTable } from "./slice-table.tsx";

const table = (props = {}) => (
  <MetricTable title="All rows" provenance="" metrics={[metric()]} deltas={[]} against={null} {...props} />
);

describe("a change's tone", () => {
  it.each([
    ["lower", -0.03, -0.01, "pass"],
    ["lower", 0.01, 0.03, "fail"],
    ["higher", 0.01, 0.03, "pass"],
    ["higher", -0.03, -0.01, "fail"],
    ["lower", -0.01, 0.01, "hold"],
    ["higher", 0, 0.03, "hold"],
    ["higher", null, 0.03, "none"],
    ["lower", -0.03, null, "none"],
  ] as const)("%s is better: %d to %d is %s", (better, lower, upper, tone) => {
    const metric = better === "higher" ? "auc" : "log-loss";
    expect(deltaTone(delta({ metric, better, lower, upper }))).toBe(tone);
  });
});

describe("a change in figures", () => {
  it("stands with its interval, or with the reason why there is none", () => {
    expect(textOf(<DeltaBar delta={delta()} />)).toContain("−0.0200 [−0.0300, −0.0100]");
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
    expect(textOf(table({ metrics: [unmeasured] }))).toContain("– n 7 is under 100");
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
    expect(text).toContain("v2 – not measured");
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
  const row = { name: "JFK", n: 900, metric: metric(), delta: delta() };
  const slices = (against: string | null, rows = [row]) =>
    textOf(<SliceTable title="Other slices" metric="log-loss" against={against} rows={rows} />);

  it("names the rows each number rests on, and compares only against something", () => {
    expect(slices("v1")).toMatch(/JFK.* 900 .*0\.5100/);
    expect(slices("v1")).toContain("Change against v1; right is better");
    expect(slices(null)).not.toContain("Change against");
  });

  it("says why a slice has no value", () => {
    const unknown = metric({ value: null, reason: "n 7 is under 100" });
    expect(slices(null, [{ ...row, metric: unknown }])).toContain("n 7 is under 100");
  });
});
