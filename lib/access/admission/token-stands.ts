import type { Permission } from "#lib/access/permission.ts";
import type { Database } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";

type Asked = { readonly workspaceId: string; readonly tokenId: string; readonly scope: Permission };

/** Whether a token that was admitted before is valid still, with this scope. */
export async function tokenStands(db: Database, { workspaceId, tokenId, scope }: Asked): Promise<boolean> {
  return inWorkspace(
    db,
    workspaceId,
    async (tx, now) => {
      const token = await tx.serviceToken.findUnique({ where: { id: tokenId } });
      return (
        token !== null && token.revokedAt === null && token.expiresAt > now && token.scopes.includes(scope)
      );
    },
    { readOnly: true },
  );
}
