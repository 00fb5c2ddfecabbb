// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { modelView, release } from "#lib/testing/specimens/views/overview.ts";
import { listedVersion } from "#lib/testing/specimens/views/registry.ts";
import { modelTab, modelTabs } from "./model-tabs.ts";
import { ModelView } from "./model-view.tsx";

const view = (props = {}) => (
  <ModelView
    page={modelView()}
    releases={[release()]}
    tab="versions"
    cursor={undefined}
    whyNotOpen={undefined}
    whyNotRegister={undefined}
    addPointer={<button type="button">Add a pointer</button>}
    goBack="The ways back"
    tier={{ content: "Where the tier comes from", decision: "Sign it" }}
    {...props}
  />
);

describe("a model's page", () => {
  it("takes the tab from the address, and the first for any other word", () => {
    expect([undefined, "live", "__proto__", "Live"].map(modelTab)).toEqual([
      "versions",
      "live",
      "versions",
      "versions",
    ]);
  });

  it("gives each tab an address, marks the current one and counts what is countable", () => {
    expect(modelTabs(modelView(), [release()], "live")).toEqual([
      { href: "/models/flight-delay", label: "Versions", count: 2, current: false },
      { href: "/models/flight-delay?tab=live", label: "What was live", current: true },
      { href: "/models/flight-delay?tab=metrics", label: "Metrics", current: false },
      { href: "/models/flight-delay?tab=releases", label: "Releases", count: 1, current: false },
      { href: "/models/flight-delay?tab=tier", label: "Tier", current: false },
    ]);
  });

  it.each([
    ["versions", "Versions immutable, newest first"],
    ["live", "Live on production newest first"],
    ["metrics", "flights-2001-02, lower is better"],
    ["releases", "v2 to production, in place of v1"],
    ["tier", "Where the tier comes from"],
  ])("shows %s", (tab, text) => {
    expect(textOf(view({ tab }))).toContain(text);
  });

  it("says what is live beside every tab", () => {
    expect(textOf(view({ tab: "metrics" }))).toContain("Live now production v1");
    const text = textOf(view({ page: modelView({ pointers: [] }), tab: "live" }));
    expect(text).toContain("No pointer yet, so nothing can be live.");
    expect(text.match(/Add a pointer/g)).toHaveLength(2);
  });

  it("shows each version's state and headline metric, and no metric where none was reported", () => {
    const rows = mounted(view())
      .screen.getAllByRole("row")
      .map((row) => row.textContent);
    expect(rows[0]).toContain("Log-loss");
    expect(rows[1]).toMatch(/v2.*0\.5100.*In review, release 7/);
    expect(rows[2]).toMatch(/v1.*not measured.*Live on production/);
  });

  it("keeps a page of versions apart from the next", () => {
    const versions = { items: [listedVersion()], nextCursor: "2" };
    const markup = markupOf(view({ page: modelView({ versions }), cursor: "5" }));
    expect(markup).toContain('href="/models/flight-delay?cursor=2"');
    expect(markup).toContain("First page");
  });

  it("disables opening a release for whoever may not, and says why", () => {
    const page = mounted(view({ whyNotOpen: "Needs the role data-scientist." }));
    expect(page.screen.queryByRole("link", { name: "Open a release" })?.getAttribute("href")).toBeUndefined();
    expect(document.body.textContent).toContain("Needs the role data-scientist.");
  });

  it("leads from an empty list of releases to the first one", () => {
    expect(textOf(view({ releases: [], tab: "releases" }))).toContain("No release of this model yet");
  });
});
