import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { versionArtifact } from "#lib/registry/queries/version-artifact.ts";
import { digestOf, registryStory } from "#lib/testing/specimens/registry.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { versionPage } from "./version-page.ts";

let here: TestWorkspace;
let jonas: Person;
let viewer: Person;
let ids: { modelId: string; pointerId: string };
let versions: { versionId: string; digest: string }[];

beforeAll(async () => {
  here = await testWorkspace();
  ({ jonas, viewer, ids, versions } = await registryStory(here));
});
afterAll(() => here?.close());

describe("a version", () => {
  it("is shown with everything registered, and by whom", async () => {
    const page = await here.see(versionPage, { model: "flight-delay", version: 2 }, viewer);
    expect(page).toMatchObject({
      model: { tier: "high", owner: "Jonas Lindqvist" },
      version: {
        digest: versions[1]!.digest,
        files: [{ path: "weights.json", digest: digestOf("two"), size: 3 }],
        parent: { number: 1, digest: versions[0]!.digest },
        datasets: [{ name: "flights-2001-01" }],
        schema: [{ name: "distance" }],
        influence: [{ feature: "hour", share: 0.41 }],
        registeredFrom: "form",
      },
      card: { revision: 2, markdown: "# two, better", author: "Priya Nair" },
      reports: [{ pipeline: "nightly" }],
      report: { content: { comparisons: [{ against: { version: 1 } }], slices: [{ n: 6_100 }, { n: 7 }] } },
      pointers: [{ pointer: "production", base: null }, { pointer: "production@eu" }],
      others: [1],
      people: [
        { name: "Jonas Lindqvist", of: "owns the model, registered it, uploaded its files, wrote its card" },
        { name: "Priya Nair", of: "wrote its card, evaluated it" },
      ],
    });
    expect(page.revisions.map((revision) => revision.revision)).toEqual([2, 1]);
  });

  it("shows the requested report, and none of another version", async () => {
    const one = await here.see(versionPage, { model: "flight-delay", version: 1 }, viewer);
    const report = one.report!.id;
    const again = await here.see(versionPage, { model: "flight-delay", version: 1, report }, viewer);
    expect(again.report!.id).toBe(report);
    expect(await here.ask(versionPage, { model: "flight-delay", version: 2, report }, viewer)).toMatchObject({
      error: { code: "report-not-found" },
    });
  });

  it("names the bytes behind a path, and only behind its own", async () => {
    const path = { model: "flight-delay", version: 2, path: "weights.json" };
    expect(await here.see(versionArtifact, path, viewer)).toEqual({
      path: "weights.json",
      digest: digestOf("two"),
      size: 3,
      mediaType: "application/json",
    });
    expect(await here.ask(versionArtifact, { ...path, path: "../weights.json" }, viewer)).toMatchObject({
      error: { code: "artifact-not-found" },
    });
    expect(await here.ask(versionArtifact, { ...path, version: 9 }, viewer)).toMatchObject({
      error: { code: "version-not-found" },
    });
  });
});

describe("the log", () => {
  it("has every step of the model in its own stream", async () => {
    const events = await here.eventsOf(`model/${ids.modelId}`);
    expect(events.map((event) => event.action)).toEqual([
      "model.created",
      "version.registered",
      "version.registered",
      "evaluation.reported",
      "evaluation.reported",
      "card.revised",
    ]);
    expect(events[0]).toMatchObject({ data: { name: "flight-delay", riskTier: "high", ownerId: jonas.id } });
    expect(events[2]).toMatchObject({
      actor: { type: "user", id: jonas.id },
      targets: [
        { type: "version", id: versions[1]!.versionId, digest: versions[1]!.digest },
        { type: "model" },
      ],
      data: {
        model: "flight-delay",
        number: 2,
        parent: 1,
        digest: versions[1]!.digest,
        codeCommit: "3be91c0",
        files: 1,
      },
    });
    expect(events[4]).toMatchObject({
      data: { version: 2, pipeline: "nightly", metrics: { "log-loss": "0.51" } },
    });
    expect(events[5]).toMatchObject({ data: { version: 2, revision: 2 } });
  });

  it("has pointers and artifacts in their own streams", async () => {
    expect(await here.eventsOf(`pointer/${ids.pointerId}`)).toMatchObject([
      { action: "pointer.created", data: { model: "flight-delay", name: "production" } },
    ]);
    expect(await here.eventsOf(`artifact/${here.workspaceId}.${digestOf("two")}`)).toMatchObject([
      { action: "artifact.stored", data: { size: 3, mediaType: "application/json", again: false } },
    ]);
  });
});
