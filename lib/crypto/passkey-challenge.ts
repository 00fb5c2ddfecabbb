import { createHash } from "node:crypto";

/** What is asked of a passkey: SHA-256 over what the answer is for and a number nobody could know before. */
export const passkeyChallenge = (purpose: string, nonce: Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash("sha256").update(purpose).update("\0").update(nonce).digest());
