// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { live } from "#lib/testing/specimens/views/exposure.ts";
import { release, versionView } from "#lib/testing/specimens/views/overview.ts";
import {
  content,
  fileChanges,
  metric,
  version,
  versionFiles,
  wholeReport,
} from "#lib/testing/specimens/views/registry.ts";
import { Compare } from "./compare.tsx";
import { VersionHead } from "./version-head.tsx";
import { VersionView } from "./version-view.tsx";

const view = (props = {}) => (
  <VersionView
    page={versionView()}
    releases={[release()]}
    tab="overview"
    metric={undefined}
    files={versionFiles()}
    asked={{}}
    {...props}
  />
);
const unmeasured = versionView({ report: null, reports: [] });

describe("a version's page", () => {
  it.each([
    ["overview", "Log-loss by slice, change against live v1"],
    ["card", "revision 2, by Priya Nair"],
    ["evaluation", "nightly: all rows"],
    ["schema", "Distance flown"],
    ["artifacts", "model/weights.json"],
    ["lineage", "What moves the score"],
    ["history", "Registered as version 2"],
  ])("shows %s", (tab, text) => {
    expect(textOf(view({ tab }))).toContain(text);
  });

  it("names the parent where that is what it was compared with, and nothing is live", () => {
    const text = textOf(view({ page: versionView({ pointers: [] }) }));
    expect(text).toContain("Log-loss by slice, change against v1");
    expect(text).not.toContain("live v1");
  });

  it("says what to file where nothing was measured or compared", () => {
    expect(textOf(view({ page: unmeasured }))).toContain("File a report that names its digest");
    const report = wholeReport({ content: content({ comparisons: [], calibration: [] }) });
    expect(textOf(view({ page: versionView({ report }) }))).toContain("Evaluate v1 on the same rows");
    const first = versionView({ report, version: version({ parent: null }) });
    expect(textOf(view({ page: first }))).toContain("The first version has no earlier one to compare with.");
  });

  it("draws calibration only where bins and the error were reported", () => {
    expect(textOf(view())).toContain("No calibration was reported");
    const report = wholeReport({
      metrics: [metric(), metric({ metric: "ece", value: 0.012, nullP95: 0.02 })],
    });
    expect(textOf(view({ page: versionView({ report }) }))).toContain(
      "Error 0.012; a perfect model of this size shows 0.000 to 0.020.",
    );
  });

  it("shows the metric that the address asks for by slice, and the first for one the report lacks", () => {
    const report = wholeReport({ metrics: [metric(), metric({ metric: "auc", better: "higher" })] });
    const current = (asked: string) =>
      /aria-current="true"[^>]*>([^<]*)/.exec(
        markupOf(view({ page: versionView({ report }), tab: "evaluation", metric: asked })),
      )?.[1];
    expect([current("auc"), current("nothing")]).toEqual(["AUC", "Log-loss"]);
  });

  it("marks the report shown among all of them", () => {
    expect(textOf(view({ tab: "evaluation" }))).toContain("nightly, shown above");
    expect(textOf(view({ page: unmeasured, tab: "evaluation" }))).toContain("has not been evaluated");
  });

  it("counts the sections its card lacks for its tier", () => {
    expect(textOf(view({ tab: "card" }))).toMatch(
      /1\/10 sections required of a high-tier model\. Missing: model details, out of scope/,
    );
  });
});

describe("a version's head", () => {
  const head = (props = {}) => (
    <VersionHead page={versionView()} releases={[]} whyNotOpen={undefined} {...props} />
  );

  it("says how far it is and who registered it by which way", () => {
    const text = textOf(head({ releases: [release()] }));
    expect(text).toMatch(/^In review, release 7 Immutable Registered by Jonas Lindqvist through the API/);
    const page = versionView({ version: version({ registeredFrom: "form" }), pointers: [live({ base: 2 })] });
    expect(textOf(head({ page }))).toMatch(/^Live on production Immutable Registered by Jonas Lindqvist, /);
  });

  it("offers to compare only where there is another version, and leads to the chosen one", () => {
    expect(textOf(head({ page: versionView({ others: [] }) }))).not.toContain("Compare with");
    const page = mounted(head({ page: versionView({ others: [3, 1] }) }));
    page.choose("Compare with…", "Version 1");
    expect(page.journey).toEqual(["push /models/flight-delay/versions/2?with=1"]);
  });
});

describe("two versions side by side", () => {
  const other = versionView({
    version: version({ number: 1, lockDigest: null, datasets: [] }),
    card: { ...versionView().card, markdown: "# One" },
    report: wholeReport({ dataset: { name: "march", digest: "sha256:march" } }),
  });
  const files = { changes: fileChanges(), asked: { with: "1" } };

  it("shows their numbers, their parts and their cards, the other version left", () => {
    const text = textOf(<Compare page={versionView()} other={other} {...files} />);
    expect(text).toContain("Metric v1 v2 Change on the same rows");
    expect(text).toMatch(/Version 1 .*Lock file not recorded.*Trained on not recorded.*Version 2 /);
    expect(text).toMatch(/Files of v2 against v1, 1 changed.*model\/weights\.json 1\.1 MB → 1\.2 MB/);
    expect(text).toContain("- # One");
    expect(textOf(<Compare page={versionView()} other={versionView()} {...files} />)).toContain(
      "Both cards have the same text.",
    );
    expect(text).toContain("+ # Two");
  });

  it("leads on through many changed files, the comparison and the search kept", () => {
    const many = fileChanges({ nextCursor: "model/weights.json" });
    const asked = { with: "1", q: "weights", change: "changed" };
    const markup = markupOf(<Compare page={versionView()} other={other} changes={many} asked={asked} />);
    expect(markup).toContain(
      'href="/models/flight-delay/versions/2?with=1&amp;q=weights&amp;change=changed&amp;cursor=model%2Fweights.json"',
    );
  });

  it("warns where the two were measured on different data", () => {
    expect(textOf(<Compare page={versionView()} other={other} {...files} />)).toContain(
      "march and flights-2001-02: the two columns are not comparable row by row.",
    );
    expect(textOf(<Compare page={versionView()} other={versionView()} {...files} />)).not.toContain(
      "not comparable",
    );
  });

  it("says so where neither was evaluated", () => {
    expect(textOf(<Compare page={unmeasured} other={unmeasured} {...files} />)).toContain(
      "Neither version has been evaluated",
    );
  });
});
