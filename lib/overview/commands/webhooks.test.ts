import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { webhookList } from "#lib/overview/queries/webhook-list.ts";
import { WEBHOOKS_MAX } from "#lib/overview/webhook.ts";
import { webhookTerms } from "#lib/overview/webhook-terms.ts";
import { addModel } from "#lib/testing/specimens/registry.ts";
import { storedProof } from "#lib/testing/worlds/factors.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { changeWebhook } from "./change-webhook.ts";
import { createWebhook } from "./create-webhook.ts";
import { disableWebhook } from "./disable-webhook.ts";
import { removeWebhook } from "./remove-webhook.ts";
import { resendWebhook } from "./resend-webhook.ts";
import { rotateWebhookSecret } from "./rotate-webhook-secret.ts";

let here: TestWorkspace;
let ada: Person;
let vic: Person;
let jonas: Person;
beforeAll(async () => {
  here = await testWorkspace();
  ada = await here.person("Ada Berg", ["admin"]);
  vic = await here.person("Vic Tran", ["auditor"]);
  jonas = await here.person("Jonas Lind", ["data-scientist"]);
  await addModel(here, jonas, "flight-delay");
});
afterAll(() => here?.close());

const url = "https://hooks.example.com/services/T0/hidden";
const asked = { name: "Board", url, kinds: ["release", "rollout.completed"] };
const proven = async (more: object = {}) => {
  const wanted = { ...asked, ...more };
  return { ...wanted, ...(await storedProof(here, ada, "create-webhook", webhookTerms(wanted))) };
};
const webhook = async () => (await here.make(createWebhook, await proven(), ada)).webhookId;
const lastOf = async (webhookId: string) => (await here.eventsOf(`webhook/${webhookId}`)).at(-1);
const targets = (id: string) => [{ type: "webhook", id }];

describe("a webhook", () => {
  it("is created, changed, given a new secret and removed, each on record with its host and no secret", async () => {
    const { webhookId, secret } = await here.make(createWebhook, await proven(), ada);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const said = { name: "Board", host: "hooks.example.com", kinds: asked.kinds };
    expect(await lastOf(webhookId)).toMatchObject({
      action: "webhook.created",
      data: { ...said, address: expect.stringMatching(/^sha256:/) },
      targets: targets(webhookId),
    });
    const changed = { ...asked, webhookId, active: false, model: "flight-delay", kinds: [] };
    const toChange = await storedProof(here, ada, "change-webhook", webhookTerms(changed));
    await here.make(changeWebhook, { ...changed, ...toChange }, ada);
    expect(await lastOf(webhookId)).toMatchObject({
      action: "webhook.changed",
      data: { ...said, kinds: [], model: "flight-delay", active: false },
      targets: targets(webhookId),
    });
    const { webhooks } = await here.see(webhookList, {}, ada);
    expect(webhooks).toMatchObject([{ url, kinds: [], model: "flight-delay", disabledFor: "by-hand" }]);
    const toRotate = await storedProof(here, ada, "rotate-webhook-secret", webhookId);
    const rotated = await here.make(rotateWebhookSecret, { webhookId, ...toRotate }, ada);
    expect(rotated.secret).not.toBe(secret);
    expect(await lastOf(webhookId)).toMatchObject({
      action: "webhook-secret.rotated",
      targets: targets(webhookId),
    });
    await here.make(removeWebhook, { webhookId }, ada);
    expect(await lastOf(webhookId)).toMatchObject({ action: "webhook.removed", targets: targets(webhookId) });
    expect(JSON.stringify(await here.eventsOf(`webhook/${webhookId}`))).not.toMatch(/hidden|whsec_/);
    expect(await here.attempt(removeWebhook, { webhookId }, ada)).toMatchObject({
      error: { code: "webhook-not-found" },
    });
  });

  it.each<[string, object]>([
    ["webhook-not-https", { url: "http://127.0.0.1/" }],
    ["webhook-credentials", { url: "https://a:b@hooks.example.com/" }],
    ["no-such-kind", { kinds: ["release", "nothing.done"] }],
    ["model-not-found", { model: "none-such" }],
  ])("is refused as %s for %j, new or changed", async (code, wrong) => {
    const refused = { ok: false, error: { code } };
    expect(await here.attempt(createWebhook, { ...asked, ...wrong }, ada)).toMatchObject(refused);
    const webhookId = await webhook();
    const changed = { ...asked, webhookId, active: true, ...wrong };
    expect(await here.attempt(changeWebhook, changed, ada)).toMatchObject(refused);
    await here.make(removeWebhook, { webhookId }, ada);
  });

  it("is turned off by the system alone, once; no admin says that a receiver is gone", async () => {
    const webhookId = await webhook();
    const gone = { webhookId, reason: "gone" };
    expect(await here.attempt(disableWebhook, gone, ada)).toMatchObject({ error: { code: "role-missing" } });
    await here.make(disableWebhook, gone, here.system);
    expect(await lastOf(webhookId)).toMatchObject({ action: "webhook.disabled", data: { reason: "gone" } });
    expect(await here.attempt(disableWebhook, gone, here.system)).toMatchObject({
      error: { code: "webhook-off" },
    });
    await here.make(removeWebhook, { webhookId }, ada);
  });

  it("gets nothing again that was never on its way", async () => {
    const webhookId = await webhook();
    const again = { webhookId, delivery: randomUUID() };
    expect(await here.attempt(resendWebhook, again, ada)).toMatchObject({
      error: { code: "delivery-unknown" },
    });
    await here.make(removeWebhook, { webhookId }, ada);
  });
});

it("is for admins; an auditor reads all of it but the secret part of the address, and nobody else reads", async () => {
  const webhookId = await webhook();
  for (const person of [vic, jonas]) {
    expect(await here.attempt(createWebhook, asked, person)).toMatchObject({
      error: { code: "role-missing" },
    });
    for (const command of [rotateWebhookSecret, removeWebhook])
      expect(await here.attempt(command, { webhookId }, person)).toMatchObject({
        error: { code: "role-missing" },
      });
  }
  expect((await here.see(webhookList, {}, vic)).webhooks).toMatchObject([
    { url: "https://hooks.example.com" },
  ]);
  expect(await here.ask(webhookList, {}, jonas)).toMatchObject({ ok: false });
  await here.make(removeWebhook, { webhookId }, ada);
});

it("is one of twenty at most, and none without a key to sign with", async () => {
  vi.stubEnv("WEBHOOK_KEY", "");
  expect(await here.attempt(createWebhook, asked, ada)).toMatchObject({ error: { code: "webhooks-off" } });
  vi.unstubAllEnvs();
  for (let n = 0; n < WEBHOOKS_MAX; n++) await webhook();
  expect(await here.attempt(createWebhook, await proven(), ada)).toMatchObject({
    error: { code: "too-many-webhooks" },
  });
});
