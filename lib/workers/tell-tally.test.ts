import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { revokeToken } from "#lib/access/commands/revoke-token.ts";
import type { AuditEntry } from "#lib/audit/entry.ts";
import { eventDetail } from "#lib/audit/queries/event-detail.ts";
import { newTokenSecret } from "#lib/crypto/token-secret.ts";
import { connect } from "#lib/db/client.ts";
import { everyRow } from "#lib/testing/databases/every-row.ts";
import { type TestApi, testApi } from "#lib/testing/servers/api.ts";
import { silentLog } from "#lib/testing/worlds/audit-log.ts";
import { startTellingTally, tellTally } from "./tell-tally.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
beforeEach(() => void api.parts.tally.take());
afterAll(() => api?.close());

const tell = (now?: Date) => tellTally(api.parts.db, api.parts.tally, now);
const denials = (at = api.here) => at.workspace.eventsOf(`denial/${at.workspace.workspaceId}`);
const readings = () => api.here.workspace.eventsOf(`reading/${api.here.workspace.workspaceId}`);
/** What was recorded since `before`. */
const since = (events: AuditEntry[], before: AuditEntry[]) => events.slice(before.length);
const counted = (events: readonly AuditEntry[]): number =>
  events.reduce((total, { data }) => total + Number(data?.["count"]), 0);

const MODELS = "/api/v1/models";
const PEOPLE = "/api/v1/people";

async function many(times: number, ask: (index: number) => Promise<{ status: number }>): Promise<void> {
  for (let done = 0; done < times; done += 40)
    await Promise.all(Array.from({ length: Math.min(40, times - done) }, (_, index) => ask(done + index)));
}

describe("42: ten thousand refused requests", () => {
  it("are a few events with counts that add up to all of them", { timeout: 180_000 }, async () => {
    const before = await denials();
    const { viewer, guest, token } = api.here;
    await many(6000, () =>
      api.call("POST", `${PEOPLE}/${guest.id}/disable`, { as: viewer, json: { reason: "x" } }),
    );
    await many(2500, () => api.call("GET", PEOPLE, { as: guest }));
    await many(1500, (index) =>
      api.call("GET", PEOPLE, {
        as: token.secret,
        headers: { "x-client-address": `198.51.${index % 250}.${index % 7}` },
      }),
    );
    await tell();
    const told = since(await denials(), before);
    expect(counted(told)).toBe(10_000);
    expect(told.length).toBeLessThanOrEqual(3);
    expect(told.find(({ targets }) => targets[0]?.id === viewer.id)).toMatchObject({
      action: "denial.recorded",
      outcome: "denied",
      actor: { type: "system", id: "tally" },
      targets: [{ type: "person", id: viewer.id }],
      data: {
        code: "role-missing",
        by: "person",
        count: 6000,
        what: ["POST /api/v1/people/:personId/disable"],
      },
    });
  });
});

