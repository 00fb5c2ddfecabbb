import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from "node:crypto";
import { seal, unseal } from "./sealed.ts";

/** What is sealed for one process: whoever seals it cannot open it again. X25519, then AES-256-GCM. */
const PUBLIC_BYTES = 32;
/** SubjectPublicKeyInfo of X25519 (RFC 8410) up to the key itself. */
const SPKI_PREFIX = Buffer.from("302a300506032b656e032100", "hex");

export type BoxKeys = { readonly privateKey: string; readonly publicKey: string };

/** A new pair: the private key in PKCS #8, the public one as SubjectPublicKeyInfo, both in URL-safe base64. */
export function newBoxKeys(): BoxKeys {
  const pair = generateKeyPairSync("x25519");
  return {
    privateKey: pair.privateKey.export({ type: "pkcs8", format: "der" }).toString("base64url"),
    publicKey: pair.publicKey.export({ type: "spki", format: "der" }).toString("base64url"),
  };
}

/** The public key of a private one. */
export const publicKeyOf = (privateKey: string): string =>
  createPublicKey(readPrivate(privateKey)).export({ type: "spki", format: "der" }).toString("base64url");

/** Seals bytes for the holder of a private key. `about` is bound to them: sealed for one row, they do not open in another. */
export function sealFor(publicKey: string, bytes: Uint8Array, about: string): Uint8Array<ArrayBuffer> {
  const to = createPublicKey({ key: Buffer.from(publicKey, "base64url"), type: "spki", format: "der" });
  const once = generateKeyPairSync("x25519");
  const from = rawOf(once.publicKey);
  const secret = sharedSecret(once.privateKey, to, Buffer.concat([from, rawOf(to)]));
  return new Uint8Array(Buffer.concat([from, seal(bytes, secret, about)]));
}

/** The sealed bytes; null if the key is another or the bytes were changed or moved. */
export function openSealed(
  box: Uint8Array,
  privateKey: string,
  about: string,
): Uint8Array<ArrayBuffer> | null {
  const from = Buffer.from(box.subarray(0, PUBLIC_BYTES));
  if (from.length < PUBLIC_BYTES) return null;
  const own = readPrivate(privateKey);
  const key = Buffer.concat([SPKI_PREFIX, from]);
  try {
    const sender = createPublicKey({ key, type: "spki", format: "der" });
    const secret = sharedSecret(own, sender, Buffer.concat([from, rawOf(createPublicKey(own))]));
    return unseal(box.subarray(PUBLIC_BYTES), secret, about);
  } catch {
    // A point that agrees with nobody.
    return null;
  }
}

const readPrivate = (text: string): KeyObject =>
  createPrivateKey({ key: Buffer.from(text, "base64url"), type: "pkcs8", format: "der" });

const rawOf = (key: KeyObject): Buffer =>
  key.export({ type: "spki", format: "der" }).subarray(SPKI_PREFIX.length);

/** Bound to both public keys, so that no other pair leads to the same secret. */
const sharedSecret = (privateKey: KeyObject, publicKey: KeyObject, both: Buffer): string =>
  Buffer.from(
    hkdfSync("sha256", diffieHellman({ privateKey, publicKey }), both, "countersign sealed box v1", 32),
  ).toString("base64url");
