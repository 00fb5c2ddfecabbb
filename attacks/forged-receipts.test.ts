import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { issueToken } from "#lib/access/commands/issue-token.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { type ApiServer, apiServer } from "#lib/testing/servers/api-server.ts";
import { exposedModel, prediction, type SentPrediction } from "#lib/testing/worlds/telemetry.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";

/**
 * Somebody who holds the token that a pointer's evidence is sent with wants to invent answers of the candidate that nobody was
 * given: with receipts they make up, with one that was issued for another subject, arm or exposure, or with none.
 */
let here: TestWorkspace;
let server: ApiServer;
let model: Awaited<ReturnType<typeof exposedModel>>;
let exposureId: string;
let earlier: string;
let tokens: { gateway: string; thief: string };

beforeAll(async () => {
  here = await testWorkspace();
  here.clock.now = new Date();
  model = await exposedModel(here);
  exposureId = await model.expose({ at: new Date() });
  const { id: responsibleId } = await here.person("Ingrid Est", ["viewer"]);
  const issue = async (name: string, scope: string, more: object) => {
    const wanted = { name, scopes: [scope], expiresInDays: 1, responsibleId, ...more };
    return (await here.make(issueToken, wanted, here.system)).secret;
  };
  const source = { name: "thief", pointer: "flight-delay.production" };
  tokens = {
    gateway: await issue("gateway", "assignment:evaluate", {}),
    thief: await issue("thief", "telemetry:ingest", { source }),
  };
  server = await apiServer(here.db, here.database.appUrl);
  earlier = (await evaluated("ada")).receipt;
});
afterAll(async () => {
  await server?.close();
  await here?.close();
});

const post = (path: string, token: string, body: object) =>
  fetch(`${server.baseUrl}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
async function evaluated(targetingKey: string) {
  const path = "/ofrep/v1/evaluate/flags/flight-delay.production";
  const answer = await post(path, tokens.gateway, { context: { targetingKey } });
  return ((await answer.json()) as { metadata: { arm: "baseline" | "candidate"; receipt: string } }).metadata;
}
/** A subject that was assigned to the arm, with its receipt. */
async function assigned(arm: "baseline" | "candidate") {
  for (let n = 0; ; n++) {
    const found = await evaluated(`subject-${n}`);
    if (found.arm === arm) return { subject: `subject-${n}`, receipt: found.receipt };
  }
}
async function counted(more: Partial<SentPrediction>) {
  const row = prediction(exposureId, new Date(), { arm: "candidate", ...more });
  const answer = await post("/api/v1/predictions", tokens.thief, {
    batchId: randomUUID(),
    predictions: [row],
  });
  expect([answer.status, await answer.json()]).toMatchObject([200, { accepted: 1 }]);
  const stored = await inWorkspace(here.db, here.workspaceId, (tx) =>
    tx.prediction.findFirstOrThrow({ where: { predictionId: row.predictionId } }),
  );
  return stored.receiptValid === null ? "missing" : stored.receiptValid ? "valid" : "invalid";
}

/** The pointer serves by a new exposure. */
async function moved(): Promise<string> {
  const next = await model.expose({ at: new Date() });
  const served = () => server.assignments.find(here.workspaceId, "flight-delay.production")?.exposureId;
  await expect.poll(served).toBe(next);
  return next;
}

it("only what was evaluated counts as such; the rest is taken, and visible as invalid or missing", async () => {
  exposureId = await moved();
  const [mine, other] = [await assigned("candidate"), await assigned("baseline")];
  expect(await counted(mine)).toBe("valid");
  expect(await counted({ ...other, arm: "baseline" })).toBe("valid");
  expect(await counted({ ...mine, subject: "somebody else" })).toBe("invalid");
  expect(await counted({ receipt: mine.receipt })).toBe("invalid");
  expect(await counted(other)).toBe("invalid");
  expect(await counted({ subject: "ada", receipt: earlier })).toBe("invalid");
  expect(await counted({ ...mine, receipt: mine.receipt.replace(/.$/, "") })).toBe("invalid");
  expect(await counted({ ...mine, receipt: randomUUID() })).toBe("invalid");
  expect(await counted({ subject: mine.subject })).toBe("missing");
  const sums = await inWorkspace(here.db, here.workspaceId, (tx) =>
    tx.sourceSums.findMany({ where: { exposureId }, orderBy: { arm: "asc" } }),
  );
  expect(sums).toMatchObject([
    { source: "thief", arm: "baseline", rows: 1n, receiptsValid: 1n, receiptsInvalid: 0n },
    { source: "thief", arm: "candidate", rows: 8n, receiptsValid: 1n, receiptsInvalid: 6n },
  ]);
});

it("a token that only sends evidence gets no receipt", async () => {
  const path = "/ofrep/v1/evaluate/flags/flight-delay.production";
  expect((await post(path, tokens.thief, { context: { targetingKey: "ada" } })).status).toBe(403);
});