describe("42: what is counted", () => {
  it("a request forged on a foreign page, and one without the permission", async () => {
    const before = await denials();
    const evil = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
    await api.call("POST", MODELS, { as: api.here.author, json: {}, headers: evil });
    await api.call("POST", "/api/v1/session/step-up", {
      as: api.here.reviewer,
      json: { password: "wrong", act: "cast-verdict", subjectDigest: `sha256:${"a".repeat(64)}` },
      headers: { "x-client-address": "203.0.113.9" },
    });
    await tell();
    const told = since(await denials(), before);
    expect(told.map(({ data }) => data?.["code"])).toEqual(["foreign-origin", "wrong-password"]);
    expect(told[1]).toMatchObject({ targets: [{ id: api.here.reviewer.id }] });
    // The origin is personal: kept beside the log, erasable.
    expect(JSON.stringify(told)).not.toContain("203.0.113");
    expect(told[1]!.details).toEqual({ from: expect.stringMatching(/^[\w-]{43}$/) });
  });

  it("an expired token by itself, and an unknown one by its origin, in the oldest workspace", async () => {
    const [before, beforeThere] = [await denials(), await denials(api.there)];
    const { token, everyone } = api.there;
    await api.there.workspace.make(revokeToken, { tokenId: token.tokenId, reason: "left" }, everyone);
    await api.call("GET", MODELS, { as: token.secret });
    for (const address of ["192.0.2.1", "192.0.2.99", "198.51.100.1"])
      await api.call("GET", MODELS, {
        as: newTokenSecret().secret,
        headers: { "x-client-address": address },
      });
    await tell();
    expect(since(await denials(api.there), beforeThere)).toMatchObject([
      { targets: [{ type: "token", id: token.tokenId }], data: { code: "token-over", count: 1 } },
    ]);
    const strangers = since(await denials(), before);
    expect(strangers).toMatchObject([
      { targets: [], data: { code: "token-unknown", by: "address", count: 2 } },
      { targets: [], data: { code: "token-unknown", by: "address", count: 1 } },
    ]);
    expect(JSON.stringify(strangers)).not.toMatch(/192\.0\.2|198\.51/);
  });

  it("a refused sign-in: recorded in the account's workspace, a stranger's in the oldest, with the typed text erasable", async () => {
    const [before, beforeThere] = [await denials(), await denials(api.there)];
    const refused = {
      kind: "denial",
      workspaceId: null,
      code: "wrong-credentials",
      address: "192.0.2.8",
    } as const;
    const now = new Date();
    api.parts.tally.note({ ...refused, doer: { type: "person", id: api.there.author.id } }, now);
    const stranger = { type: "address", id: "192.0.2.0/24" } as const;
    api.parts.tally.note({ ...refused, doer: stranger, tried: "eve@example.com" }, now);
    await tell();
    expect(since(await denials(api.there), beforeThere)).toMatchObject([
      { targets: [{ type: "person", id: api.there.author.id }], data: { code: "wrong-credentials" } },
    ]);
    const told = since(await denials(), before);
    expect(told).toMatchObject([{ targets: [], data: { by: "address", count: 1 } }]);
    expect(JSON.stringify(told)).not.toMatch(/eve@|192\.0\.2/);
    const kept = await api.here.workspace.see(eventDetail, { event: told[0]!.id }, api.here.everyone);
    expect(kept.details).toMatchObject([
      { kept: { body: { block: "192.0.2.0/24", addresses: ["192.0.2.8"], tried: ["eve@example.com"] } } },
    ]);
  });

  it("not a caller who simply did not sign in", async () => {
    await api.call("GET", MODELS, { as: null });
    expect(api.parts.tally.take()).toEqual([]);
  });

  it("is kept while it cannot be recorded, and recorded once", async () => {
    const before = await denials();
    await api.call("GET", PEOPLE, { as: api.here.viewer });
    const away = connect("postgresql://nobody@127.0.0.1:1/none", { poolSize: 1 });
    await expect(tellTally(away, api.parts.tally)).rejects.toThrow();
    await away.close();
    await api.call("GET", PEOPLE, { as: api.here.viewer });
    await tell();
    await tell();
    expect(since(await denials(), before)).toMatchObject([{ data: { count: 2 } }]);
  });

  it("is recorded when the process stops, before its minute is over", async () => {
    const before = await denials();
    const telling = startTellingTally(api.parts.db, api.parts.tally, silentLog().log);
    await api.call("GET", PEOPLE, { as: api.here.viewer });
    await tell(new Date());
    expect(since(await denials(), before)).toEqual([]);
    await telling.stop();
    expect(counted(since(await denials(), before))).toBe(1);
  });

  it("is recorded by two processes at once without a gap", async () => {
    const before = await denials();
    const note = (code: string) =>
      api.parts.tally.note(
        {
          kind: "denial",
          workspaceId: api.here.workspace.workspaceId,
          doer: { type: "address", id: "x" },
          code,
        },
        new Date(),
      );
    await Promise.all(
      ["a", "b", "c", "d", "e", "f"].map((code) => {
        note(code);
        return tell();
      }),
    );
    const told = since(await denials(), before);
    expect(told.map(({ data }) => data?.["code"]).toSorted()).toEqual(["a", "b", "c", "d", "e", "f"]);
    expect(told.map((event) => event.stream_seq)).toEqual(told.map((_, index) => before.length + index + 1));
  });
});

describe("44: reading the audit log", () => {
  const EVENTS = "/api/v1/audit/events";
  const reader = () => api.here.everyone;

  it("is recorded by reader, view and filter, with a count", async () => {
    const before = await readings();
    for (let page = 0; page < 5; page++)
      await api.call("GET", `${EVENTS}?limit=${page + 1}`, { as: reader() });
    for (const action of ["model.created", "model.created", "release"])
      await api.call("GET", `${EVENTS}?action=${action}`, { as: reader() });
    for (let times = 0; times < 8; times++) await api.call("GET", `${EVENTS}/${api.here.event}`);
    await api.call("GET", `/api/v1/audit/events.csv?action=model.created`);
    await api.call("GET", EVENTS, { as: api.here.token.secret });
    await tell();
    const told = since(await readings(), before);
    expect(told.map(({ data, targets }) => [data?.["code"], data?.["count"], targets[0]?.type])).toEqual([
      ["event-list", 5, "person"],
      ["event-list", 3, "person"],
      ["event-list", 1, "person"],
      ["event-detail", 8, "person"],
      ["event-list", 1, "token"],
    ]);
    expect(told[0]).toMatchObject({
      action: "audit.read",
      outcome: "success",
      targets: [{ type: "person", id: reader().id }],
    });
    expect(told[1]!.data?.["filter"]).toMatch(/^sha256:/);
    expect(told[3]!.data?.["what"]).toEqual([api.here.event]);
  });

  it("is not recorded for refused readers, empty results or the system; refusals are recorded", async () => {
    await api.call("GET", EVENTS, { as: api.here.viewer });
    await api.call("GET", `${EVENTS}/0198c0de-0000-7000-8000-000000000000`);
    expect(api.parts.tally.take()).toMatchObject([{ kind: "denial", code: "role-missing" }]);
  });

  it("changes nothing at the time, and leaves one event for each reader and filter later", async () => {
    const world = () => everyRow(api.database.ownerUrl);
    const before = await world();
    for (let times = 0; times < 50; times++) await api.call("GET", EVENTS);
    expect(await world()).toBe(before);
    const [told, now] = [await readings(), new Date()];
    await tell(new Date(now.getTime() + 240_000));
    expect(since(await readings(), told)).toEqual([]);
    await tell(new Date(now.getTime() + 301_000));
    expect(since(await readings(), told)).toMatchObject([{ data: { count: 50 } }]);
  });
});
