import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "#lib/kernel/time.ts";
import { changeWebhook } from "#lib/overview/commands/change-webhook.ts";
import { resendWebhook } from "#lib/overview/commands/resend-webhook.ts";
import { rotateWebhookSecret } from "#lib/overview/commands/rotate-webhook-secret.ts";
import { webhookTerms } from "#lib/overview/webhook-terms.ts";
import { storedProof } from "#lib/testing/worlds/factors.ts";
import { idsOf, type Listening, listening } from "#lib/testing/worlds/listening.ts";
import { openItems, tellAll } from "#lib/testing/worlds/telling.ts";

let at: Listening;
beforeAll(async () => {
  at = await listening();
});
beforeEach(() => at.begin());
afterEach(() => at.end());
afterAll(() => at?.close());

describe("a receiver", () => {
  it("that is gone is not asked again, on record, and its admins are told", async () => {
    const { webhookId } = await at.created();
    at.answering((response) => void response.writeHead(410).end());
    await at.newModel();
    await at.newModel();
    await at.sendAll();
    at.later(HOUR_MS);
    await at.sendAll();
    expect(at.received).toHaveLength(1);
    const { here, people } = at;
    expect((await here.eventsOf(`webhook/${webhookId}`)).at(-1)).toMatchObject({
      action: "webhook.disabled",
      actor: { type: "system", id: "jobs" },
      data: { reason: "gone" },
      targets: [{ type: "webhook", id: webhookId }],
    });
    expect((await at.listed()).webhooks).toMatchObject([{ disabledFor: "gone", dead: 1, due: 1 }]);
    await tellAll(here);
    expect(await openItems(here, people.ada)).toContainEqual(
      expect.objectContaining({ title: "A webhook was turned off", href: "/settings?tab=webhooks" }),
    );
    const again = { webhookId, delivery: (await at.listed()).deliveries.at(-1)!.id };
    expect(await here.attempt(resendWebhook, again, people.ada)).toMatchObject({
      error: { code: "webhook-off" },
    });
  });

  it("that takes nothing for three days is turned off; on again it gets what it missed, and what was given up on demand", async () => {
    const { here, people } = at;
    const { webhookId } = await at.created();
    at.answering((response) => void response.writeHead(503).end());
    await at.newModel();
    await at.sendAll();
    for (let n = 0; n < 12; n++) {
      at.later(8 * HOUR_MS);
      await at.sendAll();
    }
    expect((await at.listed()).webhooks).toMatchObject([{ disabledFor: "unreached", dead: 1 }]);
    expect((await here.eventsOf(`webhook/${webhookId}`)).at(-1)).toMatchObject({
      action: "webhook.disabled",
      data: { reason: "unreached" },
    });
    await at.newModel();
    await at.sendAll();
    at.received.length = 0;
    at.answering(at.fine);
    const on = { webhookId, active: true, name: "Board", url: at.url, kinds: ["model"] };
    const proof = await storedProof(here, people.ada, "change-webhook", webhookTerms(on));
    expect(await here.attempt(changeWebhook, { ...on, ...proof }, people.ada)).toMatchObject({ ok: true });
    await at.sendAll();
    expect(at.received).toHaveLength(1);
    const dead = (await at.listed()).deliveries.find(({ state }) => state === "dead")!;
    await here.make(resendWebhook, { webhookId, delivery: dead.id }, people.ada);
    await at.sendAll();
    expect(idsOf(at.received)).toContain(dead.id);
    expect((await at.listed()).webhooks).toMatchObject([{ disabledFor: null, dead: 0, due: 0 }]);
  });

  it("can check either secret for a day after a new one was made", async () => {
    const { here, people } = at;
    const { webhookId, secret: old } = await at.created();
    const proof = await storedProof(here, people.ada, "rotate-webhook-secret", webhookId);
    const { secret } = await here.make(rotateWebhookSecret, { webhookId, ...proof }, people.ada);
    expect(secret).not.toBe(old);
    await at.newModel();
    await at.sendAll();
    const [during] = at.received;
    expect(String(during!.headers["webhook-signature"]).split(" ")).toHaveLength(2);
    expect([at.signedBy(old, during!), at.signedBy(secret, during!)]).toEqual([true, true]);
    at.later(DAY_MS);
    await at.newModel();
    await at.sendAll();
    const after = at.received.at(-1)!;
    expect([at.signedBy(old, after), at.signedBy(secret, after)]).toEqual([false, true]);
  });

  it.each(["slack", "teams"] as const)(
    "that is a chat of %s gets a message with a link, and no event",
    async (format) => {
      const { webhookId } = await at.created({ name: "Chat", kinds: ["release.submitted", "model"], format });
      expect((await at.here.eventsOf(`webhook/${webhookId}`)).at(-1)).toMatchObject({ data: { format } });
      await at.newModel();
      const number = await at.submit(2);
      await at.sendAll();
      expect(at.received).toHaveLength(2);
      for (const { headers, body } of at.received) {
        expect(headers["content-type"]).toBe("application/json; charset=utf-8");
        expect(Object.keys(JSON.parse(body))[0]).toBe(format === "slack" ? "text" : "type");
        // Neither who did it nor anything that a person wrote.
        expect(body).not.toMatch(/actor|Jonas|stream_seq/);
      }
      const [created, submitted] = at.received;
      expect(created!.body).toContain("Model created");
      expect(submitted!.body).toContain("flight-delay v2 to production");
      expect(submitted!.body).toContain(`https://countersign.example/releases/${number}`);
      expect((await at.listed()).webhooks).toMatchObject([{ format, due: 0, dead: 0 }]);
    },
  );

  it("that fails holds up no other", async () => {
    await at.created({ name: "Down", url: at.url.replace("hook", "down") });
    await at.created({ name: "Up" });
    at.answering((response, { path }) => void response.writeHead(path.startsWith("/down") ? 500 : 204).end());
    await at.newModel();
    await at.sendAll();
    const { deliveries } = await at.listed();
    expect(deliveries.map(({ webhook, state }) => [webhook, state]).toSorted()).toEqual([
      ["Down", "due"],
      ["Up", "sent"],
    ]);
  });
});
