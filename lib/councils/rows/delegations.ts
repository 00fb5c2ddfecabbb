import type { Delegation as Row } from "#generated/prisma/client.ts";
import type { Delegation } from "#lib/councils/delegation.ts";
import type { Tx } from "#lib/db/client.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { oneOf } from "#lib/kernel/one-of.ts";

export type KeptDelegation = Delegation & { readonly reason: string };

const delegationOf = (row: Row): KeptDelegation => ({
  id: row.id,
  from: { id: row.fromId, name: row.fromName },
  to: { id: row.toId, name: row.toName },
  functions: row.functions.map((name) => oneOf(FUNCTIONS, name)),
  models: row.models.length > 0 ? row.models : null,
  startsAt: row.startsAt,
  endsAt: row.endsAt,
  endedAt: row.endedAt,
  reason: row.reason,
});

/** What somebody was given to speak for others, newest first. */
export async function delegationsTo(tx: Tx, personId: string): Promise<KeptDelegation[]> {
  const rows = await tx.delegation.findMany({ where: { toId: personId }, orderBy: { id: "desc" } });
  return rows.map(delegationOf);
}

/** What concerns somebody, given by them or to them, newest first. */
export async function delegationsOf(tx: Tx, personId: string): Promise<KeptDelegation[]> {
  const where = { OR: [{ toId: personId }, { fromId: personId }] };
  const rows = await tx.delegation.findMany({ where, orderBy: { id: "desc" }, take: 50 });
  return rows.map(delegationOf);
}

/** One of them, locked: ending it and signing by it happen one after the other. */
export async function lockDelegation(tx: Tx, id: string): Promise<KeptDelegation | null> {
  await tx.$executeRaw`SELECT FROM delegation WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await tx.delegation.findUnique({ where: { id } });
  return row && delegationOf(row);
}

/** Keeps those between two people as they are until the transaction ends. */
export const holdDelegations = (tx: Tx, from: string, to: string): Promise<unknown> =>
  tx.$executeRaw`
    SELECT FROM delegation WHERE from_id = ${from}::uuid AND to_id = ${to}::uuid ORDER BY id FOR SHARE`;
