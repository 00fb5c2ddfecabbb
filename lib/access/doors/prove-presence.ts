import { v7 as uuidv7 } from "uuid";
import { stepUpPurpose } from "#lib/access/step-up.ts";
import { ACCOUNT_ALLOWANCE, ADDRESS_ALLOWANCE } from "#lib/access/throttle.ts";
import { passwordMatches } from "#lib/crypto/password-hash.ts";
import type { Database } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { admitTry, forgiveTry } from "./admit-try.ts";

type Proof = { password: string; act: string; subjectDigest: string; address: string };

/**
 * Checks the password of the signed-in person once more and answers a proof for one act over one digest. Tries are
 * counted apart from those at the sign-in page: guessing there must not keep a reviewer from signing.
 */
export async function provePresence(
  db: Database,
  caller: Caller,
  { password, act, subjectDigest, address }: Proof,
  now: Date,
): Promise<Result<{ stepUpId: string }, Refusal>> {
  if (caller.kind !== "person")
    return refuse("forbidden", "person-only", "Only a signed-in person can sign; a token cannot.");
  const person = await db.prisma.person.findUniqueOrThrow({ where: { id: caller.id } });
  const keys = [
    { key: `presence:${caller.id}`, allowance: ACCOUNT_ALLOWANCE },
    { key: `address:${address}`, allowance: ADDRESS_ALLOWANCE },
  ];
  const admitted = await admitTry(db, keys, now);
  if (!admitted.ok) return admitted;
  if (!(await passwordMatches(password, person.passwordHash)))
    return refuse("forbidden", "wrong-password", "The password is not right. Nothing was signed.", {
      field: "password",
    });
  await forgiveTry(db, keys);
  const stepUpId = uuidv7();
  await db.prisma.stepUp.create({
    data: {
      id: stepUpId,
      sessionId: caller.sessionId,
      personId: caller.id,
      purpose: stepUpPurpose(act, subjectDigest),
      method: "password",
      createdAt: now,
    },
  });
  return ok({ stepUpId });
}
