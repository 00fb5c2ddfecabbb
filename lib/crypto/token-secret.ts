import { createHash, randomBytes } from "node:crypto";

/** Recognisable by secret scanners. */
const PREFIX = "cst_";
const SECRET_BYTES = 32;

export type TokenSecret = {
  readonly secret: string;
  readonly prefix: string;
  readonly hash: Uint8Array<ArrayBuffer>;
};

/** A new service-token secret (256 bits), the first characters shown in lists, and the stored hash. */
export function newTokenSecret(): TokenSecret {
  const secret = PREFIX + randomBytes(SECRET_BYTES).toString("base64url");
  return { secret, prefix: secret.slice(0, PREFIX.length + 6), hash: hashTokenSecret(secret) };
}

export const looksLikeToken = (text: string): boolean => /^cst_[\w-]{43}$/.test(text);

export const hashTokenSecret = (secret: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash("sha256").update(secret).digest());

/** What a single-use link carries (256 bits), and the hash that is kept. */
export function newLinkSecret(): Omit<TokenSecret, "prefix"> {
  const secret = randomBytes(SECRET_BYTES).toString("base64url");
  return { secret, hash: hashTokenSecret(secret) };
}
