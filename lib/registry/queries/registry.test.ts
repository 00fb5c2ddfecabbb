import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { createPointer } from "#lib/registry/commands/create-pointer.ts";
import { reviseCard } from "#lib/registry/commands/revise-card.ts";
import { addModel, addReport, addVersion, digestOf } from "#lib/testing/registry.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/workspace.ts";
import { modelList } from "./model-list.ts";
import { modelPage } from "./model-page.ts";
import { versionArtifact } from "./version-artifact.ts";
import { versionPage } from "./version-page.ts";

let here: TestWorkspace;
let jonas: Person;
let priya: Person;
let viewer: Person;
let ids: { modelId: string; pointerId: string };
let versions: { versionId: string; number: number; digest: string }[];

beforeAll(async () => {
  here = await testWorkspace();
  jonas = await here.person("Jonas Lindqvist", ["data-scientist"]);
  priya = await here.person("Priya Nair", ["data-scientist"]);
  viewer = await here.person("Vera Viewer", ["viewer"]);
  ids = await addModel(here, jonas);
  await addModel(here, priya, "crew-pairing", "limited");
  const model = "flight-delay";
  const first = await addVersion(here, jonas, { model, bits: "one" });
  const second = await addVersion(here, jonas, { model, bits: "two", parent: 1 });
  versions = [first, second];
  await addReport(here, priya, { model, version: 1, digest: first.digest, logLoss: 0.53 });
  await addReport(here, priya, {
    model,
    version: 2,
    digest: second.digest,
    logLoss: 0.51,
    base: { version: 1, digest: first.digest },
  });
  await here.make(reviseCard, { model, version: 2, basedOn: 1, markdown: "# two, better" }, priya);
  await here.make(createPointer, { model, name: "production@eu" }, jonas);
});
afterAll(() => here?.close());

const moves = ["2026-11-24T08:00:00.000Z", "2026-11-24T09:00:00.000Z", "2026-11-24T10:00:00.000Z"] as const;

/** v1 live, then v2 in canary at 25 %, then back. Exposures are the rollouts' to write; here they are data. */
async function moveThePointer(): Promise<void> {
  const [one, two] = versions;
  const common = {
    workspaceId: here.workspaceId,
    pointerId: ids.pointerId,
    baseVersionId: one!.versionId,
    holdoutWeight: 0,
    cohortSeconds: 60,
    salt: "s",
  };
  const rows = [
    { kind: "live", candidateId: null, candidateWeight: 0, reason: "First version to go live" },
    { kind: "canary", candidateId: two!.versionId, candidateWeight: 2500, reason: "Entered Canary" },
    { kind: "live", candidateId: null, candidateWeight: 0, reason: "Log-loss is worse" },
  ];
  await inWorkspace(here.db, here.workspaceId, (tx) =>
    tx.exposure.createMany({
      data: rows.map((row, index) => ({
        ...common,
        ...row,
        id: crypto.randomUUID(),
        sequence: index + 1,
        at: new Date(moves[index]!),
      })),
    }),
  );
}

describe("before anything was live", () => {
  it("a model has its pointers, all of them empty", async () => {
    const { pointers } = await here.see(modelPage, { model: "flight-delay", at: moves[0] }, viewer);
    expect(pointers).toMatchObject([
      { name: "production", moves: [], older: 0, asked: null },
      { name: "production@eu", moves: [], older: 0, asked: null },
    ]);
  });
});

