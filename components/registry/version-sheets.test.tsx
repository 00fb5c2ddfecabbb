import { describe, expect, it } from "vitest";
import type { SharedFiles } from "#lib/registry/views/version.ts";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { metric, report, version, versionFiles } from "#lib/testing/specimens/views/registry.ts";
import { Artifacts, artifactHref } from "./artifacts.tsx";
import { Calibration } from "./calibration.tsx";
import { EvaluationReports } from "./evaluation-reports.tsx";
import { LineageSketch } from "./lineage-sketch.tsx";
import { Datasets, Influence, SchemaTable } from "./schema-tables.tsx";
import { Identity, People } from "./version-rail.tsx";
import { VersionTable } from "./version-table.tsx";

describe("what a version is", () => {
  const identity = (changed = {}, origins: readonly SharedFiles[] = []) => (
    <Identity model="flight-delay" version={version(changed)} origins={origins} />
  );

  it("stands in values that can be computed again, what was not recorded named", () => {
    const text = textOf(identity());
    expect(text).toContain("Manifest 2 files, 1.2 MB");
    expect(text).toContain("Code 3be91c0aa11b Lock file");
    expect(text).toContain("Settings not recorded Run run-17");
    expect(textOf(identity({ trainingRun: null }))).toContain("Run not recorded");
  });

  it("leads to its parent, and says where it has none", () => {
    expect(markupOf(identity())).toContain('href="/models/flight-delay/versions/1"');
    expect(textOf(identity({ parent: null }))).toContain("Parent none named");
  });

  it("names the versions it has files of, and leads to them", () => {
    const markup = markupOf(
      identity({}, [{ model: "crew-pairing", number: 4, path: "weights.bin", files: 1 }]),
    );
    expect(markup).toContain('href="/models/crew-pairing/versions/4"');
    expect(markup).toContain("weights.bin with");
    expect(textOf(identity())).not.toContain("Shares");
  });

  it("names each person with what they did", () => {
    const text = textOf(<People people={[{ name: "Priya Nair", of: "evaluated it" }]} />);
    expect(text).toContain("Priya Nair evaluated it");
  });
});

describe("a version's files", () => {
  it.each([
    ["weights.json", "weights.json"],
    ["model/weights.json", "model/weights.json"],
    ["a b/é#?.json", "a%20b/%C3%A9%23%3F.json"],
  ])("%s is at %s", (path, tail) => {
    expect(artifactHref("/models/m/versions/1", path)).toBe(`/api/v1/models/m/versions/1/artifacts/${tail}`);
  });

  const shown = (changed = {}, search?: string) => (
    <Artifacts
      files={versionFiles(changed)}
      versionPath="/models/m/versions/2"
      search={search}
      newerHref={undefined}
      olderHref="/next"
    />
  );

  it("can be downloaded, each with its size and digest, and all as a manifest", () => {
    const markup = markupOf(shown());
    expect(markup.match(/ download=""/g)).toHaveLength(3);
    expect(markup).toContain('href="/api/v1/models/m/versions/2/manifest"');
    expect(textOf(shown())).toMatch(/preprocess\.py .*800 bytes/);
  });

  it("are searched and paged where they are many", () => {
    expect(textOf(shown())).not.toMatch(/Search|by path/);
    const many = { total: 100_000, found: 100_000, nextCursor: "1" };
    expect(textOf(shown(many))).toMatch(
      /100,000 files.*Search part of a path.*2 of 100,000 files, by path.*Next page/,
    );
    expect(textOf(shown({ ...many, found: 2, nextCursor: null }, "e"))).toContain("2 of 2 files found");
    const none = { total: 100_000, found: 0, items: [] };
    expect(textOf(shown(none, "xyz"))).toMatch(/No path contains “xyz” Search for another part of it\.$/);
  });
});

describe("a version's data", () => {
  it("stands column by column with its unit and role", () => {
    const text = textOf(<SchemaTable columns={version().schema} />);
    expect(text).toContain("distance Distance flown Type integer, mi Role input");
    expect(textOf(<SchemaTable columns={[]} />)).toContain("No schema was registered");
  });

  it("names its snapshots, a size that is not known as such", () => {
    expect(textOf(<Datasets datasets={version().datasets} />)).toContain("Rows 150,000");
    const [{ rows: _, ...unsized }] = version().datasets as [ReturnType<typeof version>["datasets"][0]];
    expect(textOf(<Datasets datasets={[unsized]} />)).toContain("Rows –");
    expect(textOf(<Datasets datasets={[]} />)).toContain("No data set was named");
  });

  it("lists what moves the score, the strongest first", () => {
    const text = textOf(<Influence influence={version().influence.toReversed()} />);
    expect(text.indexOf("hour")).toBeLessThan(text.indexOf("carrier"));
    expect(markupOf(<Influence influence={version().influence} />)).toContain("Influence of hour: 41 %");
    expect(textOf(<Influence influence={[]} />)).toContain("No influence was reported");
  });
});

describe("a version's reports", () => {
  it("stand with one metric each, a word where a report lacks it", () => {
    const other = report({ id: "2", pipeline: "weekly", metrics: [metric({ metric: "auc" })] });
    const text = textOf(<EvaluationReports reports={[report(), other]} metric="log-loss" />);
    expect(text).toContain("nightly bound to 2222…2222, flights-2001-02 0.5100");
    expect(text).toMatch(/weekly .* not measured$/);
    expect(textOf(<EvaluationReports reports={[]} metric="auc" />)).toContain(
      "A report counts once it names",
    );
  });

  it("draw calibration with a table of the same numbers", () => {
    const bins = [{ predicted: 0.21, observed: 0.23, low: 0.2, high: 0.26, n: 60_000 }];
    const text = textOf(<Calibration bins={bins} error={0.012} chance={null} />);
    expect(text).toContain("1 bin, 95 % band");
    expect(text).toContain("Error 0.012.");
    expect(text).toContain("21.0 % 23.0 % 60,000");
  });
});

describe("the lineage sketch", () => {
  const nodes = [
    { id: "a", label: "a data set with a very long name", detail: "150,000 rows" },
    { id: "version", label: "m v2", detail: "this version" },
  ];

  it("says in words what it draws, whole where the drawing shortens", () => {
    const markup = markupOf(
      <LineageSketch nodes={nodes} edges={[{ from: "a", to: "version", weight: 1 }]} currentId="version" />,
    );
    expect(markup).toContain('aria-label="Lineage: a data set with a very long name to m v2"');
    expect(markup).toContain("a data set with a v…");
    expect(markup).toContain('stroke-width="7"');
  });

  it("leaves out a line to what is not there", () => {
    const markup = markupOf(
      <LineageSketch nodes={nodes} edges={[{ from: "gone", to: "a" }]} currentId="a" />,
    );
    expect(markup).not.toContain("<path");
  });
});

describe("the table of versions", () => {
  const table = (props = {}) => (
    <VersionTable
      model="m"
      versions={[]}
      stateOf={() => ({ word: "Registered", tone: "plain" })}
      newerHref={undefined}
      olderHref={undefined}
      {...props}
    />
  );

  it("says how a first version comes, and has no pager of one page", () => {
    expect(textOf(table())).toContain("Register one with its artifacts");
    expect(textOf(table())).not.toContain("End of list");
    expect(textOf(table({ newerHref: "/models/m" }))).toContain("First page End of list");
  });
});
