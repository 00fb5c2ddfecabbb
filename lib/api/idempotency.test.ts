import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assignPerson } from "#lib/access/commands/assign-person.ts";
import { tokenTerms } from "#lib/access/token-terms.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import { everyRow } from "#lib/testing/databases/every-row.ts";
import { type TestApi, testApi } from "#lib/testing/servers/api.ts";
import { refused } from "#lib/testing/servers/problem.ts";
import { specimens } from "#lib/testing/specimens/specimens.ts";
import { storedProof } from "#lib/testing/worlds/factors.ts";
import { PASSWORD } from "#lib/testing/worlds/workspace.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api?.close());

const MODELS = "/api/v1/models";
const newModel = () => specimens(api.here)["POST /models"].rest!;
const post = (path: string, key: string, json: unknown, more: object = {}) =>
  api.call("POST", path, { json, headers: { "idempotency-key": key }, ...more });
const eventsOfModel = (name: unknown) =>
  inWorkspace(api.here.workspace.db, api.here.workspace.workspaceId, (tx) =>
    tx.auditEvent.count({
      where: { action: "model.created", view: { path: ["data", "name"], equals: String(name) } },
    }),
  );

describe("a request under a key", () => {
  it("repeated gets the same answer, and is recorded once", async () => {
    const model = newModel();
    const first = await post(MODELS, "again", model);
    expect(first.status).toBe(200);
    const before = await everyRow(api.database.ownerUrl);
    const second = await post(MODELS, "again", model);
    expect(second.json).toEqual(first.json);
    expect(await everyRow(api.database.ownerUrl)).toBe(before);
    expect(await eventsOfModel(model["name"])).toBe(1);
  });

  it("sent twenty times at once has one effect and one answer", async () => {
    const model = newModel();
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(MODELS, "at-once", model)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(new Set(answers.map(({ json }) => canonicalJson(json))).size).toBe(1);
    expect(await eventsOfModel(model["name"])).toBe(1);
  });

  it("does not depend on the order of its fields, but on everything else", async () => {
    const model = newModel();
    await post(MODELS, "order", model);
    const turned = Object.fromEntries(Object.entries(model).reverse());
    expect((await post(MODELS, "order", turned)).status).toBe(200);
    await refused(post(MODELS, "order", { ...model, title: "Another title" }), 409, "idempotency-key-reused");
    const { rollout } = api.here;
    const pause = (number: number) => post(`/api/v1/rollouts/${number}/pause`, "path", { reason: "A look." });
    expect((await pause(rollout)).status).toBe(200);
    await refused(pause(rollout - 1), 409, "idempotency-key-reused");
  });

  it("that was refused may be corrected and sent again under the same key", async () => {
    const model = newModel();
    await refused(post(MODELS, "mended", { ...model, ownerId: api.there.everyone.id }), 400, "owner-unknown");
    expect((await post(MODELS, "mended", model)).status).toBe(200);
  });

  it("is private: another person's or workspace's same key reveals nothing and blocks nobody", async () => {
    const first = await post(MODELS, "mine", newModel());
    const elsewhere = await post(
      MODELS,
      "mine",
      { ...newModel(), ownerId: api.there.everyone.id },
      { as: api.there.everyone },
    );
    const token = await post(MODELS, "mine", newModel(), { as: api.here.token.secret });
    for (const other of [elsewhere, token]) {
      expect(other.status, other.text).toBe(200);
      expect(other.json).not.toEqual(first.json);
    }
  });

  it("belongs to one command: another may use the same key", async () => {
    await post(MODELS, "two-commands", newModel());
    const pointer = specimens(api.here)["POST /models/{model}/pointers"].rest;
    expect((await post(`${MODELS}/${api.here.model}/pointers`, "two-commands", pointer)).status).toBe(200);
  });

  it("does not outlive a permission: a caller who lost it gets no old answer", async () => {
    const { workspace } = api.here;
    const scientist = await workspace.person("Once scientist", ["data-scientist"]);
    const model = newModel();
    expect((await post(MODELS, "right", model, { as: scientist })).status).toBe(200);
    await workspace.make(assignPerson, { personId: scientist.id, roles: ["viewer"] }, workspace.system);
    await refused(post(MODELS, "right", model, { as: scientist }), 403, "role-missing");
  });

  it.each([
    ["empty", " "],
    ["with a space", "a b"],
    ["beyond ASCII", "schlüssel"],
    ["too long", "k".repeat(201)],
    ["twice", "a, b"],
  ])("that is %s is refused before anything is done", async (_, key) => {
    const model = newModel();
    await refused(post(MODELS, key, model), 400, "idempotency-key-malformed");
    expect(await eventsOfModel(model["name"])).toBe(0);
  });

  it("that answered with a secret says so when it is repeated", async () => {
    const { workspace, everyone } = api.here;
    const terms = { name: "CI", scopes: ["registry:read"], expiresInDays: 1 };
    const proof = await storedProof(workspace, everyone, "issue-token", tokenTerms(terms));
    const wanted = { ...terms, ...proof };
    expect((await post("/api/v1/tokens", "secret", wanted)).json).toMatchObject({
      secret: expect.stringMatching(/^cst_/),
    });
    const again = await post("/api/v1/tokens", "secret", wanted);
    expect(again.problem).toMatchObject({
      status: 410,
      code: "answer-not-kept",
      todo: expect.stringContaining("revoke"),
    });
    expect(again.text).not.toContain("cst_");
  });
});

it("a password is never in an answer, not even a refusal of it", async () => {
  const invited = specimens(api.here)["POST /people"].rest!;
  for (const [name, value] of [
    ["email", "no address"],
    ["roles", []],
    ["name", ""],
  ] as const) {
    const answer = await post("/api/v1/people", "canary", { ...invited, [name]: value, password: PASSWORD });
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain(PASSWORD);
  }
  const foreign = await post("/api/v1/people", "canary", { ...invited, password: PASSWORD });
  expect(foreign.problem.code).toBe("invalid-input");
  expect(foreign.text).not.toContain(PASSWORD);
});
