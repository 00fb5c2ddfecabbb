import { v7 as uuidv7 } from "uuid";
import { stepUpPurpose } from "#lib/access/step-up.ts";
import type { Database } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { checkCredentials } from "./check-credentials.ts";

type Proof = { password: string; act: string; subjectDigest: string; address: string };

/** Checks the password of the signed-in person once more and answers a proof for one act over one digest. */
export async function provePresence(
  db: Database,
  caller: Caller,
  { password, act, subjectDigest, address }: Proof,
  now: Date,
): Promise<Result<{ stepUpId: string }, Refusal>> {
  if (caller.kind !== "person")
    return refuse("forbidden", "person-only", "Only a signed-in person can sign; a token cannot.");
  const person = await db.prisma.person.findUniqueOrThrow({ where: { id: caller.id } });
  const checked = await checkCredentials(db, { email: person.email, password, address }, now);
  if (!checked.ok)
    return checked.error.code === "wrong-credentials"
      ? refuse("forbidden", "wrong-password", "The password is not right. Nothing was signed.", {
          field: "password",
        })
      : checked;
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
