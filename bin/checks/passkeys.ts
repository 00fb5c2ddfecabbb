import { factorStream } from "#lib/access/second-factor.ts";
import { stepUpPurpose } from "#lib/access/step-up.ts";
import { liftDigest } from "#lib/councils/lift.ts";
import { kindOf } from "#lib/councils/signable.ts";
import { faultOfProof, type PasskeyProof } from "#lib/crypto/passkey-proof.ts";
import { digestOfBytes } from "#lib/kernel/digest.ts";
import { recusalDigest } from "#lib/releases/recusal.ts";
import type { Check, Packet } from "../verify-packet.ts";
import { type Found, ofType, type Signed, signaturesAmong, type Told, toldBy, toldIn } from "./documents.ts";
import { STREAMS } from "./streams.ts";

const PARTS = ["publicKey", "nonce", "clientDataJSON", "authenticatorData", "signature"] as const;

/**
 * Checks every signature made by passkey: the signer's own key, which they had enrolled by then and not lost, signed
 * exactly this digest, and a person unlocked it. The server does not have that key, so it cannot have forged the signature.
 */
export const passkeysCheck: Check = {
  name: "passkeys",
  run(packet, found) {
    const { entries, details } = packet;
    const told = entries.flatMap((entry) => toldBy(entry) ?? []);
    const byPasskey = [
      ...signaturesAmong(told).map(signing),
      ...ofType(told, "objection.lifted").map(lifting),
      ...ofType(told, "recusal.declared").map(recusing),
      ...ofType(told, "verdict.sealed").map(sealing),
      ...ofType(told, "emergency.authorised").map(rushing),
    ];
    const proven = byPasskey.filter(({ method }) => method === "webauthn");
    let checked = 0;
    for (const one of proven) {
      const { told: event, purpose, key } = one;
      holdEnrolment(packet, one, found);
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
  readonly signer: string;
  readonly method: string;
  readonly key: string | undefined;
  readonly purpose: string;
};

const signing = ({ told, signature: { kind, signerId, subjectDigest, method, key } }: Signed): Proven => ({
  told,
  signer: signerId,
  method,
  key,
  purpose: stepUpPurpose(kindOf(kind).act, subjectDigest),
});

const lifting = (told: Told<"objection.lifted">): Proven => ({
  told,
  signer: told.data.signer,
  method: told.data.method,
  key: told.data.key,
  purpose: stepUpPurpose("lift-objection", liftDigest(told.data.objection, told.data.subject)),
});

const rushing = (told: Told<"emergency.authorised">): Proven => ({
  told,
  signer: told.data.signer,
  method: told.data.method,
  key: told.data.key,
  purpose: stepUpPurpose("authorise-emergency", told.data.digest),
});

const recusing = (told: Told<"recusal.declared">): Proven => ({
  told,
  signer: told.data.signer,
  method: told.data.method,
  key: told.data.key,
  purpose: stepUpPurpose("declare-recusal", recusalDigest(told.data.signer, told.data.subject)),
});

const sealing = (told: Told<"verdict.sealed">): Proven => ({
  told,
  signer: told.data.signer,
  method: told.data.method,
  key: told.data.key,
  purpose: stepUpPurpose("seal-verdict", told.data.subject),
});

/** The key is one that its signer had when they signed. A packet of an earlier version has no streams of factors. */
function holdEnrolment(packet: Packet, { told: event, signer, key }: Proven, found: Found): void {
  if (!packet.files.has(STREAMS)) return;
  const factors = toldIn(packet, factorStream(signer)).filter(({ at }) => at <= event.at);
  if (factors.length === 0)
    found.incomplete(event.place, "was signed by a passkey whose enrolment is missing");
  else if (!keysHeld(factors).has(key))
    found.tampered(event.place, "was signed by a passkey that its signer had not enrolled");
}

/** The keys of a person's factors after some events of them. */
function keysHeld(factors: readonly Told[]): Set<string | undefined> {
  const held = new Map<string, string | undefined>();
  for (const { type, data } of factors) {
    if (type === "factor.enrolled") held.set(data.factor, data.key);
    const gone = type === "factor.removed" ? [data.factor] : type === "factor.reset" ? data.factors : [];
    for (const id of gone) held.delete(id);
  }
  return new Set(held.values());
}

function faultOf(body: unknown, purpose: string, key: unknown): string | null {
  const proof = body as PasskeyProof;
  if (PARTS.some((part) => typeof proof?.[part] !== "string")) return "is incomplete";
  if (digestOfBytes(Buffer.from(proof.publicKey, "base64url")) !== key)
    return "is by another key than the log recorded";
  return faultOfProof(proof, purpose);
}
