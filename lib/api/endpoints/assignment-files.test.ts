import { afterAll, beforeAll, expect, it } from "vitest";
import { issueToken } from "#lib/access/commands/issue-token.ts";
import { secondsLater } from "#lib/kernel/time.ts";
import { assignmentList } from "#lib/rollouts/queries/assignment-list.ts";
import { type ApiServer, apiServer } from "#lib/testing/servers/api-server.ts";
import { exposedModel, prediction, sender } from "#lib/testing/worlds/telemetry.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";

let here: TestWorkspace;
let server: ApiServer;
let auditor: Person;
let admin: Person;
const BEGAN = new Date("2026-11-20T10:00:00.000Z");
const at = (seconds: number) => secondsLater(BEGAN, seconds);

beforeAll(async () => {
  here = await testWorkspace();
  admin = await here.person("Alex Kim", ["admin"]);
  auditor = await here.person("Vic Adeyemi", ["auditor"]);
  const model = await exposedModel(here);
  const shadow = await model.expose({ at: at(0), kind: "shadow" });
  const canary = await model.expose({ at: at(100) });
  const rows = [
    prediction(shadow, at(10), { predictionId: "p1", subject: "ada@example.com" }),
    prediction(shadow, at(10), { predictionId: "p1", arm: "candidate", subject: "ada@example.com" }),
    prediction(canary, at(110), { predictionId: "p2", arm: "candidate", subject: "ada@example.com" }),
    prediction(canary, at(120), { predictionId: "=p3" }),
  ];
  const sent = await sender(here).predictions(rows, at(200));
  if (!sent.ok) throw new Error(sent.error.message);
  server = await apiServer(here.db, here.database.appUrl);
});
afterAll(async () => {
  await server?.close();
  await here?.close();
});

async function file(scopes: string[], name: string, query = "", pointer = "production") {
  here.clock.now = new Date();
  const asked = { name: "lake", scopes, expiresInDays: 30, responsibleId: admin.id };
  const { secret } = await here.make(issueToken, asked, here.system);
  const path = `/api/v1/models/flight-delay/pointers/${pointer}/assignments.${name}${query}`;
  return fetch(server.baseUrl + path, { headers: { authorization: `Bearer ${secret}` } });
}

it("says who was served what, by version and arm, with subjects as one hash each and none in the clear", async () => {
  const sent = await file(["assignment:export"], "ndjson");
  expect(sent.headers.get("content-type")).toBe("application/x-ndjson");
  const text = await sent.text();
  expect(text).not.toContain("ada");
  const lines = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.map(({ version, arm, served, kind }) => [version, arm, served, kind])).toEqual([
    [1, "baseline", true, "shadow"],
    [2, "candidate", false, "shadow"],
    [2, "candidate", true, "canary"],
    [1, "baseline", true, "canary"],
  ]);
  const [one, other, third, nobody] = lines.map(({ subject }) => subject);
  expect(one).toMatch(/^[0-9a-f]{16}$/);
  expect([other, third, nobody]).toEqual([one, one, null]);
});

it("is a table for spreadsheets, of the span that was asked", async () => {
  const sent = await file(
    ["assignment:export"],
    "csv",
    `?from=${at(110).toISOString()}&until=${at(121).toISOString()}`,
  );
  expect(sent.headers.get("content-disposition")).toBe('attachment; filename="assignments.csv"');
  const [header, ...rows] = (await sent.text()).trim().split("\r\n");
  expect(header).toContain("at,received_at,subject,version,arm,served");
  expect(rows).toHaveLength(2);
  // Nothing that a sender typed is a formula.
  expect(rows[1]).toContain(",'=p3,");
});

it("comes page by page without a gap, from one exposure to the next", async () => {
  const where = { model: "flight-delay", pointer: "production", limit: 1 };
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: { prediction: string; arm: string }[]; nextCursor: string | null } = await here.see(
      assignmentList,
      cursor === null ? where : { ...where, cursor },
      auditor,
    );
    seen.push(...page.items.map(({ prediction: id, arm }) => `${id} ${arm}`));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toEqual(["p1 baseline", "p1 candidate", "p2 candidate", "=p3 baseline"]);
});

it("is for whoever may export it, and the log says who read it", async () => {
  expect((await file(["assignment:evaluate", "rollout:read"], "csv")).status).toBe(403);
  expect((await file(["assignment:export"], "csv", "", "elsewhere")).status).toBe(404);
  expect((await file(["assignment:export"], "csv", "?from=yesterday")).status).toBe(400);
  expect(
    await here.ask(assignmentList, { model: "flight-delay", pointer: "production", cursor: "x" }, auditor),
  ).toMatchObject({
    error: { code: "cursor" },
  });
  const author = await here.person("Dan Ito", ["data-scientist"]);
  expect(
    await here.ask(assignmentList, { model: "flight-delay", pointer: "production" }, author),
  ).toMatchObject({
    error: { code: "role-missing" },
  });
  const read = server.tally.take().filter(({ kind }) => kind === "reading");
  expect(read.map(({ code }) => code)).toContain("assignment-list");
});
