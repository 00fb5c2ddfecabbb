import type { Database } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { dropTold } from "#lib/overview/rows/drop-told.ts";
import { inEveryWorkspace } from "./every-workspace.ts";

/** After so many, the next run goes on: the first one after an update may find years. */
const BATCHES_MAX = 100;

/**
 * Drops what was told too long ago to be kept, in every workspace, a bounded batch in each transaction. It decides nothing,
 * so it leaves no event; a process killed in the middle left what it had not reached. Returns how many rows went.
 */
export const dropToldEverywhere = (db: Database): Promise<number> =>
  inEveryWorkspace(db, (workspaceId) => dropToldIn(db, { workspaceId }));

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
