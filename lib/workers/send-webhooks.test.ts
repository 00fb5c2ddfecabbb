import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import { idsOf, type Listening, listening } from "#lib/testing/worlds/listening.ts";
import type { Outgoing, Posted } from "./post-webhook.ts";

let at: Listening;
beforeAll(async () => {
  at = await listening();
});
beforeEach(() => at.begin());
afterEach(() => at.end());
afterAll(() => at?.close());

describe("an event", () => {
  it("is posted once as CloudEvents, signed, in the order of the log, with what the log says openly and no more", async () => {
    const { secret } = await at.created();
    const { modelId } = await at.newModel();
    await at.newModel();
    await at.sendAll();
    expect(at.received).toHaveLength(2);
    const [first, second] = at.received.map(({ body }) => JSON.parse(body));
    const [recorded] = await at.here.eventsOf(`model/${modelId}`);
    expect(first).toEqual({
      specversion: "1.0",
      id: recorded!.id,
      source: `https://countersign.example/workspaces/${at.here.workspaceId}`,
      type: "countersign.model.created",
      subject: `model/${modelId}`,
      time: recorded!.occurred_at,
      datacontenttype: "application/json",
      sequence: expect.stringMatching(/^\d{16}$/),
      data: {
        stream_seq: 1,
        outcome: "success",
        actor: { type: "user", id: at.people.jonas.id },
        targets: recorded!.targets,
        data: recorded!.data,
      },
    });
    expect(first.sequence < second.sequence).toBe(true);
    expect(at.received[0]!.headers).toMatchObject({
      "content-type": "application/cloudevents+json; charset=utf-8",
      "webhook-id": first.id,
    });
    expect(at.signedBy(secret, at.received[0]!)).toBe(true);
    expect(at.signedBy(secret, { ...at.received[0]!, body: at.received[1]!.body })).toBe(false);
    const { sessionId } = at.people.jonas;
    expect(at.received[0]!.body).not.toContain(sessionId);
    await at.sendAll();
    expect(at.received).toHaveLength(2);
  });

  it("goes to those alone who want its kind and its model, and none of before", async () => {
    await at.newModel();
    await at.created({ name: "One model", kinds: [], model: "flight-delay" });
    await at.created({ name: "One type", kinds: ["release.opened"] });
    await at.newModel();
    const number = await at.submit(2);
    await at.sendAll();
    const subjects = at.received.map(({ body }) => JSON.parse(body));
    expect(subjects.filter(({ type }) => type === "countersign.release.opened")).toHaveLength(2);
    expect(subjects.filter(({ type }) => type === "countersign.release.submitted")).toHaveLength(1);
    expect(subjects.filter(({ type }) => /model|webhook/.test(type))).toEqual([]);
    expect(number).toBeGreaterThan(1);
  });

  it("is posted once by two processes, and under the same id where one dies before its record", async () => {
    await at.created();
    await at.newModel();
    await at.place();
    await Promise.all([at.turn(), at.turn(), at.turn()]);
    await at.sendAll();
    expect(at.received).toHaveLength(1);
    await at.newModel();
    const dying = async (outgoing: Outgoing): Promise<Posted> => {
      await at.post(outgoing);
      throw new Error("killed");
    };
    await expect(at.sendAll(dying)).rejects.toThrow("killed");
    // Its claim still holds.
    await at.sendAll();
    expect(at.received).toHaveLength(2);
    at.later(HOUR_MS);
    await at.sendAll();
    const [, once, again] = idsOf(at.received);
    expect([again, at.received.length]).toEqual([once, 3]);
  });

  it("is tried again until it is taken, and keeps what comes after it in order", async () => {
    await at.created();
    let failing = 1;
    at.answering((response) =>
      failing-- > 0 ? void response.writeHead(500).end("not today") : void response.writeHead(200).end(),
    );
    await at.newModel();
    await at.newModel();
    await at.sendAll();
    expect((await at.listed()).deliveries.map(({ state, tries }) => [state, tries])).toEqual([
      ["due", 0],
      ["due", 1],
    ]);
    expect((await at.listed()).deliveries[1]).toMatchObject({ status: 500, trouble: "not today" });
    at.later(HOUR_MS);
    await at.sendAll();
    const ids = idsOf(at.received);
    expect(ids).toHaveLength(3);
    expect(ids[1]).toBe(ids[0]);
    expect((await at.listed()).deliveries.map(({ state }) => state)).toEqual(["sent", "sent"]);
  });
});

it("keeps no secret in any row, nor the rest of an address in the log", async () => {
  const { here } = at;
  const { webhookId, secret } = await at.created({ url: `${at.url}&token=hidden` });
  const rows = await inWorkspace(
    here.db,
    here.workspaceId,
    (tx) =>
      tx.$queryRaw<{ salt: Uint8Array; stored: string }[]>`
      SELECT salt, row_to_json(webhook)::text AS stored FROM webhook WHERE id = ${webhookId}::uuid`,
  );
  expect(rows[0]!.stored).not.toContain(secret.slice("whsec_".length));
  expect(Buffer.from(rows[0]!.salt).toString("base64")).not.toBe(secret.slice("whsec_".length));
  expect(JSON.stringify(await here.eventsOf(`webhook/${webhookId}`))).not.toMatch(/hidden|whsec_/);
});
