import type { NewPasskey } from "#lib/access/passkey-answer.ts";
import { wrongCode } from "#lib/access/second-factor.ts";
import { stepOfCode } from "#lib/crypto/one-time-code.ts";
import { type KnownPasskey, verifiedPasskey } from "#lib/crypto/passkey.ts";
import { passkeyChallenge } from "#lib/crypto/passkey-challenge.ts";
import { seal, unseal } from "#lib/crypto/sealed.ts";
import type { Tx } from "#lib/db/client.ts";
import { publicUrl, secretSetting } from "#lib/env.ts";
import type { PersonCaller } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { typedCode } from "#lib/kernel/typed-code.ts";
import { claimChallenge, ENROL_PURPOSE } from "./claim-challenge.ts";

type Given = { challengeId: string; passkey?: NewPasskey | undefined; code?: string | undefined };

export type NewFactor =
  | ({ readonly kind: "webauthn" } & KnownPasskey)
  | { readonly kind: "totp"; readonly key: Uint8Array<ArrayBuffer>; readonly step: number };

/** The caller's answer to the challenge: a passkey created here, or the first code of an app. */
export async function newFactor(
  tx: Tx,
  caller: PersonCaller,
  { challengeId, passkey, code }: Given,
  now: Date,
): Promise<Result<NewFactor, Refusal>> {
  const question = await claimChallenge(tx, caller, { id: challengeId, purpose: ENROL_PURPOSE }, now);
  if (!question) return stale;
  if (question.sealedSecret) {
    const key = unseal(question.sealedSecret, secretSetting(), `challenge/${challengeId}`);
    const step = key && stepOfCode(key, typedCode(code ?? ""), now);
    return key && step !== null ? ok({ kind: "totp", key, step }) : wrongCode;
  }
  const challenge = passkeyChallenge(ENROL_PURPOSE, question.nonce);
  const made = passkey ? await verifiedPasskey(publicUrl(), passkey, challenge) : null;
  if (!made) return wrongPasskey;
  const taken = await tx.secondFactor.findUnique({ where: { credentialId: made.credentialId } });
  return taken ? passkeyTaken : ok({ kind: "webauthn", ...made });
}

type Row = { id: string; personId: string; name: string; now: Date };

/** Stores a passkey's public key, or an app's sealed key with the confirming code marked as used. */
export async function storeFactor(tx: Tx, { now, ...row }: Row, made: NewFactor): Promise<void> {
  const own =
    made.kind === "webauthn"
      ? {
          credentialId: made.credentialId,
          publicKey: new Uint8Array(made.publicKey),
          counter: made.counter,
          transports: [...made.transports],
        }
      : { sealedSecret: seal(made.key, secretSetting(), `factor/${row.id}`), lastStep: made.step };
  await tx.secondFactor.create({
    data: { ...row, kind: made.kind, createdAt: now, lastUsedAt: now, ...own },
  });
}

const stale = refuse("forbidden", "enrolment-stale", "This answers a different challenge.", {
  todo: "Start again and finish within five minutes in the same session.",
});
const wrongPasskey = refuse("forbidden", "passkey-refused", "This passkey was not accepted.", {
  todo: "Create it on this page and unlock it with its PIN, fingerprint or face.",
});
const passkeyTaken = refuse("conflict", "passkey-taken", "This passkey already belongs to an account.");
