import { createHash } from "node:crypto";

/** A passkey's challenge: SHA-256 over the purpose of the answer and an unpredictable nonce. */
export const passkeyChallenge = (purpose: string, nonce: Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash("sha256").update(purpose).update("\0").update(nonce).digest());
