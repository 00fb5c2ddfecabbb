import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { unsubscribeToken } from "#lib/crypto/unsubscribe-token.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { mailKey } from "#lib/env.ts";
import { type TestApi, testApi } from "#lib/testing/servers/api.ts";
import { refused } from "#lib/testing/servers/problem.ts";
import { tellAll } from "#lib/testing/worlds/telling.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
  await tellAll(api.here.workspace);
});
afterAll(() => api?.close());

type Item = { id: string; unread: boolean };
const inboxOf = async (as = api.here.reviewer) =>
  (await api.call("GET", "/api/v1/inbox", { as })).json as { items: Item[]; counts: { unread: number } };
const mark = (json: unknown, as: TestApi["here"]["reviewer"] | null | string = api.here.reviewer) =>
  api.call("POST", "/api/v1/inbox/marks", { as, json });

let first: Item;
beforeEach(async () => {
  await mark({ as: "unread" });
  first = (await inboxOf()).items[0]!;
});

it("a reader marks their own messages, one or all, and the log keeps silent about it", async () => {
  const events = () =>
    inWorkspace(api.here.workspace.db, api.here.workspace.workspaceId, (tx) => tx.auditEvent.count());
  const before = await events();
  expect((await mark({ messages: [first.id], as: "read" })).json).toEqual({ marked: 1 });
  expect((await inboxOf()).items.find(({ id }) => id === first.id)?.unread).toBe(false);
  expect((await mark({ as: "read" })).json).toMatchObject({ marked: expect.any(Number) });
  expect((await inboxOf()).counts.unread).toBe(0);
  expect(await events()).toBe(before);
});

it("nobody marks another's message, from here or from another workspace, and no token marks any", async () => {
  for (const other of [api.here.author, api.there.reviewer])
    expect((await mark({ messages: [first.id], as: "done" }, other)).json).toEqual({ marked: 0 });
  await refused(mark({ as: "done" }, api.here.token.secret), 403, "person-only");
  await refused(mark({ as: "gone" }), 400, "invalid-input");
  expect((await inboxOf()).items.map(({ id }) => id)).toContain(first.id);
});

const tokenOf = (kinds: string[], personId = api.here.reviewer.id) =>
  unsubscribeToken({ workspaceId: api.here.workspace.workspaceId, personId, kinds }, mailKey());
const post = (token: string) =>
  api.call("POST", `/api/v1/unsubscribe/${token}`, {
    as: null,
    body: "List-Unsubscribe=One-Click",
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
const channels = async () => {
  const answer = await api.call("GET", "/api/v1/notifications", { as: api.here.reviewer });
  return (answer.json as { kinds: { kind: string; channel: string }[] }).kinds;
};

it("one click without a session ends mail of exactly the kinds of the link, as often as it is pressed", async () => {
  const before = await channels();
  const token = tokenOf(["finding", "decision"]);
  for (let n = 0; n < 2; n++) expect((await post(token)).status).toBe(204);
  const changed = (await channels()).filter(({ kind, channel }) =>
    before.some((one) => one.kind === kind && one.channel !== channel),
  );
  expect(changed).toEqual([
    { kind: "finding", channel: "inbox", forced: false },
    { kind: "decision", channel: "inbox", forced: false },
  ]);
});

it("a link that is not ours, or for nobody here, ends nothing; and its token opens nothing", async () => {
  const token = tokenOf(["mention"]);
  await refused(post(`${token}x`), 404, "no-such-link");
  await refused(post("anything"), 404, "no-such-link");
  await refused(post(tokenOf(["mention"], api.there.reviewer.id)), 404, "no-such-person");
  await refused(post(tokenOf(["no-such-kind"])), 400, "invalid-input");
  expect((await api.call("GET", "/api/v1/inbox", { as: token })).status).toBe(401);
});
