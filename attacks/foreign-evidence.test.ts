import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { issueToken } from "#lib/access/commands/issue-token.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { type ApiServer, apiServer } from "#lib/testing/servers/api-server.ts";
import { exposedModel, outcome, prediction, type SentPrediction } from "#lib/testing/worlds/telemetry.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";

/**
 * Somebody who holds the token that one model's gateway sends its evidence with wants another model's candidate to fail, or to
 * pass: they report answers of its exposure, label what it answered, label what it has yet to answer, and use up its batch ids.
 */
let here: TestWorkspace;
let server: ApiServer;
let theirs: string;
let exposureId: string;
let pointerId: string;
let tokens: { theirs: string; ours: string };

beforeAll(async () => {
  here = await testWorkspace();
  here.clock.now = new Date();
  const fraud = await exposedModel(here, "fraud-score");
  const flights = await exposedModel(here);
  pointerId = flights.pointerId;
  theirs = await fraud.expose({ at: new Date() });
  exposureId = await flights.expose({ at: new Date() });
  const { id: responsibleId } = await here.person("Ingrid Est", ["viewer"]);
  const issue = async (name: string, pointer: string) => {
    const source = { name, pointer };
    const wanted = { name, scopes: ["telemetry:ingest"], expiresInDays: 1, responsibleId, source };
    return (await here.make(issueToken, wanted, here.system)).secret;
  };
  tokens = {
    theirs: await issue("fraud-gateway", "fraud-score.production"),
    ours: await issue("flight-gateway", "flight-delay.production"),
  };
  server = await apiServer(here.db, here.database.appUrl);
});
afterAll(async () => {
  await server?.close();
  await here?.close();
});

async function send(by: keyof typeof tokens, path: "predictions" | "outcomes", rows: object[], batchId = "") {
  const response = await fetch(`${server.baseUrl}/api/v1/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${tokens[by]}` },
    body: JSON.stringify({ batchId: batchId || randomUUID(), [path]: rows }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const answer = (more: Partial<SentPrediction> = {}) =>
  prediction(exposureId, new Date(), { arm: "candidate", subject: "a flight", ...more });
const label = ({ predictionId }: SentPrediction, as: 0 | 1) => outcome(predictionId, as, new Date());
const labelsOf = async (rows: readonly SentPrediction[]) => {
  const stored = await inWorkspace(here.db, here.workspaceId, (tx) =>
    tx.prediction.findMany({
      where: { predictionId: { in: rows.map((row) => row.predictionId) }, exposureId },
    }),
  );
  return stored.map((row) => row.label);
};
const REFUSED = { status: 403, body: { code: "foreign-source" } };

describe("the holder of another pointer's token", () => {
  it("reports nothing of this pointer's exposure: the batch is refused whole, with the row's place", async () => {
    const own = prediction(theirs, new Date());
    const poison = answer({ failed: true });
    expect(await send("theirs", "predictions", [own, poison])).toMatchObject({
      status: 403,
      body: { code: "foreign-source", field: "predictions.1" },
    });
    expect(await labelsOf([own, poison])).toEqual([]);
    expect(await send("theirs", "predictions", [own])).toMatchObject({ status: 200, body: { accepted: 1 } });
  });

  it("labels none of its answers, neither first nor as a correction", async () => {
    const rows = [answer(), answer()];
    await send("ours", "predictions", rows);
    expect(await send("theirs", "outcomes", [label(rows[0]!, 0)])).toMatchObject(REFUSED);
    await send(
      "ours",
      "outcomes",
      rows.map((row) => label(row, 1)),
    );
    expect(
      await send(
        "theirs",
        "outcomes",
        rows.map((row) => label(row, 0)),
      ),
    ).toMatchObject(REFUSED);
    expect(await labelsOf(rows)).toEqual([1, 1]);
  });

  it("labels nothing that is still to be answered, and keeps no outcome out", async () => {
    const early = answer();
    const guessed = [label(early, 0), label(answer(), 1)];
    expect(await send("theirs", "outcomes", guessed)).toMatchObject({ status: 200 });
    await send("ours", "predictions", [early]);
    expect(await labelsOf([early])).toEqual([null]);
    for (const as of [0, 1] as const)
      expect(await send("ours", "outcomes", [label(early, as)])).toMatchObject({ body: { accepted: 1 } });
    expect(await labelsOf([early])).toEqual([1]);
  });

  it("uses up no batch id of its source", async () => {
    const batchId = "2026-11-27/1";
    await send("theirs", "predictions", [prediction(theirs, new Date())], batchId);
    expect(await send("ours", "predictions", [answer()], batchId)).toMatchObject({ body: { accepted: 1 } });
  });

  it("labels its own answers under an id that this pointer uses too, and those alone", async () => {
    const ours = answer();
    const same = prediction(theirs, new Date(), { predictionId: ours.predictionId });
    await send("ours", "predictions", [ours]);
    await send("theirs", "predictions", [same]);
    expect(await send("theirs", "outcomes", [label(same, 1)])).toMatchObject({ body: { accepted: 1 } });
    expect(await labelsOf([ours])).toEqual([null]);
    await send("ours", "outcomes", [label(ours, 0)]);
    const stored = await inWorkspace(here.db, here.workspaceId, (tx) =>
      tx.prediction.findMany({ where: { predictionId: same.predictionId, exposureId: theirs } }),
    );
    expect(stored).toMatchObject([{ label: 1, source: "fraud-gateway" }]);
    expect(await labelsOf([ours])).toEqual([0]);
  });
});

it("who corrects an outcome is named by source in the pointer's story", async () => {
  const row = answer();
  await send("ours", "predictions", [row]);
  for (const as of [1, 0] as const) await send("ours", "outcomes", [label(row, as)]);
  expect((await here.eventsOf(`pointer/${pointerId}`)).at(-1)).toMatchObject({
    action: "outcome.corrected",
    data: { source: "flight-gateway", corrected: 1, toOne: 0 },
  });
});
