import { describe, expect, it } from "vitest";
import { callCost, conversion } from "#lib/testing/specimens/metrics.ts";
import { declaredMetric, metricAmong } from "./declared.ts";

describe("a declared metric", () => {
  it.each([callCost, conversion])("is accepted as written: $title", (metric) =>
    expect(declaredMetric.parse(metric)).toEqual(metric),
  );

  it.each([
    ["an id of the catalogue", { id: "accuracy" }, "must not be the id of a catalogue metric"],
    ["an id with capitals", { id: "Cost" }, "must be lower-case words"],
    ["no title", { title: " " }, "must not be empty"],
    ["no direction", { better: undefined }, "Invalid"],
    ["an unknown kind", { kind: "median" }, "Invalid"],
    ["a field of another day", { source: "billing" }, "Unrecognized"],
    ["% of what is no share", { unit: "%" }, "must be % for a share"],
    ["a share in euros", { kind: "share" }, "must be % for a share"],
    ["bounds the wrong way round", { bounds: { min: 2, max: 1 } }, "must have min below max"],
    ["an endless bound", { bounds: { max: Number.POSITIVE_INFINITY } }, "Invalid"],
  ])("is refused with %s", (_, change, message) => {
    const { error } = declaredMetric.safeParse({ ...callCost, ...change });
    expect(error?.issues.map((issue) => issue.message).join()).toContain(message);
  });
});

describe("the lookup", () => {
  it("searches the catalogue, then the declared metrics", () => {
    expect(metricAmong([callCost], "accuracy")?.title).toBe("Accuracy");
    expect(metricAmong([callCost], "call-cost")).toMatchObject({
      noun: "Cost per call",
      known: { when: "source" },
    });
    expect(metricAmong([callCost], "conversion")).toBeUndefined();
    expect(metricAmong([{ ...callCost, id: "accuracy" }], "accuracy")?.better).toBe("higher");
  });

  it("writes counts as integers and others with their declared digits", () => {
    expect(metricAmong([{ ...callCost, kind: "count" }], "call-cost")?.decimals).toBe(0);
    expect(metricAmong([{ ...callCost, decimals: 2 }], "call-cost")?.decimals).toBe(2);
  });
});
