import { describe, expect, it } from "vitest";
import { callCost, conversion } from "#lib/testing/specimens/metrics.ts";
import { declaredMetric, metricAmong } from "./declared.ts";

describe("a declared metric", () => {
  it.each([callCost, conversion])("is taken as written: $title", (metric) =>
    expect(declaredMetric.parse(metric)).toEqual(metric),
  );

  it.each([
    ["an id of the catalogue", { id: "accuracy" }, "is a metric of the catalogue"],
    ["an id with capitals", { id: "Cost" }, "is lower-case words"],
    ["no title", { title: " " }, "must not be empty"],
    ["no direction", { better: undefined }, "Invalid"],
    ["an unknown kind", { kind: "median" }, "Invalid"],
    ["a field of another day", { source: "billing" }, "Unrecognized"],
    ["% of what is no share", { unit: "%" }, "is % for a share"],
    ["a share in euros", { kind: "share" }, "is % for a share"],
    ["bounds the wrong way round", { bounds: { min: 2, max: 1 } }, "must leave room"],
    ["an endless bound", { bounds: { max: Number.POSITIVE_INFINITY } }, "Invalid"],
  ])("is refused with %s", (_, change, message) => {
    const { error } = declaredMetric.safeParse({ ...callCost, ...change });
    expect(error?.issues.map((issue) => issue.message).join()).toContain(message);
  });
});

describe("the lookup", () => {
  it("finds the catalogue first, then what is declared, else nothing", () => {
    expect(metricAmong([callCost], "accuracy")?.title).toBe("Accuracy");
    expect(metricAmong([callCost], "call-cost")).toMatchObject({
      noun: "Cost per call",
      known: { when: "source" },
    });
    expect(metricAmong([callCost], "conversion")).toBeUndefined();
    expect(metricAmong([{ ...callCost, id: "accuracy" }], "accuracy")?.better).toBe("higher");
  });

  it("writes a count whole and takes the digits that are declared", () => {
    expect(metricAmong([{ ...callCost, kind: "count" }], "call-cost")?.decimals).toBe(0);
    expect(metricAmong([{ ...callCost, decimals: 2 }], "call-cost")?.decimals).toBe(2);
  });
});
