import { stepUpPurpose } from "#lib/access/step-up.ts";
import { faultOfProof, type PasskeyProof } from "#lib/crypto/passkey-proof.ts";
import { digestOfBytes } from "#lib/kernel/digest.ts";
import type { Check } from "../verify-packet.ts";
import { ofType, type Told, toldBy } from "./documents.ts";

const PARTS = ["publicKey", "nonce", "clientDataJSON", "authenticatorData", "signature"] as const;

/** What is signed by an action, and so what a passkey was asked for. */
const purposeOf = (told: Told<"verdict.cast" | "policy.signed">): string =>
  told.type === "verdict.cast"
    ? stepUpPurpose("cast-verdict", told.data.subject)
    : stepUpPurpose("sign-policy", told.data.digest);

/**
 * Every signature that was made by passkey: the signer's own key signed for exactly this digest, unlocked by a person.
 * The server does not have that key; it cannot have made this up.
 */
export const passkeysCheck: Check = {
  name: "passkeys",
  run({ entries, details }, found) {
    const casts = entries.flatMap((entry) =>
      ofType([toldBy(entry) ?? []].flat(), "verdict.cast", "policy.signed")
        .filter(({ data }) => data.method === "webauthn")
        .map((told) => ({ told, id: entry.value.id })),
    );
    let checked = 0;
    for (const { told, id } of casts) {
      const kept = details.find(({ uid, name }) => uid === id && name === "passkey");
      // That it was erased, the check of the details says.
      if (!kept) continue;
      const fault = faultOf(kept.body, purposeOf(told), told.data.key);
      if (fault === null) checked++;
      else
        found.tampered(`details.ndjson line ${kept.line}`, `the passkey's answer ${fault} (${told.place})`);
    }
    return `${checked} of ${casts.length} signatures by passkey are by the signer's own key, over what was signed`;
  },
};

function faultOf(body: unknown, purpose: string, key: unknown): string | null {
  const proof = body as PasskeyProof;
  if (PARTS.some((part) => typeof proof?.[part] !== "string")) return "is not whole";
  if (digestOfBytes(Buffer.from(proof.publicKey, "base64url")) !== key)
    return "is by another key than the log recorded";
  return faultOfProof(proof, purpose);
}
