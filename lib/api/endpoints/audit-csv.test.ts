import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assignPerson } from "#lib/access/commands/assign-person.ts";
import { requestFor, type TestApi, testApi } from "#lib/testing/servers/api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
  // More than one page of events.
  const { workspace, guest } = api.here;
  for (let i = 0; i < 60; i++)
    await workspace.make(assignPerson, { personId: guest.id, roles: ["viewer"] }, workspace.system);
});
afterAll(() => api?.close());

const csv = (query = "", as = api.here.everyone) =>
  api.call("GET", `/api/v1/audit/events.csv${query}`, { as });

describe("the audit trail as comma-separated values", () => {
  it("has a line for every event of the workspace, by the same filters as the list", async () => {
    const all = await csv();
    expect(all.headers.get("content-type")).toMatch(/^text\/csv/);
    expect(all.headers.get("content-disposition")).toContain("attachment");
    const lines = all.text.trimEnd().split("\r\n");
    expect(lines[0]).toMatch(/^leaf,occurred_at,action/);
    expect(lines.length).toBeGreaterThan(101);
    expect(new Set(lines.map((line) => line.split(",").at(-1))).size).toBe(lines.length);
    const verdicts = await csv("?action=verdict.cast");
    expect(
      verdicts.text
        .trimEnd()
        .split("\r\n")
        .slice(1)
        .every((line) => line.includes(",verdict.cast,")),
    ).toBe(true);
  });

  it("opens in a spreadsheet with every letter right", async () => {
    const request = await requestFor("GET", "/api/v1/audit/events.csv", { as: api.here.everyone });
    const bytes = new Uint8Array(await (await api.api.fetch(request)).arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes.slice(3))).toMatch(/^leaf,occurred_at/);
    expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.slice(3))).not.toContain("\ufeff");
  });

  it("follows a model through its releases, rollouts and pointers", async () => {
    const { text } = await csv(`?model=${api.here.model}`);
    for (const action of ["version.registered", "release.opened", "rollout.started", "pointer.moved"])
      expect(text).toContain(action);
    expect(text).not.toContain("person.invited");
    expect((await csv(`?model=${api.there.model}`)).text.trimEnd().split("\r\n")).toHaveLength(1);
  });

  it("refuses like every other address", async () => {
    expect((await api.call("GET", "/api/v1/audit/events.csv", { as: null })).status).toBe(401);
    expect((await csv("", api.here.viewer)).status).toBe(403);
    expect((await csv("?nonsense=1")).status).toBe(400);
  });

  it("shows nothing of another workspace", async () => {
    const mine = await csv();
    expect(mine.text).toContain("sky");
    expect(mine.text).not.toContain("harbour");
  });
});
