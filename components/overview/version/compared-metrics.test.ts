import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { versionView } from "#lib/testing/specimens/views/overview.ts";
import {
  content,
  delta,
  digestOf,
  metric,
  version,
  wholeReport,
} from "#lib/testing/specimens/views/registry.ts";
import { comparedMetrics, differentData } from "./compared-metrics.ts";

const two = versionView();
const first = (comparisons: ReturnType<typeof content>["comparisons"] = []) =>
  versionView({
    version: version({ number: 1 }),
    report: wholeReport({
      metrics: [metric({ value: 0.53 }), metric({ metric: "auc", better: "higher", value: 0.7 })],
      content: content({ comparisons }),
    }),
  });
const bare = versionView({ report: wholeReport({ content: content({ comparisons: [] }) }) });
const against = { version: 2, digest: digestOf("2") };

describe("two versions metric by metric", () => {
  it("names every metric of either report once, this version's first", () => {
    expect(comparedMetrics(two, first()).map((row) => row.metric)).toEqual(["log-loss", "auc"]);
    expect(comparedMetrics(two, first())[0]).toMatchObject({
      mine: { value: 0.51 },
      other: { value: 0.53 },
    });
    expect(comparedMetrics(two, first())[1]).toMatchObject({ better: "higher", mine: undefined });
  });

  it("takes the change from this version's own report", () => {
    expect(comparedMetrics(two, first())[0]!.delta).toEqual(delta());
  });

  it("turns the other report's change round, interval and all, for any numbers", () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(finite, finite, finite, (lower, difference, upper) => {
        const theirs = first([{ against, metrics: [delta({ lower, difference, upper })], slices: [] }]);
        expect(comparedMetrics(bare, theirs)[0]!.delta).toMatchObject({
          lower: -upper,
          difference: -difference,
          upper: -lower,
        });
      }),
    );
  });

  it("keeps unmeasured ends unmeasured when it turns a change round", () => {
    const unknown = delta({ difference: null, lower: null, upper: null });
    const theirs = first([{ against, metrics: [unknown], slices: [] }]);
    expect(comparedMetrics(bare, theirs)[0]!.delta).toMatchObject({ difference: null, lower: null });
  });

  it("knows no change where neither report compares the two", () => {
    expect(comparedMetrics(bare, first())[0]!.delta).toBeUndefined();
    expect(comparedMetrics(versionView({ report: null }), versionView({ report: null }))).toEqual([]);
  });

  it("tells different data apart by digest, and only where both were measured", () => {
    const elsewhere = versionView({ report: wholeReport({ dataset: { name: "march", digest: "other" } }) });
    expect(differentData(two, elsewhere)).toBe(true);
    expect(differentData(two, first())).toBe(false);
    expect(differentData(two, versionView({ report: null }))).toBe(false);
  });
});
