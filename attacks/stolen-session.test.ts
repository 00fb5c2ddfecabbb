import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openSession } from "#lib/access/commands/open-session.ts";
import type { AnyCommand } from "#lib/command/command.ts";
import { changeWebhook } from "#lib/overview/commands/change-webhook.ts";
import { createWebhook } from "#lib/overview/commands/create-webhook.ts";
import { issueFeed } from "#lib/overview/commands/issue-feed.ts";
import { removeWebhook } from "#lib/overview/commands/remove-webhook.ts";
import { revokeFeed } from "#lib/overview/commands/revoke-feed.ts";
import { rotateWebhookSecret } from "#lib/overview/commands/rotate-webhook-secret.ts";
import { webhookList } from "#lib/overview/queries/webhook-list.ts";
import { webhookTerms } from "#lib/overview/webhook-terms.ts";
import { addModel } from "#lib/testing/specimens/registry.ts";
import { storedProof } from "#lib/testing/worlds/factors.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";

/** A thief holds an admin's cookie, and neither their password nor a factor. What they set up would outlive the session. */
let here: TestWorkspace;
let ada: Person;
let webhookId: string;
let chatId: string;
beforeAll(async () => {
  here = await testWorkspace();
  ada = await here.person("Ada Berg", ["admin"]);
  const jonas = await here.person("Jonas Lind", ["data-scientist"]);
  await addModel(here, jonas, "flight-delay");
  await addModel(here, jonas, "churn-risk");
  webhookId = await made({ ...asked, model: "flight-delay" });
  chatId = await made({ ...asked, model: "flight-delay", format: "slack" });
  await here.make(issueFeed, await storedProof(here, ada, "issue-feed", ada.id), ada);
});
afterAll(() => here?.close());

const asked = { name: "Board", url: "https://board.example/in", kinds: ["release"] };
const THIEF = "https://thief.example/in";
const forCreating = (terms: Parameters<typeof webhookTerms>[0], by = ada) =>
  storedProof(here, by, "create-webhook", webhookTerms(terms));
const forChanging = (terms: Parameters<typeof webhookTerms>[0]) =>
  storedProof(here, ada, "change-webhook", webhookTerms(terms));
const made = async (terms: typeof asked & { model?: string; format?: "slack" }) =>
  (await here.make(createWebhook, { ...terms, ...(await forCreating(terms)) }, ada)).webhookId;
const standing = () => ({ ...asked, model: "flight-delay", webhookId, active: true });

const attempt = async (command: AnyCommand, input: object, by = ada) => {
  const answer = await here.attempt(command, input, by);
  return answer.ok ? "done" : answer.error.code;
};

describe("with the cookie alone", () => {
  let before: unknown;
  const look = async () => [
    (await here.see(webhookList, {}, ada)).webhooks,
    await here.eventsOf(`webhook/${webhookId}`),
    await here.eventsOf(`feed/${ada.id}`),
  ];
  beforeEach(async () => {
    before = await look();
  });

  it.each<[string, () => [AnyCommand, object]]>([
    ["a webhook", () => [createWebhook, { ...asked, url: THIEF }]],
    ["another address", () => [changeWebhook, { ...standing(), url: THIEF }]],
    ["another kind of event", () => [changeWebhook, { ...standing(), kinds: ["release", "person"] }]],
    ["every event", () => [changeWebhook, { ...standing(), kinds: [] }]],
    ["another model", () => [changeWebhook, { ...standing(), model: "churn-risk" }]],
    ["every model", () => [changeWebhook, { ...asked, webhookId, active: true }]],
    [
      "the events themselves in place of messages",
      () => [changeWebhook, { ...standing(), webhookId: chatId, format: "cloudevents" }],
    ],
    [
      "another address while it turns off",
      () => [changeWebhook, { ...standing(), url: THIEF, active: false }],
    ],
    ["a secret", () => [rotateWebhookSecret, { webhookId }]],
    ["a calendar feed", () => [issueFeed, {}]],
  ])("nobody gets %s", async (_, what) => {
    expect(await attempt(...what())).toBe("sign-in-again");
    expect(await look()).toEqual(before);
  });

  it("a webhook is narrowed and turned off, and not on again; a feed is revoked, and a webhook removed", async () => {
    const other = { ...asked, kinds: ["release", "rollout"] };
    const mine = await made(other);
    const narrower = { ...other, kinds: ["rollout.completed"], model: "churn-risk", webhookId: mine };
    expect(await attempt(changeWebhook, { ...narrower, active: true })).toBe("done");
    expect(await attempt(changeWebhook, { ...narrower, active: false })).toBe("done");
    expect(await attempt(changeWebhook, { ...narrower, name: "Renamed", active: false })).toBe("done");
    expect(await attempt(changeWebhook, { ...narrower, active: true })).toBe("sign-in-again");
    expect(await attempt(removeWebhook, { webhookId: mine })).toBe("done");
    expect(await attempt(revokeFeed, {})).toBe("done");
    await here.make(issueFeed, await storedProof(here, ada, "issue-feed", ada.id), ada);
  });
});

