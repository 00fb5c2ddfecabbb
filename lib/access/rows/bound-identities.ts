import type { ProviderIdentity } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";

type Account = Pick<ProviderIdentity, "issuer" | "subject">;
export type BoundIdentity = { readonly id: string; readonly personId: string; readonly workspaceId: string };

/** Whose account this is, in whatever workspace. */
export async function identityOf(
  tx: Pick<Tx, "$queryRaw">,
  { issuer, subject }: Account,
): Promise<BoundIdentity | null> {
  const [row] = await tx.$queryRaw<BoundIdentity[]>`
    SELECT id::text, person_id::text AS "personId", workspace_id::text AS "workspaceId"
    FROM find_provider_identity(${issuer}, ${subject})`;
  return row ?? null;
}

/** Whether the account is still this person's. */
export async function isBound(
  tx: Tx,
  { identityId, personId }: { identityId: string; personId: string },
): Promise<boolean> {
  const bound = await tx.providerIdentity.count({ where: { id: identityId, personId, unboundAt: null } });
  return bound === 1;
}

/** Of everybody who binds this account at once, one goes first. */
export const lockAccount = (tx: Tx, { issuer, subject }: Account): Promise<unknown> =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${JSON.stringify([issuer, subject])}, 6))`;
