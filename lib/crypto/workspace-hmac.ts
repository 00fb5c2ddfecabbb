import { hash, hkdfSync } from "node:crypto";

const BLOCK = 64;
const DIGEST = 32;
/** Longer messages get a buffer of their own. */
const MESSAGE = 1500;

/**
 * HMAC-SHA-256 (RFC 2104) as text, under a key of one workspace for one purpose, derived from the installation's secret
 * (HKDF-SHA-256). Written out over the one-shot hash, because `createHmac` makes an object for each message and takes
 * several times as long: a batch has thousands, and so has a second of evaluations.
 */
export function workspaceHmac(
  secret: string,
  workspaceId: string,
  purpose: string,
  encoding: "hex" | "base64url",
): (message: string) => string {
  const key = new Uint8Array(hkdfSync("sha256", secret, workspaceId, purpose, DIGEST));
  const inner = padded(key, 0x36, MESSAGE);
  const outer = padded(key, 0x5c, DIGEST);
  return (message) => {
    // At most three bytes for each unit of a string.
    const bytes = 3 * message.length;
    const whole = bytes <= MESSAGE ? inner : Buffer.concat([inner.subarray(0, BLOCK), Buffer.alloc(bytes)]);
    const end = BLOCK + whole.write(message, BLOCK);
    outer.write(hash("sha256", whole.subarray(0, end), "hex"), BLOCK, "hex");
    return hash("sha256", outer, encoding);
  };
}

/** The key's block under one of the two pads, with room for what follows it. */
function padded(key: Uint8Array, pad: number, room: number): Buffer {
  const bytes = Buffer.alloc(BLOCK + room);
  for (let at = 0; at < BLOCK; at++) bytes[at] = (key[at] ?? 0) ^ pad;
  return bytes;
}
