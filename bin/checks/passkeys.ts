import { stepUpPurpose } from "#lib/access/step-up.ts";
import { liftDigest } from "#lib/councils/lift.ts";
import { kindOf } from "#lib/councils/signable.ts";
import { faultOfProof, type PasskeyProof } from "#lib/crypto/passkey-proof.ts";
import { digestOfBytes } from "#lib/kernel/digest.ts";
import type { Check } from "../verify-packet.ts";
import { ofType, type Signed, signaturesAmong, type Told, toldBy } from "./documents.ts";

const PARTS = ["publicKey", "nonce", "clientDataJSON", "authenticatorData", "signature"] as const;

/**
 * Checks every signature made by passkey: the signer's own key signed exactly this digest, and a person unlocked it.
 * The server does not have that key, so it cannot have forged the signature.
 */
export const passkeysCheck: Check = {
  name: "passkeys",
  run({ entries, details }, found) {
    const told = entries.flatMap((entry) => toldBy(entry) ?? []);
    const byPasskey = [
      ...signaturesAmong(told).map(signing),
      ...ofType(told, "objection.lifted").map(lifting),
    ];
    const proven = byPasskey.filter(({ method }) => method === "webauthn");
    let checked = 0;
    for (const { told: event, purpose, key } of proven) {
      const kept = details.find(({ uid, name }) => uid === event.id && name === "passkey");
      // Erased; the check of the details reports it.
      if (!kept) continue;
      const fault = faultOf(kept.body, purpose, key);
      const place = `details.ndjson line ${kept.line}`;
      if (fault === null) checked++;
      else found.tampered(place, `the passkey's answer ${fault} (${event.place})`);
    }
    return `${checked} of ${proven.length} signatures by passkey are by the signer's own key, over what was signed`;
  },
};

type Proven = {
  readonly told: Told;
  readonly method: string;
  readonly key: string | undefined;
  readonly purpose: string;
};

const signing = ({ told, signature: { kind, subjectDigest, method, key } }: Signed): Proven => ({
  told,
  method,
  key,
  purpose: stepUpPurpose(kindOf(kind).act, subjectDigest),
});

const lifting = (told: Told<"objection.lifted">): Proven => ({
  told,
  method: told.data.method,
  key: told.data.key,
  purpose: stepUpPurpose("lift-objection", liftDigest(told.data.objection, told.data.subject)),
});

function faultOf(body: unknown, purpose: string, key: unknown): string | null {
  const proof = body as PasskeyProof;
  if (PARTS.some((part) => typeof proof?.[part] !== "string")) return "is incomplete";
  if (digestOfBytes(Buffer.from(proof.publicKey, "base64url")) !== key)
    return "is by another key than the log recorded";
  return faultOfProof(proof, purpose);
}
