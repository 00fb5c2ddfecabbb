import { createHmac, timingSafeEqual } from "node:crypto";

/** What is signed, after the Standard Webhooks specification 1.0. */
export type WebhookMessage = {
  readonly messageId: string;
  /** Unix time in seconds. */
  readonly timestampSeconds: number;
  /** The exact bytes of the body. */
  readonly payload: string;
};

/** The most a message's time may differ from the receiver's clock. */
const WEBHOOK_TOLERANCE_SECONDS = 300;

/** The `webhook-signature` header: `v1,` and HMAC-SHA-256 over `id.timestamp.payload` in base64. */
export function signWebhook(secret: string, message: WebhookMessage): string {
  return `v1,${mac(secret, message).toString("base64")}`;
}

/** Whether any `v1` signature in the header matches and the time is within tolerance. Compares in constant time. */
export function verifyWebhook(
  secret: string,
  message: WebhookMessage,
  signatureHeader: string,
  nowSeconds: number,
): boolean {
  // Written so that NaN on either side refuses.
  if (!(Math.abs(nowSeconds - message.timestampSeconds) <= WEBHOOK_TOLERANCE_SECONDS)) return false;
  const expected = mac(secret, message);
  return signatureHeader.split(" ").some((part) => {
    const [version, signature] = part.split(",");
    if (version !== "v1" || !signature) return false;
    const given = Buffer.from(signature, "base64");
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

function mac(secret: string, { messageId, timestampSeconds, payload }: WebhookMessage): Buffer {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  if (key.length < 24)
    throw new Error("A webhook secret must be whsec_ followed by at least 24 bytes in base64");
  return createHmac("sha256", key).update(`${messageId}.${timestampSeconds}.${payload}`).digest();
}
