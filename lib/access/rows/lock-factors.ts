import { FACTOR_KINDS, FACTOR_RULES, type FactorKind } from "#lib/access/second-factor.ts";
import type { Tx } from "#lib/db/client.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { lockPerson } from "./lock-person.ts";

export type HeldFactor = { readonly id: string; readonly kind: FactorKind; readonly name: string };

/** A person's factors. Changes of them are serialised by a lock on the person. */
export async function lockFactors(tx: Tx, workspaceId: string, personId: string) {
  await lockPerson(tx, personId);
  const rows = await tx.secondFactor.findMany({
    where: { personId },
    orderBy: { createdAt: "asc" },
    select: { id: true, kind: true, name: true },
  });
  const codesLeft = await tx.recoveryCode.count({ where: { personId, usedAt: null } });
  const { secondFactor } = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const factors: HeldFactor[] = rows.map((row) => ({ ...row, kind: oneOf(FACTOR_KINDS, row.kind) }));
  return { factors, codesLeft, rule: oneOf(FACTOR_RULES, secondFactor) };
}

export const factorNotFound = refuse("not-found", "factor-not-found", "Your account has no such factor.");
export const peopleOnly = refuse("forbidden", "person-only", "Only a signed-in person has a second factor.");
