import { v7 as uuidv7 } from "uuid";
import { type FactorRule, type ProofMethod, secondFactorNeeded } from "#lib/access/second-factor.ts";
import { stepUpPurpose } from "#lib/access/step-up.ts";
import type { PasskeyProof } from "#lib/crypto/passkey-proof.ts";
import { passwordMatches } from "#lib/crypto/password-hash.ts";
import type { Database } from "#lib/db/client.ts";
import { asJson } from "#lib/db/json.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { admitTry, forgiveTry } from "./admit-try.ts";
import { presenceKey } from "./throttle-keys.ts";
import { type FactorProof, verifyFactor } from "./verify-factor.ts";

type Person = Extract<Caller, { kind: "person" }>;

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
  const { method, passkey } = proven.value;
  const stepUpId = uuidv7();
  const { id: personId, sessionId } = caller;
  await db.prisma.stepUp.create({
    data: {
      id: stepUpId,
      sessionId,
      personId,
      purpose,
      method,
      createdAt: now,
      ...(passkey ? { passkey: asJson(passkey) } : {}),
    },
  });
  return ok({ stepUpId });
}

type Proving = { proof: PresenceProof; purpose: string; act: string };

async function prove(
  db: Database,
  caller: Person,
  { proof: { passkey, password, code, recoveryCode }, purpose, act }: Proving,
  now: Date,
): Promise<Result<{ method: ProofMethod; passkey?: PasskeyProof }, Refusal>> {
  if (passkey) return verifyFactor(db, caller, { proof: { passkey }, purpose }, now);
  const person = await db.prisma.person.findUniqueOrThrow({ where: { id: caller.id } });
  if (!(await passwordMatches(password ?? "", person.passwordHash))) return wrongPassword;
  if (code) return verifyFactor(db, caller, { proof: { code }, purpose }, now);
  const changing = act === "change-factors";
  if (recoveryCode && changing) return verifyFactor(db, caller, { proof: { recoveryCode }, purpose }, now);
  const { rule, factors } = await standingOf(db, caller);
  if (factors > 0) return factorToo;
  return rule === "required" && !changing ? secondFactorNeeded("enrol") : ok({ method: "password" });
}

async function standingOf(db: Database, { id, workspaceId }: Person) {
  const [row] = await db.sql.$queryRaw<{ rule: FactorRule; factors: number }[]>`
    SELECT second_factor AS rule,
           (SELECT count(*)::int FROM second_factor WHERE person_id = ${id}::uuid) AS factors
    FROM workspace WHERE id = ${workspaceId}::uuid`;
  return row!;
}

const wrongPassword = refuse("forbidden", "wrong-password", "Wrong password. Nothing was done.", {
  field: "password",
});
const factorToo = refuse(
  "forbidden",
  "second-factor-needed",
  "The password alone is not enough for this account.",
  {
    field: "code",
    todo: "Use your passkey, or enter the password with the current code of your app.",
  },
);
