import type { Database } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { dropTold } from "#lib/overview/rows/drop-told.ts";

/** After so many, the next run goes on: the first one after an update may find years. */
const BATCHES_MAX = 100;

/**
 * Drops what was told too long ago to be kept, in every workspace, a bounded batch in each transaction. It decides nothing,
 * so it leaves no event; a process killed in the middle left what it had not reached. Returns how many rows went.
 */
export async function dropToldEverywhere(db: Database): Promise<number> {
  let rows = 0;
  const failures: unknown[] = [];
  for (const { id: workspaceId } of await db.prisma.workspace.findMany({ select: { id: true } }))
    try {
      rows += await dropToldIn(db, { workspaceId });
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw failures[0];
  return rows;
}

type In = { readonly workspaceId: string; readonly now?: Date };

export async function dropToldIn(db: Database, { workspaceId, now }: In): Promise<number> {
  let rows = 0;
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const dropped = await inWorkspace(db, workspaceId, (tx, begun) => dropTold(tx, { now: now ?? begun }));
    rows += dropped.rows;
    if (!dropped.more) break;
  }
  return rows;
}
