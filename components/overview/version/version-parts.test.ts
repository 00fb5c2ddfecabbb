import { describe, expect, it } from "vitest";
import { chosenComparison } from "#components/registry/evaluation-view.ts";
import { live } from "#lib/testing/specimens/views/exposure.ts";
import { release, versionView } from "#lib/testing/specimens/views/overview.ts";
import { content, version } from "#lib/testing/specimens/views/registry.ts";
import { sliceRows } from "./evaluation.tsx";
import { lineageOf } from "./lineage-of.ts";
import { liveVersion } from "./live-version.ts";
import { reportHref, versionCrumbs, versionPath, versionTab, versionTabs } from "./version-address.ts";
import { versionHistory } from "./version-history.ts";

const page = versionView();

describe("a version's addresses", () => {
  it("lead to its page, its reports and its tabs", () => {
    expect(versionPath(page)).toBe("/models/flight-delay/versions/2");
    expect(reportHref(page, "r1", "auc")).toBe(
      "/models/flight-delay/versions/2?tab=evaluation&report=r1&metric=auc",
    );
    expect(versionTabs(page, "overview")[0]).toMatchObject({ href: versionPath(page), current: true });
    expect(versionTabs(page, "schema").filter(({ current }) => current)).toEqual([
      { href: `${versionPath(page)}?tab=schema`, label: "Schema", count: 1, current: true },
    ]);
  });

  it("fall back to the overview for a tab there is not", () => {
    expect([undefined, "card", "toString"].map(versionTab)).toEqual(["overview", "card", "overview"]);
  });

  it("lead back from a comparison to the version", () => {
    expect(versionCrumbs(page, undefined).at(-1)).toEqual({ label: "Version 2" });
    expect(versionCrumbs(page, 1).slice(-2)).toEqual([
      { label: "Version 2", href: versionPath(page) },
      { label: "against version 1" },
    ]);
  });
});

describe("what is live in a version's place", () => {
  it.each([
    ["another version", [live({ base: 1 })], 1],
    ["itself", [live({ base: 2 })], null],
    ["nothing", [live({ base: null, kind: null })], null],
    ["another on the second pointer", [live({ base: 2 }), live({ base: 1 })], 1],
  ] as const)("%s", (_, pointers, found) => {
    expect(liveVersion(versionView({ pointers: [...pointers] }))).toBe(found);
  });
});

describe("a version's lineage", () => {
  const ids = (changed: Parameters<typeof versionView>[0]) => lineageOf(versionView(changed));

  it("goes from data through features to the version, and on to where it serves", () => {
    const { nodes, edges } = ids({ pointers: [live({ base: 2 }), live({ pointer: "eu" })] });
    expect(nodes.map(({ label }) => label)).toEqual([
      "flights-2001-01",
      "hour",
      "carrier",
      "flight-delay v1",
      "flight-delay v2",
      "production",
    ]);
    const known = new Set(nodes.map(({ id }) => id));
    expect(edges.every(({ from, to }) => known.has(from) && known.has(to))).toBe(true);
    expect(edges.find(({ from }) => from === "feature hour")).toMatchObject({ to: "version", weight: 0.41 });
  });

  it("leads data to the version itself where no influence was reported", () => {
    const { edges } = ids({ version: version({ influence: [], parent: null }), pointers: [] });
    expect(edges.map(({ to }) => to)).toEqual(["version"]);
  });

  it("draws the five features that weigh most", () => {
    const influence = [1, 7, 3, 9, 5, 2, 8].map((n) => ({ feature: `f${n}`, share: n / 10 }));
    const { nodes } = ids({ version: version({ influence }) });
    expect(nodes.flatMap(({ label }) => (/^f\d$/.test(label) ? [label] : []))).toEqual([
      "f9",
      "f8",
      "f7",
      "f5",
      "f3",
    ]);
  });
});

describe("a version's history", () => {
  it("tells everything once, newest first, without other versions' releases", () => {
    const events = versionHistory(page, [release(), release({ number: 3, version: 1 })]);
    expect(events.map(({ title }) => title)).toEqual([
      "Release 7 to production: in review",
      "Card, revision 2",
      "Evaluated by nightly",
      "Card, revision 1",
      "Registered as version 2",
    ]);
    expect(events.at(-1)!.detail).toBe("Jonas Lindqvist, through the API");
  });
});

describe("slices named by one part", () => {
  it("stand with their change, and without where the comparison lacks them", () => {
    const measured = content();
    const [row] = sliceRows(measured, chosenComparison(measured, []), "log-loss");
    expect(row).toMatchObject({ name: "JFK", n: 900, value: { value: 0.48 }, delta: { difference: -0.05 } });
    expect(sliceRows(measured, null, "log-loss")[0]!.delta).toBeUndefined();
    expect(sliceRows(measured, null, "auc")[0]!.value).toBeUndefined();
  });
});
