import { stepUpPurpose } from "#lib/access/step-up.ts";
import { kindOf } from "#lib/councils/signable.ts";
import { recordedSignature } from "#lib/councils/signature-event.ts";
import { faultOfProof, type PasskeyProof } from "#lib/crypto/passkey-proof.ts";
import { digestOfBytes } from "#lib/kernel/digest.ts";
import type { Check } from "../verify-packet.ts";
import { placeOf } from "./documents.ts";

const PARTS = ["publicKey", "nonce", "clientDataJSON", "authenticatorData", "signature"] as const;

/**
 * Every signature that was made by passkey: the signer's own key signed for exactly this digest, unlocked by a person.
 * The server does not have that key; it cannot have made this up.
 */
export const passkeysCheck: Check = {
  name: "passkeys",
  run({ entries, details }, found) {
    const byPasskey = entries.flatMap((entry) => {
      const { action, data, occurred_at: at } = entry.value;
      const signature = recordedSignature(action, data ?? {}, at);
      return signature?.method === "webauthn" ? [{ entry, signature }] : [];
    });
    let checked = 0;
    for (const { entry, signature } of byPasskey) {
      const kept = details.find(({ uid, name }) => uid === entry.value.id && name === "passkey");
      // That it was erased, the check of the details says.
      if (!kept) continue;
      const purpose = stepUpPurpose(kindOf(signature.kind).act, signature.subjectDigest);
      const fault = faultOf(kept.body, purpose, signature.key);
      if (fault === null) checked++;
      else
        found.tampered(
          `details.ndjson line ${kept.line}`,
          `the passkey's answer ${fault} (${placeOf(entry)})`,
        );
    }
    return `${checked} of ${byPasskey.length} signatures by passkey are by the signer's own key, over what was signed`;
  },
};

function faultOf(body: unknown, purpose: string, key: unknown): string | null {
  const proof = body as PasskeyProof;
  if (PARTS.some((part) => typeof proof?.[part] !== "string")) return "is not whole";
  if (digestOfBytes(Buffer.from(proof.publicKey, "base64url")) !== key)
    return "is by another key than the log recorded";
  return faultOfProof(proof, purpose);
}
