import type { Database, Tx } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";

/** Looks at what is there already; a change in it is refused by the read-only transaction. */
export const readIn = <T>(db: Database, workspaceId: string, body: (tx: Tx) => Promise<T>): Promise<T> =>
  inWorkspace(db, workspaceId, async (tx) => {
    await tx.$executeRaw`SET TRANSACTION READ ONLY`;
    return body(tx);
  });
