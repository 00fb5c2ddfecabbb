import type { Database } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { tellEvent } from "#lib/overview/rows/tell-event.ts";
import { tellMoments } from "#lib/overview/rows/tell-moments.ts";

type Telling = { readonly workspaceId: string; readonly now?: Date };

/**
 * Tells whom an event concerns. It decides nothing, so it leaves no event: who is told what follows from the log and the
 * tables. A process killed in the middle left nothing, and the next try tells everybody.
 */
export const tellPeople = (
  db: Database,
  { workspaceId, eventId, now }: Telling & { readonly eventId: string },
): Promise<number> =>
  inWorkspace(db, workspaceId, (tx, begun) => tellEvent(tx, { eventId, workspaceId, now: now ?? begun }));

/** Tells every workspace's people of what came due. One that fails does not keep the others waiting. */
export async function tellDeadlines(db: Database): Promise<number> {
  let told = 0;
  const failures: unknown[] = [];
  for (const { id: workspaceId } of await db.prisma.workspace.findMany({ select: { id: true } }))
    try {
      told += await tellDeadlinesIn(db, { workspaceId });
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw failures[0];
  return told;
}

export const tellDeadlinesIn = (db: Database, { workspaceId, now }: Telling): Promise<number> =>
  inWorkspace(db, workspaceId, (tx, begun) => tellMoments(tx, { workspaceId, now: now ?? begun }));
