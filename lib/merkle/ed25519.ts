import { ed25519 } from "@noble/curves/ed25519.js";

/** Whether the key signed the message, by RFC 8032's strict rules. Malformed input returns false. */
export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  try {
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    // The library throws for some encodings that are not points of the curve.
    return false;
  }
}
