import { describe, expect, it } from "vitest";
import { listedVersion, metric, report } from "#lib/testing/specimens/views/registry.ts";
import { metricSeries } from "./metric-series.ts";

const measured = (number: number, value: number, dataset = "d1") =>
  listedVersion({
    number,
    latestReport: report({ dataset: { name: dataset, digest: dataset }, metrics: [metric({ value })] }),
  });

describe("a metric from version to version", () => {
  it("runs from the oldest to the newest, without versions that have no report", () => {
    const versions = [measured(3, 0.5), listedVersion({ latestReport: null }), measured(1, 0.6)];
    expect(metricSeries(versions)).toMatchObject([
      {
        metric: "log-loss",
        dataset: "d1",
        points: [
          { version: 1, value: 0.6 },
          { version: 3, value: 0.5 },
        ],
      },
    ]);
  });

  it("never puts numbers of different data on one line", () => {
    const series = metricSeries([measured(2, 0.5, "march"), measured(1, 0.6, "january")]);
    expect(series.map(({ dataset, points }) => [dataset, points.length])).toEqual([
      ["january", 1],
      ["march", 1],
    ]);
  });

  it("keeps an interval that could not be measured unmeasured", () => {
    const unknown = metric({ value: null, lower: null, upper: null, reason: "n 7 is under 100" });
    const [one] = metricSeries([listedVersion({ latestReport: report({ metrics: [unknown] }) })]);
    expect(one!.points).toEqual([{ version: 2, value: null, low: null, high: null }]);
  });
});
