import type { PasskeyAnswer } from "#lib/access/passkey-answer.ts";
import { claimChallenge } from "#lib/access/rows/claim-challenge.ts";
import { hashRecoveryCode } from "#lib/access/rows/recovery-codes.ts";
import { type ProofMethod, recoveryCodeText, wrongCode } from "#lib/access/second-factor.ts";
import { stepOfCode } from "#lib/crypto/one-time-code.ts";
import { verifiedAssertion } from "#lib/crypto/passkey.ts";
import { passkeyChallenge } from "#lib/crypto/passkey-challenge.ts";
import type { PasskeyProof } from "#lib/crypto/passkey-proof.ts";
import { unseal } from "#lib/crypto/sealed.ts";
import type { Database } from "#lib/db/client.ts";
import { publicUrl, secretSetting } from "#lib/env.ts";
import type { PersonCaller } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { typedCode } from "#lib/kernel/typed-code.ts";

export type FactorProof =
  | { readonly passkey: { readonly challengeId: string; readonly answer: PasskeyAnswer } }
  | { readonly code: string }
  | { readonly recoveryCode: string };

type Verified = Promise<Result<{ method: ProofMethod; passkey?: PasskeyProof }, Refusal>>;

/**
 * Verifies and spends the person's factor for one purpose: a challenge is answered once, a passkey's counter only
 * grows, a code is accepted once in its 30 s window, a recovery code is valid once. Each uses one guarded statement, so
 * that only one of several concurrent attempts succeeds.
 */
export function verifyFactor(
  db: Database,
  caller: PersonCaller,
  { proof, purpose }: { proof: FactorProof; purpose: string },
  now: Date,
): Verified {
  if ("passkey" in proof) return verifyPasskey(db, caller, proof.passkey, purpose, now);
  return "code" in proof
    ? verifyCode(db, caller, proof.code, now)
    : verifyRecoveryCode(db, caller, proof.recoveryCode, now);
}

async function verifyPasskey(
  db: Database,
  caller: PersonCaller,
  { challengeId, answer }: Extract<FactorProof, { passkey: unknown }>["passkey"],
  purpose: string,
  now: Date,
): Verified {
  const question = await claimChallenge(db.prisma, caller, { id: challengeId, purpose }, now);
  if (!question) return staleAnswer;
  const passkey = await db.prisma.secondFactor.findUnique({ where: { credentialId: answer.id } });
  if (!passkey || passkey.personId !== caller.id) return wrongPasskey;
  const known = {
    credentialId: answer.id,
    publicKey: passkey.publicKey!,
    counter: Number(passkey.counter),
    transports: passkey.transports,
  };
  const challenge = passkeyChallenge(purpose, question.nonce);
  const counter = await verifiedAssertion(publicUrl(), answer, challenge, known);
  if (counter === null) return wrongPasskey;
  // Synced passkeys do not count: their counter stays 0.
  const moved = await db.sql.$executeRaw`
    UPDATE second_factor SET counter = ${counter}, last_used_at = ${now}
    WHERE id = ${passkey.id}::uuid AND (counter < ${counter} OR (counter = 0 AND ${counter} = 0))`;
  if (moved !== 1) return wrongPasskey;
  const { clientDataJSON, authenticatorData, signature } = answer.response;
  const kept = { publicKey: base64url(known.publicKey), nonce: base64url(question.nonce) };
  return ok({ method: "webauthn", passkey: { ...kept, clientDataJSON, authenticatorData, signature } });
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");

async function verifyCode(db: Database, { id: personId }: PersonCaller, typed: string, now: Date): Verified {
  const code = typedCode(typed);
  const apps = await db.prisma.secondFactor.findMany({ where: { personId, kind: "totp" } });
  for (const { id, sealedSecret } of apps) {
    const key = unseal(sealedSecret!, secretSetting(), `factor/${id}`);
    const step = key && stepOfCode(key, code, now);
    if (step === null) continue;
    const moved = await db.sql.$executeRaw`
      UPDATE second_factor SET last_step = ${step}, last_used_at = ${now}
      WHERE id = ${id}::uuid AND last_step < ${step}`;
    return moved === 1 ? ok({ method: "totp" }) : usedCode;
  }
  return wrongCode;
}

async function verifyRecoveryCode(db: Database, { id }: PersonCaller, typed: string, now: Date): Verified {
  const text = recoveryCodeText(typed);
  if (text === null) return wrongRecoveryCode;
  const used = await db.sql.$executeRaw`
    UPDATE recovery_code SET used_at = ${now}
    WHERE person_id = ${id}::uuid AND hash = ${hashRecoveryCode(text)} AND used_at IS NULL`;
  return used === 1 ? ok({ method: "recovery" }) : wrongRecoveryCode;
}

const staleAnswer = refuse(
  "forbidden",
  "passkey-answer-stale",
  "The passkey answered a different challenge.",
  {
    todo: "Start again. A challenge can be answered once, within five minutes, in the same session.",
  },
);
const wrongPasskey = refuse("forbidden", "passkey-refused", "This passkey was not accepted.", {
  todo: "Use a passkey of this account and unlock it with its PIN, fingerprint or face.",
});
const usedCode = refuse("forbidden", "code-used", "This code was already used.", {
  field: "code",
  todo: "Wait up to 30 s for the next code.",
});
const wrongRecoveryCode = refuse(
  "forbidden",
  "recovery-code-wrong",
  "This recovery code is wrong or already used.",
  {
    field: "recoveryCode",
    todo: "Use another recovery code, or ask an admin to reset your second factor.",
  },
);
