import type { Database, Tx } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";

/** Reads existing rows; the read-only transaction refuses any change. */
export const readIn = <T>(db: Database, workspaceId: string, body: (tx: Tx) => Promise<T>): Promise<T> =>
  inWorkspace(db, workspaceId, async (tx) => {
    await tx.$executeRaw`SET TRANSACTION READ ONLY`;
    return body(tx);
  });
