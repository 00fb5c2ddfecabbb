import type { Proven } from "#lib/access/rows/keep-proof.ts";
import { type FactorRule, type ProofMethod, secondFactorNeeded } from "#lib/access/second-factor.ts";
import { isRecoverable } from "#lib/access/step-up.ts";
import type { Database } from "#lib/db/client.ts";
import type { PersonCaller } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { verifyFactor } from "./verify-factor.ts";

type Beside = {
  readonly code?: string | undefined;
  readonly recoveryCode?: string | undefined;
  readonly purpose: string;
  readonly act: string;
  /** The first proof, which is enough where there is no factor and none is required. */
  readonly alone: ProofMethod;
};

/** The second proof beside a password or a provider. A recovery code can change factors but not sign. */
export async function factorBeside(
  db: Database,
  caller: PersonCaller,
  { code, recoveryCode, purpose, act, alone }: Beside,
  now: Date,
): Promise<Result<Proven, Refusal>> {
  if (code) return verifyFactor(db, caller, { proof: { code }, purpose }, now);
  const changing = isRecoverable(act);
  if (recoveryCode && changing) return verifyFactor(db, caller, { proof: { recoveryCode }, purpose }, now);
  const { rule, factors } = await standingOf(db, caller);
  if (factors > 0) return factorToo;
  return rule === "required" && !changing ? secondFactorNeeded("enrol") : ok({ method: alone });
}

async function standingOf(db: Database, { id, workspaceId }: PersonCaller) {
  const [row] = await db.sql.$queryRaw<{ rule: FactorRule; factors: number }[]>`
    SELECT second_factor AS rule,
           (SELECT count(*)::int FROM second_factor WHERE person_id = ${id}::uuid) AS factors
    FROM workspace WHERE id = ${workspaceId}::uuid`;
  return row!;
}

const factorToo = refuse("forbidden", "second-factor-needed", "That alone is not enough for this account.", {
  field: "code",
  todo: "Use your passkey, or add the current code of your app.",
});
