import { concatBytes } from "@noble/hashes/utils.js";
import { fromBase64 } from "#lib/kernel/base64.ts";
import { err, ok, type Result } from "#lib/kernel/result.ts";

/** A DSSE envelope (secure-systems-lab/dsse v1): payload and signatures in base64, standard or URL-safe. */
export type DsseEnvelope = {
  readonly payload: string;
  readonly payloadType: string;
  readonly signatures: readonly { readonly keyid?: string; readonly sig: string }[];
};

/** A key a verifier trusts. `id` is the verifier's own name for it; an envelope's keyid is only a hint. */
export type DsseKey = {
  readonly id: string;
  readonly verify: (message: Uint8Array, signature: Uint8Array) => boolean;
};

/** The signed bytes: `DSSEv1 <length> <type> <length> <payload>`, lengths in bytes. */
export function preAuthEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const encoder = new TextEncoder();
  const head = `DSSEv1 ${encoder.encode(payloadType).length} ${payloadType} ${payload.length} `;
  return concatBytes(encoder.encode(head), payload);
}

/** The payload if at least `threshold` distinct trusted keys signed it. Use these bytes; never parse the envelope again. */
export function openEnvelope(
  envelope: DsseEnvelope,
  trusted: readonly DsseKey[],
  threshold: number,
): Result<{ payload: Uint8Array; payloadType: string; signers: string[] }, string> {
  if (!(threshold >= 1)) throw new RangeError("A threshold below one would accept an unsigned envelope");
  const payload = decode(envelope.payload);
  if (payload === null) return err("The payload is not base64");
  const message = preAuthEncoding(envelope.payloadType, payload);
  const signers = new Set<string>();
  for (const { sig } of envelope.signatures) {
    const signature = decode(sig);
    if (signature === null) return err("A signature is not base64");
    for (const key of trusted) if (key.verify(message, signature)) signers.add(key.id);
  }
  if (signers.size < threshold) return err(`${signers.size} of ${threshold} required keys signed`);
  return ok({ payload, payloadType: envelope.payloadType, signers: [...signers] });
}

function decode(text: string): Uint8Array | null {
  const standard = text.replaceAll("-", "+").replaceAll("_", "/").replace(/=+$/, "");
  return fromBase64(standard.padEnd(Math.ceil(standard.length / 4) * 4, "="));
}
