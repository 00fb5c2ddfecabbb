import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { admitExport } from "#lib/access/admission/admit-export.ts";
import { EXPORT_LIMITS, EXPORT_MINUTES_MAX } from "#lib/access/export-limit.ts";
import { connect } from "#lib/db/client.ts";
import { MINUTE_MS } from "#lib/kernel/time.ts";
import { requestFor, type TestApi, testApi } from "#lib/testing/servers/api.ts";
import { refused } from "#lib/testing/servers/problem.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";

const CSV = "/api/v1/audit/events.csv";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
beforeEach(() => api.parts.db.prisma.exportSlot.deleteMany());
afterAll(() => api?.close());

const ask = async (as: Person = api.here.everyone, method = "GET", path = CSV) =>
  api.api.fetch(await requestFor(method, path, { as }));
const underWay = () => api.parts.db.prisma.exportSlot.count({ where: { endedAt: null } });
const begun = () => api.parts.db.prisma.exportSlot.count();

describe("32: fifty exports at once", () => {
  it("are limited to two for one caller; the others get a Retry-After", async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask()));
    const taken = answers.filter((answer) => answer.status === 200);
    expect(taken).toHaveLength(EXPORT_LIMITS.file.own);
    const others = answers.filter((answer) => answer.status !== 200);
    for (const answer of others) {
      expect(answer.status).toBe(429);
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
      expect(await answer.json()).toMatchObject({ code: "too-many-exports" });
    }
    expect(await underWay()).toBe(2);
    // Each is whole, and its last byte frees its place.
    for (const answer of taken) expect(await answer.text()).toMatch(/^leaf,occurred_at,/);
    expect(await underWay()).toBe(0);
    const next = await ask();
    expect(next.status).toBe(200);
    await next.text();
  });

  it("are limited to eight for all callers, over all processes", async () => {
    const elsewhere = connect(api.database.appUrl, { poolSize: 4 });
    const admitted = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        admitExport(
          index % 2 ? elsewhere : api.parts.db,
          { kind: "file", callerId: `c${index}` },
          new Date(),
        ),
      ),
    );
    expect(admitted.filter(({ ok }) => ok)).toHaveLength(EXPORT_LIMITS.file.all);
    await refused(api.call("GET", CSV), 429, "too-many-exports");
    for (const one of admitted) if (one.ok) await one.value.end();
    await elsewhere.close();
    expect((await api.call("GET", CSV)).status).toBe(200);
  });
});

describe("32: an export", () => {
  it("is limited to twenty a minute", async () => {
    for (let count = 0; count < EXPORT_LIMITS.file.perMinute; count++)
      expect((await api.call("GET", CSV)).status).toBe(200);
    const answer = await refused(api.call("GET", CSV), 429, "too-many-exports");
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(5);
    // Another caller does not wait.
    expect((await api.call("GET", CSV, { as: api.here.token.secret })).status).toBe(200);
  });

  it("frees its place when the client disconnects, and on HEAD", async () => {
    const left = await ask();
    await left.body!.getReader().cancel();
    expect([await underWay(), await begun()]).toEqual([0, 1]);
    for (let count = 0; count < 3; count++) expect((await ask(undefined, "HEAD")).status).toBe(200);
    expect([await underWay(), await begun()]).toEqual([0, 4]);
  });

  it("takes no place without the permission, and frees it when refused", async () => {
    await refused(api.call("GET", CSV, { as: api.here.viewer }), 403, "role-missing");
    expect(await begun()).toBe(0);
    await refused(api.call("GET", `${CSV}?from=never`), 400, "invalid-input");
    await refused(api.call("GET", "/api/v1/releases/987654/packet"), 404, "release-not-found");
    expect([await underWay(), await begun()]).toEqual([0, 2]);
  });

  it("whose process was killed holds its place for ten minutes, not forever", async () => {
    const start = new Date();
    const admit = (callerId: string, later: number) =>
      admitExport(api.parts.db, { kind: "file", callerId }, new Date(start.getTime() + later));
    for (let count = 0; count < EXPORT_LIMITS.file.all; count++)
      expect((await admit(`killed ${count}`, 0)).ok).toBe(true);
    expect((await admit("next", EXPORT_MINUTES_MAX * MINUTE_MS - 1)).ok).toBe(false);
    expect((await admit("next", EXPORT_MINUTES_MAX * MINUTE_MS + 1)).ok).toBe(true);
    // Expired places are deleted.
    expect(await begun()).toBe(1);
  });

  it("of the log's bundles has places enough for a mirror, and takes none from files", async () => {
    const bundle = () => api.call("GET", "/api/v1/log/tile/entries/000");
    for (let count = 0; count < 30; count++) expect((await bundle()).status).toBeLessThan(429);
    expect((await api.call("GET", CSV)).status).toBe(200);
    expect(await underWay()).toBe(0);
  });
});
