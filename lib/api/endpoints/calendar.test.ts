import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import { type TestApi, testApi } from "#lib/testing/servers/api.ts";
import { refused } from "#lib/testing/servers/problem.ts";
import { storedProof } from "#lib/testing/worlds/factors.ts";
import { tellAll } from "#lib/testing/worlds/telling.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
  await tellAll(api.here.workspace);
});
afterAll(() => api?.close());

const issue = async (as = api.here.reviewer) => {
  const json = await storedProof(api.here.workspace, as, "issue-feed", as.id);
  return ((await api.call("POST", "/api/v1/calendar-feed", { as, json })).json as { path: string }).path;
};
const read = (path: string) => api.call("GET", path, { as: null });
const gone = (path: string) => refused(read(path), 404, "no-such-feed");

let path: string;
beforeEach(async () => {
  path = await issue();
});

it("reads the deadlines of whoever made the address, without a session and without a cache", async () => {
  const { status, headers, text } = await read(path);
  expect([status, headers.get("content-type"), headers.get("cache-control")]).toEqual([
    200,
    "text/calendar; charset=utf-8",
    "no-store",
  ]);
  expect(text).toContain("SUMMARY:To sign: sky-model v3 to production");
  // Another reader's address has their own deadlines: whoever opened the release signs nothing.
  expect((await read(await issue(api.here.author))).text).not.toContain("To sign");
});

it("ends with a new address, and by hand, each on record; and nobody has it twice", async () => {
  const next = await issue();
  expect(next).not.toBe(path);
  await gone(path);
  expect((await read(next)).status).toBe(200);
  const revoke = () => api.call("POST", "/api/v1/calendar-feed/revoke", { as: api.here.reviewer, json: {} });
  expect((await revoke()).json).toEqual({ revoked: true });
  await gone(next);
  await refused(revoke(), 404, "no-feed");
  const events = await api.here.workspace.eventsOf(`feed/${api.here.reviewer.id}`);
  expect(events.slice(-2).map(({ action }) => action)).toEqual(["feed.issued", "feed.revoked"]);
  // The secret is nowhere in the log.
  expect(JSON.stringify(events)).not.toContain(next.slice(-30, -4));
});

it("is nothing where a byte is another, in another workspace, or of an address of another shape", async () => {
  const secret = path.slice("/api/v1/calendar/".length, -".ics".length);
  const last = secret.at(-2) === "A" ? "B" : "A";
  await gone(`/api/v1/calendar/${secret.slice(0, -2)}${last}${secret.at(-1)}.ics`);
  const there = (await issue(api.there.reviewer)).slice("/api/v1/calendar/".length, -".ics".length);
  await gone(`/api/v1/calendar/${there.split(".")[0]}.${secret.split(".")[1]}.ics`);
  for (const other of ["x", "a.b", `${secret}x`, `${secret}.${secret}`])
    await gone(`/api/v1/calendar/${other}.ics`);
  expect((await api.call("GET", "/api/v1/inbox", { as: secret })).status).toBe(401);
  await refused(
    api.call("POST", "/api/v1/calendar-feed", { as: api.here.token.secret, json: {} }),
    403,
    "scope-missing",
  );
});

it("is over as soon as its owner can no longer sign in", async () => {
  const address = await issue(api.here.guest);
  expect((await read(address)).status).toBe(200);
  const { workspace, guest } = api.here;
  await workspace.make(disablePerson, { personId: guest.id, reason: "Left." }, api.here.everyone);
  await gone(address);
});
