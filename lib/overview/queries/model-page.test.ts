import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { registryStory } from "#lib/testing/specimens/registry.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { modelList } from "./model-list.ts";
import { modelPage } from "./model-page.ts";

let here: TestWorkspace;
let jonas: Person;
let priya: Person;
let viewer: Person;
let ids: { modelId: string; pointerId: string };
let versions: { versionId: string; number: number; digest: string }[];

beforeAll(async () => {
  here = await testWorkspace();
  ({ jonas, priya, viewer, ids, versions } = await registryStory(here));
});
afterAll(() => here?.close());

const moves = ["2026-11-24T08:00:00.000Z", "2026-11-24T09:00:00.000Z", "2026-11-24T10:00:00.000Z"] as const;

/** v1 live, then v2 in canary at 25 %, then rolled back. Rollouts write exposures; this test inserts them as data. */
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
      { name: "production", moves: [], older: 0, asked: null, served: [] },
      { name: "production@eu", moves: [], older: 0, asked: null, served: [] },
    ]);
  });
});

describe("the catalogue", () => {
  beforeAll(moveThePointer);

  it("shows what is live where, the owner and the last change", async () => {
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
    [{ tier: "critical" }, ["crew-pairing"]],
    [{ q: "FLIGHT" }, ["flight-delay"]],
    [{ q: "_" }, []],
    [{ q: "the crew" }, ["crew-pairing"]],
    [{ cursor: "crew-pairing" }, ["flight-delay"]],
    [{ limit: 1 }, ["crew-pairing"]],
  ])("is filtered by %o", async (filter, found) => {
    const { items } = await here.see(modelList, filter, viewer);
    expect(items.map((item) => item.name)).toEqual(found);
  });

  it("is filtered by owner, and refuses an owner that is not an id", async () => {
    const { items } = await here.see(modelList, { owner: priya.id }, viewer);
    expect(items.map((item) => item.name)).toEqual(["crew-pairing"]);
    expect(await here.ask(modelList, { owner: "priya" }, viewer)).toMatchObject({
      error: { field: "owner" },
    });
  });
});

describe("a model", () => {
  it("lists its versions newest first, each with its headline numbers", async () => {
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

  it.each([
    [{ at: moves[0], until: moves[2] }, ["live", "canary", "live"]],
    [{ at: moves[0], until: "2026-11-24T08:30:00Z" }, ["live"]],
    [{ at: "2026-11-24T09:30:00Z", until: "2026-11-24T09:31:00Z" }, ["canary"]],
    [{ at: moves[1] }, ["canary"]],
    [{ until: moves[1] }, ["canary", "live"]],
    [{ until: "2026-11-24T07:59:59.999Z" }, []],
    [{ at: moves[2], until: moves[0] }, []],
    [{ at: "2026-11-24T10:30:00+01:00", until: "2030-01-01T00:00:00Z" }, ["live", "canary"]],
  ])("knows everything that served in %j", async (span, kinds) => {
    const { pointers } = await here.see(modelPage, { model: "flight-delay", ...span }, viewer);
    expect(pointers[0]!.served?.map(({ kind }) => kind)).toEqual(kinds);
    expect((await here.see(modelPage, { model: "flight-delay" }, viewer)).pointers[0]!.served).toBeNull();
  });

  it("is not found under another name, and refuses an invalid moment", async () => {
    expect(await here.ask(modelPage, { model: "no-such" }, viewer)).toMatchObject({
      error: { code: "model-not-found" },
    });
    expect(await here.ask(modelPage, { model: "flight-delay", at: "yesterday" }, viewer)).toMatchObject({
      error: { field: "at" },
    });
  });
});