describe("the catalogue", () => {
  beforeAll(moveThePointer);

  it("says what is live where, whose it is and when something last happened", async () => {
    const { items, owners } = await here.see(modelList, {}, viewer);
    expect(items.map((item) => item.name)).toEqual(["crew-pairing", "flight-delay"]);
    expect(items[1]).toMatchObject({
      tier: "high",
      owner: { id: jonas.id, name: "Jonas Lindqvist" },
      versions: 2,
      lastActivityAt: moves[2],
      pointers: [
        {
          pointer: "production",
          kind: "live",
          base: 1,
          candidate: null,
          candidatePercent: 0,
          since: moves[2],
        },
        { pointer: "production@eu", kind: null, base: null, since: null },
      ],
    });
    expect(owners.map((owner) => owner.name)).toEqual(["Jonas Lindqvist", "Priya Nair"]);
  });

  it.each([
    [{ tier: "limited" }, ["crew-pairing"]],
    [{ q: "FLIGHT" }, ["flight-delay"]],
    [{ q: "_" }, []],
    [{ q: "the crew" }, ["crew-pairing"]],
    [{ cursor: "crew-pairing" }, ["flight-delay"]],
    [{ limit: 1 }, ["crew-pairing"]],
  ])("is filtered by %o", async (filter, found) => {
    const { items } = await here.see(modelList, filter, viewer);
    expect(items.map((item) => item.name)).toEqual(found);
  });

  it("is filtered by owner, and refuses what is no id", async () => {
    const { items } = await here.see(modelList, { owner: priya.id }, viewer);
    expect(items.map((item) => item.name)).toEqual(["crew-pairing"]);
    expect(await here.ask(modelList, { owner: "priya" }, viewer)).toMatchObject({
      error: { field: "owner" },
    });
  });
});

describe("a model", () => {
  it("has its versions newest first, each with its headline numbers", async () => {
    const { model, versions: page } = await here.see(modelPage, { model: "flight-delay" }, viewer);
    expect(model).toMatchObject({
      title: "The flight-delay model",
      owner: { name: "Jonas Lindqvist" },
      versions: 2,
    });
    expect(page.items).toMatchObject([
      {
        number: 2,
        parent: 1,
        cardRevision: 2,
        reports: 1,
        latestReport: { pipeline: "nightly", rows: 60_000, metrics: [{ metric: "log-loss", value: 0.51 }] },
      },
      { number: 1, parent: null, cardRevision: 1, latestReport: { metrics: [{ value: 0.53 }] } },
    ]);
    const first = await here.see(modelPage, { model: "flight-delay", limit: 1 }, viewer);
    expect(first.versions.nextCursor).toBe("2");
    const rest = await here.see(modelPage, { model: "flight-delay", cursor: "2" }, viewer);
    expect(rest.versions).toMatchObject({ items: [{ number: 1 }], nextCursor: null });
  });

  it.each([
    ["2026-11-24T07:59:59.999Z", null],
    [moves[0], { kind: "live", base: 1, candidate: null, until: moves[1] }],
    [
      "2026-11-24T10:30:00+01:00",
      { kind: "canary", base: 1, candidate: 2, candidatePercent: 25, until: moves[2] },
    ],
    ["2030-01-01T00:00:00Z", { kind: "live", base: 1, until: null, reason: "Log-loss is worse" }],
  ])("knows what was live at %s", async (at, expected) => {
    const { pointers } = await here.see(modelPage, { model: "flight-delay", at }, viewer);
    const [production] = pointers;
    expect(production!.moves.map((move) => move.at)).toEqual(moves.toReversed());
    if (expected) expect(production!.asked).toMatchObject(expected);
    else expect(production!.asked).toBeNull();
  });

  it("is not found under another name, nor a moment that is none", async () => {
    expect(await here.ask(modelPage, { model: "no-such" }, viewer)).toMatchObject({
      error: { code: "model-not-found" },
    });
    expect(await here.ask(modelPage, { model: "flight-delay", at: "yesterday" }, viewer)).toMatchObject({
      error: { field: "at" },
    });
  });
});

describe("a version", () => {
  it("is shown with everything that was registered, and who did it", async () => {
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
      pointers: [{ pointer: "production", base: 1 }, { pointer: "production@eu" }],
      others: [1],
      people: [
        { name: "Jonas Lindqvist", of: "owns the model, registered it, wrote its card" },
        { name: "Priya Nair", of: "wrote its card, evaluated it" },
      ],
    });
    expect(page.revisions.map((revision) => revision.revision)).toEqual([2, 1]);
  });

  it("shows the report asked for, and none of another version", async () => {
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

  it("has pointers and artifacts in theirs", async () => {
    expect(await here.eventsOf(`pointer/${ids.pointerId}`)).toMatchObject([
      { action: "pointer.created", data: { model: "flight-delay", name: "production" } },
    ]);
    expect(await here.eventsOf(`artifact/${here.workspaceId}.${digestOf("two")}`)).toMatchObject([
      { action: "artifact.stored", data: { size: 3, mediaType: "application/json", again: false } },
    ]);
  });
});
