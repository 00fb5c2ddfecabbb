import type { Database } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { tellEvent } from "#lib/overview/rows/tell-event.ts";
import { tellMoments } from "#lib/overview/rows/tell-moments.ts";
import { inEveryWorkspace } from "./every-workspace.ts";

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

/** Tells every workspace's people of what came due. */
export const tellDeadlines = (db: Database): Promise<number> =>
  inEveryWorkspace(db, (workspaceId) => tellDeadlinesIn(db, { workspaceId }));

export const tellDeadlinesIn = (db: Database, { workspaceId, now }: Telling): Promise<number> =>
  inWorkspace(db, workspaceId, (tx, begun) => tellMoments(tx, { workspaceId, now: now ?? begun }));
