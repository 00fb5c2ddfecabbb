import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { signWebhook, verifyWebhook, type WebhookMessage } from "./sign.ts";

const VECTORS = new URL("../../../../shared/vectors/audit/standard-webhooks/sign.json", import.meta.url);
const missing = !existsSync(VECTORS);
if (missing) console.warn(`skipped: the Standard Webhooks vectors are not at ${VECTORS.pathname}`);

describe.skipIf(missing)("published vectors", () => {
  const [vector, reject] = missing ? [] : JSON.parse(readFileSync(VECTORS, "utf8"));
  const message: WebhookMessage | null = missing
    ? null
    : { messageId: vector.msgId, timestampSeconds: vector.timestamp, payload: vector.payload };

  it("signs as published", () => {
    expect(signWebhook(vector.secret, message!)).toBe(vector.expected);
  });

  it("accepts any matching v1 among several, and refuses the rest", () => {
    const check = (header: string): boolean =>
      verifyWebhook(vector.secret, message!, header, vector.timestamp);
    expect(check(`${reject.mustRejectSignatures[0]} ${vector.expected}`)).toBe(true);
    for (const bad of reject.mustRejectSignatures) expect(check(bad)).toBe(false);
    expect(check(reject.mustRejectSignatures.join(" "))).toBe(false);
  });

  it.each([301, -301, Number.NaN])("refuses a clock %i seconds off", (offset) => {
    expect(verifyWebhook(vector.secret, message!, vector.expected, vector.timestamp + offset)).toBe(false);
  });
});

it("refuses a short secret", () => {
  expect(() => signWebhook("whsec_AAAA", { messageId: "m", timestampSeconds: 0, payload: "" })).toThrow(
    "24 bytes",
  );
});
