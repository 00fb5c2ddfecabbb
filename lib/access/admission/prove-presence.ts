import { keepProof, type Proven } from "#lib/access/rows/keep-proof.ts";
import { sittingOfProof } from "#lib/access/rows/sitting-proofs.ts";
import { secondFactorNeeded } from "#lib/access/second-factor.ts";
import { stepUpPurpose } from "#lib/access/step-up.ts";
import { passwordMatches } from "#lib/crypto/password-hash.ts";
import type { Database } from "#lib/db/client.ts";
import type { Caller, PersonCaller } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { admitTry, forgiveTry } from "./admit-try.ts";
import { factorBeside } from "./factor-beside.ts";
import { presenceKey } from "./throttle-keys.ts";
import { type FactorProof, verifyFactor } from "./verify-factor.ts";

/** A passkey, or the password with a code if the person has a factor. A recovery code can change factors but not sign. */
export type PresenceProof = {
  readonly password?: string | undefined;
  readonly code?: string | undefined;
  readonly recoveryCode?: string | undefined;
  readonly passkey?: Extract<FactorProof, { passkey: unknown }>["passkey"] | undefined;
};

type Asked = PresenceProof & { act: string; subjectDigest: string };

/**
 * Checks again who is present and returns a proof for one act over one digest. Attempts are counted separately from
 * those at the sign-in page: guessing there must not keep a reviewer from signing.
 */
export async function provePresence(
  db: Database,
  caller: Caller,
  { act, subjectDigest, ...proof }: Asked,
  now: Date,
): Promise<Result<{ stepUpId: string }, Refusal>> {
  if (caller.kind !== "person")
    return refuse("forbidden", "person-only", "Only a signed-in person can sign; a token cannot.");
  if (caller.lacks === "give") return secondFactorNeeded("give");
  const keys = [presenceKey(caller.id)];
  const admitted = await admitTry(db, keys, now);
  if (!admitted.ok) return admitted;
  const purpose = stepUpPurpose(act, subjectDigest);
  const proven = await prove(db, caller, { proof, purpose, act }, now);
  if (!proven.ok) return proven;
  await forgiveTry(db, keys);
  return ok({ stepUpId: await keepProof(db, caller, { ...proven.value, purpose }, now) });
}

type Proving = { proof: PresenceProof; purpose: string; act: string };

async function prove(
  db: Database,
  caller: PersonCaller,
  { proof: { passkey, password, code, recoveryCode }, purpose, act }: Proving,
  now: Date,
): Promise<Result<Proven, Refusal>> {
  if (passkey) return verifyFactor(db, caller, { proof: { passkey }, purpose }, now);
  const sittingId =
    password === undefined || code === undefined
      ? await sittingOfProof(db.prisma, caller, purpose, now)
      : null;
  if (sittingId !== null && code && password === undefined) {
    const factor = await verifyFactor(db, caller, { proof: { code }, purpose }, now);
    return factor.ok ? ok({ ...factor.value, sittingId }) : factor;
  }
  const person = await db.prisma.person.findUniqueOrThrow({ where: { id: caller.id } });
  if (!(await passwordMatches(password ?? "", person.passwordHash))) return wrongPassword;
  if (sittingId !== null) return ok({ method: "password", sittingId });
  return factorBeside(db, caller, { code, recoveryCode, purpose, act, alone: "password" }, now);
}

const wrongPassword = refuse("forbidden", "wrong-password", "Wrong password. Nothing was done.", {
  field: "password",
});