describe("a proof that the admin gave", () => {
  it.each<[string, object]>([
    ["address", { url: THIEF }],
    ["path of the address", { url: `${asked.url}/thief` }],
    ["kinds", { kinds: ["release", "person"] }],
    ["kinds: all of them", { kinds: [] }],
    ["model", { model: "churn-risk" }],
    ["format", { format: "teams" }],
    ["name", { name: "Thief" }],
  ])("creates none of another %s", async (_, other) => {
    expect(await attempt(createWebhook, { ...asked, ...other, ...(await forCreating(asked)) })).toBe(
      "sign-in-again",
    );
  });

  it("to change a webhook changes it to nothing else, and no other", async () => {
    const wanted = { ...standing(), kinds: ["release", "rollout"] };
    const other = await made(asked);
    for (const [one, spent] of [
      [wanted, { ...wanted, url: THIEF }],
      [wanted, { ...wanted, kinds: [] }],
      [wanted, { ...wanted, webhookId: other }],
      [wanted, { ...asked, kinds: wanted.kinds, webhookId, active: true }],
      // One to turn it off elsewhere turns nothing on.
      [{ ...wanted, active: false }, wanted],
    ] as const)
      expect(await attempt(changeWebhook, { ...spent, ...(await forChanging(one)) })).toBe("sign-in-again");
    // What is agreed to create is not agreed to change, and the other way round.
    expect(await attempt(changeWebhook, { ...wanted, ...(await forCreating(wanted)) })).toBe("sign-in-again");
    expect(await attempt(createWebhook, { ...asked, ...(await forChanging(asked)) })).toBe("sign-in-again");
    await here.make(removeWebhook, { webhookId: other }, ada);
  });

  it("for one webhook's secret gets no other's", async () => {
    const other = await made(asked);
    const proof = await storedProof(here, ada, "rotate-webhook-secret", other);
    expect(await attempt(rotateWebhookSecret, { webhookId, ...proof })).toBe("sign-in-again");
    expect(await attempt(rotateWebhookSecret, { webhookId: other, ...proof })).toBe("done");
    await here.make(removeWebhook, { webhookId: other }, ada);
  });

  it("counts once", async () => {
    const proof = await forCreating(asked);
    const { webhookId: first } = await here.make(createWebhook, { ...asked, ...proof }, ada);
    expect(await attempt(createWebhook, { ...asked, ...proof })).toBe("sign-in-again");
    const feed = await storedProof(here, ada, "issue-feed", ada.id);
    expect(await attempt(issueFeed, feed)).toBe("done");
    expect(await attempt(issueFeed, feed)).toBe("sign-in-again");
    await here.make(removeWebhook, { webhookId: first }, ada);
  });

  it("in another session or by another admin counts for neither", async () => {
    const opened = { personId: ada.id, address: "192.0.2.8", userAgent: "her phone" };
    const { sessionId } = await here.make(openSession, opened, here.system);
    const elsewhere = { ...ada, sessionId };
    const olga = await here.person("Olga Marin", ["admin"]);
    for (const other of [elsewhere, olga]) {
      expect(await attempt(createWebhook, { ...asked, ...(await forCreating(asked, other)) })).toBe(
        "sign-in-again",
      );
      const feed = await storedProof(here, other, "issue-feed", other.id);
      expect(await attempt(issueFeed, feed)).toBe("sign-in-again");
    }
  });

  it("is good for what it names, in whatever order its kinds are", async () => {
    const wanted = { ...standing(), kinds: ["rollout", "release", "release"] };
    const proof = await forChanging({ ...wanted, kinds: ["release", "rollout"] });
    expect(await attempt(changeWebhook, { ...wanted, ...proof })).toBe("done");
  });
});
